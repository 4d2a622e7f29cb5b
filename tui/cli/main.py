"""The command ``marbre``: the table of its commands and the way its errors end."""

from __future__ import annotations

import gettext
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from feeds.errors import FeedsError
from search.errors import SearchError
from store.errors import StoreError
from tui.cli.base import Group, Option
from tui.cli.output import warn
from tui.cli.session import Session
from tui.i18n import CATALOGUES, DOMAIN, N_, _, current_language, install
from tui.settings import SettingsError
from tui.words import describe_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DONE, FAILED, USED_WRONGLY = range(3)

COMMANDS: Mapping[str, Mapping[str, str]] = {
    N_("Begin"): {
        "init": "tui.cli.start:init",
        "demo": "tui.cli.start:demo",
        "add": "tui.cli.articles:add",
        "feeds": "tui.cli.feeds:feeds",
        "collect": "tui.cli.collect:collect",
    },
    N_("Find and read"): {
        "search": "tui.cli.search:search",
        "searches": "tui.cli.search:searches",
        "show": "tui.cli.articles:show",
        "diff": "tui.cli.versions:diff",
        "passages": "tui.cli.similar:passages",
        "similar": "tui.cli.similar:similar",
        "open": "tui.cli.articles:open_in_browser",
    },
    N_("Judge"): {
        "keep": "tui.cli.marks:keep",
        "discard": "tui.cli.marks:discard",
        "inbox": "tui.cli.marks:inbox",
        "star": "tui.cli.marks:star",
        "unstar": "tui.cli.marks:unstar",
        "read": "tui.cli.marks:read",
        "unread": "tui.cli.marks:unread",
    },
    N_("Tag, annotate, link"): {
        "duplicates": "tui.cli.duplicates:duplicates",
        "suggest": "tui.cli.similar:suggest",
        "tag": "tui.cli.tags:tag",
        "tags": "tui.cli.tags:tags",
        "note": "tui.cli.notes:note",
        "notes": "tui.cli.notes:notes",
        "orphans": "tui.cli.notes:orphans",
        "entities": "tui.cli.entities:entities",
        "mission": "tui.cli.missions:mission",
        "facts": "tui.cli.facts:facts",
        "collection": "tui.cli.collections:collection",
    },
    N_("Hand out"): {"export": "tui.cli.exports:export"},
    N_("Look after the desk"): {
        "history": "tui.cli.journal:history",
        "undo": "tui.cli.journal:undo",
        "redo": "tui.cli.journal:redo",
        "doctor": "tui.cli.upkeep:doctor",
        "backup": "tui.cli.upkeep:backup",
        "restore": "tui.cli.upkeep:restore",
        "reindex": "tui.cli.upkeep:reindex",
        "keys": "tui.cli.start:keys",
    },
}
"""Heading to name to place of every command; a command's module is imported when it is called."""


class _Root(Group):
    """The command ``marbre`` itself: opens a desk, or does one of the things in the table."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named; a folder is a desk to be opened."""
        if args[0] not in self.list_commands(ctx) and _looks_like_folder(args[0]):
            ctx.ensure_object(Session).desk_folder = Path(args[0])
            return "desk", self.get_command(ctx, "desk"), args[1:]
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "desk":
            from tui.cli.start import desk  # noqa: PLC0415 - imported when it is called, as all are

            return desk
        return super().get_command(ctx, cmd_name)

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run and end with 0 when done, 1 when it failed, 2 when it was used wrongly."""
        sys.exit(self._status(args, **extra | {"standalone_mode": False}))

    def _status(self, args: Sequence[str] | None, **extra: Any) -> int:
        try:
            outcome = super().main(args, **extra)
            # Whoever starts other programs may have closed it.
            if sys.stdout is not None:
                sys.stdout.flush()
        except click.exceptions.NoArgsIsHelpError as error:
            # Its message is the whole help.
            click.echo(error.format_message(), err=True)
            return USED_WRONGLY
        except click.UsageError as error:
            warn(f"{error.format_message()} ({_usage_hint(error)})")
            return USED_WRONGLY
        except click.Abort:
            warn(_("stopped"))
            return FAILED
        except BrokenPipeError:
            # Quiet, with the status that click gives: who read the output has seen enough, and what
            # Python still holds must not fail at the exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED
        except (
            click.ClickException,
            StoreError,
            SearchError,
            FeedsError,
            SettingsError,
            OSError,
        ) as error:
            warn(_words_for(error))
            return FAILED
        return outcome if isinstance(outcome, int) else DONE


def _words_for(error: Exception) -> str:
    return (
        error.format_message() if isinstance(error, click.ClickException) else describe_error(error)
    )


def _usage_hint(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "marbre"
    return _("see “{command} --help”").format(command=path)


def _looks_like_folder(name: str) -> bool:
    return "/" in name or os.sep in name or name in {".", ".."} or Path(name).is_dir()


def _print_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version  # noqa: PLC0415 - it brings the e-mail parser along

        click.echo(f"marbre {version('marbre')}")
        ctx.exit()


@click.group(
    "marbre",
    cls=_Root,
    lazy=COMMANDS,
    invoke_without_command=True,
    subcommand_metavar=N_("[DESK | COMMAND …]"),
    context_settings={"help_option_names": ["--help", "-h"]},
    help=N_(
        "Curate regional-economy news: collect, search, annotate, link to missions, hand out.\n\n"
        "Without a command the desk is opened: the folder DESK, else the nearest desk above this "
        "folder, else your own."
    ),
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help=N_("Show the version and exit."),
        ),
    ],
)
@click.pass_context
def root(ctx: click.Context) -> int:
    """Open the desk where no command was named."""
    ctx.ensure_object(Session)
    status = DONE
    if ctx.invoked_subcommand is None:
        from tui.cli.start import desk  # noqa: PLC0415 - imported when it is called, as all are

        status = ctx.invoke(desk)
    return status


def main() -> NoReturn:
    """Run ``marbre`` with the arguments and the environment of the process."""
    install(None, os.environ)
    _speak_to_click()
    if isinstance(sys.stdout, TextIOWrapper):
        # What an old terminal's encoding lacks is shown as a question mark and stops nothing.
        sys.stdout.reconfigure(errors="replace")
    root.main(prog_name="marbre")
    raise AssertionError("root.main ends the process")


def _speak_to_click() -> None:
    """Have click's own messages translated: it asks gettext, which takes the language from here."""
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = current_language()

"""click's commands, translated when they are shown and loaded when they are called."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.session import Session
from tui.i18n import N_, _, current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Decorated = Callable[..., Any]
    Decorator = Callable[[Decorated], Decorated]


class Option(click.Option):
    """An option whose help and placeholder are translated when they are shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its names and its help."""
        help_text, metavar = self.help, self.metavar
        self.help = _(help_text) if help_text else None
        self.metavar = _(metavar) if metavar else None
        try:
            return super().get_help_record(ctx)
        finally:
            self.help, self.metavar = help_text, metavar


class Argument(click.Argument):
    """An argument whose placeholder is translated when it is shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for it in the usage line."""
        metavar = self.metavar
        self.metavar = _(metavar) if metavar else None
        try:
            return super().make_metavar(ctx)
        finally:
            self.metavar = metavar


class Command(click.Command):
    """A command whose help is translated when it is shown; all understand ``--desk`` and ``--json``."""

    def __init__(self, *args: Any, prints: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_desk_option())
        if prints:
            self.params.append(_json_option())

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does."""
        words = self.help
        self.help = _(words) if words else None
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = words

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help; whole, for the list of commands wraps it."""
        del limit
        return _(self.help).partition("\n")[0].strip() if self.help else ""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it is called."""
        pieces = [_(piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces))


class Group(Command, click.Group):
    """A family of commands; the ones in ``lazy`` are imported when they are called."""

    command_class = Command

    def __init__(
        self, *args: Any, lazy: Mapping[str, Mapping[str, str]] | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("subcommand_metavar", N_("COMMAND …"))
        super().__init__(*args, **kwargs)
        self._lazy = {
            name: place for names in (lazy or {}).values() for name, place in names.items()
        }
        self._headings = {heading: list(names) for heading, names in (lazy or {}).items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help."""
        del ctx
        return [*self._lazy, *(name for name in self.commands if name not in self._lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now where that was put off."""
        place = self._lazy.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        module, _colon, attribute = place.partition(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; for one that there is not, the nearest is named."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.list_commands(ctx), n=1)
            words = (
                _("there is no command “{name}”; did you mean “{near}”?")
                if near
                else _("there is no command “{name}”")
            )
            raise click.UsageError(words.format(name=name, near="".join(near)), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        headings = self._headings or {N_("Commands"): self.list_commands(ctx)}
        widest = max(len(name) for name in self.list_commands(ctx))
        for heading, names in headings.items():
            rows = []
            for name in names:
                command = self.get_command(ctx, name)
                if command is not None and not command.hidden:
                    rows.append((name.ljust(widest), command.get_short_help_str()))
            # click puts a colon after it, which French parts from the word.
            space = "\N{NO-BREAK SPACE}" if current_language() == "fr" else ""
            with formatter.section(_(heading) + space):
                formatter.write_dl(rows)


def command(name: str, *, help: str, **kwargs: Any) -> Callable[[Decorated], Command]:  # noqa: A002 - click's word
    """A command of its own."""
    return click.command(name, cls=Command, help=help, **kwargs)


def group(name: str, *, help: str, **kwargs: Any) -> Callable[[Decorated], Group]:  # noqa: A002 - click's word
    """A family of commands."""
    return click.group(name, cls=Group, help=help, **kwargs)


def option(*names: str, **kwargs: Any) -> Decorator:
    """An option of the command below."""
    return click.option(*names, cls=Option, **kwargs)


def with_options(function: Decorated, *options: Decorator) -> Decorated:
    """A command's function with several options, which its help lists in this order."""
    for decorate in reversed(options):
        function = decorate(function)
    return function


query_option = option("--query", metavar=N_("QUERY"), help=N_("All articles that the query finds."))
"""Lets a command that is told of articles be told a query in their place."""


def limit_option(default: int) -> Decorator:
    """How much the command below prints at most."""
    return option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        metavar=N_("N"),
        help=N_("How many to show at most."),
    )


def argument(name: str, metavar: str, **kwargs: Any) -> Decorator:
    """An argument of the command below."""
    return click.argument(name, cls=Argument, metavar=metavar, **kwargs)


pass_session = click.make_pass_decorator(Session, ensure=True)
"""Give the command below its ``Session`` as the first argument."""


def _desk_option() -> Option:
    return Option(
        ["--desk"],
        type=click.Path(path_type=Path),
        metavar=N_("DIR"),
        expose_value=False,
        callback=_remember_desk,
        help=N_("The desk's folder; else MARBRE_DESK, else the nearest desk above this folder."),
    )


def _json_option() -> Option:
    return Option(
        ["--json"],
        is_flag=True,
        expose_value=False,
        callback=_remember_json,
        help=N_("Print JSON: one document, or one object per line for lists."),
    )


def _remember_desk(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.ensure_object(Session).desk_folder = value


def _remember_json(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Session).output.as_json = True

"""``marbre``, ``init``, ``demo`` and ``keys``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import DeskNotFoundError
from store.files.desk_folder import is_desk
from tui.cli.base import Command, argument, command, pass_session
from tui.cli.output import agrees
from tui.cli.session import default_desk
from tui.commands import GROUP_NAMES, PLACE_NAMES
from tui.i18n import N_, _, ngettext
from tui.keys import key_label, lay_keys
from tui.opening import show_desk

if TYPE_CHECKING:
    from tui.cli.session import Session
    from tui.command import Command as KeyedCommand


@click.command("desk", cls=Command, prints=False, hidden=True)
@pass_session
def desk(session: Session) -> int:
    """Open the desk on the screen."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException(
            _("the desk needs a terminal; without one, use the commands that “marbre --help” lists")
        )
    folder = _desk_to_open(session)
    session.desk_folder = folder
    return show_desk(session.services)


def _desk_to_open(session: Session) -> Path:
    """The desk that is meant; where there is none, one is offered."""
    try:
        folder = session.find_desk()
    except DeskNotFoundError:
        folder = default_desk()
    if not is_desk(folder):
        question = _("There is no desk in {folder} yet. Make one?").format(folder=folder)
        if not agrees(question):
            raise click.Abort
        session.create_desk(folder)
    return folder


@command("init", help=N_("Make the folder DIR a desk and take in the articles (.txt) it holds."))
@argument("folder", N_("DIR"), type=click.Path(path_type=Path, file_okay=False))
@pass_session
def init(session: Session, folder: Path) -> None:
    """Make a folder a desk."""
    session.create_desk(folder)
    session.scan()
    session.catch_up()
    count = session.desk.articles.counts().everything
    if session.output.as_json:
        session.output.record({"desk": str(folder.resolve()), "articles": count})
        return
    words = ngettext(
        "{folder} is a desk with {count} article: open it with “marbre {folder}”",
        "{folder} is a desk with {count} articles: open it with “marbre {folder}”",
        count,
    )
    session.output.say(words.format(folder=folder, count=count))
    if session.is_at_terminal():
        from tui.cli.starter import offer  # noqa: PLC0415 - the list is read where a person is asked

        offer(session)


@command(
    "demo",
    prints=False,
    help=N_(
        "Open a desk with example articles and a feed served from this machine.\n\n"
        "It is made in FOLDER, else in a place of its own; without a terminal the demo prints "
        "what it does."
    ),
)
@argument("folder", N_("[FOLDER]"), required=False, type=click.Path(path_type=Path))
def demo(folder: Path | None) -> int:
    """Run the demo."""
    from tui.demo.main import run_demo  # noqa: PLC0415 - it brings the network along

    return run_demo(folder)


@command("keys", help=N_("List the keys of the screen with what they do."))
@pass_session
def keys(session: Session) -> None:
    """Print the table of keys, with the desk's own keys where there is a desk."""
    try:
        own = session.settings_of(session.find_desk()).keys
    except DeskNotFoundError:
        own = {}
    commands = lay_keys(own)
    if session.output.as_json:
        for each in commands:
            session.output.record(_key_record(each))
        return
    for group, name in GROUP_NAMES.items():
        session.output.line((_(name), "strong"))
        session.output.table(
            (
                " " + ", ".join(key_label(key) for key in each.keys),
                each.id,
                _(each.help),
                f"({_(PLACE_NAMES[each.where])})",
            )
            for each in commands
            if each.group is group
        )
        session.output.line("")


def _key_record(each: KeyedCommand) -> dict[str, object]:
    return {
        "id": each.id,
        "name": _(each.name),
        "help": _(each.help),
        "keys": list(each.keys),
        "group": each.group,
        "where": each.where,
    }

"""``history``, ``undo`` and ``redo``: the journal of what editors did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.act_names import describe_acts
from tui.cli.base import argument, command, limit_option, option, pass_session
from tui.cli.records import entry_record
from tui.i18n import N_, _
from tui.moments import moment

if TYPE_CHECKING:
    from store.models import JournalEntry
    from tui.cli.session import Session

_NUMBER = click.IntRange(min=1)


@command("history", help=N_("List what was done to the desk, the newest first."))
@limit_option(50)
@option("--editor", metavar=N_("NAME"), help=N_("Only what this editor did."))
@pass_session
def history(session: Session, limit: int, editor: str | None) -> None:
    """Print the journal."""
    entries = session.desk.journal.list(limit, editor)
    if session.output.as_json:
        for entry in entries:
            session.output.record(entry_record(entry))
        return
    words = describe_acts(session.desk, entries)
    session.output.table(
        (str(entry.number), moment(entry.at), entry.editor, _words(entry, act))
        for entry, act in zip(entries, words, strict=True)
    )


def _words(entry: JournalEntry, words: str) -> str:
    if entry.undone_by is None:
        return words
    return _("{act} (undone by {editor})").format(act=words, editor=entry.undone_by)


@command("undo", help=N_("Take back your last act, or the act N of the history."))
@argument("number", N_("[N]"), type=_NUMBER, required=False)
@pass_session
def undo(session: Session, number: int | None) -> None:
    """Undo an act."""
    entry = session.desk.journal.undo(number)
    _tell(session, entry, _("undone: {act}"))


@command("redo", help=N_("Do again what was undone last, or the act N of the history."))
@argument("number", N_("[N]"), type=_NUMBER, required=False)
@pass_session
def redo(session: Session, number: int | None) -> None:
    """Redo an act."""
    entry = session.desk.journal.redo(number)
    _tell(session, entry, _("done again: {act}"))


def _tell(session: Session, entry: JournalEntry, words: str) -> None:
    if session.output.as_json:
        session.output.record(entry_record(entry))
    else:
        (act,) = describe_acts(session.desk, [entry])
        session.output.say(words.format(act=act))

"""How the outcome of an act is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.records import entry_record
from tui.i18n import _
from tui.words import describe_entry

if TYPE_CHECKING:
    from store.models import JournalEntry
    from tui.cli.session import Session


def tell(session: Session, entry: JournalEntry | None) -> None:
    """Say what an act did, or that there was nothing to do; in JSON the journal's entry or null."""
    if session.output.as_json:
        session.output.record(entry and entry_record(entry))
    else:
        session.output.say(describe_entry(entry) if entry else _("nothing to change"))

"""What can be asked for in the list of feeds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.models import FeedDetails


class FeedsActKind(StrEnum):
    """What can be done to feeds here."""

    ADD = "add"
    REMOVE = "remove"
    PAUSE = "pause"
    """Pause those that work; where none does, let them go on."""
    RENAME = "rename"
    EDIT = "edit"
    COLLECT = "collect"
    """Fetch them now."""
    TEST = "test"
    """See what it gives now, and what the rules make of that."""
    RULES = "rules"
    """See and change the rules it is judged by."""
    MOVE = "move"
    """Put them into another group."""
    SHIFT = "shift"
    """Put it one place further up or down in its group."""
    BLOCKED = "blocked"
    """See what rules keep out of it."""
    VISIT = "visit"
    """Open its site on the web."""
    IMPORT = "import"
    """Follow the feeds of an OPML file."""
    STARTER = "starter"
    """Choose among feeds to begin with."""
    EXPORT = "export"
    """Write the feeds into an OPML file."""
    UNDO = "undo"
    REDO = "redo"
    REPORT = "report"
    """See what the last collecting brought."""


ASKING = frozenset(
    {
        FeedsActKind.TEST,
        FeedsActKind.RULES,
        FeedsActKind.BLOCKED,
        FeedsActKind.STARTER,
        FeedsActKind.EXPORT,
        FeedsActKind.REPORT,
    }
)
"""What shows or asks something: keys that are typed ahead are for that."""


@dataclass(frozen=True, slots=True)
class FeedsAct:
    """What is to be done."""

    kind: FeedsActKind
    ids: tuple[str, ...] = ()
    """The feeds it is for; none for a feed to add."""
    value: str = ""
    """The address of one to add, the new name of one to rename, the group to move to (empty for none), the
    path of a file to read or write."""
    step: int = 0
    """By how many places to shift it."""
    details: FeedDetails | None = None
    """How one that was edited is to be treated."""

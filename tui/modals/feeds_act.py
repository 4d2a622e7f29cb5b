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
    """Pause one that works, or let a paused one go on."""
    RENAME = "rename"
    EDIT = "edit"
    COLLECT = "collect"
    """Fetch it now."""
    TEST = "test"
    """See what it gives now, and what the rules make of that."""
    RULES = "rules"
    """See and change the rules it is judged by."""
    MOVE = "move"
    """Put it into another group."""
    SHIFT = "shift"
    """Put it one place further up or down in its group."""
    BLOCKED = "blocked"
    """See what rules keep out of it."""
    IMPORT = "import"
    """Follow the feeds of an OPML file."""
    STARTER = "starter"
    """Choose among feeds to begin with."""
    EXPORT = "export"
    """Write the feeds into an OPML file."""


@dataclass(frozen=True, slots=True)
class FeedsAct:
    """What is to be done."""

    kind: FeedsActKind
    feed_id: str | None = None
    """None for a feed to add."""
    value: str = ""
    """The address of one to add, the new name of one to rename, the group of one to move (empty for none), the
    path of a file to read or write, the id of the feed to go on with after one is removed."""
    step: int = 0
    """By how many places to shift it."""
    details: FeedDetails | None = None
    """How one that was edited is to be treated."""

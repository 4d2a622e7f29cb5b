"""What a command is: the pieces of which ``tui.commands`` makes its tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


class Group(StrEnum):
    """A heading of the help."""

    MOVE = "move"
    READ = "read"
    JUDGE = "judge"
    ORGANISE = "organise"
    SEARCH = "search"
    DESK = "desk"


class Where(StrEnum):
    """The place that must have the focus for a command's keys to count."""

    EVERYWHERE = "everywhere"
    """The views, the list and the reader; while a person types, letters are letters."""
    VIEWS = "views"
    LIST = "list"
    READER = "reader"
    SEARCH = "search"
    FACETS = "facets"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a person can ask of the desk."""

    id: str
    """What settings call it: lower case, words parted by hyphens."""
    name: str
    """Its name in the palette and the help, in English; shown through ``_``."""
    help: str
    """One sentence on what it does, in English; shown through ``_``."""
    keys: tuple[str, ...]
    """Keys that call it, the one to show first; none where only the palette has it."""
    group: Group
    where: Where = Where.EVERYWHERE
    hint: str = ""
    """A word for the foot of the screen; the name where empty."""
    in_palette: bool = True
    """False for what makes sense by its key alone, such as moving the cursor."""
    is_panes_own: bool = False
    """Whether each pane does it in its own way."""

    @property
    def action(self) -> str:
        """The name of its Textual action."""
        return self.id.replace("-", "_")


GROUP_NAMES: Mapping[Group, str] = {
    Group.JUDGE: N_("Judge"),
    Group.READ: N_("Read and annotate"),
    Group.ORGANISE: N_("Organise"),
    Group.SEARCH: N_("Search"),
    Group.DESK: N_("The desk"),
    Group.MOVE: N_("Move"),
}

PLACE_NAMES: Mapping[Where, str] = {
    Where.EVERYWHERE: N_("everywhere"),
    Where.VIEWS: N_("in the views"),
    Where.LIST: N_("in the list"),
    Where.READER: N_("in the article"),
    Where.SEARCH: N_("in the search bar"),
    Where.FACETS: N_("in the facets"),
}

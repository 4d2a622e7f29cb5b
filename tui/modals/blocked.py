"""What the rules kept out, feed by feed and rule by rule: to be looked at, and taken in after all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.marking import MarkingModal
from tui.safe_text import clean_line
from tui.widgets.article_row import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINNING = 80
"""Characters of an entry without a title that are shown."""


@dataclass(frozen=True, slots=True)
class BlockedLine:
    """An entry that was kept out, in words."""

    id: str
    heading: str
    """Its feed and the rule; lines of one heading follow each other."""
    title: str
    date: str
    link: str
    text: str

    @property
    def key(self) -> str:
        """What it goes by."""
        return self.id

    @property
    def names(self) -> tuple[str, ...]:
        """What it is found by."""
        return (self.title, self.heading, self.link)


class BlockedActKind(StrEnum):
    """What can be done to what was kept out."""

    ADMIT = "admit"
    """Take it in after all."""
    OPEN = "open"
    """Open its page on the web."""
    READ = "read"
    """Read what the feed gave of it."""


@dataclass(frozen=True, slots=True)
class BlockedAct:
    """What is to be done."""

    kind: BlockedActKind
    ids: tuple[str, ...]
    next_id: str | None = None
    """Where to go on: the entry after these."""


class BlockedModal(MarkingModal[BlockedAct, BlockedLine]):
    """A list with a letter for each act; one act closes it, it can be opened again at its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "admit", show=False),
        Binding("o", "open", show=False),
    ]

    def __init__(self, lines: Sequence[BlockedLine], *, current: str | None = None) -> None:
        """Take the entries.

        Args:
            lines: In the order to show.
            current: The id of the one to highlight at first.
        """
        super().__init__(_("Kept out by rules"), lines, current=current)

    def placeholder(self) -> str:
        """Return what the empty line to find by says."""
        return _("Find an entry")

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            ModalAction(_("Close"), "escape", "cancel"),
            ModalAction(_("Browser"), "o", "open"),
            ModalAction(_("Read"), "enter", "read"),
            ModalAction(_("Take in"), "a", "admit", is_main=True),
        )

    def choose(self) -> None:
        """Read the entry."""
        self.action_read()

    def action_admit(self) -> None:
        """Close with the wish to take in the marked entries, else the current one."""
        ids = self.chosen
        if ids:
            self.dismiss(BlockedAct(BlockedActKind.ADMIT, ids, self.after(ids)))

    def action_open(self) -> None:
        """Close with the wish to see the entry's page."""
        self._close_with(BlockedActKind.OPEN)

    def action_read(self) -> None:
        """Close with the wish to read the entry."""
        self._close_with(BlockedActKind.READ)

    def _close_with(self, kind: BlockedActKind) -> None:
        line = self.highlighted
        if line is not None:
            self.dismiss(BlockedAct(kind, (line.id,), line.id))

    def draw(self, line: BlockedLine) -> Content:
        """Return a line's mark, day and title."""
        mark = MARK if line.id in self.marked else " "
        title = clean_line(line.title) or clean_line(line.text)[:_BEGINNING]
        return (
            Content(f"{mark} ")
            + Content.styled(f"{clean_line(line.date)}  ", "dim")
            + Content(title)
        )

    def first_hint(self) -> str:
        """Return what there is to say of the current entry."""
        if not self.lines:
            return _("Nothing is kept out.")
        keys = _("{key}: mark, {find}: find").format(
            key=key_label("space"), find=key_label("slash")
        )
        line = self.highlighted
        return "\n".join(filter(None, (line.link if line else "", keys)))

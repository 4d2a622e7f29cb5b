"""Feeds to begin with, by region: some are marked and followed at once, none unasked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.marking import MarkingModal
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN, MARKED, FOLLOWED = "☐", "☑", "✓"


@dataclass(frozen=True, slots=True)
class StarterLine:
    """A feed that is offered, in words."""

    url: str
    name: str
    region: str
    """Lines of one region follow each other."""
    subject: str
    is_followed: bool = False
    """Whether the desk follows it already."""
    note: str = ""
    """What more is said of it while the cursor is on it."""

    @property
    def key(self) -> str:
        """What it goes by."""
        return self.url

    @property
    def heading(self) -> str:
        """What it stands under."""
        return self.region

    @property
    def names(self) -> tuple[str, ...]:
        """What it is found by."""
        return (self.name, self.region, self.subject, self.url)


class StarterActKind(StrEnum):
    """What can be done to what is offered."""

    FOLLOW = "follow"
    TEST = "test"
    """See what a feed gives now."""


@dataclass(frozen=True, slots=True)
class StarterAct:
    """What is to be done."""

    kind: StarterActKind
    urls: tuple[str, ...]
    marked: tuple[str, ...] = ()
    """What was marked, to be marked again where the list is opened again."""


class StarterModal(MarkingModal[StarterAct, StarterLine]):
    """A list by region: Space marks feeds, Enter follows those marked, else the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "mark_region", show=False),
        Binding("t", "test", show=False),
        Binding("ctrl+s", "follow", show=False),
    ]

    def __init__(
        self, lines: Sequence[StarterLine], *, marked: Sequence[str] = (), current: str = ""
    ) -> None:
        """Take what is offered.

        Args:
            lines: In the order to show.
            marked: The addresses of those that are marked at first.
            current: The address of the one to highlight at first.
        """
        super().__init__(_("Papers to follow, by region"), lines, marked=marked, current=current)

    def placeholder(self) -> str:
        """Return what the empty line to find by says."""
        return _("Find a paper or a region")

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Test"), "t", "test"),
            ModalAction(_("Mark"), "space", "mark"),
            ModalAction(_("Follow"), "enter", "follow", is_main=True),
        )

    def choose(self) -> None:
        """Follow."""
        self.action_follow()

    def may_mark(self, line: StarterLine) -> bool:
        """Say whether a feed can be marked: not one that the desk follows."""
        if line.is_followed:
            self.complain(_("The desk follows this feed already."))
        return not line.is_followed

    def action_mark_region(self) -> None:
        """Mark all feeds of the region the cursor is in, or take the marks off where all have one."""
        line = self.highlighted
        if line is None:
            return
        urls = [
            each.url for each in self.lines if each.region == line.region and not each.is_followed
        ]
        self.toggle([url for url in urls if url not in self.marked] or urls)

    def action_test(self) -> None:
        """Close with the wish to see what the feed gives now."""
        line = self.highlighted
        if line is not None:
            self.dismiss(StarterAct(StarterActKind.TEST, (line.url,), tuple(self.marked)))

    def action_follow(self) -> None:
        """Close with the wish to follow the marked feeds, else the current one."""
        line = self.highlighted
        if not self.marked and line is not None and line.is_followed:
            self.complain(_("The desk follows this feed already."))
        elif self.chosen:
            self.dismiss(StarterAct(StarterActKind.FOLLOW, self.chosen))

    def draw(self, line: StarterLine) -> Content:
        """Return a line's mark, name and subject."""
        mark = FOLLOWED if line.is_followed else MARKED if line.url in self.marked else OPEN
        about = (line.subject, _("followed already") if line.is_followed else "")
        detail = " · ".join(filter(None, about))
        name = Content.styled(clean_line(line.name), "dim" if line.is_followed else "")
        return Content(f"{mark} ") + name + "  " + Content.styled(clean_line(detail), "dim")

    def first_hint(self) -> str:
        """Return what there is to say of the current feed, and the keys."""
        line = self.highlighted
        if line is None:
            return _("Nothing is called that.")
        count = len(self.marked)
        marked = ngettext("{count} marked", "{count} marked", count).format(count=count)
        keys = _("{mark}: mark, {region}: the whole region, {find}: find").format(
            mark=key_label("space"), region=key_label("r"), find=key_label("slash")
        )
        about = (line.url, line.note, marked if count else "")
        return " · ".join(filter(None, about)) + "\n" + keys

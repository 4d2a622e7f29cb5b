"""What the rules kept out, feed by feed and rule by rule: to be looked at, and taken in after all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.fuzzy import rank
from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.fields import LineField
from tui.modals.finding import ListFindingModal
from tui.safe_text import clean_line
from tui.widgets.article_row import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.widget import Widget

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


class BlockedModal(ListFindingModal[BlockedAct]):
    """A list with a letter for each act; one act closes it, it can be opened again at its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False),
        Binding("a", "admit", show=False),
        Binding("o", "open", show=False),
    ]

    def __init__(self, lines: Sequence[BlockedLine], *, current: str | None = None) -> None:
        """Take the entries.

        Args:
            lines: In the order to show.
            current: The id of the one to highlight at first.
        """
        super().__init__(_("Kept out by rules"))
        self.add_class("-tall")
        self._lines = tuple(lines)
        self._by_id = {line.id: line for line in lines}
        self._current = current
        self._marked: set[str] = set()
        self._shown: list[str] = []

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line to find by and the list."""
        yield LineField(placeholder=_("Find an entry"))
        yield OptionList(markup=False)

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            ModalAction(_("Close"), "escape", "cancel"),
            ModalAction(_("Browser"), "o", "open"),
            ModalAction(_("Read"), "enter", "read"),
            ModalAction(_("Take in"), "a", "admit", is_main=True),
        )

    def on_mount(self) -> None:
        """List all entries."""
        self._show("", self._current)
        self.options.focus()

    def show_found(self, typed: str) -> None:
        """List the entries that are found."""
        self._show(typed, self.highlighted_id)

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the entry: its address."""
        self._explain()

    def choose(self) -> None:
        """Read the entry."""
        self.action_read()

    def action_mark(self) -> None:
        """Mark the entry, or take the mark off, and go on to the next."""
        entry_id = self.highlighted_id
        if entry_id is not None:
            self._marked ^= {entry_id}
            self.options.replace_option_prompt(entry_id, self._prompt(self._by_id[entry_id]))
            self.options.action_cursor_down()

    def action_admit(self) -> None:
        """Close with the wish to take in the marked entries, else the current one."""
        current = self.highlighted_id
        marked = tuple(line.id for line in self._lines if line.id in self._marked)
        ids = marked or ((current,) if current else ())
        if ids:
            self.dismiss(BlockedAct(BlockedActKind.ADMIT, ids, self._after(ids)))

    def action_open(self) -> None:
        """Close with the wish to see the entry's page."""
        self._close_with(BlockedActKind.OPEN)

    def action_read(self) -> None:
        """Close with the wish to read the entry."""
        self._close_with(BlockedActKind.READ)

    def _close_with(self, kind: BlockedActKind) -> None:
        current = self.highlighted_id
        if current is not None:
            self.dismiss(BlockedAct(kind, (current,), current))

    def _after(self, ids: Sequence[str]) -> str | None:
        """The entry that follows the last of these, else the one before the first."""
        places = [self._shown.index(each) for each in ids if each in self._shown]
        left = [each for each in self._shown if each not in ids]
        following = [each for each in left if self._shown.index(each) > max(places, default=-1)]
        return next(iter(following), left[-1] if left else None)

    def _show(self, typed: str, current: str | None) -> None:
        found = {each.item.id for each in rank(typed, self._lines, _names)}
        lines = [line for line in self._lines if line.id in found]
        self._shown = [line.id for line in lines]
        wanted = current if current in self._shown else next(iter(self._shown), None)
        self.show_options(self._options(lines), wanted)
        self._explain()

    def _options(self, lines: Sequence[BlockedLine]) -> Iterator[Option]:
        for heading, below in groupby(lines, key=lambda line: line.heading):
            entries = list(below)
            words = Content.styled(f"{clean_line(heading)} ({len(entries)})", "bold")
            yield Option(words, disabled=True)
            for line in entries:
                yield Option(self._prompt(line), id=line.id)

    def _prompt(self, line: BlockedLine) -> Content:
        mark = MARK if line.id in self._marked else " "
        title = clean_line(line.title) or clean_line(line.text)[:_BEGINNING]
        return (
            Content(f"{mark} ")
            + Content.styled(f"{clean_line(line.date)}  ", "dim")
            + Content(title)
        )

    def first_hint(self) -> str:
        """Return what there is to say of the current entry."""
        if not self._lines:
            return _("Nothing is kept out.")
        keys = _("{key}: mark, {find}: find").format(
            key=key_label("space"), find=key_label("slash")
        )
        line = self._by_id.get(self.highlighted_id or "")
        return "\u2003".join(filter(None, (line.link if line else "", keys)))

    def _explain(self) -> None:
        self.say(self.first_hint())


def _names(line: BlockedLine) -> tuple[str, ...]:
    return (line.title, line.heading, line.link)

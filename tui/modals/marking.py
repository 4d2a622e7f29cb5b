"""What modals have in common whose lines stand under headings, are found by typing and can be marked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.fuzzy import rank
from tui.modals.base import ResultT
from tui.modals.fields import LineField
from tui.modals.finding import ListFindingModal
from tui.safe_text import clean_line
from tui.widgets.row_window import kept_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.widget import Widget


class Line(Protocol):
    """A line of such a list."""

    @property
    def key(self) -> str:
        """What it goes by: no other line has it."""

    @property
    def heading(self) -> str:
        """What it stands under; lines of one heading follow each other. Empty for none."""

    @property
    def names(self) -> Sequence[str]:
        """What it is found by."""


LineT = TypeVar("LineT", bound=Line)


class MarkingModal(ListFindingModal[ResultT], Generic[ResultT, LineT]):
    """A list in which Space marks lines: an act goes to those that are marked, else to the current one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", show=False)]

    def __init__(
        self,
        heading: str,
        lines: Sequence[LineT],
        *,
        marked: Iterable[str] = (),
        current: str | None = None,
    ) -> None:
        """Take the lines.

        Args:
            heading: What the modal is called.
            lines: In the order to show.
            marked: The keys of those that are marked at first.
            current: The key of the one to highlight at first.
        """
        super().__init__(heading)
        self.add_class("-tall")
        self.lines = tuple(lines)
        self.marked = set(marked)
        self.shown: list[str] = []
        """The keys of the lines that are listed."""
        self._by_key = {line.key: line for line in self.lines}
        self._current = current

    def draw(self, line: LineT) -> Content:
        """Return how a line is drawn."""
        raise NotImplementedError

    def placeholder(self) -> str:
        """Return what the empty line to find by says."""
        raise NotImplementedError

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line to find by and the list."""
        yield LineField(placeholder=self.placeholder())
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """List all lines."""
        self.list_lines("", self._current)
        self.options.focus()

    def show_found(self, typed: str) -> None:
        """List what is found, with the cursor on the best; all, where nothing is typed."""
        self.list_lines(typed, None if typed else self.highlighted_id)

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the line."""
        self.explain()

    def action_mark(self) -> None:
        """Mark the line, or take the mark off, and go on to the next."""
        line = self.highlighted
        if line is not None and self.may_mark(line):
            self.toggle([line.key])
            self.options.action_cursor_down()

    def may_mark(self, line: LineT) -> bool:  # noqa: ARG002 - for subclasses
        """Say whether a line can be marked; where not, why not is told."""
        return True

    def toggle(self, keys: Iterable[str]) -> None:
        """Mark these lines, or take their marks off."""
        changed = set(keys)
        self.marked ^= changed
        for key in self.shown:
            if key in changed:
                self.options.replace_option_prompt(key, self.draw(self._by_key[key]))
        self.explain()

    @property
    def highlighted(self) -> LineT | None:
        """The line that the cursor is on."""
        return self._by_key.get(self.highlighted_id or "")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the marked lines in their order, else of the current one."""
        marked = tuple(line.key for line in self.lines if line.key in self.marked)
        current = self.highlighted
        return marked or ((current.key,) if current is not None else ())

    def after(self, keys: Sequence[str]) -> str | None:
        """The line to go on with where these are gone: the one that follows, else the one before."""
        gone = set(keys)
        left = [key for key in self.shown if key not in gone]
        place = kept_position(self.shown, left, self.highlighted_id)
        return left[place] if left else None

    def explain(self) -> None:
        """Say what there is to say now."""
        self.say(self.first_hint())

    def list_lines(self, typed: str, current: str | None) -> None:
        """List what is found for this.

        Args:
            typed: What is looked for; everything where it is empty.
            current: The line to have the cursor on; the best where it is not found, or None.
        """
        ranked = self.found(typed)
        keys = set(ranked)
        lines = [line for line in self.lines if line.key in keys]
        self.shown = [line.key for line in lines]
        best = next(iter(ranked), None) if typed else next(iter(self.shown), None)
        self.show_options(self._options(lines), current if current in keys else best)
        self.explain()

    def found(self, typed: str) -> list[str]:
        """The keys of the lines that are found, best first."""
        return [found.item.key for found in rank(typed, self.lines, _names)]

    def _options(self, lines: Sequence[LineT]) -> Iterator[Option]:
        for heading, below in groupby(lines, key=lambda line: line.heading):
            group = list(below)
            if heading:
                words = Content.styled(f"{clean_line(heading)} ({len(group)})", "bold")
                yield Option(words, disabled=True)
            for line in group:
                yield Option(self.draw(line), id=line.key)


def _names(line: Line) -> Sequence[str]:
    return line.names

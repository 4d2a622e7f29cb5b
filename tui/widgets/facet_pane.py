"""The pane of facets: what was found, told apart by what it has; a key beside each value narrows by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.facet_rows import (
    EMPTY,
    HEADINGS,
    KEYS,
    Facet,
    FacetValue,
    Heading,
    assign_keys,
    lay_out,
    stretch_words,
)
from tui.i18n import _
from tui.safe_text import clean_line
from tui.sparkline import sparkline
from tui.widgets.row_keys import row_keys
from tui.widgets.wrapping import truncate

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from tui.facet_rows import FacetLine, Sheet

ACTIVE = "✓"
HISTOGRAM_LINES = 3
"""Bars, the first and the last stretch of time, a line that says what the cursor is on."""


class FacetPane(ScrollView, can_focus=True):
    """Values with counts, each with a key, under a histogram over time.

    The cursor is on a line, 0 for the histogram, in which left and right choose a bar. Headings with
    more values than fit unfold.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facets--row",
        "facets--heading",
        "facets--key",
        "facets--active",
        "facets--bars",
        "facets--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *row_keys("bar(-1)", "bar(1)"),
        Binding("backspace", "widen", show=False),
        *(Binding(key, f"take('{key}')", show=False) for key in KEYS),
    ]

    @dataclass
    class Chosen(Message):
        """A value was chosen: to narrow by it, or no longer."""

        field: str
        value: str

    @dataclass
    class WideningAsked(Message):
        """What the search was narrowed by last is to be taken out again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._sheet: Sheet = EMPTY
        self._lines: list[FacetLine] = []
        self._keys: dict[tuple[Facet, str], str] = {}
        self._unfolded: set[Facet] = set()
        self._cursor = 0
        self._bar = 0

    @property
    def sheet(self) -> Sheet:
        """What it shows."""
        return self._sheet

    @property
    def shown(self) -> tuple[tuple[str, FacetValue], ...]:
        """The values that show, each with its key; empty where keys ran out."""
        values = (line for line in self._lines if isinstance(line, FacetValue))
        return tuple((self._keys.get(value.id, ""), value) for value in values)

    def show(self, sheet: Sheet) -> None:
        """Show other values; those that stay keep their keys, the cursor stays on what it is on."""
        current = self._current
        self._sheet = sheet
        self._bar = max(0, min(self._bar, len(sheet.bars) - 1))
        self._lay_out()
        self._put_cursor(self._place_of(current))

    def start_over(self) -> None:
        """Forget keys and what was unfolded: another search begins."""
        self._keys.clear()
        self._unfolded.clear()
        self._cursor = self._bar = 0

    # Keys and pointer

    def action_move(self, step: int) -> None:
        """Go some lines down or up."""
        self._put_cursor(self._cursor + step)

    def action_page(self, direction: int) -> None:
        """Go a screen down or up."""
        self._put_cursor(self._cursor + direction * max(1, self._height - 1))

    def action_edge(self, direction: int) -> None:
        """Go to the last or the first line."""
        self._put_cursor(len(self._lines) if direction > 0 else 0)

    def action_bar(self, step: int) -> None:
        """Go to the stretch of time after this one, or before it."""
        if not self._sheet.bars:
            return
        if self._cursor == 0:
            self._bar = max(0, min(self._bar + step, len(self._sheet.bars) - 1))
        self._put_cursor(0)

    def action_choose(self) -> None:
        """Narrow by what the cursor is on, or unfold the heading."""
        current = self._current
        if isinstance(current, Heading):
            self._unfolded ^= {current.facet} if current.has_more else set()
            self._lay_out()
            self._put_cursor(self._place_of(current))
        elif current is not None:
            self._choose(current)
        elif self._sheet.bars:
            self.post_message(self.Chosen(Facet.YEAR, self._sheet.bars[self._bar].value))

    def action_take(self, key: str) -> None:
        """Narrow by the value that has this key, or no longer."""
        for shown, value in self.shown:
            if shown == key:
                self._choose(value)

    def action_widen(self) -> None:
        """Take out what the search was narrowed by last."""
        self.post_message(self.WideningAsked())

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the pointer."""
        at = event.get_content_offset(self)
        if at is None:
            return
        line = at.y + self.scroll_offset.y
        if line < HISTOGRAM_LINES:
            self._bar = max(0, min(at.x - 1, len(self._sheet.bars) - 1))
        self._put_cursor(max(0, line - HISTOGRAM_LINES + 1))
        self.action_choose()

    def on_focus(self) -> None:
        """Draw the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw none."""
        self.refresh()

    def on_resize(self) -> None:
        """Show as much as fits."""
        self._lay_out()

    def _choose(self, value: FacetValue) -> None:
        self.post_message(self.Chosen(value.facet, value.value))

    # Lines and cursor

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    @property
    def _current(self) -> FacetLine | None:
        """The line that the cursor is on; None for the histogram."""
        return self._lines[self._cursor - 1] if 0 < self._cursor <= len(self._lines) else None

    def _place_of(self, line: FacetLine | None) -> int:
        """Where a line stands that stood elsewhere before."""
        if line is None:
            return 0
        for place, other in enumerate(self._lines, 1):
            if other.id == line.id:
                return place
        return min(self._cursor, len(self._lines))

    def _lay_out(self) -> None:
        self._lines = lay_out(self._sheet, self._height - HISTOGRAM_LINES, self._unfolded)
        self._keys = assign_keys(self._lines, self._keys)
        self.virtual_size = Size(
            self.scrollable_content_region.width, HISTOGRAM_LINES + len(self._lines)
        )
        self.refresh()

    def _put_cursor(self, place: int) -> None:
        self._cursor = max(0, min(place, len(self._lines)))
        line = self._cursor + HISTOGRAM_LINES - 1 if self._cursor else 0
        top = self.scroll_offset.y
        wanted = max(line - max(1, self._height) + 1, min(top, line))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if line < HISTOGRAM_LINES:
            segments = self._histogram_line(line, width)
        elif line - HISTOGRAM_LINES < len(self._lines):
            segments = self._line(line - HISTOGRAM_LINES, width)
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _histogram_line(self, line: int, width: int) -> list[Segment]:
        bars = self._sheet.bars
        if self._sheet is EMPTY:
            # Nothing was counted yet.
            return []
        if not bars:
            words = _("Nothing found.") if not self._sheet.total else _("No dates.")
            return [Segment(truncate(f" {words}", width), self._style("row"))] if not line else []
        if line == 0:
            return self._bars()
        if line == 1:
            first = stretch_words(bars[0].value.partition("..")[0])
            last = stretch_words(bars[-1].value.rpartition("..")[2])
            gap = max(1, len(bars) - len(first) - len(last))
            return [Segment(f" {first}{' ' * gap}{last}", self._style("heading"))]
        bar = bars[self._bar]
        words = f" {stretch_words(bar.value)}   {bar.count}" if self._is_cursor(0) else ""
        return [Segment(truncate(words, width), self._style("row"))]

    def _bars(self) -> list[Segment]:
        drawn = sparkline([bar.count for bar in self._sheet.bars])
        segments = [Segment(" ", self._style("row"))]
        for place, bar in enumerate(drawn):
            is_active = self._sheet.bars[place].value in self._sheet.active_bars
            look = "active" if is_active else "bars"
            if self._is_cursor(0) and place == self._bar:
                look = "cursor"
            segments.append(Segment(bar, self._style(look)))
        return segments

    def _line(self, place: int, width: int) -> list[Segment]:
        line = self._lines[place]
        is_cursor = self._is_cursor(place + 1)
        if isinstance(line, Heading):
            more = f" {line.shown}/{line.of}" if line.has_more else ""
            words = truncate(f" {_(HEADINGS[line.facet])}{more}", width)
            return [Segment(words, self._style("cursor" if is_cursor else "heading"))]
        key = self._keys.get(line.id, " ")
        mark = ACTIVE if line.is_active else " "
        count = f" {line.count} "
        room = max(0, width - cell_len(count) - 4)
        label = truncate(f"{'  ' * line.depth}{clean_line(line.label)}", room)
        look = "cursor" if is_cursor else "active" if line.is_active else "row"
        return [
            Segment(f" {key}", self._style("cursor" if is_cursor else "key")),
            Segment(f"{mark} {label}{count}", self._style(look)),
        ]

    def _is_cursor(self, place: int) -> bool:
        return self.has_focus and self._cursor == place

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(f"facets--{look}")

"""The reader's cursor and selection: what each key does to them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import Span
from tui.widgets.selection import Selected, Unit, extend, grow, select, take_whole
from tui.widgets.wrapping import cell_width, cluster_at

if TYPE_CHECKING:
    from tui.widgets.reader_page import Page
    from tui.widgets.reader_text import ReaderText


class ReaderCursor:
    """Where a person is in an article, and what is selected of it.

    ``offset`` is the character that the cursor is on. While something is selected, the cursor is on
    the end of it that moves.
    """

    def __init__(self, text: ReaderText, page: Page) -> None:
        self.text = text
        self.page = page
        self.offset = 0
        self.selected: Selected | None = None
        self._origin = 0
        self._column: int | None = None
        self.go_to(0)

    @property
    def span(self) -> Span | None:
        """What is selected outside the noise; None where nothing is."""
        return self.text.passages.clipped(self.selected.span) if self.selected else None

    @property
    def line(self) -> int:
        """The number of the line that the cursor is on."""
        return self.page.line_of(self.offset)

    def go_to(self, offset: int) -> None:
        """Put the cursor on a character; on the next one that is drawn, or the last one before."""
        last = len(self.page.view) - 1
        start = cluster_at(self.page.view, max(0, min(offset, last)))[0]
        for step in (1, -1):
            if not self._is_drawn(start):
                start = self._neighbour(start, step)
        self._move(start)

    def lines(self, step: int) -> None:
        """Go some lines of text down or up, and stay in the column."""
        self.to_line(self.page.text_line(self.line, step))

    def to_line(self, number: int) -> None:
        """Go to the line of text at or above a line, and stay in the column."""
        if not self.page.has_text:
            return
        column = self.page.column_of(self.offset) if self._column is None else self._column
        self._move(self.page.offset_at(self.page.text_line(number), column))
        self._column = column

    def characters(self, step: int) -> None:
        """Go one character on or back."""
        self._move(self._neighbour(self.offset, step))

    def line_edge(self, direction: int) -> None:
        """Go to the end or the start of the line."""
        line = self.page.lines[self.line] if self.page.has_text else None
        if line is not None:
            end = line.start + len(self.page.view[line.start : line.end].rstrip(" "))
            offset = line.start if direction < 0 else max(line.start, end - 1)
            self._move(cluster_at(self.page.view, offset)[0])

    def edge(self, direction: int) -> None:
        """Go to the end or the start of the article."""
        self.go_to(0 if direction < 0 else len(self.page.view))

    def passages(self, unit: Unit, step: int) -> None:
        """Go to the next or the last start of a passage; with a selection, extend it by one."""
        if self.selected is not None:
            self._take(extend(self.text.passages, unit, self.selected, step))
        else:
            self._move(self.text.passages.next_start(unit, self.offset, step))

    def grow(self) -> None:
        """Select the word; then the sentence around it; then the paragraph; then the word again.

        In the noise there is nothing to select.
        """
        passages = self.text.passages
        if self.text.is_noise(self.offset):
            return
        if self.selected is None:
            self._origin = self.offset
            self._select_origin()
            return
        larger = grow(passages, self.selected.span)
        if larger == self.selected.span:
            self._select_origin()
        else:
            self._take(select(passages, larger))

    def take(self, unit: Unit) -> None:
        """Make the selection whole sentences or paragraphs; where it is, take one more."""
        if self.selected is not None:
            self._take(take_whole(self.text.passages, unit, self.selected))

    def swap(self) -> None:
        """Go to the other end of the selection, to move that one."""
        if self.selected is not None:
            self._take(self.selected.swapped())

    def click(self, offset: int, times: int) -> None:
        """Go to a character; select its word at a second click, its sentence at a third."""
        self.cancel()
        self.go_to(offset)
        for _ in range(min(times, 3) - 1):
            self.grow()

    def unit_at_cursor(self, unit: Unit) -> Span | None:
        """The word, sentence or paragraph that the cursor is in."""
        start, end = cluster_at(self.page.view, self.offset)
        return self.text.passages.covering(unit, Span(start, end))

    def cancel(self) -> None:
        """Select nothing; the cursor stays."""
        self.selected = None

    def _select_origin(self) -> None:
        word = self.text.passages.covering(Unit.WORD, Span(self._origin, self._origin + 1))
        if word is not None:
            self._take(Selected(word, word))

    def _take(self, selected: Selected) -> None:
        self.selected = selected
        self._column = None
        span = selected.span
        edge = max(span.start, span.end - 1) if selected.is_forward else span.start
        self.offset = cluster_at(self.page.view, edge)[0]

    def _move(self, offset: int) -> None:
        """Go to a character; a selection then reaches from its other end to there."""
        self._column = None
        self.offset = offset
        if self.selected is not None:
            span = self.selected.span
            fixed = span.start if self.selected.is_forward else max(span.start, span.end - 1)
            view = self.page.view
            self.selected = Selected(
                Span(*cluster_at(view, fixed)), Span(*cluster_at(view, offset))
            )

    def _neighbour(self, offset: int, step: int) -> int:
        """The next character that is drawn, or the last one before; the same at the ends."""
        view = self.page.view
        found = offset
        while True:
            start, end = cluster_at(view, found)
            found = end if step > 0 else cluster_at(view, start - 1)[0] if start else -1
            if not 0 <= found < len(view):
                return min(offset, max(0, len(view) - 1))
            if self._is_drawn(found):
                return found

    def _is_drawn(self, offset: int) -> bool:
        start, end = cluster_at(self.page.view, offset)
        return self.page.view[start:end] != "\n" and cell_width(self.page.view[start:end]) > 0

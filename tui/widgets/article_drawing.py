"""How the list of articles is drawn: line by line, from what it has of its rows."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from tui.safe_text import visible
from tui.widgets.article_row import (
    Columns,
    Look,
    columns_for,
    excerpt_pieces,
    gutter_pieces,
    row_pieces,
    rule_text,
    waiting_pieces,
)
from tui.widgets.quiet_pane import QuietPane
from tui.widgets.row_places import RowPlaces
from tui.widgets.row_window import RowWindow
from tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.style import Style

    from tui.widgets.article_row import Piece


class DrawnArticles(QuietPane):
    """The part of ``ArticleList`` that draws; its looks are that one's component classes."""

    def __init__(self, now: Callable[[], datetime], *, id: str | None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._now = now
        self._window = RowWindow()
        self._cursor = 0
        self._marks: set[str] = set()
        self._places = RowPlaces()
        self._rule = ""
        self._empty = Content("")

    @property
    def ids(self) -> Sequence[str]:
        """The whole list."""
        return self._window.ids

    def _refresh_row(self, row: int) -> None:
        self.refresh_lines(self._places.top(row), self._places.height)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Have those lines drawn anew that are otherwise after a change than before it."""
        before = self._seen()
        yield
        for y, (was, now) in enumerate(zip(before, self._seen(), strict=True)):
            if was != now:
                self.refresh(Region(0, y, self.size.width, 1))

    def _seen(self) -> list[object]:
        """What each line of the screen says: one that says the same is drawn the same."""
        first, height = self.scroll_offset.y, self.scrollable_content_region.height
        return [self._said_on(line) for line in range(first, first + height)]

    def _said_on(self, number: int) -> object:
        place = self._places.at(number)
        if not self.ids or place is None:
            return self._rule if self.ids else self._empty
        row, line = place
        if row >= len(self.ids):
            return None
        article_id, is_cursor = self.ids[row], row == self._cursor
        if line:
            return is_cursor, self._window.snippet(article_id)
        return is_cursor, article_id in self._marks, self._window.row(article_id)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        if not self.ids:
            return self._empty_line(y, width)
        place = self._places.at(y + self.scroll_offset.y)
        if place is None:
            return self._rule_line(width)
        row, line = place
        if row >= len(self.ids):
            return Strip.blank(width, self.rich_style)
        base = self._base_style(row)
        segments = [
            Segment(visible("".join(text for text, _ in run)), base + self._look(look))
            for look, run in groupby(self._row_line(row, line, width), attrgetter("look"))
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _rule_line(self, width: int) -> Strip:
        style = self.rich_style + self._look(Look.MUTED)
        return Strip([Segment(rule_text(self._rule, width), style)]).adjust_cell_length(
            width, style
        )

    def _row_line(self, row: int, line: int, width: int) -> list[Piece]:
        article_id = self.ids[row]
        columns = columns_for(width)
        if line:
            return excerpt_pieces(self._window.snippet(article_id), columns, width)
        gutter = gutter_pieces(is_cursor=row == self._cursor, is_marked=article_id in self._marks)
        return [*gutter, *self._article_pieces(article_id, columns, width)]

    def _article_pieces(self, article_id: str, columns: Columns, width: int) -> list[Piece]:
        article = self._window.row(article_id)
        if article is None:
            return waiting_pieces(width)
        return row_pieces(article, columns, self._now().date())

    def _base_style(self, row: int) -> Style:
        names = ["article-list--row"]
        if row == self._cursor:
            names.append("article-list--cursor")
        return self.get_component_rich_style(*names)

    def _look(self, look: Look) -> Style:
        return self.get_component_rich_style(f"article-list--{look}", partial=True)

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = wrap(self._empty.plain, max(1, width - 4))
        base = self.rich_style
        if not 1 <= y <= len(lines):
            return Strip.blank(width, base)
        content = self._empty[lines[y - 1].start : lines[y - 1].end]
        segments = [Segment("  ", base), *content.render_segments(self.visual_style)]
        return Strip(segments).adjust_cell_length(width, base)

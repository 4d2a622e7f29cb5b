"""The list of articles: it draws only the rows that show, and asks for those it has not got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from tui.widgets.article_drawing import DrawnArticles
from tui.widgets.article_list_keys import KEYS
from tui.widgets.article_row import Look
from tui.widgets.row_places import RowPlaces
from tui.widgets.row_window import kept_position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.timer import Timer

    from search import Snippet
    from store.models import Article

MARK_COLUMNS = 2
"""A click this far left marks instead of moving the cursor only."""

AHEAD_SECONDS = 0.1
"""How long a list stands before rows beyond the screen are asked for."""


def _local_now() -> datetime:
    return datetime.now().astimezone()


class ArticleList(DrawnArticles, can_focus=True):
    """Articles, one row each, or two with the passage found in a search.

    The screen gives it ids by ``show_ids`` and answers ``WindowNeeded`` by ``provide``; nothing is
    read here. Rows that have not come yet are drawn as an ellipsis. Marks are ids: they outlive
    other lists, and count only for articles of the list that is shown.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--cursor",
        *(f"article-list--{look}" for look in Look),
    }
    DEFAULT_CSS = """
    ArticleList {
        background: $surface;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-background: $surface;
        scrollbar-size-vertical: 1;
        & > .article-list--row { color: $foreground; }
        & > .article-list--unread { text-style: bold; }
        & > .article-list--discarded { text-style: dim strike; }
        & > .article-list--muted { text-style: dim; }
        & > .article-list--state { color: $primary; text-style: bold; }
        & > .article-list--mark { color: $accent; text-style: bold; }
        & > .article-list--tag { color: $secondary; }
        & > .article-list--excerpt { text-style: dim; }
        & > .article-list--match { text-style: bold underline; }
        & > .article-list--cursor { background: $block-cursor-blurred-background; }
        &:focus > .article-list--cursor { background: $block-cursor-background 45%; }
    }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    @dataclass
    class Highlighted(Message):
        """The cursor came onto an article."""

        article_id: str

    @dataclass
    class Chosen(Message):
        """An article is to be read: Enter, or a double click."""

        article_id: str

    @dataclass
    class MarksChanged(Message):
        """Other articles of the list are marked now."""

        ids: tuple[str, ...]
        """Those that are, in the order of the list."""

    @dataclass
    class WindowNeeded(Message):
        """Rows are wanted for what is on the screen and around it; ``provide`` takes them."""

        ids: tuple[str, ...]
        """All that is missing, what was asked for and has not come included."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own word
        now: Callable[[], datetime] = _local_now,
    ) -> None:
        super().__init__(now, id=id)
        self._told: str | None = None
        self._mark_anchor = 0
        self._marked: tuple[str, ...] = ()
        self._ahead: Timer | None = None

    # What the screen asks

    @property
    def position(self) -> int:
        """The row the cursor is on, from 0."""
        return self._cursor

    @property
    def highlighted(self) -> str | None:
        """The article the cursor is on; None in an empty list."""
        return self.ids[self._cursor] if self.ids else None

    @property
    def marked(self) -> tuple[str, ...]:
        """The marked articles of this list, in its order."""
        return self._marked

    @property
    def first_in_sight(self) -> int:
        """The first row that shows, from 0."""
        return self._first_row

    def rows_in_sight(self, *, excerpts: bool) -> int:
        """How many rows a list would show of which each has an excerpt, or none; 0 before it is laid out."""
        height = self.scrollable_content_region.height
        return -(-height // (2 if excerpts else 1))

    @property
    def targets(self) -> tuple[str, ...]:
        """What an act goes to: the marked articles, else the one under the cursor."""
        return self.marked or ((self.highlighted,) if self.highlighted else ())

    # What the screen tells

    def show_ids(
        self,
        ids: Sequence[str],
        keep: str | None = None,
        *,
        rows: Sequence[Article] = (),
        snippets: Mapping[str, Snippet] | None = None,
        excerpts: bool = False,
        rule: tuple[int, str] | None = None,
    ) -> None:
        """Show another list, or the same one anew.

        Args:
            ids: The articles, in order.
            keep: The article to leave the cursor on; where it is gone, the next one that followed
                it here. None for the top.
            rows: Rows that are at hand already, so that nothing flickers.
            snippets: The passages found, by article, for those rows.
            excerpts: Whether each row has a second line for the passage found.
            rule: The row above which a line parts the list, and what the line says.
        """
        before, line = self.ids, self._cursor - self._first_row
        with self._changing():
            self._window.replace(ids)
            self._window.provide(rows, snippets or {})
            above, self._rule = rule or (None, "")
            self._places = RowPlaces(2 if excerpts else 1, above)
            self._cursor = kept_position(before, ids, keep)
            self._mark_anchor = self._cursor
            self._resize_to_list()
            self._scroll_to_row(self._cursor - line if keep is not None else 0)
            self._scroll_to_cursor()
        self._ask_first()
        self._tell()
        self._tell_marks()

    def provide(
        self, rows: Sequence[Article], snippets: Mapping[str, Snippet] | None = None
    ) -> None:
        """Take in rows that ``WindowNeeded`` asked for, from any list."""
        with self._changing():
            self._window.provide(rows, snippets or {})

    def rows_changed(self, ids: Iterable[str]) -> None:
        """Ask for these rows again where they are near; until they come the old ones are drawn."""
        self._window.outdate(ids)
        self._ask()

    def show_empty(self, content: Content) -> None:
        """Say this where the list is empty."""
        is_another = content != self._empty
        self._empty = content
        if is_another and not self.ids:
            self.refresh()

    def go_to(self, article_id: str) -> bool:
        """Put the cursor on an article; False where the list has it not."""
        if article_id not in self.ids:
            return False
        self._move_to(self.ids.index(article_id))
        return True

    def clear_marks(self) -> None:
        """Take off all marks, those of other lists too."""
        self._marks.clear()
        self.refresh()
        self._tell_marks()

    def mark_all(self) -> None:
        """Mark every article of the list; none, where all are marked."""
        everything = set(self.ids)
        if everything <= self._marks:
            self._marks -= everything
        else:
            self._marks |= everything
        self.refresh()
        self._tell_marks()

    # Keys and pointer

    def action_move(self, step: int) -> None:
        """Go some rows down or up."""
        self._move_to(self._cursor + step)

    def action_page(self, direction: int) -> None:
        """Go a screen down or up."""
        rows = max(1, self._rows_on_screen - 1)
        self._scroll_to_row(self._first_row + direction * rows)
        self._move_to(self._cursor + direction * rows)

    def action_edge(self, direction: int) -> None:
        """Go to the last or the first row."""
        self._move_to(len(self.ids) - 1 if direction > 0 else 0)

    def action_choose(self) -> None:
        """Ask to read the article."""
        if self.highlighted:
            self.post_message(self.Chosen(self.highlighted))

    def action_mark(self) -> None:
        """Put a mark on the article or take it off, and go on to the next."""
        if self.highlighted:
            self._toggle_mark(self._cursor)
            self._move_to(self._cursor + 1)

    def action_mark_range(self) -> None:
        """Mark all from the row last marked to the cursor."""
        first, last = sorted((self._mark_anchor, self._cursor))
        self._marks.update(self.ids[first : last + 1])
        self._mark_anchor = self._cursor
        self.refresh()
        self._tell_marks()

    def on_click(self, event: events.Click) -> None:
        """Go to the row; mark it at its left edge or with Ctrl; read it at a second click."""
        at = event.get_content_offset(self)
        if at is None:
            return
        place = self._places.at(self.scroll_offset.y + at.y)
        if place is None or place[0] >= len(self.ids):
            return
        row = place[0]
        self._move_to(row)
        if event.ctrl or at.x < MARK_COLUMNS:
            self._toggle_mark(row)
        elif event.chain > 1:
            self.action_choose()

    def on_focus(self) -> None:
        """Draw the cursor as what keys go to."""
        self._refresh_row(self._cursor)

    def on_blur(self) -> None:
        """Draw the cursor as what keys do not go to."""
        self._refresh_row(self._cursor)

    def on_resize(self) -> None:
        """Keep the cursor in sight and ask for what shows now."""
        self._resize_to_list()
        self._scroll_to_cursor()
        self._ask()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that came into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    # Cursor and marks

    def _move_to(self, row: int) -> None:
        before = self._cursor
        self._cursor = max(0, min(row, len(self.ids) - 1))
        if self._cursor == before:
            return
        self._scroll_to_cursor()
        self._refresh_row(before)
        self._refresh_row(self._cursor)
        self._tell()

    def _toggle_mark(self, row: int) -> None:
        self._marks ^= {self.ids[row]}
        self._mark_anchor = row
        self._refresh_row(row)
        self._tell_marks()

    def _tell(self) -> None:
        """Say which article the cursor is on, if it is another than last said."""
        if self.highlighted != self._told:
            self._told = self.highlighted
            if self.highlighted:
                self.post_message(self.Highlighted(self.highlighted))

    def _tell_marks(self) -> None:
        """Find which articles of the list are marked, and say so if they are others than before."""
        marks = self._marks
        marked = tuple(id_ for id_ in self.ids if id_ in marks) if marks else ()
        if marked != self._marked:
            self._marked = marked
            self.post_message(self.MarksChanged(marked))

    # Scrolling

    @property
    def _rows_on_screen(self) -> int:
        return self._places.fitting(self.scrollable_content_region.height)

    @property
    def _first_row(self) -> int:
        return self._places.first_at(self.scroll_offset.y)

    def _resize_to_list(self) -> None:
        width = self.scrollable_content_region.width
        self._resize_content(Size(width, self._places.lines(len(self.ids))))

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=self._places.top_in_sight(max(0, row)), animate=False, force=True)

    def _scroll_to_cursor(self) -> None:
        last_top = self._cursor - self._rows_on_screen + 1
        wanted = max(last_top, min(self._first_row, self._cursor))
        is_below_rule = wanted == self._cursor == self._places.rule
        if wanted != self._first_row or is_below_rule:
            self._scroll_to_row(wanted)

    def _ask_first(self) -> None:
        """Ask for what is missing in sight; for what is near later, since the next key may change it."""
        if self._ahead is not None:
            self._ahead.stop()
            self._ahead = None
        first = self._first_row
        height = self.scrollable_content_region.height
        if self._window.has(first, first + -(-height // self._places.height)):
            self._ahead = self.set_timer(AHEAD_SECONDS, partial(self._ask, is_going=False))
        else:
            self._ask()

    def _ask(self, *, is_going: bool = True) -> None:
        height = self.scrollable_content_region.height
        if not height or not self.ids:
            return
        first = self._first_row
        last = first + self._rows_on_screen + 1
        needed = self._window.needed(first, last, is_going=is_going)
        if needed:
            self.post_message(self.WindowNeeded(needed))

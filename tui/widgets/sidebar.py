"""The side bar: the places of the desk, as a list that draws only the lines that show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.places import INBOX, Overview, Place, Row, outline
from tui.safe_text import clean_line
from tui.widgets.row_keys import row_keys
from tui.widgets.wrapping import truncate

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

FOLDED, UNFOLDED = "▸", "▾"


class Sidebar(ScrollView, can_focus=True):
    """Every place that the list can show, with its count.

    Moving the cursor onto a place shows it; Enter goes on to its articles. Headings and tags with
    others below them fold.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sidebar--row",
        "sidebar--heading",
        "sidebar--shown",
        "sidebar--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = list(row_keys())

    cursor: reactive[int] = reactive(0, repaint=False)
    """The line the cursor is on."""

    @dataclass
    class Highlighted(Message):
        """The cursor came onto a place."""

        place: Place

    @dataclass
    class Chosen(Message):
        """A place was entered."""

        place: Place

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._overview: Overview | None = None
        self._rows: list[Row] = []
        self._folded: set[str] = set()
        self._shown = INBOX.key

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines as they stand."""
        return tuple(self._rows)

    @property
    def all_rows(self) -> list[Row]:
        """The lines, those folded away too."""
        return [] if self._overview is None else outline(self._overview)

    def show_overview(self, overview: Overview) -> None:
        """Show other places and counts; the cursor stays on what it is on."""
        self._overview = overview
        self._lay_out()

    def show_place(self, key: str, *, moves_cursor: bool = True) -> None:
        """Mark the place that the list shows, and bring the cursor onto it without saying so."""
        self._shown = key
        position = self._position(key)
        if position is not None and moves_cursor:
            self._put_cursor(position)
        self.refresh()

    def _lay_out(self) -> None:
        if self._overview is None:
            return
        current = self._rows[self.cursor].key if self._rows else self._shown
        self._rows = outline(self._overview, self._folded)
        self.virtual_size = Size(self.size.width, len(self._rows))
        position = self._position(current)
        self._put_cursor(self.cursor if position is None else position)
        self.refresh()

    def _position(self, key: str) -> int | None:
        return next((at for at, row in enumerate(self._rows) if row.key == key), None)

    def _put_cursor(self, position: int) -> None:
        self.set_reactive(Sidebar.cursor, self.validate_cursor(position))
        self._scroll_to_cursor()

    def validate_cursor(self, position: int) -> int:
        """Keep the cursor on a line."""
        return max(0, min(position, len(self._rows) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Show the place that the cursor came onto."""
        self._scroll_to_cursor()
        self._refresh_row(before)
        self._refresh_row(now)
        place = self._rows[now].place if self._rows else None
        if place is not None:
            self.post_message(self.Highlighted(place))

    def _refresh_row(self, position: int) -> None:
        self.refresh_line(position)

    def _scroll_to_cursor(self) -> None:
        height = max(1, self.scrollable_content_region.height)
        top = self.scroll_offset.y
        wanted = max(self.cursor - height + 1, min(top, self.cursor))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._rows))
        self._scroll_to_cursor()

    def action_move(self, step: int) -> None:
        """Go some lines down or up."""
        self.cursor += step

    def action_page(self, direction: int) -> None:
        """Go a screen down or up."""
        self.cursor += direction * max(1, self.scrollable_content_region.height - 1)

    def action_edge(self, direction: int) -> None:
        """Go to the last or the first line."""
        self.cursor = len(self._rows) - 1 if direction > 0 else 0

    def action_fold(self) -> None:
        """Hide what is below this line; where there is nothing, go to the line above it all."""
        if not self._rows:
            return
        row = self._rows[self.cursor]
        if row.has_more and not row.folded:
            self._set_folded(row.key, folded=True)
        else:
            self.cursor = self._parent_of(self.cursor)

    def action_unfold(self) -> None:
        """Show what is below this line; where there is nothing hidden, enter it."""
        if self._rows and self._rows[self.cursor].folded:
            self._set_folded(self._rows[self.cursor].key, folded=False)
        else:
            self.action_choose()

    def action_choose(self) -> None:
        """Enter the place, or fold the heading."""
        if not self._rows:
            return
        row = self._rows[self.cursor]
        if row.place is not None:
            self.post_message(self.Chosen(row.place))
        else:
            self._set_folded(row.key, folded=not row.folded)

    def _set_folded(self, key: str, *, folded: bool) -> None:
        (self._folded.add if folded else self._folded.discard)(key)
        self._lay_out()

    def _parent_of(self, position: int) -> int:
        row = self._rows[position]
        for above in range(position - 1, -1, -1):
            other = self._rows[above]
            if other.place is None or (row.place is not None and other.depth < row.depth):
                return above
        return position

    def on_click(self, event: events.Click) -> None:
        """Go to the line under the pointer, and enter it at a second click."""
        position = self.scroll_offset.y + event.y
        if not 0 <= position < len(self._rows):
            return
        self.cursor = position
        if event.chain > 1 or self._rows[position].place is None:
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        position = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if position >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[position]
        style = self.get_component_rich_style(self._look(position, row))
        count = "" if row.count is None else f" {row.count} "
        room = max(0, width - cell_len(count))
        text = truncate(_label(row), room) + count
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _look(self, position: int, row: Row) -> str:
        if position == self.cursor and self.has_focus:
            return "sidebar--cursor"
        if row.key == self._shown:
            return "sidebar--shown"
        return "sidebar--heading" if row.place is None else "sidebar--row"


def _label(row: Row) -> str:
    fold = (FOLDED if row.folded else UNFOLDED) if row.has_more else " "
    return f" {'  ' * row.depth}{fold} {clean_line(row.label)}"

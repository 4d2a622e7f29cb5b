"""What may be meant by what one types, under the line where it is typed; it never has the focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.safe_text import clean_line
from tui.widgets.wrapping import truncate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Offset

    from search.completion import Candidate

WIDEST = 48


class CompletionList(Widget, can_focus=False):
    """Candidates, one a line, each with how many articles it stands for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"completion--row", "completion--cursor"}
    DEFAULT_CSS = """
    CompletionList {
        display: none;
        overlay: screen;
        constrain: inside inside;
        background: $panel;
        & > .completion--row { color: $foreground; background: $panel; }
        & > .completion--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    }
    """
    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """A candidate was clicked."""

        place: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._rows: list[tuple[str, str]] = []
        self._cursor = 0

    @property
    def cursor(self) -> int:
        """The candidate that would be taken."""
        return self._cursor

    @property
    def is_open(self) -> bool:
        """Whether it shows."""
        return bool(self.display)

    def open_at(self, at: Offset, candidates: Sequence[Candidate]) -> None:
        """Show candidates at a place of the screen, the first to be taken."""
        self._rows = [
            (clean_line(each.shown), "" if each.count is None else str(each.count))
            for each in candidates
        ]
        self._cursor = 0
        widest = max(cell_len(shown) + cell_len(count) for shown, count in self._rows)
        self.styles.width = min(WIDEST, widest + 3)
        self.styles.height = len(self._rows)
        self.absolute_offset = at
        self.display = True
        self.refresh(layout=True)

    def close(self) -> None:
        """Show nothing."""
        if self.display:
            self.display = False

    def move(self, step: int) -> None:
        """Go to another candidate, round and round."""
        self._cursor = (self._cursor + step) % len(self._rows)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which candidate is under the pointer."""
        event.stop()
        if event.y < len(self._rows):
            self.post_message(self.Clicked(event.y))

    def render_line(self, y: int) -> Strip:
        """Draw one candidate."""
        width = self.size.width
        if y >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        shown, count = self._rows[y]
        look = "cursor" if y == self._cursor else "row"
        style = self.get_component_rich_style(f"completion--{look}")
        room = max(0, width - cell_len(count) - 3)
        return Strip([Segment(f" {truncate(shown, room)} {count} ", style)]).adjust_cell_length(
            width, style
        )

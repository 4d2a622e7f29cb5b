"""A few words that say how something stands, drawn anew only where they are others than before."""

from __future__ import annotations

from textual.widgets import Static

from tui.safe_text import plain
from tui.widgets.wrapping import cell_width


class Words(Static):
    """One line of plain words. To draw it is to lay the screen out anew, which takes time a key has not."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__("", id=id, markup=False)
        self._words = ""

    def say(self, words: str) -> None:
        """Say this."""
        if words != self._words:
            room = self._room
            self._words = words
            self.update(plain(words), layout=room != self._room and self.styles.auto_dimensions)

    @property
    def _room(self) -> int:
        """How many cells it takes, where it takes as many as it needs."""
        least = self.styles.min_width
        kept = 0 if least is None or least.cells is None else least.cells
        return max(cell_width(self._words) + self.gutter.width, kept)

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
            takes_other_room = cell_width(words) != cell_width(self._words)
            self._words = words
            self.update(plain(words), layout=takes_other_room and self.styles.auto_dimensions)

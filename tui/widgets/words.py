"""A few words that say how something stands, drawn anew only where they are others than before."""

from __future__ import annotations

from textual.widgets import Static

from tui.safe_text import plain


class Words(Static):
    """One line of plain words. To draw it is to lay the screen out anew, which takes time a key has not."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__("", id=id, markup=False)
        self._words = ""

    def say(self, words: str) -> None:
        """Say this."""
        if words != self._words:
            self._words = words
            self.update(plain(words))

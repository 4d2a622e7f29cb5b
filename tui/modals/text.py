"""A text of others to be read by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.modals.prose import Prose
from tui.modals.reading import Lines, ReadingModal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class TextModal(ReadingModal[None]):
    """A title, a line of what is known, a text that scrolls."""

    DEFAULT_CSS = """
    TextModal #about { margin-bottom: 1; color: $text-muted; }
    """

    def __init__(self, title: str, about: str, text: str) -> None:
        super().__init__(title)
        self._about = about
        self._text = text

    def compose_body(self) -> Iterable[Widget]:
        """Yield what is known, and the text."""
        with Lines():
            if self._about:
                yield Prose(self._about, id="about")
            yield Prose(self._text)

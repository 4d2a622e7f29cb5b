"""Text of others over several lines, wrapped as French typography wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from tui.safe_text import clean_text
from tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from textual.geometry import Size


def prose_lines(text: str, width: int) -> list[str]:
    """The lines of a cleaned text at a width in cells."""
    return [" " * line.indent + text[line.start : line.end] for line in wrap(text, width)]


class Prose(Widget):
    """Cleaned text, wrapped without breaking at no-break spaces, which Textual's own widgets do."""

    DEFAULT_CSS = """
    Prose { height: auto; width: 1fr; }
    """

    def __init__(
        self,
        text: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = clean_text(text)

    def show(self, text: str) -> None:
        """Show another text."""
        self._text = clean_text(text)
        self.refresh(layout=True)

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual's signature
        viewport: Size,  # noqa: ARG002 - Textual's signature
        width: int,
    ) -> int:
        """Return the lines that the text takes at this width."""
        return len(prose_lines(self._text, width)) if self._text else 0

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n".join(prose_lines(self._text, self.content_size.width)))

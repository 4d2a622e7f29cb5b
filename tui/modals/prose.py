"""Text of others over several lines, wrapped as French typography wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from tui.safe_text import clean_text
from tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from textual.geometry import Size


def wrap_content(content: Content, width: int) -> list[Content]:
    """The lines of a cleaned text with its styles at a width in cells."""
    return [
        Content(" " * line.indent) + content[line.start : line.end]
        for line in wrap(content.plain, width)
    ]


class Laid(Widget):
    """Lines that depend on the width; Textual's own widgets would break them at no-break spaces."""

    DEFAULT_CSS = """
    Laid { height: auto; width: 1fr; }
    """

    def lines_at(self, width: int) -> list[Content]:
        """Return what to draw in ``width`` cells, line by line."""
        raise NotImplementedError

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual's signature
        viewport: Size,  # noqa: ARG002 - Textual's signature
        width: int,
    ) -> int:
        """Return how many lines there are at this width."""
        return len(self.lines_at(width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self.lines_at(self.content_size.width))


class Prose(Laid):
    """A text, cleaned and wrapped."""

    def __init__(
        self,
        text: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = Content(clean_text(text))

    def show(self, text: str) -> None:
        """Show another text."""
        self._text = Content(clean_text(text))
        self.refresh(layout=True)

    def lines_at(self, width: int) -> list[Content]:
        """Return the lines of the text, none for an empty one."""
        return wrap_content(self._text, width) if self._text.plain else []

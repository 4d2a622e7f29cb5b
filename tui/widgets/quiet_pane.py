"""A pane that changes with every key, and has no more drawn and laid out anew for it than must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.geometry import Region
from textual.scroll_view import ScrollView

from tui.safe_text import plain

if TYPE_CHECKING:
    from textual.content import Content
    from textual.geometry import Size


class QuietPane(ScrollView):
    """A pane with a title in its frame, which scrolls through lines that it draws itself."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._title: Content | None = None
        self._is_titling = False

    def say_title(self, words: str) -> None:
        """Say this in the frame; of the pane, the line of the title alone is drawn anew."""
        title = plain(words)
        if title != self._title:
            self._title = title
            self._is_titling = True
            self.border_title = title
            self._is_titling = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Have regions of the pane drawn anew, all of it where none is named."""
        if self._is_titling:
            start = -self.content_offset
            regions = (Region(start.x, start.y, self.outer_size.width, 1),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _resize_content(self, size: Size) -> None:
        """Scroll through so much from now on.

        To set ``virtual_size`` would lay the whole screen out; what a pane scrolls through changes nothing
        beyond its own scroll bar, which lays it out itself where it comes or goes.
        """
        if size != self.virtual_size:
            self.set_reactive(QuietPane.virtual_size, size)
            self._scroll_update(size)

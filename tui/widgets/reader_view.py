"""How the reader draws an article: lines, gutter, margin, layers of style; and where the mouse is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip

from store.models import AnnotationKind, Span
from tui.safe_text import clean_line
from tui.widgets.quiet_pane import QuietPane
from tui.widgets.reader_cursor import ReaderCursor
from tui.widgets.reader_drawing import Layer, place, spans_within, text_segments
from tui.widgets.reader_head import tail_of
from tui.widgets.reader_page import (
    GLYPHS,
    LANES,
    Furniture,
    LineLook,
    MarginNote,
    Page,
    gutter_marks,
    lay_out,
    margin_notes,
)
from tui.widgets.wrapping import cluster_at, truncate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual.geometry import Offset
    from textual.selection import Selection

    from store.models import Annotation
    from tui.widgets.reader_text import ReaderText

MEASURE = 76
"""The longest line of text, in cells: from the end of a longer one the next is hard to find."""

GUTTER = LANES + 1
MARGIN = 34
"""Cells of the column for notes, where there is one."""

MARGIN_FROM = 108
"""The width from which notes stand beside the text; below, one shows when the cursor is on it."""


class ReaderView(QuietPane, can_focus=True):
    """What is drawn of an article. ``Reader`` has the keys and what the screen may ask."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"reader--{look}" for look in LineLook),
        *(f"reader--{kind}" for kind in AnnotationKind),
        "reader--noise",
        "reader--mention",
        "reader--match",
        "reader--selection",
        "reader--cursor",
        "reader--gutter",
        "reader--margin",
        "reader--foot",
    }
    DEFAULT_CSS = """
    ReaderView {
        background: $surface;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-background: $surface;
        scrollbar-size-vertical: 1;
        & > .reader--body { color: $foreground; }
        & > .reader--title { text-style: bold; }
        & > .reader--meta { text-style: dim; }
        & > .reader--note { text-style: italic; }
        & > .reader--noise { text-style: dim; }
        & > .reader--mention { color: $text-primary; }
        & > .reader--highlight { background: $warning-muted; }
        & > .reader--comment { background: $primary-muted; text-style: underline; }
        & > .reader--doubt { background: $error-muted; text-style: italic; }
        & > .reader--fact { background: $success-muted; text-style: bold; }
        & > .reader--match { color: $text-warning; text-style: bold underline; }
        & > .reader--selection { background: $primary; color: $surface; }
        & > .reader--cursor { text-style: reverse; }
        & > .reader--gutter { color: $accent; }
        & > .reader--margin { text-style: dim italic; }
        & > .reader--foot { background: $panel; text-style: italic; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._text: ReaderText | None = None
        self._cursor: ReaderCursor | None = None
        self._head: Sequence[Furniture] = ()
        self._annotations: Sequence[Annotation] = ()
        self._mentions: Sequence[Span] = ()
        self._matches: Sequence[Span] = ()
        self._passages: Sequence[Span] = ()
        self._with_noise = False
        self._pages: dict[tuple[int, bool], Page] = {}
        self._page = Page("", ())
        self._notes: dict[int, MarginNote] = {}
        self._gutter: dict[int, str] = {}
        self._foot = ""
        self._is_unseen = True

    # Layout

    def on_resize(self) -> None:
        """Wrap for the new width; what was on top stays there.

        An article that was shown before there was a screen to draw it on comes into sight where its
        cursor is.
        """
        lines, top = self._page.lines, self.scroll_offset.y
        offset = lines[min(top, len(lines) - 1)].start if top and lines else 0
        self._lay_out()
        if self._is_unseen and self._cursor is not None:
            self._scroll_to_line(self._cursor.line - self._height // 3)
        else:
            self._scroll_to_line(self._page.line_of(offset) if offset else 0)
        self._is_unseen = not self._height

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    @property
    def _has_margin(self) -> bool:
        return self.scrollable_content_region.width >= MARGIN_FROM

    @property
    def _measure(self) -> int:
        width = self.scrollable_content_region.width
        taken = GUTTER + (MARGIN if self._has_margin else 0)
        return max(1, min(MEASURE, width - taken)) if width else MEASURE

    def _lay_out(self) -> None:
        self._page = self._laid_out(self._text) if self._text else Page("", ())
        self._gutter = gutter_marks(self._page, self._annotations)
        room = MARGIN - 2
        notes = margin_notes(self._page, self._annotations, room) if self._has_margin else {}
        self._notes = notes
        if self._cursor is not None:
            self._cursor.page = self._page
        elif self._text is not None:
            self._cursor = ReaderCursor(self._text, self._page)
        # One line more, so that the foot need not hide the last one.
        height = max(len(self._page.lines), max(notes, default=0)) + 1
        self._resize_content(Size(self.scrollable_content_region.width, height))
        self._foot = self._foot_text()
        self.refresh()

    def _laid_out(self, text: ReaderText) -> Page:
        key = (self._measure, self._with_noise)
        if key not in self._pages:
            tail = tail_of(text, noise=self._with_noise)
            self._pages[key] = lay_out(
                text, self._head, tail, self._measure, noise=self._with_noise
            )
        return self._pages[key]

    def _scroll_to_line(self, number: int) -> None:
        self.scroll_to(y=max(0, number), animate=False, force=True)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        if self._foot and y == self._height - 1:
            return self._foot_line(width)
        number = y + self.scroll_offset.y
        base = self._style("body")
        segments = list(self._line_segments(number, base))
        note = self._notes.get(number)
        if note is not None:
            used = sum(segment.cell_length for segment in segments)
            gap = " " * max(1, GUTTER + self._measure + 2 - used)
            segments += [Segment(gap, base), Segment(note.text, base + self._partial("margin"))]
        return Strip(segments).adjust_cell_length(width, base)

    def _line_segments(self, number: int, base: Style) -> Iterator[Segment]:
        if number >= len(self._page.lines):
            return
        line = self._page.lines[number]
        style = base + self._partial(line.look)
        gutter = self._gutter.get(number, " " * LANES) + " " + " " * line.indent
        yield Segment(gutter, base + self._partial("gutter"))
        if line.furniture is not None:
            yield Segment(line.furniture, style + place(0, number))
        else:
            yield from self._text_segments(number, style)

    def _text_segments(self, number: int, style: Style) -> Iterator[Segment]:
        line = self._page.lines[number]
        layers = list(self._layers(line.start, line.end))
        end = line.start + len(self._page.view[line.start : line.end].rstrip(" "))
        cursor = self._cursor_layer()
        if cursor is not None and line.start <= cursor.start < line.end:
            layers.append(cursor)
            end = max(end, min(cursor.end, line.end))
        return text_segments(self._page, number, layers, style, end)

    def _layers(self, start: int, end: int) -> Iterator[Layer]:
        if self._text is not None:
            noise = self._partial("noise")
            yield from (Layer(s.start, s.end, noise) for s in self._text.noise if s.start < end)
        mention = self._partial("mention")
        yield from (
            Layer(s.start, s.end, mention) for s in spans_within(self._mentions, start, end)
        )
        for annotation in self._annotations:
            quote = annotation.quote
            if quote.start < end and quote.end > start:
                yield Layer(quote.start, quote.end, self._partial(annotation.kind))
        match = self._partial("match")
        yield from (Layer(s.start, s.end, match) for s in self._matches if s.start < end)
        selected = self.selection
        if selected is not None:
            yield Layer(selected.start, selected.end, self._partial("selection"))

    def _cursor_layer(self) -> Layer | None:
        if self._cursor is None or not self.has_focus or not self._page.has_text:
            return None
        start, end = cluster_at(self._page.view, self._cursor.offset)
        return Layer(start, end, self._partial("cursor"))

    def _foot_text(self) -> str:
        """The note of the annotation at the cursor, where no margin has it."""
        annotation = self._annotation_at_cursor()
        if annotation is None or self._has_margin or not annotation.note.strip():
            return ""
        return f"{GLYPHS[annotation.kind]} {clean_line(annotation.note)}"

    def _foot_line(self, width: int) -> Strip:
        style = self._style("foot")
        text = truncate(" " * LANES + self._foot, width)
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _annotation_at_cursor(self) -> Annotation | None:
        """The annotation that the cursor is in, the shortest where they overlap."""
        if self._cursor is None:
            return None
        offset = self._cursor.offset
        inside = [a for a in self._annotations if a.quote.start <= offset < a.quote.end]
        return min(inside, key=lambda a: a.quote.end - a.quote.start, default=None)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"reader--{name}")

    def _partial(self, name: str) -> Style:
        return self.get_component_rich_style(f"reader--{name}", partial=True)

    def _refresh_foot(self) -> None:
        foot = self._foot_text()
        if foot != self._foot:
            self._foot = foot
            self.refresh(Region(0, self._height - 1, self.size.width, 1))

    # Mouse

    @property
    def selection(self) -> Span | None:
        """What is selected, from the keyboard or with the mouse; its ends are not in the noise."""
        from_keys = self._cursor.span if self._cursor else None
        return from_keys or self._mouse_span()

    def _mouse_span(self) -> Span | None:
        selection = self.text_selection
        if selection is None or self._text is None:
            return None
        return self._text.passages.clipped(self._span_of(selection))

    def _span_of(self, selection: Selection) -> Span:
        start, end = 0, len(self._page.view)
        # An offset at the origin is false.
        if selection.start is not None:
            start = self._offset_of(selection.start)
        if selection.end is not None:
            end = self._offset_of(selection.end)
        return Span(start, max(start, end))

    def _offset_of(self, place_in_page: Offset) -> int:
        if not self._page.lines:
            return 0
        line = self._page.lines[min(place_in_page.y, len(self._page.lines) - 1)]
        return min(line.start + place_in_page.x, line.end)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what the mouse selected, for the clipboard."""
        span = self._text.passages.clipped(self._span_of(selection)) if self._text else None
        return (self._text.quote(span), "\n") if self._text and span else None

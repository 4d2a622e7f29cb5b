"""The lines of the reader at a width: title, what is known of the article, body. Pure.

Lines of the text know which run of it they show; the others, called furniture, carry what is drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from store.models import AnnotationKind
from tui.safe_text import clean_text, visible
from tui.widgets.wrapping import cell_width, clusters, is_list_item, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.models import Annotation
    from tui.widgets.reader_text import ReaderText

LANES = 3
"""Annotations that the gutter tells apart where they overlap."""

GLYPHS = {
    AnnotationKind.HIGHLIGHT: "┃",
    AnnotationKind.COMMENT: "✎",
    AnnotationKind.DOUBT: "?",
    AnnotationKind.FACT: "◆",
}
"""The mark of each kind in the gutter and before a note."""

_GOES_ON = "│"


class LineLook(StrEnum):
    """How a line is to look as a whole; each is a component class of the reader."""

    TITLE = "title"
    BODY = "body"
    META = "meta"
    NOTE = "note"


class Furniture(NamedTuple):
    """Something that the reader says beside the text, cleaned already."""

    text: str
    look: LineLook
    glyph: str = ""
    """Stands before the first line; the others hang below its text."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of the reader."""

    look: LineLook
    start: int
    """Where its run of the text starts; for furniture, where the text after it does."""
    end: int
    indent: int = 0
    furniture: str | None = None
    """What is drawn where it is no run of the text."""

    @property
    def is_text(self) -> bool:
        """Whether it shows a run of the text."""
        return self.furniture is None


class Page:
    """The lines of an article, and where each offset of its text is on them."""

    def __init__(self, view: str, lines: Sequence[PageLine]) -> None:
        self.view = view
        self.lines = lines
        self._text_lines = [number for number, line in enumerate(lines) if line.is_text]
        self._starts = [lines[number].start for number in self._text_lines]

    @property
    def has_text(self) -> bool:
        """Whether there is any text to stand in."""
        return bool(self._text_lines)

    def line_of(self, offset: int) -> int:
        """The number of the line that shows ``offset``, or what comes before it where it is hidden."""
        position = bisect_right(self._starts, offset) - 1
        return self._text_lines[max(0, position)] if self._text_lines else 0

    def text_line(self, number: int, step: int = 0) -> int:
        """The line of text at or above ``number``, and from there ``step`` lines of text on."""
        if not self._text_lines:
            return 0
        position = max(0, bisect_right(self._text_lines, number) - 1) + step
        return self._text_lines[max(0, min(position, len(self._text_lines) - 1))]

    def column_of(self, offset: int) -> int:
        """How many cells are left of ``offset`` on its line."""
        line = self.lines[self.line_of(offset)]
        return line.indent + cell_width(self.view[line.start : offset])

    def offset_at(self, number: int, column: int) -> int:
        """The character drawn at a column of a line; the last one where the line is shorter."""
        line = self.lines[number]
        last, used = line.start, line.indent
        for start, _, cells in clusters(self.view, line.start, line.end):
            if cells:
                last = start
            used += cells
            if used > column:
                break
        return last


def lay_out(
    text: ReaderText,
    head: Sequence[Furniture],
    tail: Sequence[Furniture],
    width: int,
    *,
    noise: bool,
) -> Page:
    """Lay an article out in lines of at most ``width`` cells.

    Args:
        text: The article's text.
        head: What stands between its title and its body.
        tail: What stands below it.
        width: Cells of a line.
        noise: Whether what is not the article is shown.
    """
    view = text.view(with_noise=noise)
    lines: list[PageLine] = []
    if text.title is not None:
        title = wrap(view, width, text.title.start, text.title.end)
        lines += [PageLine(LineLook.TITLE, line.start, line.end, line.indent) for line in title]
    lines += _furniture_lines(head, width, text.body_start)
    body = list(_body_lines(view, text.body_start, width))
    if lines and body:
        lines.append(_blank(text.body_start))
    lines += body
    if tail:
        lines += [_blank(len(view)), *_furniture_lines(tail, width, len(view))]
    return Page(view, lines)


def _furniture_lines(items: Sequence[Furniture], width: int, offset: int) -> Iterator[PageLine]:
    for text, look, glyph in items:
        lead = f"{glyph} " if glyph else ""
        hanging = " " * cell_width(lead)
        for number, line in enumerate(wrap(text, width - len(hanging))):
            drawn = " " * line.indent + text[line.start : line.end]
            yield PageLine(look, offset, offset, 0, (hanging if number else lead) + drawn)


def _body_lines(view: str, body_start: int, width: int) -> Iterator[PageLine]:
    """Yield the lines of the body with one empty line at most between two paragraphs."""
    before: list[PageLine] = []
    gap = False
    for start, end in _paragraphs(view, body_start):
        if start == end:
            gap = True
        elif visible(view[start:end]).strip():
            lines = [
                PageLine(LineLook.BODY, line.start, line.end, line.indent)
                for line in wrap(view, width, start, end)
            ]
            if before and (gap or _want_air(view, before, lines)):
                yield _blank(start)
            yield from lines
            before, gap = lines, False


def _paragraphs(view: str, start: int) -> Iterator[tuple[int, int]]:
    while start <= len(view):
        end = view.find("\n", start)
        end = len(view) if end < 0 else end
        yield start, end
        start = end + 1


def _want_air(view: str, before: Sequence[PageLine], after: Sequence[PageLine]) -> bool:
    """Whether two paragraphs without an empty line between them need one to be told apart."""
    in_list = is_list_item(view, before[0].start) and is_list_item(view, after[0].start)
    return not in_list and (len(before) > 1 or len(after) > 1)


def _blank(offset: int) -> PageLine:
    return PageLine(LineLook.BODY, offset, offset, 0, "")


class MarginNote(NamedTuple):
    """One line of an annotation's note beside the text."""

    text: str
    annotation_id: str


def margin_notes(
    page: Page, annotations: Sequence[Annotation], width: int
) -> dict[int, MarginNote]:
    """The notes of annotations by line, each beside its passage or as soon below as there is room."""
    notes: dict[int, MarginNote] = {}
    free = 0
    for annotation in annotations:
        text = clean_text(annotation.note).strip()
        if not text:
            continue
        free = max(free, page.line_of(annotation.quote.start))
        lead = GLYPHS[annotation.kind] + " "
        for line in wrap(text, width - 2):
            drawn = lead + " " * line.indent + text[line.start : line.end].rstrip(" ")
            notes[free] = MarginNote(drawn, annotation.id)
            free, lead = free + 1, "  "
    return notes


def gutter_marks(page: Page, annotations: Sequence[Annotation]) -> dict[int, str]:
    """What stands left of each line that is annotated: a glyph of the kind, then a rule.

    An annotation keeps its lane from its first line to its last; of more than ``LANES`` at one
    place the last ones have none.
    """
    marks: dict[int, list[str]] = {}
    taken_until = [-1] * LANES
    for annotation in annotations:
        first = page.line_of(annotation.quote.start)
        last = page.line_of(max(annotation.quote.start, annotation.quote.end - 1))
        lane = next((at for at, until in enumerate(taken_until) if until < first), None)
        if lane is None:
            continue
        taken_until[lane] = last
        for number in range(first, last + 1):
            glyph = GLYPHS[annotation.kind] if number == first else _GOES_ON
            marks.setdefault(number, [" "] * LANES)[lane] = glyph
    return {number: "".join(lanes) for number, lanes in marks.items()}

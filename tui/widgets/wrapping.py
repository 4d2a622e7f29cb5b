"""Where the lines of a text break in a terminal, by French rules. Pure.

Textual and Rich break at no-break spaces, so that a line starts with ``: «`` or ``?``. This does
not, nor before such a mark that was typed with a plain space. What is wrapped is what
``tui.safe_text.shown`` gave, so that offsets are those of the article's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDEST_INDENT = 6
NARROWEST = 8
"""No line is made narrower, whatever width is asked for."""

ELLIPSIS = "…"

# U+00A0, U+202F and U+2011 are not among them; « dit-il » and « est-ce » stay whole.
_BREAK = re.compile(r" +|(?<=[^\W\d_]{2})-(?=[^\W\d_]{3})")
_FIRST_MARK = "\u0300"
_BELONGS_BEFORE = frozenset(":;!?»%€")
# Nearly all that is drawn: letters and marks of one cell each, none of them drawn onto another.
_is_narrow = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2015\u2018-\u201f\u2026\u202f\u20ac]*"
).fullmatch
_LIST_MARK = re.compile(r" *(?:[-–—•‣·*]|\d{1,2}[.)])[ \u00a0\u202f]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the screen: a run of the text and how far it is moved in.

    Spaces at which it was broken belong to it, a line feed that ends it does not.
    """

    start: int
    end: int
    indent: int = 0


def cell_width(text: str) -> int:
    """How many cells a piece of shown text takes."""
    return len(text) if _is_narrow(text) else cell_len(visible(text))


def truncate(text: str, width: int) -> str:
    """Return the text in exactly ``width`` cells: filled with spaces, or cut with an ellipsis."""
    missing = width - cell_width(text)
    if missing >= 0:
        return text + " " * missing
    if width <= 0:
        return ""
    if _is_narrow(text):
        return text[: width - 1] + ELLIPSIS
    kept, used = 0, 0
    for _, end, cells in clusters(text, 0, len(text)):
        if used + cells > width - 1:
            break
        kept, used = end, used + cells
    return text[:kept] + ELLIPSIS + " " * (width - 1 - used)


def clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and cells of each character with the marks that are drawn onto it."""
    first = start
    while first < end:
        last = first + 1
        while last < end and _joins(text[last]):
            last += 1
        yield first, last, cell_width(text[first:last])
        first = last


def cluster_at(text: str, offset: int) -> tuple[int, int]:
    """The start and end of the character at ``offset`` with the marks that are drawn onto it."""
    start = min(offset, len(text))
    while 0 < start < len(text) and _joins(text[start]) and text[start - 1] != "\n":
        start -= 1
    end = min(start + 1, len(text))
    while end < len(text) and _joins(text[end]):
        end += 1
    return start, end


def _joins(character: str) -> bool:
    return character >= _FIRST_MARK and cell_width(character) == 0


def wrap(text: str, width: int, start: int = 0, end: int | None = None) -> list[Line]:
    """Break a run of shown text into lines of at most ``width`` cells.

    Words longer than a line are folded; the lines of a list's item hang below its first word. A
    line without text is given for each empty line.
    """
    last = len(text) if end is None else end
    lines: list[Line] = []
    position = start
    while True:
        line_end = text.find("\n", position, last)
        stop = last if line_end < 0 else line_end
        lines.extend(_wrap_paragraph(text, position, stop, max(width, NARROWEST)))
        if line_end < 0:
            return lines
        position = line_end + 1


def is_list_item(text: str, start: int) -> bool:
    """Whether the line that starts at ``start`` is an item of a list."""
    return _LIST_MARK.match(text, start) is not None


def _wrap_paragraph(text: str, start: int, end: int, width: int) -> list[Line]:
    if cell_width(text[start:end]) <= width:
        return [Line(start, end)]
    hanging = _hanging_indent(text, start, end, width)
    lines: list[Line] = []
    line_start, indent, used = start, 0, 0
    for piece_start, piece_end in _pieces(text, start, end):
        cells = cell_width(text[piece_start:piece_end].rstrip(" "))
        if used and used + cells > width - indent:
            lines.append(Line(line_start, piece_start, indent))
            line_start, indent, used = piece_start, hanging, 0
        for fold in _folds(text, piece_start, piece_end, width - indent, width - hanging):
            lines.append(Line(line_start, fold, indent))
            line_start, indent, used = fold, hanging, 0
        used += cell_width(text[max(line_start, piece_start) : piece_end])
    return [*lines, Line(line_start, end, indent)]


def _hanging_indent(text: str, start: int, end: int, width: int) -> int:
    mark = _LIST_MARK.match(text, start, end)
    return min(cell_width(mark[0]), WIDEST_INDENT, width // 3) if mark else 0


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of a paragraph that a line is not broken in, with the spaces after them."""
    piece_start = start
    for found in _BREAK.finditer(text, start, end):
        if _may_break(text, found.start(), found.end(), end):
            yield piece_start, found.end()
            piece_start = found.end()
    if piece_start < end:
        yield piece_start, end


def _may_break(text: str, start: int, position: int, end: int) -> bool:
    """Whether the next line may start at ``position``, after the spaces or the hyphen there."""
    if text[start] != " " or position == end:
        return True
    opens = start > 0 and text[start - 1] == "«"
    alone = position + 1 == end or not text[position + 1].isalnum()
    return not opens and not (text[position] in _BELONGS_BEFORE and alone)


def _folds(text: str, start: int, end: int, room: int, next_room: int) -> Iterator[int]:
    """Yield where a piece wider than a line is cut; nothing for one that fits."""
    last = start + len(text[start:end].rstrip(" "))
    if cell_width(text[start:last]) <= room:
        return
    used = 0
    for cluster_start, _, cells in clusters(text, start, last):
        if used and used + cells > room:
            yield cluster_start
            used, room = 0, next_room
        used += cells

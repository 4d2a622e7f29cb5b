"""A line of the reader as segments: layers of style over a run of text, with offsets for the mouse."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style

from tui.safe_text import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.models import Span
    from tui.widgets.reader_page import Page

_DRAWN = re.compile(f"[^{INVISIBLE}]+")


class Layer(NamedTuple):
    """A run of the text that looks different from what is below it."""

    start: int
    end: int
    style: Style


def text_segments(
    page: Page, number: int, layers: Sequence[Layer], base: Style, end: int
) -> Iterator[Segment]:
    """Yield the segments of a line of text up to ``end``, later layers over earlier ones.

    Each knows the line and how far from its start it begins, by which Textual tells what the mouse
    selects.
    """
    line = page.lines[number]
    inside = [layer for layer in layers if layer.start < end and layer.end > line.start]
    cuts = {line.start, end}
    for layer in inside:
        cuts |= {max(layer.start, line.start), min(layer.end, end)}
    edges = sorted(cuts)
    for first, last in pairwise(edges):
        style = base
        for layer in inside:
            if layer.start <= first and layer.end >= last:
                style += layer.style
        for drawn in _DRAWN.finditer(page.view, first, last):
            yield Segment(drawn[0], style + place(drawn.start() - line.start, number))


def spans_within(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Yield the spans that have something of a run; of many it looks at few.

    Args:
        spans: From start to end, none in another.
        start: Where the run begins.
        end: Where it ends.
    """
    first = bisect_right(spans, start, key=attrgetter("start")) - 1
    for number in range(max(0, first), len(spans)):
        span = spans[number]
        if span.start >= end:
            return
        if span.end > start:
            yield span


def place(column: int, number: int) -> Style:
    """The style that tells Textual where in the article a segment begins."""
    return Style.from_meta({"offset": (column, number)})

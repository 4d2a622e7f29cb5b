"""Words, sentences and paragraphs of French press text, and how a selection moves by them. Pure.

Texts are what ``tui.safe_text.shown`` gave, with a line feed for each character that must not be
selected, so that no unit runs into the noise of a page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from store.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Unit(StrEnum):
    """The sizes by which a selection grows and moves, from small to large."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


_LETTER = r"[^\W\d_]"
_REST = rf"(?:{_LETTER}|\d|[\u0300-\u036f\u200b])*"
_WORD = re.compile(
    # Figures with groups of three and decimals: 12 000, 3,5, 18:30.
    r"\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,/:]\d+)*"
    # Signs of a unit: %, €.
    r"|[%€$£]+"
    # What elision left, such as l’ and qu’: the word after it stands for itself.
    r"|(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)"
    # Words, with hyphens, with apostrophes that are no elision, with a sign: aujourd’hui, n°, M€.
    rf"|{_LETTER}{_REST}(?:[-\u2010\u2011'’]{_LETTER}{_REST})*[€$£°]?",
    re.IGNORECASE,
)

_BEFORE_A_NAME = re.compile(
    r"mm?|mmes?|mlles?|drs?|prs?|mes?|stes?|sts?|mgr|vve|gal|cdt|cel|mr|mrs|ms|cf|ex|vs|av|bd|pl|rte"
)
_BEFORE_A_FIGURE = re.compile(
    r"art|pp?|chap|vol|no?s?|fig|réf|env|bp|tél|al|janv|févr|avr|juil|sept|oct|nov|déc"
)
_SENTENCE_END = re.compile(
    r"[.!?…]+(?P<closing>(?:[\u00a0\u202f ]?»|[”’\")\]])*)(?:\s+|\Z)", re.UNICODE
)
_LAST_TOKEN = re.compile(r"[^\s«»“”\"()\[\]'’]+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_LONGEST_TOKEN = 16
_GOES_ON = frozenset(",;:.!?…»”)]")
_PARAGRAPH = re.compile(r"[^\n]+")
_BLANK = " \t\u00a0\u202f\u200b"

_start = attrgetter("start")
_end = attrgetter("end")


def words(text: str) -> list[Span]:
    """Every word and figure; an elided word ends at its apostrophe."""
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def paragraphs(text: str) -> list[Span]:
    """Every line that is not blank, without the spaces around it."""
    lines = (_trimmed(text, *found.span()) for found in _PARAGRAPH.finditer(text))
    return [line for line in lines if line.start < line.end]


def sentences(text: str) -> list[Span]:
    """Every sentence, its closing guillemets with it; none goes over the end of a paragraph."""
    return [span for paragraph in paragraphs(text) for span in _sentences_of(text, paragraph)]


def _sentences_of(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for found in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if found.end() < paragraph.end and _ends_sentence(text, paragraph.start, found):
            yield _trimmed(text, start, found.end("closing"))
            start = found.end()
    yield _trimmed(text, start, paragraph.end)


def _ends_sentence(text: str, paragraph_start: int, found: re.Match[str]) -> bool:
    following = text[found.end()]
    if following.islower() or following in _GOES_ON:
        return False
    if found[0].rstrip() != ".":
        return True
    token = _LAST_TOKEN.search(text[max(0, found.start() - _LONGEST_TOKEN) : found.start()])
    if token is None:
        return True
    numbers_a_list = token[0].isdigit() and found.start() - len(token[0]) == paragraph_start
    return not (numbers_a_list or _is_abbreviation(token[0], following))


def _is_abbreviation(token: str, following: str) -> bool:
    """Whether the stop after ``token`` belongs to it: M. Dupont, J.-C. Martin, p. 4."""
    if _INITIALS.fullmatch(token) and token[0].isupper():
        return True
    word = token.lower()
    if following.isdigit() and _BEFORE_A_FIGURE.fullmatch(word):
        return True
    return _BEFORE_A_NAME.fullmatch(word) is not None


def _trimmed(text: str, start: int, end: int) -> Span:
    run = text[start:end]
    return Span(start + len(run) - len(run.lstrip(_BLANK)), start + len(run.rstrip(_BLANK)))


class Passages:
    """The words, sentences and paragraphs of one text, found when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[Span]:
        """See ``words``."""
        return words(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """See ``sentences``."""
        return sentences(self.text)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """See ``paragraphs``."""
        return paragraphs(self.text)

    def of(self, unit: Unit) -> list[Span]:
        """All passages of this size."""
        if unit is Unit.WORD:
            return self.words
        return self.sentences if unit is Unit.SENTENCE else self.paragraphs

    def covering(self, unit: Unit, span: Span) -> Span | None:
        """The passages of this size that ``span`` touches, as one; the next one in a gap.

        None where there is none any more.
        """
        units = self.of(unit)
        first = bisect_right(units, span.start, key=_end)
        last = bisect_left(units, span.end, key=_start) - 1
        if first >= len(units):
            return units[-1] if units else None
        return Span(units[first].start, units[max(first, last)].end)

    def clipped(self, span: Span) -> Span | None:
        """``span`` without what must not be selected at its ends; None where nothing is left."""
        run = self.text[span.start : span.end]
        blank = _BLANK + "\n"
        start = span.start + len(run) - len(run.lstrip(blank))
        end = span.start + len(run.rstrip(blank))
        return Span(start, end) if start < end else None

    def next_start(self, unit: Unit, offset: int, step: int) -> int:
        """Where the next passage of this size after ``offset`` starts, or the one before."""
        units = self.of(unit)
        if step > 0:
            index = bisect_right(units, offset, key=_start)
            return units[index].start if index < len(units) else offset
        index = bisect_left(units, offset, key=_start) - 1
        return units[index].start if index >= 0 else offset


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection on its way: what holds still and what moves. It covers both and all between."""

    anchor: Span
    head: Span

    @property
    def span(self) -> Span:
        """All that is selected."""
        return Span(
            min(self.anchor.start, self.head.start),
            max(self.anchor.end, self.head.end),
        )

    @property
    def is_forward(self) -> bool:
        """Whether its end moves; else its start does."""
        return self.head.start >= self.anchor.start

    def swapped(self) -> Selected:
        """The same, with the other end to move."""
        return Selected(self.head, self.anchor)


def select(passages: Passages, span: Span) -> Selected:
    """Select a whole passage so that it can be made smaller again word by word."""
    inside = [word for word in _within(passages.words, span) if word.end <= span.end]
    if not inside:
        return Selected(span, span)
    return Selected(Span(span.start, inside[0].end), Span(inside[-1].start, span.end))


def grow(passages: Passages, span: Span) -> Span:
    """The smallest word, sentence or paragraph that is larger; the same span where none is."""
    for unit in Unit:
        found = passages.covering(unit, span)
        if found and found.start <= span.start and span.end <= found.end and found != span:
            return found
    return span


def extend(passages: Passages, unit: Unit, selected: Selected, step: int) -> Selected:
    """Move the end that moves by one word, sentence or paragraph, forward or back.

    Where it comes back to what holds still, it goes on at the other end.
    """
    around = passages.covering(unit, selected.anchor) or selected.anchor
    anchor = _union(selected.anchor, around)
    span = selected.span
    walk = _forward if step > 0 else _back
    head = walk(passages.of(unit), anchor, span)
    return Selected(anchor, head) if head else selected


def take_whole(passages: Passages, unit: Unit, selected: Selected) -> Selected:
    """Select the passages that the selection touches; one more where it has these already."""
    found = passages.covering(unit, selected.span)
    if found is None:
        return selected
    if found == selected.span:
        return extend(passages, unit, selected, 1)
    return select(passages, found)


def _forward(units: Sequence[Span], anchor: Span, span: Span) -> Span | None:
    if span.start < anchor.start:
        index = bisect_right(units, span.start, key=_start)
        passed = index == len(units) or units[index].start >= anchor.start
        return anchor if passed else units[index]
    index = bisect_right(units, span.end, key=_end)
    return units[index] if index < len(units) else None


def _back(units: Sequence[Span], anchor: Span, span: Span) -> Span | None:
    if span.end > anchor.end:
        index = bisect_left(units, span.end, key=_end) - 1
        return anchor if index < 0 or units[index].end <= anchor.end else units[index]
    index = bisect_left(units, span.start, key=_start) - 1
    return units[index] if index >= 0 else None


def _within(units: Sequence[Span], span: Span) -> Sequence[Span]:
    return units[
        bisect_left(units, span.start, key=_start) : bisect_left(units, span.end, key=_start)
    ]


def _union(first: Span, second: Span) -> Span:
    return Span(min(first.start, second.start), max(first.end, second.end))

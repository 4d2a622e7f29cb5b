"""Which lines of a saved article are not the article. Pure.

Texts saved from news sites carry the site's machinery: boxes of other articles, comment forms, lines to
share and to subscribe. It is known by its words (``store.text.noise_cues``), by where it stands, and by the
lines beside it. What only might be machinery stays: headings, lists and figures look much like it, and
nothing of an article may be hidden for the sake of tidiness.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.models import Span
from store.text.noise_cues import (
    Cue,
    cue_of,
    fold,
    is_bullet,
    is_credit,
    is_press_release_label,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n]+")
_CLOSING = r"[\"”»)\]\s\u00a0]*$"
_SENTENCE_END = re.compile(r"[.!?…]" + _CLOSING)
_FULL_STOP = re.compile(r"(?<!\.\.)\." + _CLOSING)
_SENTENCE_INSIDE = re.compile(r"\w{2}[.!?…][\"”»)]*[\s\u00a0]+[\"“«(]*[\s\u00a0]*[A-ZÀ-Ý]")
_WORD = re.compile(r"[^\W\d_]{4,}")

_PROSE = 70
"""Characters from which a line of whole sentences is the article's text for certain."""
_ENDING = 40
"""Characters within which a line's last full stop and what closes after it stand."""
_LABEL_ZONE = 3
"""Lines at either end among which an article is labelled a press release."""
_READERS_SHARE = 0.25
"""How much of all prose may stand behind the start of the comments and be readers'."""
_MENU_WORDS, _MENU_LINES = 4, 8
"""How many lines of how few words make a menu before the text, without any cue."""
_RELATED = 0.6
"""Share of a line's words that the text must have for the line to be the article's headline."""

_ANYWHERE = {Cue.COMMENTS, Cue.BOX, Cue.FORM, Cue.POINTER}
_OPENING = {Cue.COMMENTS, Cue.BOX, Cue.FORM, Cue.MENU}
_WEIGHT = {
    Cue.COMMENTS: 3.0,
    Cue.BOX: 3.0,
    Cue.FORM: 3.0,
    Cue.POINTER: 3.0,
    Cue.MENU: 1.5,
    Cue.MARK: 0.5,
}
_ENOUGH = 2.0
"""Weight from which the lines at the end are taken for machinery."""


@dataclass(frozen=True, slots=True)
class NoiseReport:
    """What of a text is not the article."""

    spans: tuple[Span, ...]
    """In order; each from the start of a line to the start of the next line of the article."""
    press_release: bool
    """Whether a line of its own calls the article a press release."""


class _Line:
    """A line that is not empty."""

    __slots__ = ("_is_prose", "cue", "start", "text")

    def __init__(self, start: int, text: str) -> None:
        self.start = start
        self.text = text
        self.cue = cue_of(text)
        self._is_prose: bool | None = None

    @property
    def is_prose(self) -> bool:
        """Whether it is the article's for certain: sentences of some length."""
        if self._is_prose is None:
            self._is_prose = _is_prose(self.text, self.cue)
        return self._is_prose

    @property
    def is_sentence(self) -> bool:
        return self.text.count(" ") >= _MENU_WORDS and bool(_SENTENCE_END.search(self.text))

    @property
    def is_headline(self) -> bool:
        """Whether it could be another article's headline, or a heading of this one."""
        return not (self.cue or self.is_prose or self.is_sentence or is_bullet(self.text))

    @property
    def is_menu_item(self) -> bool:
        return self.is_headline and self.text.count(" ") < _MENU_WORDS


def _is_prose(text: str, cue: Cue | None) -> bool:
    if len(text) < _PROSE or (cue is not None and cue in _ANYWHERE) or is_bullet(text):
        return False
    return bool(_FULL_STOP.search(text[-_ENDING:]) or _SENTENCE_INSIDE.search(text))


def find_noise(text: str, body_start: int) -> NoiseReport:
    """Find what is not the article in its text, whose body starts at an offset."""
    lines = _lines(text, body_start)
    labels = _labels(lines)
    if not labels and _is_clean(lines):
        return NoiseReport((), press_release=False)
    noise = labels | _in_the_text(lines) | _before_and_behind(lines, labels)
    if len(noise) == len(lines):
        noise = labels if len(labels) < len(lines) else set()
    return NoiseReport(_spans(text, lines, noise), press_release=bool(labels))


def _lines(text: str, start: int) -> list[_Line]:
    if "\r" in text:
        matches = _LINE.finditer(text, start)
        return [_Line(match.start(), match[0]) for match in matches if match[0].strip()]
    lines = []
    for line in text[start:].split("\n"):
        if line and not line.isspace():
            lines.append(_Line(start, line))
        start += len(line) + 1
    return lines


def _is_clean(lines: Sequence[_Line]) -> bool:
    """Tell at once of most articles that all of what follows would find nothing."""
    return not any(line.cue for line in lines) and any(
        line.is_prose for line in lines[:_MENU_LINES]
    )


def _labels(lines: Sequence[_Line]) -> set[int]:
    """Return the lines at either end that do no more than name the kind of text."""
    near = [*range(len(lines))[:_LABEL_ZONE], *range(len(lines))[-_LABEL_ZONE:]]
    return {index for index in near if is_press_release_label(lines[index].text)}


def _in_the_text(lines: Sequence[_Line]) -> set[int]:
    """Return the lines that are machinery wherever they stand, and what boxes hold."""
    noise: set[int] = set()
    for index, line in enumerate(lines):
        if line.cue in _ANYWHERE:
            noise.add(index)
        if line.cue is Cue.BOX:
            noise.update(_boxed(lines, index + 1))
    return noise


def _boxed(lines: Sequence[_Line], start: int) -> range:
    """Return the headlines of a box; the last may be the next heading of the article itself."""
    end = start
    while end < len(lines) and lines[end].is_headline:
        end += 1
    is_followed = end < len(lines) and not lines[end].cue
    return range(start, end - 1 if is_followed and end - start > 1 else end)


def _before_and_behind(lines: Sequence[_Line], labels: set[int]) -> set[int]:
    """Return the machinery before the first and behind the last of the article's prose."""
    end = _start_of_comments(lines)
    prose = [index for index in range(end) if lines[index].is_prose]
    if not prose:
        return set()
    start = _start_of_end(lines[:end], prose[-1] + 1, labels)
    return set(range(start, len(lines))) | _before(lines, prose)


def _start_of_comments(lines: Sequence[_Line]) -> int:
    """Return the line from which on readers speak, or the number of lines."""
    if not any(line.cue is Cue.COMMENTS for line in lines):
        return len(lines)
    total = sum(len(line.text) for line in lines if line.is_prose)
    behind = total
    for index, line in enumerate(lines):
        behind -= len(line.text) if line.is_prose else 0
        if line.cue is Cue.COMMENTS and behind <= total * _READERS_SHARE:
            return index
    return len(lines)


def _start_of_end(lines: Sequence[_Line], first: int, labels: set[int]) -> int:
    """Return where the lines behind the prose turn into machinery: the ending of most weight."""
    starts = (i for i in range(first, len(lines)) if i in labels or lines[i].cue)
    weights = {start: _weight(lines, start, labels) for start in starts}
    best = max(weights, key=lambda start: (weights[start], -start), default=len(lines))
    return best if weights.get(best, 0.0) >= _ENOUGH else len(lines)


def _weight(lines: Sequence[_Line], start: int, labels: set[int]) -> float:
    """Weigh what speaks for all lines from one on being machinery against what does not."""
    weight, is_open = 0.0, False
    for index in range(start, len(lines)):
        line = lines[index]
        is_open = is_open or line.cue in _OPENING
        if index in labels:
            weight += _ENOUGH
        elif line.cue:
            weight += _WEIGHT[line.cue]
        else:
            weight += _weight_of_other(line, is_open=is_open)
    return weight


def _weight_of_other(line: _Line, *, is_open: bool) -> float:
    if _FULL_STOP.search(line.text) and line.is_sentence:
        return -3.0
    if is_bullet(line.text):
        return -2.0
    return 0.2 if is_open else -1.0


def _before(lines: Sequence[_Line], prose: Sequence[int]) -> set[int]:
    """Return the head of a page above its article, without what is the article's own."""
    head = range(prose[0])
    cues = sum(lines[index].cue in _OPENING for index in head)
    items = sum(lines[index].is_menu_item for index in head)
    if cues < 2 and items < _MENU_LINES:
        return set()
    vocabulary = {word for index in prose for word in _words(lines[index])}
    own = {index for index in head if _is_own(lines[index], vocabulary)}
    return set(head) - own - _likely_title(lines, head, vocabulary)


def _is_own(line: _Line, vocabulary: set[str]) -> bool:
    """Tell whether a line above the text is the article's: made of its words, or its credit."""
    words = _words(line)
    is_made_of_it = len(words) > 1 and len(words & vocabulary) >= max(2, len(words) * _RELATED)
    return line.cue is None and (is_made_of_it or is_credit(line.text))


def _likely_title(lines: Sequence[_Line], head: range, vocabulary: set[str]) -> set[int]:
    """Return the line above the text that shares most words with it, the last of equals."""
    shared = {
        index: len(_words(lines[index]) & vocabulary) for index in head if lines[index].is_headline
    }
    best = max(shared, key=lambda index: (shared[index], index), default=None)
    return {best} if best is not None and shared[best] > 1 else set()


def _words(line: _Line) -> set[str]:
    return set(_WORD.findall(fold(line.text)))


def _spans(text: str, lines: Sequence[_Line], noise: set[int]) -> tuple[Span, ...]:
    """Return the runs of noisy lines, each up to the next line that is not noise."""
    spans: list[Span] = []
    for index in sorted(noise):
        end = lines[index + 1].start if index + 1 < len(lines) else len(text)
        start = lines[index].start
        if spans and spans[-1].end == start:
            start = spans.pop().start
        spans.append(Span(start, end))
    return tuple(spans)

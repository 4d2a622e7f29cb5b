"""The passages of a text that answer a query, the best first. Pure.

A passage is a sentence, or two that answer better together. It is as good as the words that it holds are
many, rare and near each other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from store.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.wanted import Match

LONGEST = 420
"""Characters of the longest passage, about."""

_TEXTS = 96
"""Texts of which it is remembered where their sentences are."""

_MOST = 12
_WORST = 0.3
"""What is less than this share of the best is no answer."""

_NEAR_SHARE = 0.25
"""How much of the score depends on how near the words stand."""
_NEAR_CHARACTERS = 60
"""Characters between the words of a query that halve the nearness."""
_REPEATED = 0.03
"""What a word gives each time it comes again."""
_MOST_REPEATED = 3
_PAIR = 0.9
"""What two sentences score, as a share of what one with the same words does."""
_EARLY = 0.02
"""What the start of a text is worth over its end."""

# A full stop ends a sentence where a capital, a figure or a quotation follows, and not after these.
_ABBREVIATIONS = re.compile(
    r"(?:^|[\s(«’'])(?:[A-ZÀ-Þ]|MM|Mme|Mlle|Mmes|Dr|Pr|Me|St|Ste|art|cf|env|av|bd|tél|n°|p|vol)\.$"
)
# A run of dots is tried from its first one only, else a long one would take its length squared.
_BREAK = re.compile(
    r"\n\s*"
    r"|[.!?…](?<![.!?…]{2})[.!?…]*+(?:[ \u00a0\u202f]?[»”\")\]])*+"
    r"(?P<gap>[ \t\u00a0\u202f]+)(?=[A-ZÀ-Þ0-9«“\"—–(-])"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text that answers a query."""

    span: Span
    score: float
    """From 0 to 1: 1 where all words of the query stand beside each other."""
    matches: tuple[Span, ...]
    """Where the words of the query stand in it, in the text's own offsets."""


class _Sentence(NamedTuple):
    start: int
    end: int
    opens_paragraph: bool


class _Window(NamedTuple):
    """A passage that may be given."""

    first: int
    last: int
    """Its sentences, by number."""
    span: Span
    matches: Sequence[Match]
    score: float


def best_passages(
    text: str, matches: Sequence[Match], weights: Sequence[float], limit: int = _MOST
) -> list[Passage]:
    """Return the passages that answer a query, the best first; they do not overlap.

    Args:
        text: an article's text.
        matches: where the words of the query stand in it, in order.
        weights: how much each word of the query tells.
        limit: how many at most.
    """
    if not matches:
        return []
    windows = sorted(_windows(text, matches, weights), key=lambda each: (-each.score, each.first))
    kept: list[_Window] = []
    for window in windows:
        if len(kept) == limit or window.score < windows[0].score * _WORST:
            break
        if all(window.last < each.first or window.first > each.last for each in kept):
            kept.append(window)
    return [
        Passage(each.span, each.score, tuple(Span(m.start, m.end) for m in each.matches))
        for each in kept
    ]


def densest(matches: Sequence[Match], weights: Sequence[float], length: int) -> int:
    """Return the number of the match from which on most is told within a length."""
    best, most = 0, -1.0
    for number, match in enumerate(matches):
        inside: set[int] = set()
        for other in matches[number:]:
            if other.end > match.start + length:
                break
            inside |= other.words
        told = sum(weights[word] for word in inside)
        if told > most:
            best, most = number, told
    return best


def _windows(text: str, matches: Sequence[Match], weights: Sequence[float]) -> Iterator[_Window]:
    sentences = _sentences(text)
    starts = [sentence.start for sentence in sentences]
    inside: dict[int, list[Match]] = {}
    for match in matches:
        number = max(0, bisect_right(starts, match.start) - 1)
        inside.setdefault(number, []).append(match)
    for number, own in inside.items():
        yield _window(text, sentences[number : number + 1], number, own, weights)
        pair = sentences[number : number + 2]
        # A neighbour without a word of the query adds nothing.
        if number + 1 in inside and _belong(pair):
            yield _window(text, pair, number, [*own, *inside[number + 1]], weights)


def _belong(pair: Sequence[_Sentence]) -> bool:
    """Whether two sentences may be one passage."""
    return not pair[1].opens_paragraph and pair[1].end - pair[0].start <= LONGEST


def _window(
    text: str,
    sentences: Sequence[_Sentence],
    first: int,
    matches: Sequence[Match],
    weights: Sequence[float],
) -> _Window:
    start, end = sentences[0].start, max(sentences[-1].end, matches[-1].end)
    score = _score(matches, weights) * (_PAIR if len(sentences) > 1 else 1.0)
    early = 1 - _EARLY * start / max(1, len(text))
    last = first + len(sentences) - 1
    return _Window(first, last, Span(start, end), matches, score * early)


def _score(matches: Sequence[Match], weights: Sequence[float]) -> float:
    counts: dict[int, int] = {}
    for match in matches:
        for word in match.words:
            counts[word] = counts.get(word, 0) + 1
    total = sum(weights) or 1.0
    told = sum(weights[word] for word in counts) / total
    again = sum(min(count, _MOST_REPEATED) - 1 for count in counts.values()) * _REPEATED
    near = _nearness(matches, len(counts))
    return min(1.0, told * (1 - _NEAR_SHARE + _NEAR_SHARE * near + again))


def _nearness(matches: Sequence[Match], wanted: int) -> float:
    """How near the words stand where they stand nearest: 1 beside each other, 0 far apart."""
    if wanted < 2:
        return 1.0
    best = None
    last: dict[int, Match] = {}
    for match in matches:
        last |= dict.fromkeys(match.words, match)
        if len(last) == wanted:
            run = set(last.values())
            start = min(each.start for each in run)
            gap = match.end - start - sum(each.end - each.start for each in run)
            best = gap if best is None else min(best, gap)
    return 0.0 if best is None else 1 / (1 + max(0, best) / _NEAR_CHARACTERS)


@lru_cache(maxsize=_TEXTS)
def _sentences(text: str) -> Sequence[_Sentence]:
    """Return the sentences of a text; while one types, the same few texts are asked for again and again."""
    return tuple(_find_sentences(text))


def _find_sentences(text: str) -> Iterator[_Sentence]:
    """Yield the sentences of a text, white space between them left out; overlong ones in parts."""
    start, opens = len(text) - len(text.lstrip()), True
    for found in _BREAK.finditer(text, start):
        is_line = found["gap"] is None
        end = found.start() if is_line else found.start("gap")
        if not is_line and _ABBREVIATIONS.search(text[max(start, end - 6) : end]):
            continue
        yield from _in_parts(text, start, start + len(text[start:end].rstrip()), opens)
        start, opens = found.end(), is_line
    yield from _in_parts(text, start, len(text.rstrip()), opens)


def _in_parts(text: str, start: int, end: int, opens: bool) -> Iterable[_Sentence]:
    if end - start <= LONGEST:
        return (_Sentence(start, end, opens),) if end > start else ()
    return _cut_up(text, start, end, opens)


def _cut_up(text: str, start: int, end: int, opens: bool) -> Iterator[_Sentence]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield _Sentence(start, cut, opens)
        start, opens = cut + (text[cut : cut + 1] == " "), False
    if end > start:
        yield _Sentence(start, end, opens)

"""Where the words that were asked for stand in a text, and the passage that holds most of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from search.language import analyzer_for
from search.language.spelling import is_within
from search.nodes import Form, Phrase, Word, wanted_words
from search.results import Snippet
from store.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.language.analysis import Analyzer, Token
    from search.query import SearchQuery

SNIPPET_LENGTH = 220
"""Characters of a snippet, about."""

_TEXT_FIELDS = frozenset({None, "title", "text", "note", "quote"})
_CONTEXT = 50
"""Characters shown before the first match of a snippet."""

_ELLIPSIS = "…"
# No-break spaces are typography and stay.
_WHITE = re.compile(r"[^\S\u00a0\u202f]+")
_SHORTEST_TYPED = 3


@dataclass(slots=True)
class _Wanted:
    """What to look for in texts of one language."""

    terms: set[str] = field(default_factory=set)
    prefixes: tuple[str, ...] = ()
    fuzzy: list[tuple[str, int]] = field(default_factory=list)
    sequences: list[list[frozenset[str]]] = field(default_factory=list)

    def is_nothing(self) -> bool:
        return not (self.terms or self.prefixes or self.fuzzy or self.sequences)

    def has_word(self, token: Token) -> bool:
        return (
            not self.terms.isdisjoint(token.terms)
            or (bool(self.prefixes) and token.surface.startswith(self.prefixes))
            or any(is_within(token.surface, word, distance) for word, distance in self.fuzzy)
        )


def find_matches(query: SearchQuery, text: str, language: str | None = None) -> list[Span]:
    """Return where the words and phrases of a query stand in a text, in order, without overlaps.

    Args:
        query: words that it excludes are not looked for.
        text: an article's text; offsets count in it as it is given.
        language: the article's, French by default.
    """
    analyzer = analyzer_for(language)
    wanted = _wanted(query, analyzer)
    if wanted.is_nothing():
        return []
    tokens = list(analyzer.tokens(text))
    spans = [Span(token.start, token.end) for token in tokens if wanted.has_word(token)]
    for sequence in wanted.sequences:
        spans.extend(_sequence_spans(sequence, [token for token in tokens if not token.is_joined]))
    return _without_overlaps(spans)


def make_snippet(query: SearchQuery, texts: Sequence[str], language: str | None) -> Snippet:
    """Return the passage that answers a query best.

    Args:
        query: what was asked for.
        texts: the article's body, then its notes: a note is shown where the body has no match.
        language: the article's.
    """
    for text in texts:
        matches = find_matches(query, text, language)
        if matches:
            return _passage(text, matches)
    return _passage(texts[0] if texts else "", [])


@lru_cache(maxsize=64)
def _wanted(query: SearchQuery, analyzer: Analyzer) -> _Wanted:
    wanted = _Wanted()
    words = [word for word in wanted_words(query.node) if word.field in _TEXT_FIELDS]
    for word in words:
        tokens = list(analyzer.tokens(word.text))
        parts = [token for token in tokens if not token.is_joined]
        wanted.terms.update(term for token in tokens if token.is_joined for term in token.terms)
        if isinstance(word, Word) and word.form is not Form.EXACT:
            _want_begun(wanted, word, parts)
        if len(parts) > 1:
            wanted.sequences.append([frozenset(part.terms) for part in parts])
        elif isinstance(word, Phrase) or word.form in {Form.EXACT, Form.TYPED}:
            is_lone = len(words) == 1 or isinstance(word, Phrase)
            wanted.terms.update(
                term for part in parts if is_lone or not part.is_stop for term in part.terms
            )
    return wanted


def _want_begun(wanted: _Wanted, word: Word, parts: list[Token]) -> None:
    if word.form is Form.FUZZY:
        wanted.fuzzy.extend((part.surface, word.distance) for part in parts)
    elif parts and (word.form is Form.PREFIX or len(parts[-1].surface) >= _SHORTEST_TYPED):
        wanted.prefixes += (parts[-1].surface,)


def _sequence_spans(sequence: list[frozenset[str]], tokens: list[Token]) -> Iterator[Span]:
    for place in range(len(tokens) - len(sequence) + 1):
        run = tokens[place : place + len(sequence)]
        if all(
            not terms.isdisjoint(token.terms) for terms, token in zip(sequence, run, strict=True)
        ):
            yield Span(run[0].start, run[-1].end)


def _without_overlaps(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _passage(text: str, matches: list[Span]) -> Snippet:
    """Cut the best passage out between words, on one line, with the matches in it."""
    start, end = _bounds(text, matches)
    parts: list[str] = []
    length = 0
    moved = []

    def append(piece: str) -> None:
        nonlocal length
        parts.append(piece)
        length += len(piece)

    append(_ELLIPSIS if text[:start].strip() else "")
    position = start
    for match in matches:
        if match.start < start or match.end > end:
            continue
        append(_one_line(text[position : match.start]))
        before = length
        append(_one_line(text[match.start : match.end]))
        moved.append(Span(before, length))
        position = match.end
    append(_one_line(text[position:end]).rstrip())
    append(_ELLIPSIS if end < len(text.rstrip()) else "")
    return Snippet("".join(parts), tuple(moved))


def _bounds(text: str, matches: list[Span]) -> tuple[int, int]:
    """Where the best passage starts and ends: most matches within a snippet's length, early."""
    if not matches:
        start = len(text) - len(text.lstrip())
        return start, _word_end(text, start + SNIPPET_LENGTH)
    limit = SNIPPET_LENGTH - _CONTEXT
    best, most = 0, 0
    for place, match in enumerate(matches):
        inside = {
            text[other.start : other.end].lower()
            for other in matches[place : place + 12]
            if other.end <= match.start + limit
        }
        if len(inside) > most:
            best, most = place, len(inside)
    first = matches[best]
    start = _word_start(text, first.start - _CONTEXT, first.start)
    return start, max(first.end, _word_end(text, start + SNIPPET_LENGTH))


def _word_start(text: str, wanted: int, latest: int) -> int:
    """The start of the first whole word from ``wanted`` on."""
    if wanted <= 0:
        return (
            len(text) - len(text.lstrip()) if latest >= len(text) - len(text.lstrip()) else latest
        )
    position = wanted
    while position < latest and not text[position - 1].isspace():
        position += 1
    while position < latest and text[position].isspace():
        position += 1
    return position


def _word_end(text: str, wanted: int) -> int:
    """The end of the last whole word up to ``wanted``."""
    if wanted >= len(text):
        return len(text.rstrip())
    position = wanted
    while position > wanted - SNIPPET_LENGTH // 2 and not text[position].isspace():
        position -= 1
    return len(text[:position].rstrip()) if text[position].isspace() else wanted


def _one_line(text: str) -> str:
    return _WHITE.sub(" ", text)

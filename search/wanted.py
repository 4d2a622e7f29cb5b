"""What a query looks for in texts, and where it stands in them.

Texts are long and have few distinct words: what each written word is to the query is found out once.
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from search.language import analyzer_for
from search.language.spelling import is_within
from search.nodes import Form, Phrase, Word, wanted_words
from search.scout import chunks, neighbours, scout_for

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from search.language.analysis import Analyzer, Piece
    from search.query import SearchQuery

TEXT_FIELDS = frozenset({None, "title", "text", "note", "quote", "version"})
"""Fields whose words are looked for in texts; those of earlier versions may still stand there."""
_SHORTEST_TYPED = 3
_MIDDLING = 0.05
"""The share of articles that hold a word of which nothing is known."""
_REMEMBERED = 20_000
"""Written words of which it is remembered what they are to one query."""


class Match(NamedTuple):
    """Where something that was asked for stands in a text."""

    start: int
    end: int
    words: frozenset[int]
    """Which of the query's words it is, by their places in ``WantedWords.words``."""


class _Part(NamedTuple):
    """A word that may be one of several that must stand in a row."""

    place: int
    start: int
    end: int
    terms: frozenset[str]


class _Seen(NamedTuple):
    """What a written word is to the query, with offsets in the word."""

    length: int
    """How many places it takes in the text."""
    matches: tuple[Match, ...]
    parts: tuple[_Part, ...]


_LONE = _Seen(1, (), ())


def wanted_in(query: SearchQuery, language: str | None) -> WantedWords:
    """Return what a query looks for in texts of a language."""
    return _wanted(query, analyzer_for(language))


@lru_cache(maxsize=32)
def _wanted(query: SearchQuery, analyzer: Analyzer) -> WantedWords:
    return WantedWords(query, analyzer)


class WantedWords:
    """The words and phrases of a query, as texts of one language may have them.

    Args:
        query: what was asked for.
        analyzer: of the texts' language.
        scouts: whether places that cannot be meant may be passed over; all else takes longer.
    """

    def __init__(self, query: SearchQuery, analyzer: Analyzer, *, scouts: bool = True) -> None:
        self.words = tuple(word for word in wanted_words(query.node) if word.field in TEXT_FIELDS)
        """What was asked for, in the order of the query; what it excludes is left out."""
        self._analyzer = analyzer
        self._terms: dict[str, set[int]] = {}
        self._prefixes: list[tuple[str, int]] = []
        self._fuzzy: list[tuple[str, int, int]] = []
        self._sequences: list[tuple[Sequence[frozenset[str]], int]] = []
        for number, word in enumerate(self.words):
            self._want(word, number)
        self._sequence_terms = frozenset(
            term for places, _ in self._sequences for terms in places for term in terms
        )
        self._all_terms = self._sequence_terms.union(self._terms)
        self._starts = tuple(start for start, _ in self._prefixes)
        self._scout = self._make_scout() if scouts else None
        self._seen: dict[str, _Seen] = {}

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self._terms or self._prefixes or self._fuzzy or self._sequences)

    def terms_of(self, number: int) -> list[str]:
        """Return the terms that one of the words has in the index."""
        own = [term for term, numbers in self._terms.items() if number in numbers]
        rows = [places for places, of in self._sequences if of == number]
        return own + [term for places in rows for terms in places for term in sorted(terms)]

    def matches(self, text: str) -> list[Match]:
        """Return where what is wanted stands in a text, in order, without overlaps."""
        if self.is_nothing:
            return []
        pieces = None if self._scout is None else chunks(self._scout, text)
        if pieces is None:
            return _without_overlaps(self._matches_in(text))
        # Words of a row stand one after the other, and all of them were found.
        together = neighbours(pieces, text) if self._sequences else pieces
        found: list[Match] = []
        for start, chunk in together:
            found += [
                Match(start + match.start, start + match.end, match.words)
                for match in self._matches_in(chunk)
            ]
        return _without_overlaps(found)

    def _matches_in(self, text: str) -> list[Match]:
        found: list[Match] = []
        parts: list[_Part] = []
        position = 0
        known = self._seen.get
        for written in self._analyzer.written(text):
            word = written[0]
            length, matches, own_parts = known(word) or self._look_at(word)
            if matches:
                offset = written.start()
                found += [Match(offset + m.start, offset + m.end, m.words) for m in matches]
            if own_parts:
                offset = written.start()
                parts += [
                    _Part(position + p.place, offset + p.start, offset + p.end, p.terms)
                    for p in own_parts
                ]
            position += length
        if parts:
            found += self._rows(parts)
        return found

    def _make_scout(self) -> re.Pattern[str] | None:
        """What finds the places to look at; None where a word may begin in any way."""
        return None if self._fuzzy else scout_for((*self._all_terms, *self._starts))

    def weights(
        self, document_frequency: Callable[[str], int], document_count: int
    ) -> tuple[float, ...]:
        """Return how much each of the words tells: the rarer among the articles, the more.

        What is only the start of a word, or is in no article, tells as much as a word of middling rarity.
        """
        shares = []
        for number in range(len(self.words)):
            counts = [document_frequency(term) for term in self.terms_of(number)]
            # A row of words is at least as rare as the rarest of them.
            known = [count for count in counts if count]
            shares.append(min(known) / max(1, document_count) if known else _MIDDLING)
        return tuple(log(1 + 1 / share) for share in shares)

    def _want(self, word: Word | Phrase, number: int) -> None:
        tokens = list(self._analyzer.tokens(word.text))
        parts = [token for token in tokens if not token.is_joined]
        self._want_terms((term for t in tokens if t.is_joined for term in t.terms), number)
        if isinstance(word, Word) and word.form is not Form.EXACT:
            self._want_begun(word, [part.surface for part in parts], number)
        if len(parts) > 1:
            self._sequences.append(([frozenset(part.terms) for part in parts], number))
        elif isinstance(word, Phrase) or word.form in {Form.EXACT, Form.TYPED}:
            is_lone = len(self.words) == 1 or isinstance(word, Phrase)
            meant = (part for part in parts if is_lone or not part.is_stop)
            self._want_terms((term for part in meant for term in part.terms), number)

    def _want_terms(self, terms: Iterator[str], number: int) -> None:
        for term in terms:
            self._terms.setdefault(term, set()).add(number)

    def _want_begun(self, word: Word, surfaces: Sequence[str], number: int) -> None:
        if word.form is Form.FUZZY:
            self._fuzzy += [(surface, word.distance, number) for surface in surfaces]
        elif surfaces and (word.form is Form.PREFIX or len(surfaces[-1]) >= _SHORTEST_TYPED):
            self._prefixes.append((surfaces[-1], number))

    def _look_at(self, written: str) -> _Seen:
        pieces = self._analyzer.pieces(written)
        if not self._fuzzy and not any(map(self._may_be_wanted, pieces)):
            # Nearly all words of a text.
            length = sum(not piece.is_joined for piece in pieces)
            seen = _LONE if length == 1 else _Seen(length, (), ())
        else:
            seen = self._take_apart(pieces)
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[written] = seen
        return seen

    def _may_be_wanted(self, piece: Piece) -> bool:
        return not self._all_terms.isdisjoint(piece.terms) or piece.surface.startswith(self._starts)

    def _take_apart(self, pieces: Sequence[Piece]) -> _Seen:
        matches, parts = [], []
        length = 0
        for piece in pieces:
            words = self._words_of(piece)
            if words:
                matches.append(Match(piece.start, piece.end, words))
            if not piece.is_joined:
                if not self._sequence_terms.isdisjoint(piece.terms):
                    parts.append(_Part(length, piece.start, piece.end, frozenset(piece.terms)))
                length += 1
        return _Seen(length, tuple(matches), tuple(parts))

    def _words_of(self, piece: Piece) -> frozenset[int]:
        numbers = {number for term in piece.terms for number in self._terms.get(term, ())}
        surface = piece.surface
        numbers.update(number for start, number in self._prefixes if surface.startswith(start))
        numbers.update(
            number for word, distance, number in self._fuzzy if is_within(surface, word, distance)
        )
        return frozenset(numbers)

    def _rows(self, parts: Sequence[_Part]) -> Iterator[Match]:
        """Where all words of a compound or a phrase stand one after the other."""
        at = {part.place: part for part in parts}
        for sequence, number in self._sequences:
            words = frozenset({number})
            for part in parts:
                run = [at.get(part.place + step) for step in range(len(sequence))]
                if all(
                    each is not None and not terms.isdisjoint(each.terms)
                    for terms, each in zip(sequence, run, strict=True)
                ):
                    last = at[part.place + len(sequence) - 1]
                    yield Match(part.start, last.end, words)


def _without_overlaps(found: list[Match]) -> list[Match]:
    merged: list[Match] = []
    for match in sorted(found, key=lambda each: (each.start, each.end)):
        if merged and match.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Match(last.start, max(last.end, match.end), last.words | match.words)
        else:
            merged.append(match)
    return merged

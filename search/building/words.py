"""What each written word becomes in the index, worked out once per word and kept as arrays."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.language.analysis import Analyzer

_MANY_WORDS = 250_000
_MANY_TERMS = 1_000_000


class Numbered(dict[bytes, int]):
    """Terms and the number of each, given when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[bytes] = []

    def __missing__(self, term: bytes) -> int:
        number = self[term] = len(self.terms)
        self.terms.append(term)
        return number


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The surface words of written words; those of a word are ``counts`` from ``starts`` on."""

    starts: NDArray[np.int64]
    counts: NDArray[np.int64]
    terms: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Entries(Surfaces):
    """The terms of written words, with the place of each in its word."""

    places: NDArray[np.uint32]
    widths: NDArray[np.int64]
    """How many positions each word takes."""


class WordTable:
    """Written words by number: the terms of each with their places in it, and its surface words.

    A word's places count from its own first one.
    """

    def __init__(self) -> None:
        self.terms = Numbered()
        self._languages: dict[Analyzer, _Words] = {}
        self.widths = array("I")
        """How many positions each word takes."""
        self._entry_terms = array("I")
        self._entry_places = array("I")
        self._entry_ends = array("I")
        self._surfaces = array("I")
        self._surface_ends = array("I")

    @property
    def is_full(self) -> bool:
        """Whether it takes so much memory that another should be begun with."""
        return len(self.widths) > _MANY_WORDS or len(self.terms.terms) > _MANY_TERMS

    def words_of(self, analyzer: Analyzer) -> _Words:
        """Return the words of a language, each with its number."""
        words = self._languages.get(analyzer)
        if words is None:
            words = self._languages[analyzer] = _Words(self, analyzer)
        return words

    def take(self, analyzer: Analyzer, written: str) -> int:
        """Take in a word; returns its number."""
        numbers = self.terms
        place = 0
        start = len(self._entry_terms)
        for terms, surface, _, _, is_stop, is_joined in analyzer.pieces(written):
            here = place - 1 if is_joined else place
            for term in terms:
                number = numbers[term.encode()]
                # What is joined may have a term of what it is joined of.
                if not is_joined or number not in self._entry_terms[start:]:
                    self._entry_terms.append(number)
                    self._entry_places.append(here)
            if not is_stop:
                self._surfaces.append(numbers[surface.encode()])
            place += not is_joined
        self._entry_ends.append(len(self._entry_terms))
        self._surface_ends.append(len(self._surfaces))
        self.widths.append(place)
        return len(self.widths) - 1

    def entries(self) -> Entries:
        """Return the terms of all words taken in so far, for looking many up at once."""
        return Entries(
            *_parts(self._entry_ends),
            np.array(self._entry_terms, np.uint32),
            np.array(self._entry_places, np.uint32),
            np.array(self.widths, np.int64),
        )

    def surfaces(self) -> Surfaces:
        """Return the surface words of all words, for looking many up at once."""
        return Surfaces(*_parts(self._surface_ends), np.array(self._surfaces, np.uint32))


class _Words(dict[str, int]):
    """The words of one language; asking for one that is not known takes it in."""

    def __init__(self, table: WordTable, analyzer: Analyzer) -> None:
        super().__init__()
        self._table = table
        self._analyzer = analyzer

    def __missing__(self, written: str) -> int:
        number = self[written] = self._table.take(self._analyzer, written)
        return number


def _parts(ends: array[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the parts of an array start, and how many there are of each."""
    until = np.array(ends, np.int64)
    counts = np.diff(until, prepend=0)
    return until - counts, counts

"""Words that stand in an order beside each other, found in arrays of positions.

All documents in question are laid out one after the other on one line, with a gap between two, so
that a position in any of them is a single number. A phrase is then followed from word to word by
marking places on that line.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.engine.matches import AllMatches, Candidates, Matches, ScoredMatches, TermMatches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.engine.arrays import FieldArrays
    from search.engine.types import Documents, Mask, Places, Scores

_LINE = 1 << 21
"""Places that are marked at a time: what stays in a processor's cache."""


class _Word:
    """A word of a phrase, with where it stands in some of its documents."""

    def __init__(self, matches: TermMatches, positions: NDArray[np.uint16 | np.uint32]) -> None:
        self.matches = matches
        self._positions = positions

    @cached_property
    def _ends(self) -> Places:
        weights = self.matches.weights
        if weights is None:
            return np.arange(1, self.matches.size + 1)
        return np.cumsum(weights, dtype=np.intp)

    def last_positions(self, postings: Places) -> NDArray[np.intp]:
        """Return the last position in each of these postings."""
        return self._positions[self._ends[postings] - 1].astype(np.intp)

    def places(self, postings: Places, starts: Places) -> Places:
        """Return where on the line the word stands.

        Args:
            postings: the postings in question.
            starts: where on the line the document of each begins.
        """
        ends = self._ends[postings]
        counts = ends - np.where(postings > 0, self._ends[postings - 1], 0)
        total = int(counts.sum())
        if len(postings) and total == ends[-1] - ends[0] + counts[0]:
            # The postings stand one behind the other, and so do their positions.
            positions = self._positions[ends[0] - counts[0] : ends[-1]]
        else:
            before = np.cumsum(counts) - counts
            first = np.repeat(ends - counts - before, counts)
            positions = self._positions[first + np.arange(total)]
        return np.repeat(starts, counts) + positions


class PhraseMatches(Matches):
    """Documents in which words stand one after the other.

    Args:
        document_count: the segment's documents.
        field: where the words stand.
        terms: the place of each word's term in the field, with its posting list.
        slop: how far each word may be from the one before, 1 for right behind it.
        boost: what the score is multiplied by.
    """

    def __init__(
        self,
        document_count: int,
        field: FieldArrays,
        terms: Sequence[tuple[int, TermMatches]],
        slop: int,
        boost: float,
    ) -> None:
        super().__init__(document_count, min(matches.size for _, matches in terms))
        self._words = [_Word(matches, field.positions(place)) for place, matches in terms]
        self._slop = slop
        self._boost = boost

    @cached_property
    def _found(self) -> ScoredMatches:
        # Words of a phrase that differ are rare enough to make most documents drop out first.
        shared = AllMatches(self.document_count, [word.matches for word in self._words], 1.0)
        documents = shared.documents()
        documents = documents[self._holds(documents)]
        return ScoredMatches(self.document_count, documents, self._scores(documents))

    def candidates(self) -> Candidates:
        """Return the documents that hold the phrase."""
        return self._found.candidates()

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents hold the phrase."""
        if "_found" in self.__dict__ or len(documents) > self.size:
            return self._found.within(documents, scored=scored)
        words = AllMatches(self.document_count, [word.matches for word in self._words], 1.0)
        found, _ = words.within(documents, scored=False)
        found[found] = self._holds(documents[found])
        return found, self._scores(documents[found]) if scored else None

    def _scores(self, documents: Documents) -> Scores:
        total = np.zeros(len(documents))
        for word in self._words:
            total += word.matches.score(word.matches.places_of(documents))
        return total * self._boost

    def _holds(self, documents: Documents) -> Mask:
        """Which of these documents, that hold all words, hold them as a phrase."""
        found = np.zeros(len(documents), np.bool_)
        if len(self._words) == 1:
            return ~found
        postings = [word.matches.places_of(documents) for word in self._words]
        lengths = np.full(len(documents), self._slop + 1)
        last = [word.last_positions(part) for word, part in zip(self._words, postings, strict=True)]
        lengths += np.maximum.reduce(last)
        ends = np.cumsum(lengths)
        start = 0
        while start < len(documents):
            base = ends[start] - lengths[start]
            end = max(start + 1, int(np.searchsorted(ends, base + _LINE, side="right")))
            part = slice(start, end)
            starts = ends[part] - lengths[part] - base
            line = int(ends[end - 1] - base) + self._slop
            found[part] = self._holds_on_line([one[part] for one in postings], starts, line)
            start = end
        return found

    def _holds_on_line(self, postings: list[Places], starts: Places, length: int) -> Mask:
        if self._slop == 1:
            places = self._adjacent(postings, starts, length)
        else:
            places = self._near(postings, starts, length)
        found = np.zeros(len(starts), np.bool_)
        found[np.searchsorted(starts, places, side="right") - 1] = True
        return found

    def _adjacent(self, postings: list[Places], starts: Places, length: int) -> Places:
        """Where a phrase without gaps begins, from its rarest word on."""
        order = sorted(range(len(self._words)), key=lambda word: self._words[word].matches.size)
        rarest, *others = order
        begins = self._words[rarest].places(postings[rarest], starts) - rarest
        begins = begins[begins >= 0]
        alive = np.arange(len(starts))
        for word in others:
            alive = self._documents_of(begins, starts)
            line = np.zeros(length + len(self._words), np.bool_)
            line[self._words[word].places(postings[word][alive], starts[alive])] = True
            begins = begins[line[begins + word]]
        return begins

    def _near(self, postings: list[Places], starts: Places, length: int) -> Places:
        """Where a phrase ends in which each word follows the one before within the slop."""
        places = self._words[0].places(postings[0], starts)
        for word, own in zip(self._words[1:], postings[1:], strict=True):
            line = np.zeros(length + self._slop + 1, np.bool_)
            for distance in range(1, self._slop + 1):
                line[places + distance] = True
            alive = self._documents_of(places, starts)
            places = word.places(own[alive], starts[alive])
            places = places[line[places]]
        return places

    @staticmethod
    def _documents_of(places: Places, starts: Places) -> Places:
        """Which documents of the line have one of these places."""
        documents = np.searchsorted(starts, places, side="right") - 1
        has = np.zeros(len(starts), np.bool_)
        has[documents] = True
        return np.flatnonzero(has)

"""Words that stand in an order beside each other, found in arrays of positions.

All documents in question are laid out one after the other on one line, with a gap between two, so
that a position in any of them is a single number. A phrase is then followed from word to word by
marking places on that line.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engine.compounds import AllMatches
from search.engine.matches import SEARCH_FACTOR, Candidates, Matches, ScoredMatches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.engine.terms import TermMatches
    from search.engine.types import Documents, Mask, Places, Scores

_LINE = 1 << 20
"""Places that are marked at a time: what stays in a processor's cache."""


class _Stretch(NamedTuple):
    """Where a word's positions in each of some documents are, in all its positions."""

    starts: Places
    ends: Places


class _Word:
    """A word of a phrase, with where it stands."""

    def __init__(self, matches: TermMatches) -> None:
        self.matches = matches
        self._positions = matches.postings.positions()
        self._spans = matches.postings.position_spans()

    def stretch(self, places: Places | None) -> _Stretch:
        """Return where the positions of these postings are, None for all."""
        starts, ends = self._spans
        if places is None:
            return _Stretch(starts, ends)
        return _Stretch(starts.take(places), ends.take(places))

    def last_positions(self, stretch: _Stretch) -> NDArray[np.intp]:
        """Return the last position in each of a stretch's documents."""
        return self._positions.take(stretch.ends - 1).astype(np.intp)

    def on_line(self, stretch: _Stretch, bases: Places) -> Places:
        """Return where on the line the word stands, ascending.

        Args:
            stretch: the documents in question, at least one.
            bases: where on the line each of them begins.
        """
        starts, ends = stretch
        counts = ends - starts
        first, last = int(starts[0]), int(ends[-1])
        total = int(counts.sum())
        if total == last - first:
            # The postings stand one behind the other, and so do their positions.
            places = np.repeat(bases, counts)
            places += self._positions[first:last]
            return places
        before = np.cumsum(counts)
        before -= counts
        chosen = np.repeat(starts - before, counts)
        chosen += np.arange(total)
        places = np.repeat(bases, counts)
        places += self._positions.take(chosen)
        return places


class PhraseMatches(Matches):
    """Documents in which words stand one after the other.

    Args:
        document_count: the documents of the index.
        terms: the posting list of each word, all of them with positions.
        slop: how far each word may be from the one before, 1 for right behind it.
        boost: what the score is multiplied by.
    """

    def __init__(
        self, document_count: int, terms: Sequence[TermMatches], slop: int, boost: float
    ) -> None:
        super().__init__(
            document_count,
            min(matches.size for matches in terms),
            is_positive=boost > 0 and all(matches.is_positive for matches in terms),
        )
        self._words = [_Word(matches) for matches in terms]
        distinct = {id(matches.postings): matches for matches in terms}
        self._all = AllMatches(document_count, list(distinct.values()))
        self._slop = slop
        self._boost = boost

    @cached_property
    def _documents(self) -> Documents:
        # Words of a phrase that differ are rare enough to make most documents drop out first.
        documents = self._all.documents()
        return documents.compress(self._holds(documents))

    @cached_property
    def _found(self) -> ScoredMatches:
        documents = self._documents
        return ScoredMatches(self.document_count, documents, self.scores_of(documents))

    def candidates(self) -> Candidates:
        """Return the documents that hold the phrase."""
        return self._found.candidates()

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents hold the phrase."""
        if "_documents" in self.__dict__ or len(documents) > self.size:
            return self._found.within(documents)
        found = self._all.has(documents)
        kept = found.nonzero()[0]
        left = documents.take(kept)
        holds = self._holds(left)
        found[kept] = holds
        return found, self.scores_of(left.compress(holds))

    def count(self) -> int:
        """Return how many documents hold the phrase."""
        return len(self._documents)

    def mark(self, found: Mask) -> None:
        """Mark the documents that hold the phrase."""
        found[self._documents] = True

    def scores_of(self, documents: Documents) -> Scores:
        """Return the scores of documents that all hold the phrase."""
        total = np.zeros(len(documents))
        for word in self._words:
            total += word.matches.scores_of(documents)
        return total * self._boost

    def _holds(self, documents: Documents) -> Mask:
        """Which of these documents, that hold all words, hold them as a phrase."""
        found = np.zeros(len(documents), np.bool_)
        if len(self._words) == 1 or not len(documents):
            return ~found
        stretches = self._stretches(documents)
        lengths = np.full(len(documents), self._slop + len(self._words))
        lengths += np.maximum.reduce(
            [word.last_positions(part) for word, part in zip(self._words, stretches, strict=True)]
        )
        ends = np.cumsum(lengths)
        bases = ends - lengths
        start = 0
        while start < len(documents):
            base = int(bases[start])
            end = max(start + 1, int(ends.searchsorted(base + _LINE, side="right")))
            parts = [_Stretch(each.starts[start:end], each.ends[start:end]) for each in stretches]
            length = int(ends[end - 1]) - base + self._slop
            self._mark_on_line(parts, bases[start:end] - base, length, found[start:end])
            start = end
        return found

    def _stretches(self, documents: Documents) -> list[_Stretch]:
        """Where the positions of each word in these documents are."""
        mask: Mask | None = None
        stretches = []
        for word in self._words:
            own = word.matches.postings.documents
            if len(own) == len(documents):
                stretches.append(word.stretch(None))
            elif len(documents) * SEARCH_FACTOR < len(own):
                stretches.append(word.stretch(own.searchsorted(documents)))
            else:
                if mask is None:
                    mask = np.zeros(self.document_count, np.bool_)
                    mask[documents] = True
                stretches.append(word.stretch(mask.take(own).nonzero()[0]))
        return stretches

    def _mark_on_line(
        self, stretches: list[_Stretch], bases: Places, length: int, found: Mask
    ) -> None:
        """Mark which of some documents, that stand on one line, hold the phrase."""
        if self._slop == 1:
            places = self._adjacent(stretches, bases, length)
        else:
            places = self._near(stretches, bases, length)
        found[bases.searchsorted(places, side="right") - 1] = True

    def _adjacent(self, stretches: list[_Stretch], bases: Places, length: int) -> Places:
        """Where a phrase without gaps begins, from its rarest word on."""
        order = sorted(range(len(self._words)), key=lambda word: self._words[word].matches.size)
        rarest, *others = order
        begins = self._words[rarest].on_line(stretches[rarest], bases)
        if rarest:
            begins -= rarest
            begins = begins[int(begins.searchsorted(0)) :]
        line = np.zeros(length + len(self._words), np.bool_)
        for word in others:
            places = self._words[word].on_line(stretches[word], bases)
            line[places] = True
            begins = begins.compress(line.take(begins + word))
            line[places] = False
        return begins

    def _near(self, stretches: list[_Stretch], bases: Places, length: int) -> Places:
        """Where a phrase ends in which each word follows the one before within the slop."""
        places = self._words[0].on_line(stretches[0], bases)
        for word, own in zip(self._words[1:], stretches[1:], strict=True):
            line = np.zeros(length + self._slop + 1, np.bool_)
            for distance in range(1, self._slop + 1):
                line[places + distance] = True
            places = word.on_line(own, bases)
            places = places.compress(line.take(places))
        return places

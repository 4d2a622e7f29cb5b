"""Words that stand in an order beside each other, found in arrays of positions.

All documents in question are laid out one after the other on one line, with a gap between two, so
that a position in any of them is a single number. A phrase is then followed from word to word by
marking places on that line.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
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
    """Where a word's positions in each of some documents are, among all its positions."""

    starts: Places
    ends: Places

    def part(self, chosen: Places | slice) -> _Stretch:
        return _Stretch(self.starts[chosen], self.ends[chosen])


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

    def at(self, places: Places) -> NDArray[np.intp]:
        """Return some of the positions."""
        return self._positions.take(places).astype(np.intp)

    def on_line(self, stretch: _Stretch, bases: Places) -> tuple[Places, Places]:
        """Return where on the line the word stands, ascending, and in which of the documents.

        Args:
            stretch: the documents in question, at least one.
            bases: where on the line each of them begins.
        """
        starts, ends = stretch
        first, last = int(starts[0]), int(ends[-1])
        before = np.cumsum(ends - starts)
        total = int(before[-1])
        # Which document each position is in: one more wherever the next begins.
        owners = np.zeros(total, np.intp)
        owners[before[:-1]] = 1
        np.cumsum(owners, out=owners)
        places = bases.take(owners)
        if total == last - first:
            # The postings stand one behind the other, and so do their positions.
            places += self._positions[first:last]
        else:
            chosen = (ends - before).take(owners)
            chosen += np.arange(total)
            places += self._positions.take(chosen)
        return places, owners


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
        if len(self._words) == 1 or not len(documents):
            return np.ones(len(documents), np.bool_)
        stretches = self._stretches(documents)
        firsts = [word.at(each.starts) for word, each in zip(self._words, stretches, strict=True)]
        lasts = [word.at(each.ends - 1) for word, each in zip(self._words, stretches, strict=True)]
        # Most documents that hold it have it where the words come first or last.
        found = self._follow(firsts) | self._follow(lasts)
        is_open = ~found
        is_open &= np.logical_or.reduce(
            [first != last for first, last in zip(firsts, lasts, strict=True)]
        )
        left = is_open.nonzero()[0]
        lengths = np.maximum.reduce([last.take(left) for last in lasts])
        lengths += self._slop + len(self._words)
        found[left] = self._hold([each.part(left) for each in stretches], lengths)
        return found

    def _follow(self, positions: list[NDArray[np.intp]]) -> Mask:
        """Where one position of each word follows the one of the word before."""
        follow = np.ones(len(positions[0]), np.bool_)
        for before, after in pairwise(positions):
            distances = after - before
            follow &= distances > 0
            follow &= distances <= self._slop
        return follow

    def _hold(self, stretches: list[_Stretch], lengths: Places) -> Mask:
        """Which documents hold the phrase, looked through position by position.

        Args:
            stretches: where the positions of each word in these documents are.
            lengths: how many places on the line each document needs.
        """
        found = np.zeros(len(lengths), np.bool_)
        ends = np.cumsum(lengths)
        bases = ends - lengths
        start = 0
        while start < len(lengths):
            base = int(bases[start])
            end = max(start + 1, int(ends.searchsorted(base + _LINE, side="right")))
            part = slice(start, end)
            length = int(ends[end - 1]) - base + self._slop
            look = self._adjacent if self._slop == 1 else self._near
            owners = look([each.part(part) for each in stretches], bases[part] - base, length)
            found[part][owners] = True
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

    def _adjacent(self, stretches: list[_Stretch], bases: Places, length: int) -> Places:
        """The documents of a line that hold a phrase without gaps, looked for from its rarest word on."""
        order = sorted(range(len(self._words)), key=lambda word: self._words[word].matches.size)
        rarest, *others = order
        begins, owners = self._words[rarest].on_line(stretches[rarest], bases)
        if rarest:
            begins -= rarest
            outside = int(begins.searchsorted(0))
            begins, owners = begins[outside:], owners[outside:]
        line = np.zeros(length + len(self._words), np.bool_)
        for word in others:
            places, _ = self._words[word].on_line(stretches[word], bases)
            line[places] = True
            kept = line.take(begins + word).nonzero()[0]
            begins, owners = begins.take(kept), owners.take(kept)
            line[places] = False
        return owners

    def _near(self, stretches: list[_Stretch], bases: Places, length: int) -> Places:
        """The documents of a line in which each word follows the one before within the slop."""
        places, owners = self._words[0].on_line(stretches[0], bases)
        for word, own in zip(self._words[1:], stretches[1:], strict=True):
            line = np.zeros(length + self._slop + 1, np.bool_)
            for distance in range(1, self._slop + 1):
                line[places + distance] = True
            places, owners = word.on_line(own, bases)
            kept = line.take(places).nonzero()[0]
            places, owners = places.take(kept), owners.take(kept)
        return owners

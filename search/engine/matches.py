"""What part of a query finds in one segment: documents with scores, worked out when asked for.

Each kind can tell all its documents, or which of given documents are among them; the latter costs
next to nothing where they are few, which is what makes conjunctions fast.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from search.engine.scoring import Scorer
    from search.engine.types import Documents, Mask, Places, Scores, Weights

_SEARCH_FACTOR = 24
"""How many times longer a list must be than another for a search per document to be faster."""

_SPARSE_SHARE = 16
"""A sum over fewer documents than this part of the segment is sorted, not spread out."""

_NO_DOCUMENTS: NDArray[np.intp] = np.zeros(0, np.intp)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents, with scores that are worked out for those that are left at the end."""

    documents: Documents
    score: Callable[[Places | slice], Scores]
    """Returns the scores of the documents at these places, or where a mask is true."""


class Matches(ABC):
    """What a part of a query finds in one segment.

    Args:
        document_count: the segment's documents.
        size: how many documents are found, at most.
    """

    def __init__(self, document_count: int, size: int) -> None:
        self.document_count = document_count
        self.size = size

    @abstractmethod
    def candidates(self) -> Candidates:
        """Return all documents that are found."""

    @abstractmethod
    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents are found, and the scores of those that are."""

    def add_to(self, scores: Scores, found: Mask) -> None:
        """Add the scores to those of all documents of the segment, and mark what is found."""
        candidates = self.candidates()
        scores[candidates.documents] += candidates.score(slice(None))
        found[candidates.documents] = True

    def mark(self, found: Mask) -> None:
        """Mark the documents that are found."""
        found[self.candidates().documents] = True


def spread_within(documents: Documents, own: Documents, count: int) -> Places:
    """Return where each of some documents stands in ``own``, -1 where it does not."""
    if len(documents) * _SEARCH_FACTOR < len(own):
        places = np.searchsorted(own, documents)
        places[places == len(own)] = 0
        places[own[places] != documents] = -1
        return places
    table = np.full(count, -1, np.int32)
    table[own] = np.arange(len(own), dtype=np.int32)
    return table[documents].astype(np.intp)


class NoMatches(Matches):
    """Nothing is found."""

    def __init__(self) -> None:
        super().__init__(0, 0)

    def candidates(self) -> Candidates:
        """Return none."""
        return Candidates(_NO_DOCUMENTS, lambda _: np.zeros(0))

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return that none is found."""
        return np.zeros(len(documents), np.bool_), np.zeros(0) if scored else None

    def mark(self, found: Mask) -> None:
        """Mark nothing."""


class TermMatches(Matches):
    """The posting list of a term."""

    def __init__(
        self,
        document_count: int,
        documents: NDArray[np.uint32],
        weights: Weights | None,
        scorer: Scorer,
    ) -> None:
        super().__init__(document_count, len(documents))
        self._stored = documents
        self._weights = weights
        self._scorer = scorer

    @cached_property
    def documents(self) -> Documents:
        """The documents that have the term."""
        return self._stored.astype(np.intp)

    @property
    def weights(self) -> Weights | None:
        """The term's weight in each of them, None where all are 1."""
        return self._weights

    def score(self, places: Places | slice) -> Scores:
        """Return the scores of the postings at these places."""
        weights = None if self._weights is None else self._weights[places]
        return self._scorer(self.documents[places], weights)

    def candidates(self) -> Candidates:
        """Return the whole posting list."""
        return Candidates(self.documents, self.score)

    def places_of(self, documents: Documents) -> Places:
        """Return where each of some documents stands in the posting list, -1 where it does not."""
        return spread_within(documents, self.documents, self.document_count)

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents have the term."""
        if len(documents) * _SEARCH_FACTOR < self.size:
            places = np.searchsorted(self._stored, documents.astype(np.uint32))
            places[places == self.size] = 0
            found = self._stored[places] == documents
            return found, self.score(places[found]) if scored else None
        if self._weights is None or self._weights.dtype == np.uint8:
            return self._within_table(documents, scored=scored)
        places = self.places_of(documents)
        found = places >= 0
        return found, self.score(places[found]) if scored else None

    def _within_table(self, documents: Documents, *, scored: bool) -> tuple[Mask, Scores | None]:
        """The same by a table of all documents' weights, in which 0 means that there is none."""
        table = np.zeros(self.document_count, np.uint8)
        table[self.documents] = 1 if self._weights is None else self._weights
        weights = table[documents]
        found = weights != 0
        if not scored:
            return found, None
        kept = documents[found]
        return found, self._scorer(kept, None if self._weights is None else weights[found])

    def mark(self, found: Mask) -> None:
        """Mark the documents that have the term."""
        found[self._stored] = True


class ScoredMatches(Matches):
    """Documents whose scores are known already."""

    def __init__(self, document_count: int, documents: Documents, scores: Scores) -> None:
        super().__init__(document_count, len(documents))
        self.documents = documents
        self.scores = scores

    def candidates(self) -> Candidates:
        """Return them."""
        return Candidates(self.documents, lambda places: self.scores[places])

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents are among them."""
        places = spread_within(documents, self.documents, self.document_count)
        found = places >= 0
        return found, self.scores[places[found]] if scored else None


class ConstantMatches(Matches):
    """Documents that all have one score."""

    def __init__(self, mask: Mask, score: float, size: int | None = None) -> None:
        super().__init__(len(mask), int(np.count_nonzero(mask)) if size is None else size)
        self.mask = mask
        self.constant = score

    @cached_property
    def documents(self) -> Documents:
        """The documents that are found."""
        return np.flatnonzero(self.mask)

    def candidates(self) -> Candidates:
        """Return all of them."""
        return Candidates(
            self.documents, lambda places: np.full(len(self.documents[places]), self.constant)
        )

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents are among them."""
        found = self.mask[documents]
        if not scored:
            return found, None
        return found, np.full(int(np.count_nonzero(found)), self.constant)

    def add_to(self, scores: Scores, found: Mask) -> None:
        """Add the score where it is found."""
        np.add(scores, self.constant, out=scores, where=self.mask)
        np.logical_or(found, self.mask, out=found)

    def mark(self, found: Mask) -> None:
        """Mark the documents that are found."""
        np.logical_or(found, self.mask, out=found)


class AnyMatches(Matches):
    """Documents that at least one of several parts finds, with the sum of their scores."""

    _together: ClassVar[np.ufunc] = np.add

    def __init__(self, document_count: int, parts: Sequence[Matches], boost: float = 1.0) -> None:
        super().__init__(document_count, min(document_count, sum(part.size for part in parts)))
        self._parts = parts
        self._boost = boost

    @cached_property
    def _summed(self) -> ScoredMatches:
        total = sum(part.size for part in self._parts)
        documents, scores = self._spread() if total > self._few else self._sorted()
        if self._boost != 1.0:
            scores *= self._boost
        return ScoredMatches(self.document_count, documents, scores)

    @property
    def _few(self) -> int:
        return self.document_count // _SPARSE_SHARE

    def _spread(self) -> tuple[Documents, Scores]:
        scores = np.zeros(self.document_count)
        found = np.zeros(self.document_count, np.bool_)
        for part in self._parts:
            part.add_to(scores, found)
        documents = np.flatnonzero(found)
        return documents, scores[documents]

    def _sorted(self) -> tuple[Documents, Scores]:
        all_candidates = [part.candidates() for part in self._parts]
        documents = np.concatenate([candidates.documents for candidates in all_candidates])
        if not len(documents):
            return _NO_DOCUMENTS, np.zeros(0)
        scores = np.concatenate([candidates.score(slice(None)) for candidates in all_candidates])
        order = np.argsort(documents, kind="stable")
        documents = documents[order]
        is_first = np.empty(len(documents), np.bool_)
        is_first[0] = True
        np.not_equal(documents[1:], documents[:-1], out=is_first[1:])
        starts = np.flatnonzero(is_first)
        return documents[starts], self._together.reduceat(scores[order], starts)

    def candidates(self) -> Candidates:
        """Return what any part finds."""
        return self._summed.candidates()

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents any part finds."""
        any_found = np.zeros(len(documents), np.bool_)
        total = np.zeros(len(documents)) if scored else None
        for part in self._parts:
            found, scores = part.within(documents, scored=scored)
            any_found |= found
            if total is not None and scores is not None:
                total[found] += scores
        if total is None:
            return any_found, None
        kept = total[any_found]
        if self._boost != 1.0:
            kept *= self._boost
        return any_found, kept

    def add_to(self, scores: Scores, found: Mask) -> None:
        """Add the scores of all parts."""
        if self._boost != 1.0:
            super().add_to(scores, found)
            return
        for part in self._parts:
            part.add_to(scores, found)

    def mark(self, found: Mask) -> None:
        """Mark what any part finds."""
        for part in self._parts:
            part.mark(found)


class BestMatches(AnyMatches):
    """Documents that at least one of several parts finds, with the highest of their scores."""

    _together = np.maximum

    @property
    def _few(self) -> int:
        return sys.maxsize

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents any part finds."""
        return self._summed.within(documents, scored=scored)

    def add_to(self, scores: Scores, found: Mask) -> None:
        """Add the highest scores."""
        Matches.add_to(self, scores, found)


class AllMatches(Matches):
    """Documents that all of several parts find, with the sum of their scores."""

    def __init__(self, document_count: int, parts: Sequence[Matches], boost: float = 1.0) -> None:
        super().__init__(document_count, min(part.size for part in parts))
        self._parts = sorted(parts, key=lambda part: part.size)
        self._boost = boost

    def documents(self) -> Documents:
        """Return what all parts find, without working out scores."""
        first, *others = self._parts
        documents = first.candidates().documents
        for part in others:
            found, _ = part.within(documents, scored=False)
            documents = documents[found]
        return documents

    @cached_property
    def _joined(self) -> ScoredMatches:
        first, *others = self._parts
        candidates = first.candidates()
        documents = candidates.documents
        kept = np.arange(len(documents))
        total = np.zeros(len(documents))
        for part in others:
            found, scores = part.within(documents)
            documents, kept, total = documents[found], kept[found], total[found]
            if scores is not None:
                total += scores
        total += candidates.score(kept)
        if self._boost != 1.0:
            total *= self._boost
        return ScoredMatches(self.document_count, documents, total)

    def candidates(self) -> Candidates:
        """Return what all parts find."""
        return self._joined.candidates()

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents all parts find."""
        kept = np.arange(len(documents))
        total = np.zeros(len(documents))
        for part in self._parts:
            found, scores = part.within(documents[kept], scored=scored)
            kept, total = kept[found], total[found]
            if scores is not None:
                total += scores
        all_found = np.zeros(len(documents), np.bool_)
        all_found[kept] = True
        return all_found, total * self._boost if scored else None


class ExceptMatches(Matches):
    """Documents that one part finds and another does not, with the scores of the first."""

    def __init__(self, document_count: int, wanted: Matches, unwanted: Matches) -> None:
        super().__init__(document_count, wanted.size)
        self._wanted = wanted
        self._unwanted = unwanted

    def candidates(self) -> Candidates:
        """Return what the first finds and the second does not."""
        candidates = self._wanted.candidates()
        shut_out, _ = self._unwanted.within(candidates.documents, scored=False)
        left = np.flatnonzero(~shut_out)
        return Candidates(candidates.documents[left], lambda places: candidates.score(left[places]))

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents the first finds and the second does not."""
        found, scores = self._wanted.within(documents, scored=scored)
        shut_out, _ = self._unwanted.within(documents[found], scored=False)
        kept = found.copy()
        kept[found] = ~shut_out
        return kept, None if scores is None else scores[~shut_out]


class MaybeMatches(Matches):
    """Documents that one part finds; where another does too, its score is added."""

    def __init__(self, document_count: int, wanted: Matches, welcome: Matches) -> None:
        super().__init__(document_count, wanted.size)
        self._wanted = wanted
        self._welcome = welcome

    def candidates(self) -> Candidates:
        """Return what the first finds."""
        candidates = self._wanted.candidates()
        return Candidates(
            candidates.documents,
            lambda places: self._added(candidates.documents[places], candidates.score(places)),
        )

    def within(self, documents: Documents, *, scored: bool = True) -> tuple[Mask, Scores | None]:
        """Return which of these documents the first finds."""
        found, scores = self._wanted.within(documents, scored=scored)
        return found, None if scores is None else self._added(documents[found], scores)

    def _added(self, documents: Documents, scores: Scores) -> Scores:
        found, more = self._welcome.within(documents)
        total = scores.copy()
        if more is not None:
            total[found] += more
        return total

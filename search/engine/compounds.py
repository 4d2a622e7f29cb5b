"""What the parts of a query find together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.engine.matches import NO_DOCUMENTS, Candidates, Matches, ScoredMatches
from search.engine.selection import TOLERANCE, best_by_score, leading, stride

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine.selection import Ordering
    from search.engine.types import Documents, Mask, Scores

_SPARSE_SHARE = 128
"""A sum over fewer postings than this part of all documents is sorted, not spread out."""


class _Alternatives(Matches):
    """Documents that at least one of several parts finds."""

    def __init__(self, document_count: int, parts: Sequence[Matches], boost: float = 1.0) -> None:
        super().__init__(
            document_count,
            min(document_count, sum(part.size for part in parts)),
            is_positive=boost > 0 and all(part.is_positive for part in parts),
        )
        self._parts = parts
        self._boost = boost


class AnyMatches(_Alternatives):
    """Documents that at least one of several parts finds, with the sum of their scores."""

    @cached_property
    def _is_sparse(self) -> bool:
        return sum(part.size for part in self._parts) * _SPARSE_SHARE < self.document_count

    @cached_property
    def _sums(self) -> Scores:
        """The score of each document of the index, 0 where nothing is found."""
        scores = np.zeros(self.document_count)
        for part in self._parts:
            part.add_to(scores)
        if self._boost != 1.0:
            scores *= self._boost
        return scores

    @cached_property
    def _mask(self) -> Mask:
        """Which documents of the index are found."""
        if self.is_positive:
            return self._sums > 0
        found = np.zeros(self.document_count, np.bool_)
        for part in self._parts:
            part.mark(found)
        return found

    @cached_property
    def _summed(self) -> ScoredMatches:
        if self._is_sparse:
            documents, scores = joined_scores(self._parts, np.add)
            if self._boost != 1.0:
                scores = scores * self._boost
        else:
            documents = self._mask.nonzero()[0]
            scores = self._sums.take(documents)
        return ScoredMatches(self.document_count, documents, scores)

    def candidates(self) -> Candidates:
        """Return what any part finds."""
        return self._summed.candidates()

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents any part finds."""
        if "_sums" in self.__dict__ or len(documents) * 2 > self.size:
            found = self._mask.take(documents)
            return found, self._sums.take(documents.compress(found))
        any_found = np.zeros(len(documents), np.bool_)
        total = np.zeros(len(documents))
        for part in self._parts:
            found, scores = part.within(documents)
            any_found |= found
            total[found.nonzero()[0]] += scores
        kept = total.compress(any_found)
        if self._boost != 1.0:
            kept *= self._boost
        return any_found, kept

    def has(self, documents: Documents) -> Mask:
        """Return which of these documents any part finds."""
        any_found = np.zeros(len(documents), np.bool_)
        for part in self._parts:
            any_found |= part.has(documents)
        return any_found

    def add_to(self, scores: Scores) -> None:
        """Add the scores of all parts."""
        if self._boost == 1.0:
            for part in self._parts:
                part.add_to(scores)
        elif self._is_sparse:
            super().add_to(scores)
        else:
            scores += self._sums

    def mark(self, found: Mask) -> None:
        """Mark what any part finds."""
        for part in self._parts:
            part.mark(found)

    def count(self) -> int:
        """Return how many documents any part finds."""
        return len(self._summed.documents) if self._is_sparse else int(np.count_nonzero(self._mask))

    def _is_thin(self, count: int) -> bool:
        """Whether so few documents are found that the others would be in the way of the best."""
        least = 2 * count * stride(self.document_count, count)
        return bool(np.count_nonzero(self._mask) < least)

    def best(self, count: int, seconds: Ordering) -> tuple[Documents, Scores]:
        """Return the documents with the highest sums."""
        if self._is_sparse or not self.is_positive or self._is_thin(count):
            return self._summed.best(count, seconds)
        sums = self._sums
        documents = leading(sums, count, TOLERANCE)
        scores = sums.take(documents)
        is_found = scores > 0
        if not is_found.all():
            documents, scores = documents.compress(is_found), scores.compress(is_found)
        if len(documents) <= count:
            return documents, scores
        places = best_by_score(scores, documents, seconds, count)
        return documents.take(places), scores.take(places)


def joined_scores(parts: Sequence[Matches], together: np.ufunc) -> tuple[Documents, Scores]:
    """Return what any part finds, with the scores of a document put together."""
    all_candidates = [part.candidates() for part in parts]
    documents = np.concatenate([candidates.documents for candidates in all_candidates])
    if not len(documents):
        return NO_DOCUMENTS, np.zeros(0)
    scores = np.concatenate([candidates.score(None) for candidates in all_candidates])
    order = np.argsort(documents, kind="stable")
    documents = documents.take(order)
    is_first = np.empty(len(documents), np.bool_)
    is_first[0] = True
    np.not_equal(documents[1:], documents[:-1], out=is_first[1:])
    starts = is_first.nonzero()[0]
    return documents.take(starts), together.reduceat(scores.take(order), starts)


class BestMatches(_Alternatives):
    """Documents that at least one of several parts finds, with the highest of their scores."""

    @cached_property
    def _found(self) -> ScoredMatches:
        documents, scores = joined_scores(self._parts, np.maximum)
        return ScoredMatches(self.document_count, documents, scores * self._boost)

    def candidates(self) -> Candidates:
        """Return what any part finds."""
        return self._found.candidates()

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents any part finds."""
        return self._found.within(documents)

    def mark(self, found: Mask) -> None:
        """Mark what any part finds."""
        for part in self._parts:
            part.mark(found)


class AllMatches(Matches):
    """Documents that all of several parts find, with the sum of their scores."""

    def __init__(self, document_count: int, parts: Sequence[Matches], boost: float = 1.0) -> None:
        super().__init__(
            document_count,
            min(part.size for part in parts),
            is_positive=boost > 0 and all(part.is_positive for part in parts),
        )
        self._parts = sorted(parts, key=lambda part: part.size)
        self._boost = boost

    def documents(self) -> Documents:
        """Return what all parts find, without working out scores."""
        if "_joined" in self.__dict__:
            return self._joined.documents
        first, *others = self._parts
        documents = first.candidates().documents
        for part in others:
            documents = documents.compress(part.has(documents))
        return documents

    @cached_property
    def _joined(self) -> ScoredMatches:
        first, *others = self._parts
        candidates = first.candidates()
        documents, total = _narrowed(candidates.documents, candidates.score(None), others)
        return ScoredMatches(self.document_count, documents, self._boosted(total))

    def _boosted(self, scores: Scores) -> Scores:
        return scores if self._boost == 1.0 else scores * self._boost

    def candidates(self) -> Candidates:
        """Return what all parts find."""
        return self._joined.candidates()

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents all parts find."""
        if "_joined" in self.__dict__:
            return self._joined.within(documents)
        all_found = self.has(documents)
        _, total = _narrowed(documents.compress(all_found), None, self._parts)
        return all_found, self._boosted(total)

    def has(self, documents: Documents) -> Mask:
        """Return which of these documents all parts find."""
        all_found = np.zeros(len(documents), np.bool_)
        left = np.arange(len(documents))
        for part in self._parts:
            left = left.compress(part.has(documents.take(left)))
        all_found[left] = True
        return all_found

    def count(self) -> int:
        """Return how many documents all parts find."""
        return len(self.documents())


def _narrowed(
    documents: Documents, total: Scores | None, parts: Sequence[Matches]
) -> tuple[Documents, Scores]:
    """Return those of some documents that all parts find, with the sums of the parts' scores.

    The scores of plain parts are looked up at the end, for what is left.

    Args:
        documents: what to look among.
        total: the scores that they have already, None where they have none.
        parts: what must find them.
    """
    for part in parts:
        more = None
        if part.is_plain:
            kept = part.has(documents).nonzero()[0]
        else:
            found, more = part.within(documents)
            kept = found.nonzero()[0]
        if len(kept) < len(documents):
            documents = documents.take(kept)
            total = None if total is None else total.take(kept)
        if more is not None:
            total = more if total is None else total + more
    for part in parts:
        if part.is_plain:
            more = part.scores_of(documents)
            total = more if total is None else total + more
    return documents, np.zeros(len(documents)) if total is None else total


class ExceptMatches(Matches):
    """Documents that one part finds and another does not, with the scores of the first."""

    def __init__(self, document_count: int, wanted: Matches, unwanted: Matches) -> None:
        super().__init__(document_count, wanted.size, is_positive=wanted.is_positive)
        self._wanted = wanted
        self._unwanted = unwanted

    @cached_property
    def _left(self) -> Candidates:
        candidates = self._wanted.candidates()
        left = (~self._unwanted.has(candidates.documents)).nonzero()[0]
        return Candidates(
            candidates.documents.take(left),
            lambda places: candidates.score(left if places is None else left.take(places)),
        )

    def candidates(self) -> Candidates:
        """Return what the first finds and the second does not."""
        return self._left

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents the first finds and the second does not."""
        found, scores = self._wanted.within(documents)
        left = ~self._unwanted.has(documents.compress(found))
        kept = np.zeros(len(documents), np.bool_)
        kept[found.nonzero()[0].compress(left)] = True
        return kept, scores.compress(left)

    def has(self, documents: Documents) -> Mask:
        """Return which of these documents the first finds and the second does not."""
        return self._wanted.has(documents) & ~self._unwanted.has(documents)


class MaybeMatches(Matches):
    """Documents that one part finds; where another does too, its score is added."""

    def __init__(self, document_count: int, wanted: Matches, welcome: Matches) -> None:
        super().__init__(
            document_count, wanted.size, is_positive=wanted.is_positive and welcome.is_positive
        )
        self._wanted = wanted
        self._welcome = welcome

    def candidates(self) -> Candidates:
        """Return what the first finds."""
        candidates = self._wanted.candidates()

        def score(places: Documents | None) -> Scores:
            documents = candidates.documents
            chosen = documents if places is None else documents.take(places)
            return self._added(chosen, candidates.score(places))

        return Candidates(candidates.documents, score)

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents the first finds."""
        found, scores = self._wanted.within(documents)
        return found, self._added(documents.compress(found), scores)

    def has(self, documents: Documents) -> Mask:
        """Return which of these documents the first finds."""
        return self._wanted.has(documents)

    def count(self) -> int:
        """Return how many documents the first finds."""
        return self._wanted.count()

    def _added(self, documents: Documents, scores: Scores) -> Scores:
        found, more = self._welcome.within(documents)
        total = scores.copy()
        total[found.nonzero()[0]] += more
        return total

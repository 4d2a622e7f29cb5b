"""What part of a query finds in an index: documents with scores, worked out when asked for.

Each kind can tell all its documents, which of given documents are among them, and which have the
highest scores. The second costs next to nothing where they are few, which is what makes conjunctions
fast; the third often needs no look at the rest. Making one reads all it needs from the disk, so that
damage is noticed before anything is answered.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.engine.selection import best_by_score

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from search.engine.selection import Ordering
    from search.engine.types import Documents, Mask, Places, Scores

SEARCH_FACTOR = 24
"""How many times longer a list must be than another for a search per document to be faster."""

NO_DOCUMENTS: NDArray[np.intp] = np.zeros(0, np.intp)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents, with scores that are worked out for those that are left at the end."""

    documents: Documents
    score: Callable[[Places | None], Scores]
    """Returns the scores of the documents at these places, None for all."""


class Matches(ABC):
    """What a part of a query finds.

    Args:
        document_count: the documents of the index, deleted ones included.
        size: how many documents are found, at most.
        is_positive: whether every score is known to be above 0.
    """

    is_plain = False
    """Whether looking scores up is cheap enough to do it at the end, for what is left."""

    def __init__(self, document_count: int, size: int, *, is_positive: bool) -> None:
        self.document_count = document_count
        self.size = size
        self.is_positive = is_positive

    @abstractmethod
    def candidates(self) -> Candidates:
        """Return all documents that are found."""

    @abstractmethod
    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents are found, and the scores of those that are."""

    def has(self, documents: Documents) -> Mask:
        """Return which of these documents are found."""
        return self.within(documents)[0]

    def scores_of(self, documents: Documents) -> Scores:
        """Return the scores of documents that are all found."""
        return self.within(documents)[1]

    def add_to(self, scores: Scores) -> None:
        """Add the scores to those of all documents of the index."""
        candidates = self.candidates()
        scores[candidates.documents] += candidates.score(None)

    def mark(self, found: Mask) -> None:
        """Mark the documents that are found."""
        found[self.candidates().documents] = True

    def count(self) -> int:
        """Return how many documents are found."""
        return len(self.candidates().documents)

    def best(self, count: int, seconds: Ordering) -> tuple[Documents, Scores]:
        """Return the documents with the highest scores; among equals those with the highest seconds.

        More than ``count`` are returned where both are equal.
        """
        candidates = self.candidates()
        scores = candidates.score(None)
        if len(scores) <= count:
            return candidates.documents, scores
        places = best_by_score(scores, candidates.documents, seconds, count)
        return candidates.documents.take(places), scores.take(places)


def spread_within(documents: Documents, own: Documents, count: int) -> Places:
    """Return where each of some documents stands in ``own``, -1 where it does not."""
    if not len(own):
        return np.full(len(documents), -1)
    if len(documents) * SEARCH_FACTOR < len(own):
        places = own.searchsorted(documents)
        places[places == len(own)] = 0
        places[own.take(places) != documents] = -1
        return places
    table = np.full(count, -1, np.int32)
    table[own] = np.arange(len(own), dtype=np.int32)
    return table.take(documents).astype(np.intp)


class NoMatches(Matches):
    """Nothing is found."""

    is_plain = True

    def __init__(self) -> None:
        super().__init__(0, 0, is_positive=True)

    def candidates(self) -> Candidates:
        """Return none."""
        return Candidates(NO_DOCUMENTS, lambda _: np.zeros(0))

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return that none is found."""
        return np.zeros(len(documents), np.bool_), np.zeros(0)

    def add_to(self, scores: Scores) -> None:
        """Add nothing."""

    def mark(self, found: Mask) -> None:
        """Mark nothing."""


class ScoredMatches(Matches):
    """Documents whose scores are known already."""

    def __init__(self, document_count: int, documents: Documents, scores: Scores) -> None:
        super().__init__(document_count, len(documents), is_positive=False)
        self.documents = documents
        self.scores = scores

    def candidates(self) -> Candidates:
        """Return them."""
        scores = self.scores
        return Candidates(
            self.documents, lambda places: scores if places is None else scores.take(places)
        )

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents are among them."""
        places = spread_within(documents, self.documents, self.document_count)
        found = places >= 0
        return found, self.scores.take(places.compress(found))


class Condition:
    """The documents that fulfil a condition, to be asked for more than once.

    Args:
        mask: for each document of the index, whether it does.
    """

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        self.size = int(np.count_nonzero(mask))

    @cached_property
    def documents(self) -> Documents:
        """Their numbers, ascending."""
        return np.flatnonzero(self.mask)


class ConstantMatches(Matches):
    """Documents that all have one score."""

    is_plain = True

    def __init__(self, condition: Condition, score: float) -> None:
        super().__init__(len(condition.mask), condition.size, is_positive=score > 0)
        self._condition = condition
        self.mask = condition.mask
        self.constant = score

    def candidates(self) -> Candidates:
        """Return all of them."""
        return Candidates(
            self._condition.documents,
            lambda places: np.full(self.size if places is None else len(places), self.constant),
        )

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents are among them."""
        found = self.mask.take(documents)
        return found, np.full(np.count_nonzero(found), self.constant)

    def has(self, documents: Documents) -> Mask:
        """Return which of these documents are among them."""
        return self.mask.take(documents)

    def scores_of(self, documents: Documents) -> Scores:
        """Return the score for each."""
        return np.full(len(documents), self.constant)

    def add_to(self, scores: Scores) -> None:
        """Add the score where it is found."""
        if self.constant:
            # Adding nothing to the others is faster than leaving them out.
            scores += self.mask * self.constant

    def mark(self, found: Mask) -> None:
        """Mark the documents that are found."""
        np.logical_or(found, self.mask, out=found)

    def count(self) -> int:
        """Return how many documents are found."""
        return self.size

    def best(self, count: int, seconds: Ordering) -> tuple[Documents, Scores]:
        """Return those with the highest seconds: all scores are equal."""
        documents = seconds.highest(self, count)
        return documents, np.full(len(documents), self.constant)

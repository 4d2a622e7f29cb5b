"""What a query found, worked out as far as it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from search.engine.matches import Matches, ScoredMatches

if TYPE_CHECKING:
    from search.engine.selection import Ordering
    from search.engine.types import Documents, Mask, Scores


class Found:
    """Documents that answer a query.

    Args:
        matches: what its parts find together.
    """

    def __init__(self, matches: Matches) -> None:
        self._matches = matches

    @classmethod
    def listed(cls, documents: Documents, scores: Scores) -> Found:
        """Return documents, given in ascending order, with their scores."""
        count = int(documents[-1]) + 1 if len(documents) else 0
        return cls(ScoredMatches(count, documents, scores))

    @cached_property
    def documents(self) -> Documents:
        """Their numbers, ascending. Not to be changed."""
        return self._matches.candidates().documents

    @cached_property
    def scores(self) -> Scores:
        """Their scores, in the same order. Not to be changed."""
        return self._matches.candidates().score(None)

    @cached_property
    def _count(self) -> int:
        return self._matches.count()

    def __len__(self) -> int:
        return self._count

    def only(self, wanted: Mask) -> Found:
        """Return those of which ``wanted`` is true."""
        return Found.listed(self.documents.compress(wanted), self.scores.compress(wanted))

    def best(self, count: int, seconds: Ordering) -> Found:
        """Return those with the highest scores; among equals those with the highest second values.

        They come in no order. More than ``count`` are returned where both are equal.
        """
        return Found.listed(*self._matches.best(count, seconds))

    def highest(self, count: int, order: Ordering) -> Found:
        """Return those with the highest values, and all that tie with the last of them, in no order."""
        documents = order.highest(self._matches, count)
        return Found.listed(documents, self._matches.scores_of(documents))

"""The numbers of Whoosh's BM25F, for whole posting lists."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.engine.arrays import SegmentColumns
    from search.engine.types import Documents, Scores, Weights

# A field without a length is read as one long where it is scored all the same.
_LENGTHS = np.array([byte_to_length(byte) or 1 for byte in range(256)], np.float64)


class Scorer(Protocol):
    """Gives postings of one term their scores."""

    def __call__(self, documents: Documents, weights: Weights | None) -> Scores:
        """Return the score of each posting; weights of None are all 1."""


class Collection:
    """What is known of all segments together: how many documents, how long, how rare a term.

    Args:
        searcher: Whoosh's searcher of the whole index.
        weighting: how Whoosh would score.
        document_frequency: how many documents of all segments have a term of a field.
    """

    def __init__(
        self, searcher: Any, weighting: BM25F, document_frequency: Callable[[str, bytes], int]
    ) -> None:
        self._searcher = searcher
        self.weighting = weighting
        self._document_frequency = document_frequency
        self.document_count = int(searcher.doc_count_all())
        self._averages: dict[str, float] = {}
        self._rarities: dict[tuple[str, bytes], float] = {}

    def average_length(self, field: str) -> float:
        """Return how long a field is in the mean, 1 where it is nowhere."""
        if field not in self._averages:
            self._averages[field] = self._searcher.avg_field_length(field) or 1
        return self._averages[field]

    def rarity(self, field: str, term: bytes) -> float:
        """Return a term's inverse document frequency."""
        key = (field, term)
        if key not in self._rarities:
            frequency = self._document_frequency(field, term)
            self._rarities[key] = log(self.document_count / (frequency + 1)) + 1
        return self._rarities[key]


class SegmentScoring:
    """Makes the scorers of one segment."""

    def __init__(self, collection: Collection, columns: SegmentColumns) -> None:
        self._collection = collection
        self._columns = columns
        self._norms: dict[str, Scores] = {}

    def bm25(self, field: str, rarity: float, boost: float) -> Scorer:
        """Return a scorer by BM25."""
        norms = self._norms_of(field)
        gain = self._collection.weighting.K1 + 1

        def score(documents: Documents, weights: Weights | None) -> Scores:
            scores: Scores = (
                np.ones(len(documents)) if weights is None else weights.astype(np.float64)
            )
            norm = norms[documents] + scores
            # In the order in which Whoosh does it, so that no digit differs.
            scores *= gain
            scores /= norm
            scores *= rarity
            if boost != 1.0:
                scores *= boost
            return scores

        return score

    def _norms_of(self, field: str) -> Scores:
        """What stands beside the weight in the denominator, for each document."""
        if field not in self._norms:
            weighting = self._collection.weighting
            b = weighting._field_B.get(field, weighting.B)  # noqa: SLF001 - there is no other way to ask
            average = self._collection.average_length(field)
            table: Scores = weighting.K1 * ((1 - b) + b * _LENGTHS / average)
            self._norms[field] = table[self._columns.lengths(field)]
        return self._norms[field]


def by_weight(boost: float) -> Scorer:
    """Return a scorer for fields without lengths: the weight is the score."""

    def score(documents: Documents, weights: Weights | None) -> Scores:
        if weights is None:
            return np.full(len(documents), boost)
        return weights.astype(np.float64) * boost

    return score

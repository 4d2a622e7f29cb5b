"""The numbers of Whoosh's BM25F, for whole posting lists."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from search.engine.types import Documents, Scores, Weights

# A field without a length is read as one long where it is scored all the same.
_LENGTHS = np.array([byte_to_length(byte) or 1 for byte in range(256)], np.float64)


class Scorer(Protocol):
    """Gives postings of one term their scores."""

    def __call__(self, documents: Documents, weights: Weights | None) -> Scores:
        """Return the score of each posting; weights of None are all 1."""


class Scoring:
    """Makes the scorers of an index: knows how many documents, how long, how rare a term.

    Args:
        searcher: Whoosh's searcher of the whole index.
        lengths: the length of a field in each document of the index, as Whoosh's byte.
    """

    def __init__(self, searcher: Any, lengths: Callable[[str], NDArray[np.uint8]]) -> None:
        self._searcher = searcher
        self._weighting: BM25F = searcher.weighting
        self._lengths = lengths
        self._document_count = int(searcher.doc_count_all())
        self._norms: dict[str, Scores] = {}

    def is_scored(self, field: str) -> bool:
        """Whether a term of a field scores by its rarity, not by its weight alone."""
        return bool(self._searcher.schema[field].scorable)

    def rarity(self, frequency: int) -> float:
        """Return a term's inverse document frequency."""
        return log(self._document_count / (frequency + 1)) + 1

    def bm25(self, field: str, rarity: float | Scores) -> Scorer:
        """Return a scorer by BM25.

        Args:
            field: the field's name.
            rarity: of the term, or of the term of each posting.
        """
        norms, lengths = self._norms_of(field), self._lengths(field)
        gain = self._weighting.K1 + 1

        def score(documents: Documents, weights: Weights | None) -> Scores:
            norm = norms.take(lengths.take(documents))
            scores: Scores
            if weights is None:
                norm += 1.0
                scores = np.full(len(documents), gain)
            else:
                # In the order in which Whoosh does it, so that no digit differs.
                scores = weights.astype(np.float64)
                norm += scores
                scores *= gain
            scores /= norm
            scores *= rarity
            return scores

        return score

    def _norms_of(self, field: str) -> Scores:
        """What stands beside the weight in the denominator, for each byte of a length."""
        if field not in self._norms:
            weighting = self._weighting
            b = weighting._field_B.get(field, weighting.B)  # noqa: SLF001 - there is no other way to ask
            average = self._searcher.avg_field_length(field) or 1
            self._norms[field] = weighting.K1 * ((1 - b) + b * _LENGTHS / average)
        return self._norms[field]


def by_weight(documents: Documents, weights: Weights | None) -> Scores:
    """Score postings of a field without lengths: the weight is the score."""
    return np.ones(len(documents)) if weights is None else weights.astype(np.float64)

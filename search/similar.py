"""The words that tell an article from the others. Pure."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.language.analysis import Analyzer

_TERMS = 20
_SHORTEST = 3


def key_terms(
    text: str,
    analyzer: Analyzer,
    document_frequency: Callable[[str], int],
    document_count: int,
) -> dict[str, float]:
    """Return the terms that are frequent here and rare elsewhere, each with its weight up to 1.

    A term's weight is its frequency times its inverse document frequency. Terms of this article alone
    say nothing of others and are left out.
    """
    stop_words = analyzer.profile.stop_words
    weights = {}
    for term, positions in analyzer.text_terms(text).positions.items():
        if len(term) < _SHORTEST or term in stop_words:
            continue
        frequency = document_frequency(term)
        if frequency > 1:
            weights[term] = len(positions) * log(1 + document_count / frequency)
    best = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
    return {term: weights[term] / weights[best[0]] for term in best}

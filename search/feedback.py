"""What resembles the best answers: help in ordering what lacks some of the words that were asked for.

An article that answers in other words shares many with those that answer in the words of the query
(pseudo-relevance feedback, after Rocchio). The best answers themselves are left as they stand: taking
them for right, it cannot tell which of them is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING

import numpy as np

from search.traces import relative_lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine.types import Documents, Scores
    from search.measures import Measures
    from search.snapshot import Snapshot

_TERMS = 30
_SHORTEST = 3


def resemblance(
    answers: Sequence[tuple[int, float]],
    documents: Documents,
    snapshot: Snapshot,
    measures: Measures,
) -> Scores:
    """Return what articles gain by sharing words with the best answers.

    Args:
        answers: their documents' numbers and scores.
        documents: the articles in question, numbers of the index, ascending.
        snapshot: the index.
        measures: by how much it counts.
    """
    saturation, share = measures.saturation, measures.length_share
    weights = _telling_terms(answers, snapshot, saturation)
    scores = np.zeros(len(documents))
    lengths = relative_lengths("text", documents, snapshot)
    relative = saturation * (1 - share + share * lengths)
    for term, weight in weights.items():
        counts = snapshot.engine.counts("text", term.encode(), documents)
        scores += weight * counts * (saturation + 1) / (counts + relative)
    return measures.resemblance * scores


def _telling_terms(
    answers: Sequence[tuple[int, float]], snapshot: Snapshot, saturation: float
) -> dict[str, float]:
    """The terms that the answers share or repeat and few other articles have, each with its weight."""
    total: defaultdict[str, float] = defaultdict(float)
    times: Counter[str] = Counter()
    for number, score in answers:
        for term, count in snapshot.opening(number).items():
            if len(term) >= _SHORTEST:
                times[term] += count
                total[term] += score / answers[0][1] * count / (count + saturation)
    # What comes once says little, and asking for its rarity is most of the work.
    rarities = {term: _rarity(term, snapshot) for term in total if times[term] > 1}
    best = sorted(rarities, key=lambda term: (-total[term] * rarities[term], term))[:_TERMS]
    if not best:
        return {}
    most = total[best[0]] * rarities[best[0]]
    return {term: total[term] * rarities[term] ** 2 / most for term in best}


def _rarity(term: str, snapshot: Snapshot) -> float:
    frequency = snapshot.document_frequency("text", term)
    return max(0.0, log((snapshot.engine.document_count + 1) / (frequency + 0.5)))

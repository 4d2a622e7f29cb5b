"""The first few of many, by values that may tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engine.types import Places, Scores

_SAMPLE = 4096
"""Values of which the highest tell where the highest of all must at least be."""

_DIGITS = 9
"""Digits after the point in which scores must differ to count as different."""


def leading(values: NDArray[Any], count: int, tolerance: float = 0) -> Places:
    """Return the places of the ``count`` highest values, and of all that tie with the last of them.

    Args:
        values: any numbers.
        count: how many are wanted, at least 1.
        tolerance: how far below the last of them a value may be and count as equal.
    """
    if len(values) <= count:
        return np.arange(len(values))
    places = None
    if len(values) > 4 * _SAMPLE and count <= _SAMPLE:
        least = np.partition(values[:_SAMPLE], -count)[-count]
        places = np.flatnonzero(values >= least - tolerance)
        values = values[places]
    least = np.partition(values, -count)[-count]
    chosen = np.flatnonzero(values >= least - tolerance)
    return chosen if places is None else places[chosen]


def best_by_score(scores: Scores, seconds: NDArray[np.int64], count: int) -> Places:
    """Return the places of the highest scores; where scores are equal, of the highest second values.

    More than ``count`` are returned where both are equal.
    """
    places = leading(scores, count, 10.0**-_DIGITS)
    if len(places) <= count:
        return places
    rounded = rounded_scores(scores[places])
    least = np.partition(rounded, -count)[-count]
    above, equal = places[rounded > least], places[rounded == least]
    wanted = equal[leading(seconds[equal], count - len(above))]
    return np.concatenate((above, wanted))


def rounded_scores(scores: Scores) -> Scores:
    """Return scores without the digits that depend on the order in which they were added up."""
    rounded: Scores = np.round(scores, _DIGITS)
    return rounded

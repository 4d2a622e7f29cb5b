"""The first few of many, by values that may tie."""

from __future__ import annotations

from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engine.matches import Matches
    from search.engine.types import Documents, Places, Scores

_FEW = 2048
"""Values of which the highest are looked for at once."""

_DIGITS = 9
"""Digits after the point in which scores must differ to count as different."""

TOLERANCE = 10.0**-_DIGITS
"""How far apart scores may be and count as equal."""

_HEAD = 1024
"""Documents with the highest values that are looked at first."""

_LIKELY = 4
"""How many times as many as are wanted a head must be expected to hold to be looked at first."""


def stride(size: int, count: int) -> int:
    """Return every how many of some values are looked at first for the highest of them.

    That many leave about as few of the others as there are of them.
    """
    return int(sqrt(size / count) / 2) if size > _FEW else 1


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
    step = stride(len(values), count)
    if step > 1:
        # The highest of some tell where the highest of all must at least be.
        least = np.partition(values[::step], -count)[-count]
        places = (values >= least - tolerance).nonzero()[0]
        values = values.take(places)
    least = np.partition(values, -count)[-count]
    chosen: Places = (values >= least - tolerance).nonzero()[0]
    return chosen if places is None else places.take(chosen)


def best_by_score(scores: Scores, documents: Documents, seconds: Ordering, count: int) -> Places:
    """Return the places of the highest scores; where scores are equal, of the highest second values.

    More than ``count`` are returned where both are equal.
    """
    places = leading(scores, count, TOLERANCE)
    if len(places) <= count:
        return places
    rounded = rounded_scores(scores.take(places))
    least = np.partition(rounded, -count)[-count]
    above, equal = places.compress(rounded > least), places.compress(rounded == least)
    values = seconds.values.take(documents.take(equal))
    wanted = equal.take(leading(values, count - len(above)))
    return np.concatenate((above, wanted))


def rounded_scores(scores: Scores) -> Scores:
    """Return scores without the digits that depend on the order in which they were added up."""
    rounded: Scores = np.round(scores, _DIGITS)
    return rounded


class Ordering:
    """An order of all documents of an index by a number that each has.

    Args:
        values: the number of each document, the highest first in the order.
        live: which documents are not deleted, None where all are not.
    """

    def __init__(self, values: NDArray[Any], live: NDArray[np.bool_] | None = None) -> None:
        self.values = values
        self._live = live

    @cached_property
    def _head(self) -> Documents:
        """The documents with the highest values, ascending, with all that tie with the last of them."""
        documents = np.arange(len(self.values))
        if self._live is not None:
            documents = documents.compress(self._live)
        return documents.take(leading(self.values.take(documents), _HEAD))

    def highest(self, matches: Matches, count: int) -> Documents:
        """Return the documents found with the ``count`` highest values, and all that tie with the last.

        They come in no order.
        """
        if matches.size * _HEAD > _LIKELY * count * len(self.values):
            documents = self._head.compress(matches.has(self._head))
            if len(documents) >= count:
                return documents.take(leading(self.values.take(documents), count))
        documents = matches.candidates().documents
        return documents.take(leading(self.values.take(documents), count))

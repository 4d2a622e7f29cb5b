"""Posting lists of many terms as a few arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TermRange:
    """Terms of one field that follow each other, each with its whole posting list."""

    terms: list[bytes]
    """Sorted; each has at least one posting."""
    ends: NDArray[np.int64]
    """For each term, how many postings stand before the next one's."""
    documents: NDArray[np.uint32]
    """Term by term, ascending."""
    weights: NDArray[np.uint32]
    """For each posting, how often the term stands in the document."""
    positions: NDArray[np.uint32] | None
    """Posting by posting, as many as it has weight, ascending; None where they do not matter."""

    @property
    def starts(self) -> NDArray[np.int64]:
        """For each term, how many postings stand before its own."""
        return before(self.ends)


def before(ends: NDArray[Any]) -> NDArray[np.int64]:
    """Return where each starts, given where each ends."""
    starts = np.zeros(len(ends), np.int64)
    starts[1:] = ends[:-1]
    return starts


def spread(starts: NDArray[Any], counts: NDArray[Any]) -> NDArray[np.int64]:
    """Return ``start, start + 1, …`` for each start, as many as its count says, one after the other."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    shifts = np.repeat(starts - before(ends), counts)
    return np.asarray(shifts + np.arange(total, dtype=np.int64))


def stable_order(ranks: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return ranks in order, and the places they came from; equal ones stay as they were.

    Both fit in 32 bits, so that one sort of plain numbers does it, several times faster than an
    indirect one.
    """
    keys = ranks.astype(np.uint64) << np.uint64(32)
    keys |= np.arange(len(ranks), dtype=np.uint64)
    keys.sort()
    places = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return (keys >> np.uint64(32)).astype(np.int64), places

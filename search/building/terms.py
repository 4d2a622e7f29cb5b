"""Posting lists of many terms as a few arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator


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


_PART_POSTINGS = 400_000
"""About how many postings are written at once; each takes some hundred bytes meanwhile."""


def parts_of(terms: TermRange) -> Iterator[TermRange]:
    """Yield the terms in ranges of a bearable size."""
    position_ends = np.cumsum(terms.weights, dtype=np.int64)
    first = start = position_start = 0
    while first < len(terms.terms):
        last = int(np.searchsorted(terms.ends, start + _PART_POSTINGS)) + 1
        ends = terms.ends[first:last]
        end = int(ends[-1])
        position_end = int(position_ends[end - 1])
        positions = terms.positions
        yield TermRange(
            terms.terms[first:last],
            ends - start,
            terms.documents[start:end],
            terms.weights[start:end],
            None if positions is None else positions[position_start:position_end],
        )
        first, start, position_start = last, end, position_end


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

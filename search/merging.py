"""Which segments of the index should be written together. Pure.

Every commit adds a segment, and every segment costs each query a look. Segments of about one size
are merged when there are eight of them, so that an article is written again once per power of eight.
Where there are too many nonetheless, the smallest are merged.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FANOUT = 8

MOST_SEGMENTS = 16
"""Segments from which on merging should not wait until nobody is at work."""

_WANTED_SEGMENTS = 12


@dataclass(frozen=True, slots=True)
class SegmentSize:
    """How many documents a segment holds."""

    live: int
    total: int
    """With those that were replaced since."""


def choose_merges(sizes: Sequence[SegmentSize], limit: int | None) -> set[int]:
    """Return the places in ``sizes`` of the segments to be written together next.

    Args:
        sizes: the segments there are.
        limit: documents that may be written again, None for any number.
    """
    by_size = sorted(range(len(sizes)), key=lambda place: sizes[place].live)
    chosen = _mostly_replaced(sizes) | _of_one_size(sizes)
    if len(sizes) > MOST_SEGMENTS and len(sizes) - len(chosen) >= _WANTED_SEGMENTS:
        chosen.update(by_size[: len(sizes) - _WANTED_SEGMENTS + 1])
    left = limit
    for place in by_size:
        if left is not None and place in chosen:
            left -= sizes[place].live
            if left < 0:
                chosen.discard(place)
    is_worth_it = len(chosen) > 1 or chosen & _mostly_replaced(sizes)
    return chosen if is_worth_it else set()


def _mostly_replaced(sizes: Sequence[SegmentSize]) -> set[int]:
    return {place for place, size in enumerate(sizes) if size.live * 2 < size.total}


def _of_one_size(sizes: Sequence[SegmentSize]) -> set[int]:
    tiers: dict[int, list[int]] = defaultdict(list)
    for place, size in enumerate(sizes):
        tiers[_tier(size.live)].append(place)
    return {place for places in tiers.values() if len(places) >= _FANOUT for place in places}


def _tier(documents: int) -> int:
    tier = 0
    while documents >= _FANOUT:
        documents //= _FANOUT
        tier += 1
    return tier

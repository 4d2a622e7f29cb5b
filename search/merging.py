"""Which segments of the index a commit should write together. Pure.

Every commit adds a segment, and every segment costs each query a look. Segments of about one size
are merged when there are eight of them, so that an article is written again once per power of eight.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FANOUT = 8


@dataclass(frozen=True, slots=True)
class SegmentSize:
    """How many documents a segment holds."""

    live: int
    total: int
    """With those that were replaced since."""


def choose_merges(sizes: Sequence[SegmentSize], limit: int | None) -> set[int]:
    """Return the places in ``sizes`` of the segments to be written again with the next commit.

    Args:
        sizes: the segments there are.
        limit: documents that may be written again, None for any number.
    """
    tiers: dict[int, list[int]] = defaultdict(list)
    chosen = set()
    for place, size in enumerate(sizes):
        tiers[_tier(size.live)].append(place)
        if size.live * 2 < size.total:
            chosen.add(place)
    for places in tiers.values():
        if len(places) >= _FANOUT:
            chosen.update(places)
    left = limit
    for place in sorted(chosen, key=lambda place: sizes[place].live):
        if left is not None:
            left -= sizes[place].live
            if left < 0:
                chosen.discard(place)
    return chosen


def _tier(documents: int) -> int:
    tier = 0
    while documents >= _FANOUT:
        documents //= _FANOUT
        tier += 1
    return tier

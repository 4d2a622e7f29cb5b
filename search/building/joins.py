"""Which segments are to be made one when building ends. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.merging import SegmentSize

_FEW = 2


def choose_joins(sizes: Sequence[SegmentSize], workers: int) -> list[list[int]]:
    """Return groups of places in ``sizes``: each group is to become one segment.

    A segment that is as large as all smaller ones together stays as it is, so that an article is
    written again no more often than the index doubles.

    Args:
        sizes: the segments there are.
        workers: how many groups can be worked on at a time.
    """
    rising = sorted(range(len(sizes)), key=lambda place: sizes[place].live)
    while rising and sizes[rising[-1]].live >= sum(sizes[place].live for place in rising[:-1]):
        rising.pop()
    if len(rising) <= _FEW:
        return []
    return [group for group in _shared_out(sizes, sorted(rising), workers) if len(group) > 1]


def _shared_out(
    sizes: Sequence[SegmentSize], places: Sequence[int], workers: int
) -> list[list[int]]:
    """Places in as many groups of about one size, neighbours together."""
    total = sum(sizes[place].live for place in places)
    groups: list[list[int]] = [[] for _ in range(workers)]
    done = 0
    for place in places:
        middle = done + sizes[place].live / 2
        groups[min(int(middle * workers / total), workers - 1)].append(place)
        done += sizes[place].live
    return groups

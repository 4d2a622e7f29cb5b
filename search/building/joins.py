"""Which segments are to be made one when building ends. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.merging import SegmentSize

_FEW = 2
_MUCH_LARGER = 2


def choose_joins(sizes: Sequence[SegmentSize], workers: int) -> list[list[int]]:
    """Return groups of places in ``sizes``: each group is to become one segment.

    A segment that is much larger than all smaller ones together stays as it is, with those that are
    larger, so that an article is not written again and again.

    Args:
        sizes: the segments there are.
        workers: how many groups can be worked on at a time.
    """
    chosen: list[int] = []
    total = 0
    for place in sorted(range(len(sizes)), key=lambda place: sizes[place].live):
        if chosen and sizes[place].live > _MUCH_LARGER * total:
            break
        chosen.append(place)
        total += sizes[place].live
    if len(chosen) <= _FEW:
        return []
    return [group for group in _shared_out(sizes, sorted(chosen), workers) if len(group) > 1]


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

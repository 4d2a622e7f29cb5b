"""Which runs of tokens two texts share, found in a time that no text can stretch. Pure.

Tokens are aligned in two steps: first by those that stand once in both texts, in the longest row that keeps
their order (patience diff, B. Cohen), then between these by the shortest edit script (E. Myers, "An O(ND)
Difference Algorithm", 1986). The second step has a budget of steps for the whole text: what it does not
suffice for shares nothing, so that the longest and most monotonous texts end as surely as others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from store.text.alignment import Run, common, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def shared_runs(old: Sequence[str], new: Sequence[str], budget: int) -> list[Run]:
    """The runs of tokens that two texts share, in order, none touching the next.

    Args:
        old: the tokens of the one text.
        new: those of the other.
        budget: steps that the search for shortest edit scripts may take in all.
    """
    return _Aligner(old, new, budget).runs()


class _Aligner:
    """The two texts, and what was found of them."""

    def __init__(self, old: Sequence[str], new: Sequence[str], budget: int) -> None:
        self._old, self._new = old, new
        self._budget = budget
        self._runs: list[Run] = []

    def runs(self) -> list[Run]:
        """The shared runs in order, none touching the next."""
        waiting = [(0, len(self._old), 0, len(self._new))]
        while waiting:
            waiting += self._align(*waiting.pop())
        return joined(sorted(self._runs, key=lambda run: run.old))

    def _align(
        self, old: int, old_end: int, new: int, new_end: int
    ) -> list[tuple[int, int, int, int]]:
        """Note what a pair of regions shares; gives the regions that are still to be looked at."""
        head = common(self._old[old:old_end], self._new[new:new_end])
        self._runs.append(Run(old, new, head))
        old, new = old + head, new + head
        tail = common(self._old[old:old_end][::-1], self._new[new:new_end][::-1])
        old_end, new_end = old_end - tail, new_end - tail
        self._runs.append(Run(old_end, new_end, tail))
        if old == old_end or new == new_end:
            return []
        anchors = self._anchors(old, old_end, new, new_end)
        if not anchors:
            self._shortest(old, old_end, new, new_end)
            return []
        self._runs += [Run(*anchor, 1) for anchor in anchors]
        edges = [(old - 1, new - 1), *anchors, (old_end, new_end)]
        return [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges)]

    def _anchors(self, old: int, old_end: int, new: int, new_end: int) -> list[tuple[int, int]]:
        """The longest row of pairs of tokens that stand once in both regions."""
        there = _places_of_single(self._new[new:new_end])
        pairs = [
            (old + place, new + there[key])
            for key, place in _places_of_single(self._old[old:old_end]).items()
            if key in there
        ]
        return _longest_row(pairs)

    def _shortest(self, old: int, old_end: int, new: int, new_end: int) -> None:
        """Note the runs of a shortest edit script, as far as the budget goes."""
        one, other = self._old[old:old_end], self._new[new:new_end]
        trail, steps = _edit_trail(one, other, self._budget)
        self._budget -= steps
        self._runs += [
            Run(old + a, new + b, 1) for a, b in _kept_pairs(trail, len(one), len(other))
        ]


def _places_of_single(tokens: Sequence[str]) -> dict[str, int]:
    counts = Counter(tokens)
    return {token: place for place, token in enumerate(tokens) if counts[token] == 1}


def _longest_row(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs, given by their first numbers, whose second numbers rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        place = bisect_left(ends, second)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [second]
        last[place : place + 1] = [index]
    row: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _edit_trail(
    one: Sequence[str], other: Sequence[str], budget: int
) -> tuple[list[dict[int, int]], int]:
    """How far each diagonal was reached with each number of edits, and the steps that it took.

    The trail is empty where the budget ended before the texts did.
    """
    width, height = len(one), len(other)
    reached = {1: 0}
    trail: list[dict[int, int]] = []
    steps = 0
    for edits in range(width + height + 1):
        trail.append(dict(reached))
        steps += edits + 1
        if steps > budget:
            return [], steps
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1]
            )
            x = reached[diagonal + 1] if down else reached[diagonal - 1] + 1
            y = x - diagonal
            while x < width and y < height and one[x] == other[y]:
                x, y, steps = x + 1, y + 1, steps + 1
            reached[diagonal] = x
            if x >= width and y >= height:
                return trail, steps
    return [], steps


def _kept_pairs(
    trail: Sequence[dict[int, int]], width: int, height: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of tokens that the script leaves as they are, from the end."""
    x, y = width, height
    for edits in range(len(trail) - 1, -1, -1):
        reached = trail[edits]
        diagonal = x - y
        down = diagonal == -edits or (
            diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1]
        )
        start = diagonal + 1 if down else diagonal - 1
        start_x = reached[start]
        start_y = start_x - start
        while x > max(start_x, 0) and y > max(start_y, 0):
            x, y = x - 1, y - 1
            yield x, y
        x, y = start_x, start_y

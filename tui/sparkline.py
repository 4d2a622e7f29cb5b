"""Numbers as a line of little bars. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"
"""The lowest stands for nothing at all."""


LEAST_NEAR = 0.6
"""How near an article is at least that has a bar."""
_LEVELS = ((0.95, "█"), (0.85, "▅"), (LEAST_NEAR, "▃"))


def nearness_bar(nearness: float | None) -> str:
    """A bar for how near an article is to what was kept: the nearest twentieth has the highest."""
    if nearness is None:
        return " "
    return next((bar for least, bar in _LEVELS if nearness >= least), BARS[0])


def sparkline(values: Sequence[int]) -> str:
    """A bar for each value, the highest as high as can be."""
    highest = max(values, default=0)
    return "".join(_bar(value, highest) for value in values)


def _bar(value: int, highest: int) -> str:
    if value <= 0:
        return BARS[0]
    return BARS[1 + (value * (len(BARS) - 2)) // highest]

from __future__ import annotations

import pytest

from tui.sparkline import nearness_bar, sparkline


@pytest.mark.parametrize(
    ("values", "line"),
    [((), ""), ((0, 0), "▁▁"), ((1,), "█"), ((0, 1, 7), "▁▂█"), ((100, 50, 1, 0), "█▅▂▁")],
)
def test_the_highest_value_fills_the_line(values: tuple[int, ...], line: str) -> None:
    assert sparkline(values) == line


@pytest.mark.parametrize(
    ("nearness", "bar"),
    [(None, " "), (0.0, "▁"), (0.59, "▁"), (0.6, "▃"), (0.9, "▅"), (0.95, "█"), (1.0, "█")],
)
def test_the_nearest_have_the_highest_bar(nearness: float | None, bar: str) -> None:
    assert nearness_bar(nearness) == bar

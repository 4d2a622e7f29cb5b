from __future__ import annotations

import pytest

from tui.sparkline import sparkline


@pytest.mark.parametrize(
    ("values", "line"),
    [((), ""), ((0, 0), "▁▁"), ((1,), "█"), ((0, 1, 7), "▁▂█"), ((100, 50, 1, 0), "█▅▂▁")],
)
def test_the_highest_value_fills_the_line(values: tuple[int, ...], line: str) -> None:
    assert sparkline(values) == line

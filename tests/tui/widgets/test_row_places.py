from __future__ import annotations

import pytest

from tui.widgets.row_places import RowPlaces


@pytest.mark.parametrize("height", [1, 2])
@pytest.mark.parametrize("rule", [None, 0, 1, 3])
def test_every_line_is_of_the_row_that_has_its_place_there(height: int, rule: int | None) -> None:
    places = RowPlaces(height, rule)
    lines = [places.at(line) for line in range(places.lines(5))]
    assert [at for at in lines if at] == [(row, part) for row in range(5) for part in range(height)]
    assert lines.count(None) == (rule is not None)
    assert all(lines[places.top(row)] == (row, 0) for row in range(5))


def test_the_rule_stands_above_its_row() -> None:
    places = RowPlaces(2, 3)
    assert places.at(6) is None
    assert places.first_at(6) == 3
    assert places.at(7) == (3, 0)


def test_the_rule_takes_room_from_the_rows() -> None:
    assert RowPlaces(2).fitting(6) == 3
    assert RowPlaces(2, 1).fitting(6) == 2
    assert RowPlaces(2, 1).fitting(1) == 1

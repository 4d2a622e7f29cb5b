"""Which segments become one when building ends."""

from __future__ import annotations

import pytest

from search.building.joins import choose_joins
from search.merging import SegmentSize


def chosen(*sizes: int, workers: int = 2) -> list[list[int]]:
    return choose_joins([SegmentSize(size, size) for size in sizes], workers)


def test_a_few_are_left_alone() -> None:
    assert chosen() == chosen(4_000) == chosen(4_000, 4_000) == []


def test_many_become_as_many_as_there_are_workers() -> None:
    assert chosen(40, 40, 40, 40) == [[0, 1], [2, 3]]
    assert chosen(40, 40, 40, 40, workers=1) == [[0, 1, 2, 3]]


def test_groups_are_of_about_one_size_and_neighbours() -> None:
    assert chosen(40, 40, 10, 10, 10, 50) == [[0, 1], [2, 3, 4, 5]]


@pytest.mark.parametrize("place", [0, 2])
def test_what_is_much_larger_than_all_smaller_ones_stays(place: int) -> None:
    sizes = [40, 40, 40, 40]
    sizes.insert(place, 400)
    groups = chosen(*sizes, 500)
    assert sorted(number for group in groups for number in group) == [
        number for number in range(5) if number != place
    ]


def test_a_group_of_one_is_none() -> None:
    assert chosen(100, 60, 60) == [[1, 2]]

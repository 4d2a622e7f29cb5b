"""When an article was published."""

from __future__ import annotations

from datetime import date

import pytest

from feeds.pages.moments import day_in, moment_of, moment_on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-16T18:45:00+01:00", "2026-02-16T17:45:00Z"),
        (" 2026-02-16T18:45Z\n", "2026-02-16T18:45:00Z"),
        ("2026-02-16T18:45:00", "2026-02-16T12:00:00Z"),
        ("2026-02-16", "2026-02-16T12:00:00Z"),
        ("Publié le 16/02/2026 à 18h45", "2026-02-16T12:00:00Z"),
        ("16.02.2026", "2026-02-16T12:00:00Z"),
        ("Lundi 16 FÉVRIER 2026 à 18 h 45", "2026-02-16T12:00:00Z"),
        ("le 1er août\u00a02026", "2026-08-01T12:00:00Z"),
        ("16 févr. 2026", "2026-02-16T12:00:00Z"),
        ("February 16, 2026", "2026-02-16T12:00:00Z"),
        ("31/02/2026", None),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T12:00:00Z"),
        ("hier", None),
        ("", None),
    ],
)
def test_a_moment_in_the_ways_of_the_press(text: str, expected: str | None) -> None:
    assert moment_of(text) == expected


def test_the_first_day_counts() -> None:
    assert day_in("Publié le 16/02/2026, mis à jour le 17 février 2026") == date(2026, 2, 16)


def test_the_hour_comes_from_what_tells_the_same_day() -> None:
    told = ["hier", "2026-02-17T09:00:00+01:00", "2026-02-16T23:45:00+01:00"]
    assert moment_on("2026-02-16", told) == "2026-02-16T22:45:00Z"
    assert moment_on("2026-02-18", told) == "2026-02-18T12:00:00Z"
    assert moment_on(None, told) == "2026-02-17T08:00:00Z"
    assert moment_on(None, ["hier"]) is None

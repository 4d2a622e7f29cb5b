"""How many of something a query asks for."""

from __future__ import annotations

import pytest

from search.language.numbers import parse_numbers


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3", (3, 3)),
        ("=3", (3, 3)),
        (">1", (2, None)),
        (">=2", (2, None)),
        ("≥2", (2, None)),
        ("<4", (0, 3)),
        ("<=4", (0, 4)),
        ("≤4", (0, 4)),
        ("2..5", (2, 5)),
        ("2..", (2, None)),
        ("..5", (0, 5)),
    ],
)
def test_numbers_are_read(text: str, meant: tuple[int, int | None]) -> None:
    assert parse_numbers(text) == meant


@pytest.mark.parametrize("text", ["", "..", "deux", ">", "-1", "1.5", "2...5", "9" * 40])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_numbers(text) is None

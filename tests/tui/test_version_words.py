"""What is said of two versions that are compared."""

from __future__ import annotations

import pytest

from store.models import LastReading
from store.text.difference import VersionDifference, difference
from tui.version_words import difference_words

MONDAY, TUESDAY = "2026-03-09T08:00:00Z", "2026-03-10T08:00:00Z"
FOUND = VersionDifference("000", 2, TUESDAY, 3, TUESDAY, difference("Trois.", "Cinq."))


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (LastReading(2, TUESDAY, None, None), "You read version 2 on"),
        (LastReading(3, TUESDAY, 2, TUESDAY), "You read version 2 on"),
        (LastReading(2, MONDAY, None, None), "says the same as version 2"),
        (LastReading(1, MONDAY, None, None), None),
        (None, None),
    ],
)
def test_what_was_read_is_named(reading: LastReading | None, said: str | None) -> None:
    words = difference_words(FOUND, reading)
    assert words.startswith("Version 2 of ")
    assert ("read" in words) is (said is not None)
    assert said is None or said in words


def test_a_text_that_is_only_set_otherwise_differs_in_nothing() -> None:
    found = VersionDifference("000", 1, MONDAY, 2, TUESDAY, difference("L'or :", "L’or\u00a0:"))
    assert "Nothing that is read differs." in difference_words(found, None)

"""The list of feeds as people read it at a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.models import Feed, FeedDetails, FeedHealth, FeedState
from tests.tui.modals.host import HOSTILE
from tui.cli.feed_table import lines_to_read

AT = "2025-03-01T08:00:00Z"
HEALTH = FeedHealth(
    "f", (0,) * 11 + (3,), 7, 1, 2, 0, AT, is_silent=False, gives_nothing_kept=False
)


def feed(name: str, group: str | None = None, error: str | None = None) -> Feed:
    state = FeedState(last_success=AT, last_error=error, failures=2)
    return Feed("f", FeedDetails("https://a.example/rss", name, group), state, AT, 12)


FEEDS = [
    (feed("Le Phare"), HEALTH),
    (feed("La Rade", "Ouest", "http-404"), HEALTH),
    (feed("Le Ponant", "Ouest"), HEALTH),
]


@pytest.mark.parametrize("width", [80, 120, 200])
def test_feeds_stand_under_their_groups_within_the_width(width: int) -> None:
    lines = list(lines_to_read(FEEDS, width))
    assert all(len(line) <= width for line in lines)
    assert lines.count("Ouest") == 1
    names = ["● Le Phare", "Ouest", "⚠ La Rade", "● Le Ponant"]
    begun = [name for line in lines for name in names if line.startswith(name)]
    assert begun == names
    text = " ".join(" ".join(lines).split())
    assert "▁▁▁▁▁▁▁▁▁▁▁█ 12" in text
    assert "nothing at this address any more (failed 2 times, worked until" in text
    assert "look on its site" in text
    assert "50 % kept" in text


def test_what_fits_stands_in_one_line() -> None:
    assert len(list(lines_to_read(FEEDS[:1], 120))) == 1


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_text(hostile: str) -> None:
    known, health = FEEDS[0]
    details = replace(known.details, title=hostile, group=hostile)
    for line in lines_to_read([(replace(known, details=details), health)], 80):
        assert line.isprintable()

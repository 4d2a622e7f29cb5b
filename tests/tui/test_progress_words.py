from __future__ import annotations

import pytest

from feeds.collecting.reports import CollectProgress
from tui.progress_words import bar, bytes_words, collect_words


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [(0, 0, "░░░░"), (0, 9, "░░░░"), (5, 9, "██░░"), (8, 9, "███░"), (9, 9, "████")],
)
def test_the_bar_is_full_when_all_is_done(done: int, total: int, expected: str) -> None:
    assert bar(done, total, 4) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "1 kB"), (1_000, "1 kB"), (12_300, "13 kB"), (1_000_000, "1.0 MB"), (12_390_000, "12.3 MB")],
)  # fmt: skip
def test_bytes_are_told_in_thousands(count: int, expected: str) -> None:
    assert bytes_words(count) == expected


def test_a_collection_tells_feeds_articles_failures_and_bytes() -> None:
    assert collect_words(CollectProgress(3, 4, 12, 0, 1, 2_500_000), 4) == (
        "███░ 3/4, 12 new, ⚠\u00a01, 2.5 MB"
    )
    assert collect_words(CollectProgress(0, 4, 0, 0, 0, 0), 4) == "░░░░ 0/4"

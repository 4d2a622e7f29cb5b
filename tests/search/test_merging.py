"""Which segments are written again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.merging import SegmentSize, choose_merges


def sizes(*live: int) -> list[SegmentSize]:
    return [SegmentSize(count, count) for count in live]


def test_few_segments_are_left_alone() -> None:
    assert choose_merges(sizes(1, 1, 1, 500, 9000), None) == set()


def test_eight_of_a_size_are_merged_and_others_left() -> None:
    assert choose_merges(sizes(9000, *[1] * 8, 600), None) == set(range(1, 9))


def test_what_is_mostly_replaced_is_written_again() -> None:
    assert choose_merges([SegmentSize(10, 30), SegmentSize(20, 30)], None) == {0}


def test_no_more_is_written_again_than_allowed() -> None:
    assert choose_merges(sizes(*[5000] * 8), 12_000) == {0, 1}


@given(st.integers(min_value=1, max_value=400))
def test_commits_of_one_article_keep_the_segments_few(commits: int) -> None:
    segments: list[SegmentSize] = []
    for _ in range(commits):
        merged = choose_merges(segments, None)
        new = 1 + sum(segments[place].live for place in merged)
        segments = [size for place, size in enumerate(segments) if place not in merged]
        segments.append(SegmentSize(new, new))
    assert sum(size.live for size in segments) == commits
    assert len(segments) <= 8 * 4

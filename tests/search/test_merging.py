"""Which segments are written again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.merging import MOST_SEGMENTS, SegmentSize, choose_merges


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


def test_where_there_are_too_many_the_smallest_are_merged() -> None:
    # No eight are of a size.
    many = sizes(*[1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 70, 70, 70, 70, 70], 700)
    assert choose_merges(many, None) == set(range(7))


def test_one_segment_alone_is_not_written_again_without_need() -> None:
    assert choose_merges(sizes(*[5000] * 8), 6_000) == set()


@given(st.lists(st.integers(min_value=1, max_value=500), max_size=300))
def test_whatever_comes_there_are_few_segments_after_merging(counts: list[int]) -> None:
    segments: list[SegmentSize] = []
    for count in counts:
        segments.append(SegmentSize(count, count))
        chosen = choose_merges(segments, None)
        if chosen:
            merged = sum(segments[place].live for place in chosen)
            segments = [size for place, size in enumerate(segments) if place not in chosen]
            segments.append(SegmentSize(merged, merged))
        assert len(segments) <= MOST_SEGMENTS
    assert sum(size.live for size in segments) == sum(counts)

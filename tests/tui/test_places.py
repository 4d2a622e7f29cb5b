"""The rows of the side bar, and lists that change under a reader's eyes."""

from __future__ import annotations

import pytest

from store.models import (
    Collection,
    Mission,
    MissionDetails,
    SavedSearch,
    Tag,
    Triage,
    View,
    ViewCounts,
)
from tui.places import (
    INBOX,
    Overview,
    PlaceKind,
    Row,
    collection_place,
    keep_in_place,
    mission_place,
    outline,
    search_place,
    source_place,
    tag_place,
)

COUNTS = ViewCounts(3, 2, 1, 6, 0, 4, 0, (("Le Fil", 5), ("[b]Autre", 1)))
TAGS = (
    Tag("1", "filière", (), 3),
    Tag("2", "filière/mer", (), 2),
    Tag("3", "filière/mer/algues", (), 1),
    Tag("4", "filière-bois", (), 1),
)
MISSION = Mission("m", "halifax", MissionDetails("Halifax"), "2026-01-01T00:00:00Z", 2)
COLLECTION = Collection("c", "revue", "Revue", "", "2026-01-01T00:00:00Z", 4)
SEARCH = SavedSearch("s", "Ports", "port OR quai", "anne", "2026-01-01T00:00:00Z")


def test_views_come_first_with_their_counts() -> None:
    rows = outline(Overview(COUNTS))
    assert [(row.label, row.count) for row in rows[:6]] == [
        ("Inbox", 3),
        ("Kept", 2),
        ("Discarded", 1),
        ("All", 6),
        ("Starred", 0),
        ("Unread", 4),
    ]


def test_orphans_are_shown_where_there_are_any() -> None:
    counts = ViewCounts(0, 0, 0, 0, 0, 0, orphans=2)
    assert [row.count for row in outline(Overview(counts)) if row.label == "Orphaned passages"] == [
        2
    ]
    assert not _labelled(outline(Overview(COUNTS)), "Orphaned passages")


def test_sections_are_shown_where_there_is_something_in_them() -> None:
    assert [row.label for row in outline(Overview(COUNTS)) if row.place is None] == ["Sources"]
    whole = Overview(COUNTS, (SEARCH,), (MISSION,), TAGS, (COLLECTION,))
    assert [row.label for row in outline(whole) if row.place is None] == [
        "Saved searches",
        "Missions",
        "Collections",
        "Tags",
        "Sources",
    ]


def test_tags_are_a_tree() -> None:
    rows = [row for row in outline(Overview(COUNTS, tags=TAGS)) if row.key.startswith("tag:")]
    assert [(row.label, row.depth, row.has_more) for row in rows] == [
        ("filière", 0, True),
        ("mer", 1, True),
        ("algues", 2, False),
        ("filière-bois", 0, False),
    ]


@pytest.mark.parametrize(
    ("folded", "left"),
    [
        ("tag:filière", ["filière", "filière-bois"]),
        ("tag:filière/mer", ["filière", "mer", "filière-bois"]),
        ("heading:tag", []),
    ],
)
def test_rows_fold(folded: str, left: list[str]) -> None:
    rows = outline(Overview(COUNTS, tags=TAGS), {folded})
    assert [row.label for row in rows if row.key.startswith("tag:")] == left
    assert [row.key for row in rows if row.folded] == [folded]


def test_places_say_what_to_list() -> None:
    assert INBOX.view == View(triage=Triage.NEW)
    assert tag_place("filière/mer").view == View(tag="filière/mer")
    assert mission_place(MISSION).view == View(mission="halifax")
    assert collection_place(COLLECTION).view == View(collection="revue")
    assert source_place("Le Fil").view == View(source="Le Fil")
    assert search_place(SEARCH).query == "port OR quai"
    assert search_place(SEARCH).kind is PlaceKind.SEARCH


def test_keys_tell_places_apart() -> None:
    rows = outline(Overview(COUNTS, (SEARCH,), (MISSION,), TAGS, (COLLECTION,)))
    assert len({row.key for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("before", "now", "current", "kept"),
    [
        ("abcd", "acd", "b", "abcd"),
        ("abcd", "bcd", "a", "abcd"),
        ("abcd", "abc", "d", "abcd"),
        ("abcd", "cd", "b", "bcd"),
        ("abcd", "xcd", "b", "bxcd"),
        ("abcd", "abcd", "b", "abcd"),
        ("abcd", "ad", "c", "acd"),
        ("abcd", "xy", "z", "xy"),
        ("abcd", "", "b", "b"),
    ],
)
def test_what_is_read_stays_where_it_stood(before: str, now: str, current: str, kept: str) -> None:
    assert "".join(keep_in_place(list(before), list(now), current)) == kept


def test_nothing_is_kept_where_nothing_is_current() -> None:
    assert keep_in_place(["a"], ["b"], None) == ["b"]


def _labelled(rows: list[Row], label: str) -> list[Row]:
    return [row for row in rows if row.label == label]


@pytest.mark.parametrize(
    ("news", "label"),
    [({}, "Ports"), ({"Ports": 0}, "Ports"), ({"Ports": 3}, "Ports (3)"), ({"Ports": 1000}, "Ports (999+)")],
)  # fmt: skip
def test_a_saved_search_says_how_much_is_new(news: dict[str, int], label: str) -> None:
    rows = outline(Overview(COUNTS, (SEARCH,), search_news=news))
    assert [row.label for row in rows if row.key == "search:Ports"] == [label]

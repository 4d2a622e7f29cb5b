"""The screen's words for its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.models import Collection, CollectionItem, CollectionSection, ScanReport, TagPlan
from tui.commands import COMMANDS
from tui.i18n import install
from tui.listing import Answer, Ask, Order
from tui.places import EVERYTHING, INBOX, KEPT, Place, PlaceKind
from tui.screens.acts_places import ItemPlace, place_after_move, plan_lines
from tui.screens.wording import (
    empty_words,
    lacking_words,
    list_title,
    marks_words,
    number,
    order_words,
    scan_words,
    total_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

BY_ID = {command.id: command for command in COMMANDS}


@pytest.fixture
def _in_french() -> Iterator[None]:
    install("fr")
    yield
    install("en")


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"b", "c"}, "these lack some of the words"),
        ({"a", "b", "c"}, "none has all the words; these have some"),
        ({"a", "c"}, "these have all or some of the words"),
        ({"b"}, "these have all or some of the words"),
    ],
)
def test_a_line_says_what_follows_may_lack(lacking: set[str], words: str) -> None:
    found = Answer(Ask(query="a b"), ("a", "b", "c"), (), 1, lacking=frozenset(lacking))
    assert lacking_words(found) == words


def test_numbers_have_their_thousands_parted() -> None:
    assert number(1234567) == "1,234,567"


@pytest.mark.usefixtures("_in_french")
def test_numbers_in_french_are_parted_by_a_space_that_does_not_break() -> None:
    assert number(1234567) == "1\u202f234\u202f567"


def test_a_list_says_what_it_shows() -> None:
    assert list_title(Ask(KEPT)) == "Kept"
    assert list_title(Ask(KEPT, "port")) == "“port” in Kept"
    assert list_title(Ask(KEPT, "port", everywhere=True)) == "“port” everywhere"


def test_totals() -> None:
    assert total_words(Answer(Ask(), ("a",), (), 1)) == "1 article"
    assert total_words(Answer(Ask(INBOX, "x"), ("a", "b"), (), 2)) == "2 found"
    assert total_words(Answer(Ask(INBOX, "x"), ("a",) * 2000, (), 31402)) == "best 2,000 of 31,402"


def test_an_order_is_named_where_it_is_unusual() -> None:
    assert order_words(Ask()) == ""
    assert order_words(Ask(order=Order.OTHER)) == "oldest first"
    assert order_words(Ask(query="x", order=Order.OTHER)) == "by date"
    assert order_words(Ask(order=Order.NEAREST)) == "nearest first"


def test_marks_are_counted() -> None:
    assert (marks_words(0), marks_words(1), marks_words(12)) == ("", "1 marked", "12 marked")


@pytest.mark.parametrize(
    ("place", "key"), [(INBOX, "g collects"), (KEPT, "K keeps"), (EVERYTHING, "No articles")]
)
def test_an_empty_place_teaches_the_key_that_fills_it(place: Place, key: str) -> None:
    assert key in empty_words(Answer(Ask(place), (), (), 0), BY_ID)


def test_an_empty_answer_names_the_query_even_with_braces() -> None:
    found = Answer(Ask(INBOX, "{keep}"), (), (), 0, elsewhere=3)
    words = empty_words(found, BY_ID)
    assert "“{keep}”" in words
    assert "3 articles elsewhere" in words
    assert "Ctrl+L" in words


def test_a_place_with_braces_in_its_name_is_empty_in_peace() -> None:
    place = Place(PlaceKind.COLLECTION, "{x}", "{x}")
    assert "c adds one" in empty_words(Answer(Ask(place), (), (), 0), BY_ID)


def test_a_look_through_the_folder_in_words() -> None:
    assert scan_words(ScanReport()) == []
    assert scan_words(ScanReport(added=("a", "b"), missing=("c",))) == [
        "2 files taken in",
        "1 file is missing: “marbre doctor” says which",
    ]


def test_a_plan_is_shown_tag_by_tag() -> None:
    plan = TagPlan((("mer", "littoral"),), (("port", "littoral/port"),), 3)
    assert plan_lines(plan) == ["mer → littoral", "port becomes part of littoral/port"]
    long = TagPlan(tuple((str(n), f"x{n}") for n in range(100)), (), 3)
    assert plan_lines(long)[-1] == "… and 60 more"


COLLECTION = Collection(
    "c",
    "revue",
    "Revue",
    "",
    "2026-01-01T00:00:00Z",
    5,
    (CollectionSection("s1", "Accords"), CollectionSection("s2", "Vide")),
    (
        CollectionItem("a", None, ""),
        CollectionItem("b", None, ""),
        CollectionItem("c", "s1", ""),
        CollectionItem("d", "s1", ""),
    ),
)


@pytest.mark.parametrize(
    ("article", "step", "place"),
    [
        ("a", -1, None),
        ("a", 1, ItemPlace(1, None)),
        ("b", -1, ItemPlace(0, None)),
        ("b", 1, ItemPlace(0, "Accords")),
        ("c", -1, ItemPlace(2, None)),
        ("c", 1, ItemPlace(1, "Accords")),
        ("d", 1, ItemPlace(0, "Vide")),
        ("z", 1, None),
    ],
)
def test_an_article_moves_through_a_collection(
    article: str, step: int, place: ItemPlace | None
) -> None:
    assert place_after_move(COLLECTION, article, step) == place

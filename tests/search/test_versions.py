"""What articles said before they changed: found by ``version:`` alone, shown with the version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search import ArticleIndex, Indexer, SearchQuery
from search.results import Snippet
from store.models import EarlierText
from tests.search.conftest import Find
from tests.support.fake_desk import FakeDesk

FIRST = EarlierText(
    1,
    "2026-03-01T08:00:00Z",
    "La scierie promet quarante emplois",
    ("La scierie Kervadec promet quarante emplois.", "Le chantier commencerait en février."),
)
SECOND = EarlierText(2, "2026-03-04T18:30:00Z", "", ("Le chantier attend un recours.",))


@pytest.fixture
def changed(desk: FakeDesk) -> str:
    """An article that was written twice anew."""
    return desk.publishes(
        "La scierie renonce",
        "La scierie Kervadec renonce à son projet de Plouharnec.",
        version=3,
        earlier=(SECOND, FIRST),
    )


@pytest.fixture
def other(desk: FakeDesk) -> str:
    return desk.publishes("Recours", "Un recours contre la criée et quarante bateaux de pêche.")


def snippet(index: ArticleIndex, text: str) -> Snippet:
    return index.search(SearchQuery.parse(text)).hits[0].snippet


@pytest.mark.parametrize(
    "query",
    [
        "version:promettre",
        "version:promet",
        "version:recours",
        "version:RECOURS",
        'version:"quarante emplois"',
        "version:prom*",
        "version:chantié~",
        "version:(chantier recours)",
        "version:(grue OR recours)",
        "scierie version:quarante",
        "version:scierie -version:grue",
        "versions:>1",
        "versions:3",
        "versions:2..5",
        "versions:>=3 scierie",
    ],
)
def test_what_stood_in_an_earlier_version_is_found_by_its_field(
    find: Find, changed: str, other: str, query: str
) -> None:
    assert find(query) == ([changed] if "promettre" not in query else [])


@pytest.mark.parametrize(
    "query",
    [
        "promet",
        "emplois",
        "prom*",
        "text:emplois",
        "title:quarante",
        'version:"emplois chantier"',
        'version:"février recours"',
        "version:renonce",
        "versions:>3",
        "versions:<1",
        "versions:5..2",
    ],
)
def test_what_is_said_no_longer_is_found_by_nothing_else(
    find: Find, changed: str, other: str, query: str
) -> None:
    assert changed not in find(query)


def test_those_that_never_changed_have_one_version(find: Find, changed: str, other: str) -> None:
    assert find("versions:1") == [other]
    assert find("versions:<2") == [other]
    assert set(find("versions:>0")) == {changed, other}
    assert find("-versions:>1") == [other]


def test_what_is_typed_is_not_begun_by_words_of_the_past(
    find: Find, changed: str, other: str
) -> None:
    assert find("prome", typing=True) == []
    assert find("version:prome", typing=True) == [changed]


def test_a_new_text_is_followed(find: Find, desk: FakeDesk) -> None:
    article = desk.publishes("Criée", "La criée double ses quais.")
    assert find("version:quais") == []
    earlier = EarlierText(1, "2026-03-01T08:00:00Z", "Criée", ("La criée double ses quais.",))
    desk.changes(article, text="La criée ferme.", version=2, earlier=(earlier,))
    assert find("version:quais") == [article]
    assert find("quais") == []


def test_the_passage_shown_is_of_the_version_that_has_it(
    find: Find, index: ArticleIndex, changed: str
) -> None:
    assert find("version:recours") == [changed]
    found = snippet(index, "version:recours")
    assert found.text == "Le chantier attend un recours."
    assert [found.text[match.start : match.end] for match in found.matches] == ["recours"]
    assert (found.version, found.taken) == (2, SECOND.taken)
    assert snippet(index, "version:(quarante février)").version == 1
    assert snippet(index, "scierie version:quarante").version == 1


@pytest.mark.parametrize(
    "query", ["scierie", "version:scierie", "renonce OR version:quarante", "version:Kervadec"]
)
def test_what_still_stands_there_is_shown_as_it_stands(
    find: Find, index: ArticleIndex, changed: str, query: str
) -> None:
    assert find(query) == [changed]
    found = snippet(index, query)
    assert found.version is None
    assert found.text.startswith("La scierie Kervadec renonce")
    assert found.matches


def test_texts_of_any_kind_come_back_as_they_were(
    find: Find, index: ArticleIndex, desk: FakeDesk
) -> None:
    odd = replace(FIRST, title="a\x1eb\x1dc", runs=("un\x1ddeux quarante", "trois"))
    article = desk.publishes("x", "y", version=2, earlier=(odd,), notes=("note\x1dfin",))
    assert find("version:trois") == [article]
    assert snippet(index, "version:quarante").text == "un deux quarante"
    assert find("note:fin") == [article]


def test_words_of_earlier_versions_are_completed_for_their_field_alone(
    desk: FakeDesk, index: ArticleIndex, changed: str
) -> None:
    Indexer(index, desk).catch_up()
    assert index.words_starting("fevr", 5) == []
    assert index.words_starting("fevr", 5, "version") == [("février", 1)]
    assert index.words_starting("ker", 5, "text") == [("Kervadec", 1)]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("emplois", "version:emplois"),
        ("février", "version:février"),
        ("scierie emplois", "version:scierie version:emplois"),
        ('-grue "quarante emplois"', '-grue version:"quarante emplois"'),
        ("lang:fr emplois", "lang:fr version:emplois"),
        ("les emplois", "version:les version:emplois"),
    ],
)
def test_what_was_said_before_is_offered_where_nobody_says_it_now(
    desk: FakeDesk, index: ArticleIndex, changed: str, other: str, query: str, meant: str
) -> None:
    Indexer(index, desk).catch_up()
    found = index.correct(SearchQuery.parse(query))
    assert found is not None
    assert (found.text, found.total, found.is_of_before) == (meant, 1, True)


def test_what_is_typed_is_offered_of_before_too(
    desk: FakeDesk, index: ArticleIndex, changed: str, other: str
) -> None:
    Indexer(index, desk).catch_up()
    found = index.correct(SearchQuery.parse("scierie emplo", typing=True))
    assert found is not None
    assert found.text == "version:scierie version:emplo"


@pytest.mark.parametrize(
    "query",
    ["recours", "quarante", "emplois OR grue", "(emplois)", "title:emplois", "-emplois", ""],
)
def test_it_is_not_offered_where_something_is_found_or_more_than_words_was_meant(
    desk: FakeDesk, index: ArticleIndex, changed: str, other: str, query: str
) -> None:
    Indexer(index, desk).catch_up()
    found = index.correct(SearchQuery.parse(query))
    assert found is None or not found.is_of_before


def test_nothing_is_offered_in_place_of_a_word_of_the_past(
    desk: FakeDesk, index: ArticleIndex, changed: str, other: str
) -> None:
    Indexer(index, desk).catch_up()
    assert index.correct(SearchQuery.parse("version:bateau version:emploi")) is None

"""Articles like one, with the words that say why."""

from __future__ import annotations

import pytest

from search import ArticleIndex, Indexer
from search.language import analyzer_for
from search.similar import LEAST_LIKENESS, SimilarArticle, key_terms, telling_words
from tests.support.fake_desk import FakeDesk

HALIFAX = (
    "La délégation bretonne est rentrée de Halifax. Le cluster océanique de Halifax et la filière "
    "nautique de Morlaix ont signé un accord sur les capteurs marins."
)
AGAIN = (
    "Six mois après, l’accord de Halifax porte ses fruits : la filière nautique vend ses capteurs marins "
    "au cluster canadien."
)
SENSORS = "À Morlaix, un atelier de capteurs marins embauche soixante personnes pour la filière."
CHEESE = "Les éleveurs du plateau vendent leur fromage à la coopérative, le lait manque cet été."


@pytest.fixture
def ids(desk: FakeDesk, index: ArticleIndex) -> dict[str, str]:
    """Four articles that share more or less, among others that share nothing."""
    texts = {"halifax": HALIFAX, "again": AGAIN, "sensors": SENSORS, "cheese": CHEESE}
    found = {name: desk.publishes(name.capitalize(), text) for name, text in texts.items()}
    for number in range(30):
        words = ["mairie", "école", "budget", "conseil", "travaux", "voirie", "piscine"]
        desk.publishes(f"Conseil {number}", f"La {words[number % 7]} et le {words[number % 5]}.")
    Indexer(index, desk).catch_up()
    return found


def found_ids(similar: list[SimilarArticle]) -> list[str]:
    return [each.id for each in similar]


def test_the_most_alike_come_first_and_the_article_is_left_out(
    index: ArticleIndex, ids: dict[str, str]
) -> None:
    similar = index.similar(ids["halifax"])
    assert found_ids(similar)[:2] == [ids["again"], ids["sensors"]]
    assert ids["halifax"] not in found_ids(similar)
    assert ids["cheese"] not in found_ids(similar)
    assert all(LEAST_LIKENESS <= each.likeness <= 1 for each in similar)


def test_the_reason_is_what_both_have_as_it_is_written(
    index: ArticleIndex, ids: dict[str, str]
) -> None:
    again = index.similar(ids["halifax"], 1)[0]
    assert "Halifax" in again.words
    assert set(again.words) <= {"Halifax", "cluster", "filière", "nautique", "accord", "capteurs",
                                "marins"}  # fmt: skip
    assert "cluster" not in index.similar(ids["sensors"], 1)[0].words


def test_no_more_than_the_limit_are_given(index: ArticleIndex, ids: dict[str, str]) -> None:
    assert len(index.similar(ids["halifax"], 1)) == 1
    assert index.similar(ids["halifax"], 0) == []


def test_only_what_editors_organised_may_be_wanted(
    desk: FakeDesk, index: ArticleIndex, ids: dict[str, str]
) -> None:
    assert index.precedents(ids["halifax"], 9) == []
    assert found_ids(index.precedents(ids["halifax"], 9, [ids["sensors"]])) == [ids["sensors"]]
    desk.changes(ids["again"], tags=("accords",))
    Indexer(index, desk).catch_up()
    assert found_ids(index.precedents(ids["halifax"], 9)) == [ids["again"]]


@pytest.mark.parametrize("unknown", ["none", ""])
def test_nothing_is_like_what_is_not_known(index: ArticleIndex, unknown: str) -> None:
    assert index.similar(unknown) == []


def test_an_empty_text_is_like_nothing(desk: FakeDesk, index: ArticleIndex) -> None:
    empty = desk.publishes("", "")
    desk.publishes("Un", "Le port.")
    Indexer(index, desk).catch_up()
    assert index.similar(empty) == []


def test_it_reaches_over_segments_and_past_deletions(
    desk: FakeDesk, index: ArticleIndex, ids: dict[str, str]
) -> None:
    late = desk.publishes("Tard", AGAIN)
    Indexer(index, desk).catch_up()
    desk.changes(ids["again"], text=CHEESE)
    Indexer(index, desk).catch_up()
    similar = index.similar(ids["halifax"])
    assert found_ids(similar)[0] == late
    assert ids["again"] not in found_ids(similar)


def test_names_are_kept_whole_and_count_more() -> None:
    text = "Le maire de San Diego a reçu le maire de Nantes. Il aime San Diego et les maires."
    words = telling_words("", text, analyzer_for("fr"), lambda _: 5, 1000)
    written = {word.term: word.written for word in words}
    assert written["san"] == written["diego"] == "San Diego"
    weights = {word.term: word.weight for word in words}
    assert weights["diego"] > weights["aim"]


def test_what_all_or_only_one_have_tells_nothing() -> None:
    frequencies = {"port": 900, "quai": 1, "gru": 5}
    words = telling_words(
        "", "port quai grue", analyzer_for("fr"), lambda term: frequencies[term], 1000
    )
    assert [word.term for word in words] == ["gru"]


def test_the_weights_of_key_terms_go_up_to_one() -> None:
    terms = key_terms("grue grue quai", analyzer_for("fr"), lambda _: 5, 1000)
    assert max(terms.values()) == 1
    assert terms["gru"] > terms["quai"]

"""How near articles are to what was kept before."""

from __future__ import annotations

import pytest

from search import ArticleIndex, Indexer
from search.relevance import Learnt, telling_words
from store.models import Triage
from tests.support.fake_desk import FakeDesk

PORT = "Le port agrandit son quai et son terminal, les armateurs y voient un débouché pour le fret."
FARM = "Les éleveurs vendent leur lait à la laiterie, les troupeaux paissent dans les alpages."
TOWN = "La mairie rénove son école et sa bibliothèque, le conseil municipal vote le budget."


def fill(desk: FakeDesk, kept: str, count: int) -> dict[str, str]:
    """A desk that kept some articles on a subject, and the id of a new one on each subject."""
    for number in range(count):
        desk.publishes(f"Gardé {number}", kept, triage=Triage.KEPT)
    for number in range(30):
        desk.publishes(f"Autre {number}", TOWN if number % 2 else FARM)
    return {text: desk.publishes("Nouveau", f"{text} Suite.") for text in (PORT, FARM, TOWN)}


def nearness(desk: FakeDesk, index: ArticleIndex, *missions: str) -> dict[str, float]:
    Indexer(index, desk).catch_up()
    return index.nearness(list(desk.numbers()), missions)


def test_what_is_like_the_kept_is_near(desk: FakeDesk, index: ArticleIndex) -> None:
    new = fill(desk, PORT, 8)
    near = nearness(desk, index)
    assert near[new[PORT]] > 0.7
    assert near[new[FARM]] < 0.5
    assert near[new[TOWN]] < 0.5
    assert set(near) == set(desk.numbers())


def test_a_few_articles_kept_tell_nothing(desk: FakeDesk, index: ArticleIndex) -> None:
    fill(desk, PORT, 3)
    assert nearness(desk, index) == {}


def test_an_empty_index_tells_nothing(desk: FakeDesk, index: ArticleIndex) -> None:
    assert nearness(desk, index, "lait", "fromage") == {}


def test_missions_count_where_nothing_was_kept_yet(desk: FakeDesk, index: ArticleIndex) -> None:
    new = fill(desk, PORT, 0)
    near = nearness(desk, index, "Mission des armateurs et du fret", "Terminal du port")
    assert near[new[PORT]] > max(near[new[FARM]], near[new[TOWN]])


def test_missions_do_not_outweigh_a_small_desk(desk: FakeDesk, index: ArticleIndex) -> None:
    for number in range(6):
        desk.publishes(f"Gardé {number}", PORT, triage=Triage.KEPT)
    new = {text: desk.publishes("Nouveau", f"{text} Suite.") for text in (PORT, FARM)}
    near = nearness(desk, index, *(f"Mission {name} du fret" for name in ("A", "B", "C", "D")))
    assert near[new[PORT]] > near[new[FARM]]


def test_what_is_kept_later_counts(desk: FakeDesk, index: ArticleIndex) -> None:
    new = fill(desk, PORT, 8)
    before = nearness(desk, index)[new[FARM]]
    for article_id in desk.numbers():
        if article_id not in new.values():
            desk.changes(article_id, triage=Triage.DISCARDED)
    for number in range(10):
        desk.publishes(f"Lait {number}", FARM, triage=Triage.KEPT)
    assert nearness(desk, index)[new[FARM]] > before


def test_unknown_articles_are_left_out(desk: FakeDesk, index: ArticleIndex) -> None:
    fill(desk, PORT, 8)
    nearness(desk, index)
    assert index.nearness(["none"]) == {}


@pytest.mark.parametrize("documents", [0, 1, 10, 1000])
def test_no_count_breaks_the_weights(documents: int) -> None:
    frequencies = {"port": min(3, documents), "quai": 0, "mer": documents}
    words = telling_words({"port": 3, "quai": 2, "mer": 5}, 5, frequencies, documents)
    assert "quai" not in words
    assert all(weight > 0 for weight in words.values())


@pytest.mark.parametrize(
    ("others", "missions", "documents", "holds"),
    [
        (0, (), 1000, True),
        (2, (), 1050, True),
        (3, (), 1000, False),
        (0, ("Salon",), 1000, False),
        (0, (), 1200, False),
    ],
)
def test_words_are_learnt_again_when_they_would_be_others(
    others: int, missions: tuple[str, ...], documents: int, *, holds: bool
) -> None:
    examples = frozenset(str(number) for number in range(40))
    learnt = Learnt(examples, (), 1000, {"port": 1.0})
    now = frozenset(str(number) for number in range(others, 40 + others))
    assert learnt.holds_for(now, missions, documents) is holds


def test_it_is_told_by_which_words_an_article_is_near(desk: FakeDesk, index: ArticleIndex) -> None:
    new = fill(desk, PORT, 8)
    assert index.near_words(new[PORT]) == (), "not before it was measured"
    near = nearness(desk, index)
    words = index.near_words(new[PORT])
    assert 1 < len(words) <= 5
    assert set(words) <= {"port", "agrandit", "quai", "terminal", "armateurs", "débouché", "fret"}
    assert index.near_words(new[PORT], least=near[new[PORT]] + 0.01) == ()
    assert index.near_words(new[FARM], least=0.6) == ()
    assert index.near_words("none") == ()
    desk.publishes("Plus tard", PORT)
    Indexer(index, desk).catch_up()
    assert index.near_words(new[PORT]) == words, "it is measured anew"


def test_copies_of_a_kept_article_count_once(desk: FakeDesk, index: ArticleIndex) -> None:
    desk.publishes("Le lait", FARM, triage=Triage.KEPT)
    for number in range(6):
        release = f"{TOWN} Reprise de presse numéro {number}."
        desk.publishes(f"Mairie {number}", release, triage=Triage.KEPT, has_copies=True)
    assert nearness(desk, index) == {}, "two texts are too few to learn from"

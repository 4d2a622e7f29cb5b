"""Did you mean: for words that the archive has not, the likeliest that it has."""

from __future__ import annotations

import pytest

from search import ArticleIndex, Indexer, SearchQuery
from search.corrections import Correction, edit_distance
from tests.support.fake_desk import FakeDesk


@pytest.fixture
def archive(desk: FakeDesk) -> FakeDesk:
    for number in range(12):
        desk.publishes(
            f"La métropole et son port, épisode {number}", "Le port de Kerlouan grandit."
        )
    desk.publishes("Le métreur du chantier", "Il compte les œuvres d’art.", source="L’Estuaire")
    desk.publishes("Un opéra sur le quai", "Un opéra de Roscoff.")
    desk.publishes("Une délégation à Valparaíso", "La délégation visite le port.", tags=("mer",))
    return desk


def _correct(desk: FakeDesk, index: ArticleIndex, text: str, **view: object) -> Correction | None:
    Indexer(index, desk).catch_up()
    typing = bool(view.pop("typing", False))
    query = SearchQuery.parse(text, typing=typing)
    return index.correct(query.narrowed(**view))  # type: ignore[arg-type]  # whatever a test asks for


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("metropolle", "métropole"),
        ("métorpole", "métropole"),
        ("kerlouann", "Kerlouan"),
        ("opxra", "opéra"),
        ("oépra", "opéra"),
        ("poéra", "opéra"),
        ("valparaizo", "Valparaíso"),
        ("dellegation", "délégation"),
        ("oeuvrres", "œuvres"),
        ("nétropole", "métropole"),
        ("l'métroplo", "l'métropole"),
        ("portde", "port de"),
        ("metro pole", "métropole"),
        ("kerlouann metropolle", "Kerlouan métropole"),
        ('"port de kerluan"', '"port de Kerlouan"'),
        ("titre:metropolle port", "titre:métropole port"),
        ("(metropolle OR usine) port", "(métropole OR usine) port"),
    ],
)
def test_the_nearest_words_are_offered(
    archive: FakeDesk, index: ArticleIndex, asked: str, meant: str
) -> None:
    correction = _correct(archive, index, asked)
    assert correction is not None
    assert correction.text == meant
    assert correction.total > 0


@pytest.mark.parametrize(
    "asked",
    ["", "port", "métropoles", "port*", "kerlouann~", "-metropolle port", "id:999", "qwrtzp", "12345",
     "tag:mre", "is:kepd", "mtpl"],
)  # fmt: skip
def test_what_is_there_or_like_nothing_is_left_alone(
    archive: FakeDesk, index: ArticleIndex, asked: str
) -> None:
    assert _correct(archive, index, asked) is None


def test_half_a_word_is_none_that_lacks(archive: FakeDesk, index: ArticleIndex) -> None:
    assert _correct(archive, index, "metropo", typing=True) is None
    assert _correct(archive, index, "metropoi", typing=True) is not None


def test_nothing_is_offered_that_the_list_has_not(archive: FakeDesk, index: ArticleIndex) -> None:
    assert _correct(archive, index, "metropolle", source="L’Estuaire") is None
    near = _correct(archive, index, "metropeur", source="L’Estuaire")
    assert near is not None
    assert near.text == "métreur"


def test_of_two_equally_near_the_commoner_is_offered(desk: FakeDesk, index: ArticleIndex) -> None:
    desk.publishes("Des portes", "Les portes.")
    for _ in range(3):
        desk.publishes("Des pontes", "Les pontes.")
    correction = _correct(desk, index, "poxtes")
    assert correction is not None
    assert correction.text == "pontes"


@pytest.mark.parametrize(
    ("word", "other", "distance"),
    [
        ("", "abc", 3),
        ("port", "port", 0),
        ("port", "prot", 1),
        ("ca", "abc", 3),
        ("mer", "mère", 2),
    ],
)
def test_edits_are_counted(word: str, other: str, distance: int) -> None:
    assert edit_distance(word, other) == distance == edit_distance(other, word)


def test_the_commonest_words_come_as_they_are_written(
    archive: FakeDesk, index: ArticleIndex
) -> None:
    Indexer(index, archive).catch_up()
    assert index.words_starting("met", 2) == [("métropole", 12), ("métreur", 1)]
    assert index.words_starting("val", 5) == [("Valparaíso", 1)]
    assert index.words_starting("xyz", 5) == []
    archive.publishes("Les métreurs", "Un métreur.")
    Indexer(index, archive).catch_up()
    assert dict(index.words_starting("met", 3))["métreur"] == 2

"""Names that mean the same, as editors write them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search import ArticleIndex, Indexer, SearchQuery
from search.highlight import find_matches
from search.synonyms import FILE_NAME, SynonymFault, SynonymFile, Synonyms
from tests.support.fake_desk import FakeDesk

SYNONYMS = Synonyms.read(
    """
    # Clubs et régions
    OM = Olympique de Marseille
    PACA = Provence-Alpes-Côte d’Azur = Région Sud   # trois noms
    CCI = chambre de commerce
    """
)


def found(index: ArticleIndex, desk: FakeDesk, text: str, *, typing: bool = False) -> list[str]:
    Indexer(index, desk).catch_up()
    query = SearchQuery.parse(text, synonyms=SYNONYMS, typing=typing)
    return [hit.id for hit in index.search(query, limit=None).hits]


def test_a_short_name_finds_the_long_one_and_back(desk: FakeDesk, index: ArticleIndex) -> None:
    long = desk.publishes(text="L’Olympique de Marseille ouvre une boutique.")
    short = desk.publishes(text="L’OM ouvre une boutique.")
    swimmers = desk.publishes(text="À Marseille, un club de natation olympique.")
    for query in ("OM", "om", '"Olympique de Marseille"', "boutique OM"):
        assert set(found(index, desk, query)) == {long, short}, query
    # Words that were not written as a phrase are wanted anywhere, as ever.
    assert set(found(index, desk, "olympique de Marseille")) == {long, short, swimmers}


@pytest.mark.parametrize("query", ["PACA", "région sud", "Provence-Alpes-Côte d'Azur"])
def test_a_group_may_have_many_names(desk: FakeDesk, index: ArticleIndex, query: str) -> None:
    ids = {
        desk.publishes(text=text)
        for text in ("En Paca.", "La Région Sud signe.", "En Provence-Alpes-Côte d’Azur.")
    }
    desk.publishes(text="Au sud de la région.")
    assert ids <= set(found(index, desk, query))


def test_words_that_are_no_name_together_stay_words(desk: FakeDesk, index: ArticleIndex) -> None:
    desk.publishes(text="L’OM gagne.")
    olympic = desk.publishes(text="Le bassin olympique.")
    assert found(index, desk, "olympique") == [olympic]


def test_names_hold_in_fields_choices_and_exclusions(desk: FakeDesk, index: ArticleIndex) -> None:
    titled = desk.publishes("L’Olympique de Marseille", "Un bilan.")
    other = desk.publishes("Un bilan", "Une gare.")
    assert found(index, desk, "title:OM") == [titled]
    assert set(found(index, desk, "OM OR gare")) == {titled, other}
    assert found(index, desk, "bilan -OM") == [other]


def test_half_a_name_is_half_a_word(desk: FakeDesk, index: ArticleIndex) -> None:
    trade = desk.publishes(text="La chambre de commerce conseille.")
    ccif = desk.publishes(text="La CCIF conseille.")
    assert set(found(index, desk, "cci", typing=True)) == {trade, ccif}


def test_names_are_shown_where_they_stand() -> None:
    text = "L’Olympique de Marseille ouvre."
    query = SearchQuery.parse("OM", synonyms=SYNONYMS)
    (match,) = find_matches(query, text)
    assert text[match.start : match.end] == "Olympique de Marseille"


def test_an_article_with_another_name_lacks_nothing(desk: FakeDesk, index: ArticleIndex) -> None:
    article = desk.publishes(text="La Région Sud aide les chantiers navals.")
    Indexer(index, desk).catch_up()
    query = SearchQuery.parse("PACA chantiers", synonyms=SYNONYMS)
    (hit,) = index.search(query).hits
    assert (hit.id, hit.lacks) == (article, ())


def test_a_name_that_no_article_has_is_meant_all_the_same(
    desk: FakeDesk, index: ArticleIndex
) -> None:
    desk.publishes(text="La Région Sud aime la paco.")
    Indexer(index, desk).catch_up()
    assert index.correct(SearchQuery.parse("PACA")) is not None
    assert index.correct(SearchQuery.parse("PACA", synonyms=SYNONYMS)) is None


def test_lines_that_say_nothing_are_named() -> None:
    read = Synonyms.read("OM\nA = \n\nB = C\nC = D\nE = e\n# rien\nF = G")
    assert read.faults == (
        SynonymFault(1, "no-equals", "OM"),
        SynonymFault(2, "no-name", ""),
        SynonymFault(5, "repeated", "C"),
        SynonymFault(6, "repeated", "E"),
    )
    assert len(read.by_name) == 4


def test_the_file_is_read_again_when_it_changes(tmp_path: Path) -> None:
    file = SynonymFile(tmp_path)
    assert file.current() == Synonyms()
    path = tmp_path / FILE_NAME
    path.write_text("OM = Olympique de Marseille\n", encoding="utf-8")
    assert len(file.current().by_name) == 2
    path.write_text("OL = Olympique lyonnais\nASSE = Verts = Saint-Étienne\n", encoding="utf-8")
    assert len(file.current().by_name) == 5
    path.unlink()
    assert file.current() == Synonyms()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes("Été = saison".encode("latin-1"))
    (fault,) = SynonymFile(tmp_path).current().faults
    assert (fault.line, fault.code) == (0, "unreadable")
    os.truncate(tmp_path / FILE_NAME, 2 << 20)
    (fault,) = SynonymFile(tmp_path).current().faults
    assert (fault.line, fault.code) == (0, "too-large")

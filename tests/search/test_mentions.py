"""Which names stand in an article."""

from __future__ import annotations

import pytest

from search import ArticleIndex, Indexer
from tests.support.fake_desk import FakeDesk

TEXT = (
    "Les énergies marines renouvelables attirent San Diego. La région Bretagne, elle, parle de "
    "l’énergie marine et d’hôpitaux ; l’hôpital de Brest aussi. Le R&D suit."
)


@pytest.fixture
def article(desk: FakeDesk, index: ArticleIndex) -> str:
    for number in range(20):
        desk.publishes(f"Autre {number}", "La région et son hôpital.")
    found = desk.publishes("Bretagne : la filière marine", TEXT)
    Indexer(index, desk).catch_up()
    return found


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("énergie marine", "énergies marines"),
        ("ENERGIES MARINES", "énergies marines"),
        ("San Diego", "San Diego"),
        ("hopital", "hôpitaux"),
        ("région de Bretagne", "région Bretagne"),
        ("R&D", "R&D"),
    ],
)
def test_a_name_is_found_in_whatever_form(
    index: ArticleIndex, article: str, name: str, written: str
) -> None:
    assert index.mentions(article, [name])[name].written == written


@pytest.mark.parametrize("name", ["Diego San", "énergie Bretagne", "nucléaire", "de la", "", "  "])
def test_what_is_not_there_is_not_found(index: ArticleIndex, article: str, name: str) -> None:
    assert index.mentions(article, [name]) == {}


def test_it_is_counted_in_the_title_too(index: ArticleIndex, article: str) -> None:
    found = index.mentions(article, ["Bretagne", "marine"])
    assert (found["Bretagne"].count, found["Bretagne"].in_title) == (2, True)
    assert (found["marine"].count, found["marine"].in_title) == (3, True)


def test_what_few_articles_have_is_rarer(index: ArticleIndex, article: str) -> None:
    found = index.mentions(article, ["San Diego", "région", "Brest"])
    assert found["San Diego"].rarity == pytest.approx(1)
    assert found["région"].rarity == pytest.approx(0, abs=0.01)


def test_an_article_that_is_not_known_has_no_names(index: ArticleIndex) -> None:
    assert index.mentions("none", ["port"]) == {}

"""Words of one family."""

from __future__ import annotations

import pytest

from search import ArticleIndex, Indexer
from search.kin import common_start, kin_among
from tests.support.fake_desk import FakeDesk


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("publicit", "publicitair"),
        ("oppos", "opposit"),
        ("inscrit", "inscript"),
        ("concurrent", "concurrentiel"),
    ],
)
def test_what_begins_alike_is_of_one_family(term: str, other: str) -> None:
    assert kin_among(term, [other, term]) == [other]
    assert kin_among(other, [term, other]) == [term]


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("port", "porte"),
        ("inter", "internationalis"),
        ("parti", "particuli"),
        ("1998", "19981"),
    ],
)
def test_what_has_little_in_common_is_not(term: str, other: str) -> None:
    assert kin_among(term, [other]) == kin_among(other, [term]) == []


@pytest.mark.parametrize("term", ["publicit", "oppos", "constitutionnel"])
def test_kin_begins_with_the_common_start(term: str) -> None:
    start = common_start(term)
    assert start is not None
    others = [term[:cut] + end for cut in range(len(term) + 1) for end in ("", "e", "ation")]
    assert all(other.startswith(start) for other in kin_among(term, others))


@pytest.mark.parametrize("term", ["port", "2019", "40000", "r&d"])
def test_short_words_and_numbers_have_none(term: str) -> None:
    assert common_start(term) is None


def test_an_index_knows_the_kin_of_its_words(desk: FakeDesk, index: ArticleIndex) -> None:
    desk.publishes(text="S’opposer, une opposition, des opposants : à chacun son opposition.")
    desk.publishes(text="Une opposition attend.")
    Indexer(index, desk).catch_up()
    snapshot = index._require_snapshot()
    assert snapshot.kin("oppos") == ("opposit",)
    assert snapshot.kin("opposit") == ("oppos",)
    assert snapshot.kin("halifax") == ()


def test_a_word_that_no_article_has_may_be_misspelt(desk: FakeDesk, index: ArticleIndex) -> None:
    desk.publishes(text="Les institutions de la vallée, une institution.")
    Indexer(index, desk).catch_up()
    snapshot = index._require_snapshot()
    (known,) = snapshot.expand("text", "institu")
    assert snapshot.meant(known.replace("tit", "tyt")) == (known,)
    assert snapshot.meant(known) == snapshot.meant("vale") == snapshot.meant("1998") == ()

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.fuzzy import fold, match, rank

TAGS = (
    "export",
    "export/amérique du nord",
    "filière/santé",
    "filière/cosmétique",
    "santé",
    "sous-traitance",
    "économie bleue",
    "cœur de métropole",
    "Œnologie",
)


def names_of(name: str) -> tuple[str, ...]:
    return (name,)


def found(query: str, names: tuple[str, ...] = TAGS) -> list[str]:
    return [ranked.item for ranked in rank(query, names, names_of)]


def marked(query: str, name: str) -> str:
    """The characters of the name that the query found."""
    result = match(query, name)
    assert result is not None
    return "".join(name[place] for place in result.positions)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Économie", "economie"),
        ("e\u0301conomie", "economie"),
        ("CŒUR", "coeur"),
        ("l’Île", "l'ile"),
        ("Straße", "strasse"),
    ],
)
def test_folds_accents_case_and_ligatures(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_finds_a_leaf_of_the_tree_without_its_accents() -> None:
    assert found("sante")[:2] == ["santé", "filière/santé"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("fs", "filière/santé"),
        ("fico", "filière/cosmétique"),
        ("bleue eco", "économie bleue"),
        ("coeur", "cœur de métropole"),
        ("oeno", "Œnologie"),
        ("EXPORT", "export"),
        ("amerique", "export/amérique du nord"),
        ("traitance", "sous-traitance"),
        ("snt", "santé"),
    ],
)
def test_the_name_that_was_meant_comes_first(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_letters_in_another_order_find_nothing() -> None:
    assert match("tnas", "santé") is None
    assert found("zzz") == []


def test_every_word_of_the_query_must_be_there() -> None:
    assert match("sante miami", "filière/santé") is None


def test_an_empty_query_finds_everything_in_the_order_given() -> None:
    assert found("  ") == list(TAGS)


def test_ties_keep_the_order_given() -> None:
    assert found("port", ("port b", "port a", "port c")) == ["port b", "port a", "port c"]


def test_positions_are_those_of_the_name_as_given() -> None:
    assert marked("sante", "filière/santé") == "santé"
    assert marked("coeur", "cœur de métropole") == "cœur"
    assert marked("nord amer", "export/amérique du nord") == "amérnord"
    decomposed = "filie\u0300re/sante\u0301"
    result = match("sante", decomposed)
    assert result is not None
    assert result.positions == (9, 10, 11, 12, 13)


def test_prefers_the_start_of_a_word() -> None:
    result = match("port", "transports du port")
    assert result is not None
    assert result.positions == (14, 15, 16, 17)


@pytest.mark.parametrize(
    ("query", "name", "is_close"),
    [
        ("sante", "filière/santé", True),
        ("fs", "filière/santé", True),
        ("eau", "export et valeur", False),
        ("eau", "bureau", False),
    ],
)
def test_says_whether_what_was_found_begins_words(query: str, name: str, is_close: bool) -> None:
    result = match(query, name)
    assert result is not None
    assert result.is_close is is_close


def test_other_names_find_the_item_too() -> None:
    aliases = {"filière/santé": ("filière/santé", "e-santé", "médical")}
    ranked = rank("medi", aliases, lambda name: aliases[name])
    assert [(one.item, one.name) for one in ranked] == [("filière/santé", 2)]


@given(st.text(max_size=20), st.text(max_size=8))
def test_positions_are_ascending_places_of_the_name(name: str, query: str) -> None:
    result = match(query, name)
    if result is not None:
        assert list(result.positions) == sorted(set(result.positions))
        assert all(0 <= place < len(name) for place in result.positions)


@given(st.text(max_size=20), st.data())
def test_any_choice_of_letters_in_order_is_found(name: str, data: st.DataObject) -> None:
    letters = "".join(character for character in name if data.draw(st.booleans()))
    assert match(letters, name) is not None

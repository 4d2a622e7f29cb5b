"""Conditions put into a query and taken out of it again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import SearchQuery
from search.narrowing import conditions, toggled


@pytest.mark.parametrize(
    ("text", "field", "value", "narrowed"),
    [
        ("", "tag", "santé", 'tag:"santé"'),
        ("halifax", "tag", "filière/santé", 'tag:"filière/santé" halifax'),
        ('tag:"santé" port', "source", "L’Estuaire", 'tag:"santé" source:"L’Estuaire" port'),
        ("port -bus", "mission", "tanger", 'mission:"tanger" port -bus'),
        ("port OR criée", "tag", "mer", 'tag:"mer" (port OR criée)'),
        ("(port OR criée) roscoff", "tag", "mer", 'tag:"mer" (port OR criée) roscoff'),
        ("port", "date", "2017", "date:2017 port"),
        ("date:2017 port", "date", "2017-03", "date:2017-03 port"),
        ("port date:2017", "date", "2018", "date:2018 port"),
        ("port", "source", 'Le "Courrier"', 'source:"Le  Courrier " port'),
    ],
)
def test_a_condition_stands_before_the_words(
    text: str, field: str, value: str, narrowed: str
) -> None:
    assert toggled(text, field, value) == narrowed


@pytest.mark.parametrize(
    ("text", "field", "value", "widened"),
    [
        ('tag:"santé" port', "tag", "Sante", "port"),
        ("port tag:santé", "tag", "santé", "port"),
        ("étiquette:santé port", "tag", "santé", "port"),
        ('tag:"mer" (port OR criée)', "tag", "mer", "port OR criée"),
        ('tag:"mer" (port) (criée)', "tag", "mer", "(port) (criée)"),
        ('tag:"a" tag:"b" port', "tag", "a", 'tag:"b" port'),
    ],
)
def test_the_same_again_takes_it_out(text: str, field: str, value: str, widened: str) -> None:
    assert toggled(text, field, value) == widened


@pytest.mark.parametrize(
    "text", ["-tag:santé", "tag:santé OR port", "(tag:santé OR port)", "title:santé", "tag:"]
)
def test_what_does_not_hold_for_all_is_no_condition(text: str) -> None:
    assert not any(each.is_for("tag", "santé") for each in conditions(text))


@given(
    st.sampled_from(
        ["port", "port crié", '"la mer" -bus', "a OR b", "(a OU b) c", "kind:article d"]
    ),
    st.lists(
        st.tuples(st.sampled_from(["tag", "source", "mission"]), st.sampled_from(["b", "x y"])),
        unique=True,
        max_size=4,
    ),
)
def test_taking_all_out_gives_the_query_back(text: str, chosen: list[tuple[str, str]]) -> None:
    narrowed = text
    for field, value in chosen:
        narrowed = toggled(narrowed, field, value)
        assert not SearchQuery.parse(narrowed).problems
    for field, value in chosen:
        narrowed = toggled(narrowed, field, value)
    assert narrowed == text

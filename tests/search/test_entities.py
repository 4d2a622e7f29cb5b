"""Queries for people, organisations, places and facts."""

from __future__ import annotations

import pytest

from search import ArticleIndex, Indexer, SearchQuery
from search.understood import understood
from store.models import AnnotationKind, EntityKind, EntityNames, FactStatus, FactType
from tests.search.conftest import Find
from tests.support.fake_desk import FakeDesk

OSTREA = EntityNames(EntityKind.ORGANISATION, ("Ostréa", "Ostréa Capteurs"))
OSTREA_SUD = EntityNames(EntityKind.ORGANISATION, ("Ostréa Sud",))
LE_GOFF = EntityNames(EntityKind.PERSON, ("Maëlle Le Goff",))
ESTUARY = EntityNames(EntityKind.PLACE, ("L’Estuaire",))
ORANGE = EntityNames(EntityKind.PLACE, ("Orange",))


@pytest.fixture
def articles(desk: FakeDesk) -> dict[str, str]:
    agreement = (FactType.AGREEMENT, FactStatus.ANNOUNCED)
    return {
        "firm": desk.publishes("Une usine", entities=(OSTREA, LE_GOFF), facts=(agreement,)),
        "south": desk.publishes(
            "Un atelier",
            entities=(OSTREA_SUD,),
            facts=(
                (FactType.AGREEMENT, FactStatus.DONE),
                (FactType.EVENT, FactStatus.ANNOUNCED),
            ),
        ),
        "river": desk.publishes(
            "Un quai", entities=(ESTUARY, ORANGE), annotation_kinds=(AnnotationKind.FACT,)
        ),
        "none": desk.publishes("Ostréa et Maëlle Le Goff à Orange", "Un hasard."),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("org:ostrea", {"firm", "south"}),
        ("org:OSTRÉA", {"firm", "south"}),
        ('org:"ostrea"', {"firm"}),
        ('org:"ostréa capteurs"', {"firm"}),
        ("organisation:capteurs", {"firm"}),
        ("org:ost*", {"firm", "south"}),
        ("org:maëlle", set()),
        ("personne:goff", {"firm"}),
        ('person:"maelle le goff"', {"firm"}),
        ("lieu:estuaire", {"river"}),
        ('place:"l\'estuaire"', {"river"}),
        ("place:orange", {"river"}),
        ("org:(capteurs OR sud)", {"firm", "south"}),
        ("org:ostrea -person:goff", {"south"}),
        ("has:org", {"firm", "south"}),
        ("a:personne", {"firm"}),
        ("has:place", {"river"}),
        ("fact:agreement", {"firm", "south"}),
        ("fait:accord", {"firm", "south"}),
        ("status:announced", {"firm", "south"}),
        ("fact:agreement status:announced", {"firm"}),
        ("statut:annoncé fait:événement", {"south"}),
        ("fact:agreement -status:done", {"firm"}),
        ("has:fact", {"firm", "south", "river"}),
        ("fact:meeting", set()),
    ],
)
def test_what_a_query_finds(
    articles: dict[str, str], find: Find, query: str, names: set[str]
) -> None:
    assert SearchQuery.parse(query).problems == ()
    assert set(find(query)) == {articles[name] for name in names}


def test_the_index_follows_what_is_known(
    articles: dict[str, str], desk: FakeDesk, find: Find
) -> None:
    assert find("person:goff") == [articles["firm"]]
    desk.changes(articles["firm"], entities=(OSTREA,), facts=())
    assert find("person:goff") == []
    assert find("fact:agreement") == [articles["south"]]
    desk.changes(articles["none"], entities=(LE_GOFF,))
    assert find("person:goff") == [articles["none"]]


@pytest.mark.parametrize(
    ("query", "code", "piece", "expected"),
    [
        ("port fact:accrod", "unknown-value", "accrod", "agreement"),
        ("status:fini", "unknown-value", "fini", "done"),
        ("org:", "missing-value", "org:", None),
    ],
)
def test_what_is_wrong_is_shown_in_its_place(
    query: str, code: str, piece: str, expected: str | None
) -> None:
    (problem,) = SearchQuery.parse(query).problems
    assert (problem.code, query[problem.start : problem.end]) == (code, piece)
    assert expected is None or expected in problem.expected


def test_it_is_shown_back_as_it_was_understood() -> None:
    read = understood(SearchQuery.parse('organisation:"Ostréa" fait:accord'))
    assert [(part.kind, part.field, part.text) for part in read.parts] == [
        ("phrase", "org", "Ostréa"),
        ("value", "fact", "agreement"),
    ]


def test_entities_are_counted(
    articles: dict[str, str], desk: FakeDesk, index: ArticleIndex
) -> None:
    Indexer(index, desk).catch_up()
    facets = index.facets(SearchQuery.parse("org:ostrea"))
    assert facets.entities == {
        "org:ostrea": 1,
        "org:ostrea capteurs": 1,
        "org:ostrea sud": 1,
        "person:maelle le goff": 1,
    }

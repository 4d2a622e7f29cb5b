"""Queries asked of entries that no index knows: what rules hold for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.matching import EntryMatcher
from search.synonyms import Synonyms
from store.models import NewArticle

ENTRY = NewArticle(
    title="L’aéroport de Saint-Aubin rouvre sa ligne vers Montréal",
    body=(
        "La chambre de commerce finance les emplois. Les industries de la mer y gagnent.\n\n"
        "Le chantier coûtera 40 000 euros."
    ),
    author="Nolwenn Tanguy",
    source="Le Courrier de l’Estuaire",
    url="https://courrier.example/Économie/transports/aeroport-12.html?id=3",
    language="fr",
    categories=("Économie", "Transports"),
)


@pytest.mark.parametrize(
    "query",
    [
        "aeroport",
        "AÉROPORT",
        "aéroports",
        "l'aéroport",
        "d’aéroport",
        "chantiers coûter",
        '"chambre de commerce"',
        "« chambre de commerce »",
        "chambre de commerce",
        "Saint-Aubin",
        "saintaubin",
        '"saint aubin"',
        "industr*",
        "montreal~",
        "monteral~2",
        "40 000",
        "title:montréal",
        "titre:montréal",
        "text:emplois",
        "author:tanguy",
        "auteur:(tanguy OR belmont)",
        "source:estuaire",
        "category:transport",
        "rubrique:économie",
        "transports",
        "link:/transports/",
        "lien:economie",
        "link:courrier.example",
        "link:/transports/*id=3",
        "lang:fr",
        "football OR aéroport",
        "aéroport -football",
        "(football OU aéroport) SAUF tennis",
        "-football",
    ],
)
def test_holds(query: str) -> None:
    matcher = EntryMatcher(query)
    assert not matcher.problems
    assert matcher(ENTRY)


@pytest.mark.parametrize(
    "query",
    [
        "football",
        "aéroport football",
        "aéroport -emplois",
        '"commerce de chambre"',
        "title:emplois",
        "text:montréal",
        "courrier",
        "tanguy",
        "author:nolwenn source:gazette",
        "category:sport",
        "link:/sport/",
        "link:id=3*/transports/",
        "lang:en",
        "quebec*",
        "-aéroport",
    ],
)
def test_does_not_hold(query: str) -> None:
    matcher = EntryMatcher(query)
    assert not matcher.problems
    assert not matcher(ENTRY)


def test_no_phrase_reaches_from_one_category_into_the_next() -> None:
    assert not EntryMatcher('category:"économie transports"')(ENTRY)


def test_an_entry_in_another_language_is_read_in_it() -> None:
    english = NewArticle("Companies are growing", "The ports grew.", language="en")
    assert EntryMatcher("company")(english)
    assert EntryMatcher("lang:en port")(english)


SYNONYMS = Synonyms.read("CCI = chambre de commerce\nRégion Sud = PACA\nYUL = aéroport")


@pytest.mark.parametrize(
    "query",
    ["CCI", "title:YUL", "text:CCI -PACA", "YUL emplois", '"YUL"', "(CCI OR PACA)", "category:CCI"],
)
def test_names_may_go_by_their_other_names(query: str) -> None:
    entry = replace(ENTRY, categories=("Chambre de commerce",))
    assert EntryMatcher(query, SYNONYMS)(entry)
    assert not EntryMatcher(query)(entry)


@pytest.mark.parametrize("query", ["Région Sud", "-CCI", "author:CCI", "CCI PACA", "link:CCI"])
def test_other_names_make_nothing_hold_that_is_not_said(query: str) -> None:
    assert not EntryMatcher(query, SYNONYMS)(ENTRY)


def test_what_nobody_has_said_yet_cannot_be_asked() -> None:
    (problem,) = EntryMatcher("mission:mer port").problems
    assert (problem.code, problem.start, problem.end) == ("unknown-field", 0, 8)
    assert "category" in EntryMatcher("xyz:mer").problems[0].expected
    assert [each.code for each in EntryMatcher("date:2017").problems] == ["unknown-field"]
    assert [each.code for each in EntryMatcher('"port').problems] == ["unclosed-quote"]


@pytest.mark.parametrize("query", ["", "  ", "***", '""'])
def test_a_query_that_asks_for_nothing_says_so(query: str) -> None:
    assert EntryMatcher(query).is_empty


def test_an_empty_entry_is_no_error() -> None:
    bare = NewArticle(None, "")
    assert not EntryMatcher("port")(bare)
    assert EntryMatcher("-port")(bare)
    assert not EntryMatcher("link:a")(bare)

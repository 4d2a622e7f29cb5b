from __future__ import annotations

from datetime import date

import pytest

from search import SearchQuery
from search.synonyms import Synonyms
from tui.i18n import install
from tui.query_words import describe_synonym_fault, describe_understood, understood_briefly

TODAY = date(2026, 3, 10)
SYNONYMS = Synonyms.read("OM = Olympique de Marseille")


def understood(text: str, *, typing: bool = False) -> str:
    query = SearchQuery.parse(text, today=TODAY, typing=typing, synonyms=SYNONYMS)
    return describe_understood(query)


@pytest.fixture(autouse=True)
def english() -> None:
    install("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "all articles"),
        ("?", "nothing that can be looked for"),
        ("port halifax", "port + halifax"),
        ("port OR quai -Boston", "port or (quai + without Boston)"),
        ('titre:"chaîne du froid"', "title:“chaîne du froid”"),
        ("conteneur* valparaizo~", "words in conteneur… + words like valparaizo"),
        ("est:gardé date:mars-2017", "is:kept + date:2017-03-01..2017-03-31"),
        ("date:<30d", "date:2026-02-08.."),
        ("date:2017-03-14 near:012", "date:2017-03-14 + articles like 012"),
        ("boutique OM", "boutique + (OM = “Olympique de Marseille”)"),
        ("Comment vendre au Chili ?", "vendre + Chili (says nothing: Comment au)"),
        ("au", "au"),
        (
            'version:"mille emplois" version:usin*',
            "“mille emplois” in an earlier version + words in usin… in an earlier version",
        ),
        ("versions:>1 -versions:2..3", "versions:≥2 + without versions:2..3"),
        ("versions:3 versions:<3", "versions:3 + versions:≤2"),
    ],
)
def test_a_query_is_shown_back_as_it_was_understood(text: str, expected: str) -> None:
    assert understood(text) == expected


def test_a_word_that_is_being_typed_is_open() -> None:
    assert understood("port hal", typing=True) == "port + hal…"


@pytest.mark.parametrize("text", ["", "port halifax", "port hal"])
def test_mere_words_need_not_be_shown_back(text: str) -> None:
    assert not understood_briefly(SearchQuery.parse(text, typing=True))


def test_a_fault_says_where_it_is_and_what_to_write() -> None:
    (fault,) = Synonyms.read("\nOM").faults
    words = describe_synonym_fault(fault)
    assert words == "synonyms.txt, line 2: “OM” has no other name; write “OM = …”"

"""Looking at a few places of a text finds what taking all of it apart finds."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import SearchQuery
from search.language import analyzer_for
from search.scout import chunks, scout_for
from search.wanted import Match, WantedWords

TEXT = (
    "L’économie de la mer va bien. Les États-Unis achètent des câbles sous-marins ; ÉCONOMIES, Œuvres et "
    "main-d’œuvre, chœur, l’œil, S.N.C.F. et SNCF, start-up, aujourd’hui, Straße, prud’hommes, "
    "port_du_nord, rapport, (port), «port», éport, CŒUR, Åland."
)
QUERIES = (
    "économie", "ECO*", "cable", "marins", "oeuvre", "œuvres", "main", "choeur", "oeil", "sncf",
    "startup", "aujourd'hui", "strasse", "prudhommes", "port", "nord", "rapport", "coeur", "aland",
    "economie mer", "unis OR port", "o", "hommes", "sous-marin", "sous-mar", "start-up", "main-d'oeuvre",
    '"mer va"', '"etats unis achetent"', '"va bien les"', '"œuvres et main"', '"rapport port" éport',
)  # fmt: skip


def both(query: str, text: str) -> tuple[list[Match], list[Match]]:
    """What is found at a few places, and what where the text is taken apart whole."""
    parsed, french = SearchQuery.parse(query, typing=True), analyzer_for("fr")
    return (
        WantedWords(parsed, french).matches(text),
        WantedWords(parsed, french, scouts=False).matches(text),
    )


@pytest.mark.parametrize("query", QUERIES)
def test_the_same_is_found(query: str) -> None:
    quick, whole = both(query, TEXT)
    assert quick == whole


@given(
    st.text(alphabet="pPoOôÖœŒrtT éÉ.’'-_&0\u00a0\n«aeæsß\u0301\u00adc", max_size=120),
    st.sampled_from(
        [
            "port",
            "po*",
            "oeuvre",
            "éco",
            "trop port",
            "rapport",
            "as",
            "o",
            "coeur",
            "o-p",
            "po-t",
            '"o p"',
            '"port o t" as',
        ]
    ),
)
@example("P.O.R.T. de p.o.r.t", "port")
@example("o — p, o p_o\u00a0p o 0 p", '"o p"')
@settings(max_examples=300)
def test_the_same_is_found_in_any_text(text: str, query: str) -> None:
    quick, whole = both(query, text)
    assert quick == whole


@pytest.mark.parametrize("starts", [[], ["40000"], ["r&d"], ["port", "3,5"]])
def test_what_is_not_of_plain_letters_has_no_scout(starts: list[str]) -> None:
    assert scout_for(starts) is None


def test_a_text_of_letters_in_parts_is_left_alone() -> None:
    scout = scout_for(["eco"])
    assert scout is not None
    assert chunks(scout, "L’e\u0301conomie") is None
    assert list(chunks(scout, "L’économie va.") or ()) == [(0, "L’économie")]

"""What is found by what: terms, positions and places of words."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import analyzer_for, known_language

FRENCH = analyzer_for("fr")


def terms(text: str, language: str = "fr") -> set[str]:
    return {term for token in analyzer_for(language).tokens(text) for term in token.terms}


def words(text: str, language: str = "fr") -> list[str]:
    """The words of a text as written, joined compounds left out."""
    return [
        text[token.start : token.end]
        for token in analyzer_for(language).tokens(text)
        if not token.is_joined
    ]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("économie", "economie"),
        ("l’Économie", "économie"),
        ("l'économie", "ECONOMIE"),
        ("ECONOMIE", "économie"),
        ("ÉCONOMIE", "economie"),
        ("e\u0301conomie", "économie"),
        ("économie", "e\u0301conomie"),
        ("écono\u00admie", "économie"),
        ("emplois", "emploi"),
        ("emploi", "emplois"),
        ("élus", "élu"),
        ("euro", "euros"),
        ("medias", "média"),
        ("média", "medias"),
        ("revenus", "revenu"),
        ("créées", "creees"),
        ("creees", "créées"),
        ("premières", "premiere"),
        ("universités", "universite"),
        ("sécurité", "securite"),
        ("États-Unis", "etats unis"),
        ("Côte d’Azur", "cote azur"),
        ("œuvre", "oeuvre"),
        ("Œuvre", "OEUVRE"),
        ("curriculum vitæ", "vitae"),
        ("aujourd’hui", "aujourd'hui"),
        ("aujourd'hui", "aujourdhui"),
        ("prud’hommes", "prudhommes"),
        ("presqu'île", "presquile"),
        ("qu’elle", "elle"),
        ("jusqu’à", "à"),
        ("start-up", "startup"),
        ("start-up", "start"),
        ("porte‑conteneurs", "porteconteneurs"),
        ("sous-marins", "marin"),
        ("U.S.A.", "USA"),
        ("l’U.R.S.S.", "urss"),
        ("S.A.S", "sas"),
        ("R&D", "r&d"),
        ("R & D", "R&D"),
        ("40 000", "40000"),
        ("40\u202f000", "40 000"),
        ("40\u00a0000", "40.000"),
        ("1 250 000", "1250000"),
        ("3,5 %", "3.5"),
        ("8 milliards", "8"),
        ("m²", "m2"),
        ("ﬁlière", "filiere"),
    ],
)
def test_what_is_typed_finds_what_is_written(written: str, typed: str) -> None:
    # One term of each word that is typed is enough: a query asks for any of them.
    held = terms(written)
    for token in FRENCH.tokens(typed):
        if not token.is_joined:
            assert not held.isdisjoint(token.terms), (token, held)


@pytest.mark.parametrize(
    ("one", "other"),
    [("port", "poste"), ("40 000", "40"), ("R&D", "r"), ("3,5", "3"), ("start-up", "upstart")],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert terms(one).isdisjoint(terms(other))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’Économie d’Aix-en-Provence", ["Économie", "Aix", "en", "Provence"]),
        ("aujourd’hui, qu’il", ["aujourd’hui", "il"]),
        ("Il y a 40 000 salariés en 2017 300 000 en 2018", None),
        ("le 14.03.2017", ["le", "14", "03", "2017"]),
        ("2017,2018", ["2017", "2018"]),
        ("nom_de_fichier", ["nom", "de", "fichier"]),
        ("«\u00a0Oui\u00a0!\u00a0»", ["Oui"]),
        ("l’e\u0301cole", ["e\u0301cole"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_words_stand_where_they_were_written(text: str, expected: list[str] | None) -> None:
    found = words(text)
    if expected is None:
        expected = ["Il", "y", "a", "40 000", "salariés", "en", "2017", "300 000", "en", "2018"]
    assert found == expected


def test_elided_words_take_no_position_and_stop_words_take_one() -> None:
    positions = FRENCH.text_terms("l’économie de la mer").positions
    assert positions == {"econom": [0], "de": [1], "la": [2], "mer": [3]}


def test_a_joined_compound_stands_where_its_first_part_does() -> None:
    positions = FRENCH.text_terms("une start-up navale").positions
    assert positions["startup"] == positions["start"] == [1]
    assert positions["up"] == [2]
    assert positions["naval"] == [3]


def test_stop_words_are_marked_and_are_no_words_to_complete() -> None:
    tokens = {token.surface: token.is_stop for token in FRENCH.tokens("la région Grand Est")}
    assert tokens == {"la": True, "region": False, "grand": False, "est": False}
    assert FRENCH.text_terms("la région").words == {"region"}


def test_english_has_its_own_stems_numbers_and_possessives() -> None:
    assert terms("The company's 40,000 companies", "en") == {"the", "compani", "40000"}
    assert terms("3.5", "en") == {"3,5"}


@pytest.mark.parametrize(
    ("language", "code"),
    [(None, "fr"), ("", "fr"), ("fr-FR", "fr"), ("EN_us", "en"), ("tlh", "fr"), ("it", "it")],
)
def test_a_language_is_known_by_its_code(language: str | None, code: str) -> None:
    assert known_language(language) == code


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_taken_apart_in_order(text: str) -> None:
    tokens = list(FRENCH.tokens(text))
    parts = [token for token in tokens if not token.is_joined]
    assert [part.position for part in parts] == list(range(len(parts)))
    assert all(one.end <= next_one.start for one, next_one in pairwise(parts))
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(token.terms and all(token.terms) for token in tokens)


@given(st.text(alphabet="éèàçœïÉÊ abcdeilnrst'’-", max_size=60))
def test_composed_and_decomposed_texts_have_the_same_terms(text: str) -> None:
    composed = FRENCH.text_terms(unicodedata.normalize("NFC", text))
    decomposed = FRENCH.text_terms(unicodedata.normalize("NFD", text))
    assert composed == decomposed


@given(st.sampled_from(["créées", "économique", "pêcheur", "à côté", "Évènement", "cœur", "naïf"]))
def test_words_typed_without_accents_always_arrive(word: str) -> None:
    plain = "".join(
        character
        for character in unicodedata.normalize("NFD", word.replace("œ", "oe"))
        if not unicodedata.combining(character)
    )
    held = terms(word)
    assert all(not held.isdisjoint(token.terms) for token in FRENCH.tokens(plain.upper()))

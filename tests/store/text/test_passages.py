from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import Span
from store.text.anchors import find, nearest
from tests.support.texts import ARTICLES, BATTERIES, PORT, WOOD


def found(text: str, quote: str) -> list[str]:
    return [text[span.start : span.end] for span in find(text, quote)]


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("l'étude d'abord", "l’étude d’abord"),
        ("40 000 euros", "40\u202f000 euros"),
        ("Vraiment ?", "Vraiment\u00a0?"),
        ("Vraiment?", "Vraiment\u00a0?"),
        ('"rare"', "«\u00a0rare\u00a0»"),
        ("« rare »", "«\u00a0rare\u00a0»"),
        ("«rare»", "«\u00a0rare\u00a0»"),
        ("Lyon-Turin", "Lyon–Turin"),
        ("et puis...", "et puis…"),
        ("coeur de l'oeuvre", "cœur de l’œuvre"),
        ("  deux \n lignes ", "deux\nlignes"),
        (unicodedata.normalize("NFD", "déjà décidé"), "déjà décidé"),
    ],
)
def test_plain_quote_finds_typographic_passage(quote: str, passage: str) -> None:
    text = (
        "Pour l’étude d’abord\u00a0: 40\u202f000 euros. Vraiment\u00a0? C’est «\u00a0rare\u00a0», "
        "dit-on sur Lyon–Turin, et puis… Au cœur de l’œuvre, deux\nlignes\u00a0: c’est déjà décidé."
    )
    assert found(text, quote) == [passage]


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("l’étude", "l'étude"),
        ("« rare »", '"rare"'),
        ("«\u00a0rare\u00a0»", '"rare"'),
        ("Œuvre au cœur", "Oeuvre au coeur"),
        ("et puis…", "et puis..."),
        ("40\u202f000 euros", "40 000 euros"),
        ("Lyon—Turin", "Lyon-Turin"),
    ],
)
def test_typographic_quote_finds_plain_passage(quote: str, passage: str) -> None:
    text = 'Oeuvre au coeur de l\'étude, "rare" sur Lyon-Turin: 40 000 euros et puis...'
    assert found(text, quote) == [passage]


def test_composed_quote_finds_decomposed_passage_with_its_marks() -> None:
    text = unicodedata.normalize("NFD", "Un accord signé à Évreux.")
    assert found(text, "signé à Évreux") == [unicodedata.normalize("NFD", "signé à Évreux")]
    assert found(text, "accord signe") == []


def test_soft_hyphens_of_the_text_do_not_count() -> None:
    assert found("Le spec\u00adtacle commence.", "spectacle") == ["spec\u00adtacle"]


def test_capitals_accents_and_words_count() -> None:
    assert found(PORT, "le Port fluvial") == []
    assert found(PORT, "Saint-Evre") == []
    assert found(PORT, "port maritime") == []


def test_all_places_are_given_in_order() -> None:
    places = find(PORT, "mission économique")
    assert len(places) == 2
    assert places == sorted(places)


def test_places_that_overlap_are_all_given() -> None:
    assert find("la la la", "la la") == [Span(0, 5), Span(3, 8)]


def test_whole_words_go_before_parts_of_words() -> None:
    text = "Le transport passe par le port, puis par les ports voisins."
    assert find(text, "port") == [Span(text.index("port,"), text.index(","))]
    assert found(text, "transp") == ["transp"]


def test_hidden_spans_hold_nothing_but_are_read_over() -> None:
    text = "Le pont est bas.\nSuivez notre série ⤵\nLe département paiera. Suivez bien."
    hidden = [Span(text.index("Suivez"), text.index("Le dép"))]
    assert find(text, "notre série", hidden) == []
    assert len(find(text, "Suivez", hidden)) == 1
    span = Span(text.index("est bas"), text.index(" paiera"))
    assert find(text, "est bas. Le département", hidden) == [span]


@pytest.mark.parametrize("quote", ["", "  \n", "\u00ad"])
def test_empty_quote_is_nowhere(quote: str) -> None:
    assert find(PORT, quote) == []
    assert nearest(PORT, quote) is None


def test_marks_of_expressions_are_taken_literally() -> None:
    assert found(
        "Un coût (hors taxes) de 3.5 M€ [estimé] + frais", "(hors taxes) de 3.5 M€ [e"
    ) == ["(hors taxes) de 3.5 M€ [e"]
    assert found("accord", ".ccord") == []


def test_long_white_runs_are_no_trap() -> None:
    text = f"« Oui{' ' * 200_000}» et non"
    assert find(text, '"Oui"') == [Span(0, len(text) - len(" et non"))]
    assert find(text, '" oui') == []
    assert find(text, "? oui") == []


@given(st.sampled_from(list(ARTICLES.values())), st.data())
def test_every_passage_is_found_where_it_is(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 300)))
    passage = text[start:end].strip()
    offset = text.index(passage, start) if passage else start
    places = find(text, passage)
    assert not passage or places
    whole_words = not (text[offset - 1 : offset + 1].isalnum() or text[end - 1 : end + 1].isalnum())
    if passage and whole_words and passage[0].isalnum() and passage[-1].isalnum():
        assert Span(offset, offset + len(passage)) in places


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_text_and_quote_are_borne(text: str, quote: str) -> None:
    for span in find(text, quote):
        assert 0 <= span.start < span.end <= len(text)
    passage = nearest(text, quote)
    assert passage is None or passage in text


@pytest.mark.parametrize(
    ("text", "quote", "passage"),
    [
        (WOOD, "onze scierie et deux bureau d'etudes", "Onze scieries et deux bureaux d’études"),
        (WOOD, "une première commande de 400 000 dollars", "une première commande de 400\u202f000"),
        (
            BATTERIES,
            "L'investissement atteint 95 millions",
            "L’investissement s’élève à 95 millions",
        ),
        (PORT, "un convoi remplace 120 camions", "Un convoi remplace cent vingt camions"),
        (PORT, "Tibault Garene", "Thibault Garenne"),
        (PORT, "200000 tonnes de ble", "200 000 tonnes de blé"),
    ],
)
def test_nearest_passage_is_what_was_meant(text: str, quote: str, passage: str) -> None:
    proposed = nearest(text, quote)
    assert proposed is not None
    assert passage in proposed
    assert len(proposed) <= len(passage) + 12


@pytest.mark.parametrize(
    "quote",
    ["la recette du cassoulet toulousain", "Zyx", "Wkq vbn", "election presidentielle 2032"],
)
def test_nothing_is_proposed_where_nothing_is_near(quote: str) -> None:
    assert nearest(PORT, quote) is None


def test_nothing_hidden_is_proposed() -> None:
    text = "Le pont est trop bas pour les convois.\nVotre email ne sera pas affiché publiquement."
    hidden = [Span(text.index("Votre"), len(text))]
    assert nearest(text, "votre mail ne sera pas affiché") is not None
    assert nearest(text, "votre mail ne sera pas affiché", hidden) is None

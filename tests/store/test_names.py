"""Names and where they stand in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import InvalidError
from store.models import Span
from store.names import NameMatcher, entity_name, like_pattern, name_key


def _found(names: list[str], text: str, hidden: tuple[Span, ...] = ()) -> list[str]:
    matcher = NameMatcher((name, name) for name in names)
    return [text[each.span.start : each.span.end] for each in matcher.find(text, hidden)]


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("Ostréa", "Ostréa recrute ; les capteurs d’Ostréa, (Ostréa)", 3),
        ("Ostréa", "Ostréane, Néo-Ostréa, Ostréa-Sud", 0),
        ("Ostréa", "ostréa, OSTRÉA, Ostrea", 0),
        ("Aix", "Aix-en-Provence", 0),
        ("Maëlle Le Goff", "Maëlle\u00a0Le Goff et Maëlle\nLe Goff", 2),
        ("L'Estuaire", "dans L’Estuaire d’hier", 1),
        ("Saint-Nazaire", "à Saint‑Nazaire, non à Saint Nazaire", 1),
        ("R&D Atlantique", "la R&D Atlantique embauche", 1),
        ("C2R+", "le groupe C2R+ s’installe", 1),
        ("Ostréa", "Ostre\u0301a, Ostre\u0301ane", 1),
        ("Ostre", "Ostre\u0301a", 0),
        ("université de Brest", "l’université de Brest, l’Université de Brest", 1),
        ("3D Ouest", "chez 3D Ouest, et 33D Ouest", 1),
    ],
)
def test_a_name_is_a_whole_word_as_it_is_written(name: str, text: str, count: int) -> None:
    assert len(_found([name], text)) == count


def test_the_longer_of_two_names_is_meant() -> None:
    names = ["Brest", "Université de Brest", "Université"]
    text = "L’Université de Brest ouvre à Brest. L’Université attend."
    assert _found(names, text) == ["Université de Brest", "Brest", "Université"]


def test_what_readers_never_see_names_nothing() -> None:
    assert _found(["Brest"], "Brest. Brest", (Span(7, 12),)) == ["Brest"]


def test_two_may_go_by_one_name() -> None:
    matcher = NameMatcher([("Orange", "ville"), ("Orange", "groupe"), ("Orange", "ville")])
    assert [found.ids for found in matcher.find("Orange recrute")] == [("groupe", "ville")]
    assert matcher.ids_in("Rien de tel") == set()


@given(
    st.lists(st.text("aAé' -’\u00a0.%_", min_size=1, max_size=6), max_size=4),
    st.text("aAé' -’\u00a0.%_\n", max_size=40),
)
def test_names_found_are_in_the_text_one_after_the_other(names: list[str], text: str) -> None:
    end = 0
    for found in NameMatcher((name, name) for name in names).find(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end


@pytest.mark.parametrize("name", ["", "  ", "«»", "a\u202eb", "x" * 121])
def test_some_things_are_no_names(name: str) -> None:
    with pytest.raises(InvalidError):
        entity_name(name)


def test_a_name_is_kept_on_one_line_and_known_in_any_spelling() -> None:
    assert entity_name(" Maëlle \n Le  Goff ") == "Maëlle Le Goff"
    assert name_key("Côte d’Émeraude") == name_key("COTE D'EMERAUDE")
    assert like_pattern("L’Œuvre 50 %") == r"%L_Œuvre_50_\%%"

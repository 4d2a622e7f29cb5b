"""What makes two names the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.folding import fold


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Économie", "economie"),
        ("ÎLE-DE-FRANCE", "île-de-france"),
        ("Œuvre", "oeuvre"),
        ("Lætitia", "LAETITIA"),
        ("Straße", "STRASSE"),
        ("nº 4", "no 4"),
    ],
)
def test_case_and_accents_do_not_count(name: str, other: str) -> None:
    assert fold(name) == fold(other)


@given(st.text())
def test_a_name_composed_or_not_is_the_same(name: str) -> None:
    assert fold(name) == fold(unicodedata.normalize("NFD", name))

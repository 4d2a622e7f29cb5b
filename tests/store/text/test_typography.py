"""Texts that are only set otherwise, and texts that are others."""

from __future__ import annotations

import pytest

from store.text.typography import fold_typography


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l'accord d´été", "l’accord d’été"),
        ('Il dit : "oui"', "Il dit\u00a0: «\u202foui\u202f»"),
        ("Mans - Angers", "Mans – Angers"),
        ("40 000 euros", "40\u202f000 euros"),
        ("A l'Ecole des Ateliers", "À l’École des Ateliers"),
        ("La suite...", "La suite…"),
        ("Un soeur d'oeuvre", "Un sœur d’œuvre"),
        ("Un.\n\nDeux.", "Un. Deux."),
        ("• le port", "- le port"),
        ("chau\u00addron\u200bnier", "chaudronnier"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_a_setting_does_not_count(one: str, other: str) -> None:
    assert fold_typography(one) == fold_typography(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12,5 %", "125 %"),
        ("le parquet", "le Parquet"),
        ("il est arrive", "il est arrivé"),
        ("Le four rallume", "Le four rallume ?"),
        ("Oui, non", "Oui non"),
        ("l’usine « modèle »", "l’usine modèle"),
    ],
)
def test_words_and_marks_do(one: str, other: str) -> None:
    assert fold_typography(one) != fold_typography(other)

"""Lines above an article that say who wrote it and when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.pages.byline import split_byline

TEXT = "La criée de Port-Aven change d’échelle : l’usine à glace ouvrira en mai."
DAY = date(2026, 2, 16)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Par Nolwenn Tanguy", "Nolwenn Tanguy"),
        ("Par Nolwenn Tanguy et Luc Le Goff (avec AFP)", "Nolwenn Tanguy et Luc Le Goff"),
        ("Par la rédaction", "la rédaction"),
        (
            "Nolwenn Tanguy avec AFP, publié le mardi 23 février 2026 à 22h40",
            "Nolwenn Tanguy avec AFP",
        ),
        ("Le Littoral – Publié le 3 mars 2026 à 10 h", "Le Littoral"),
        ("PAR Nolwenn Tanguy | 16 février 2026", "Nolwenn Tanguy"),
        ("publié le 23 octobre", None),
        ("Publié le 16/02/2026 à 18h45 • Mis à jour le 17/02/2026 à 09:10 • Lecture : 3 min", None),
        ("Temps de lecture : 3 minutes", None),
        ("Lundi 16 février 2026 à 18:45", None),
    ],
)
def test_it_is_told_from_the_text(line: str, who: str | None) -> None:
    assert split_byline(f"{line}\n\n{TEXT}", None, DAY) == (TEXT, who)


def test_several_lines_are_a_byline_too() -> None:
    body = f"Nolwenn Tanguy\n3 min de lecture\n\nMis à jour le 16/02/2026\n\n{TEXT}"
    assert split_byline(body, "Nolwenn Tanguy, Luc Petit", DAY) == (
        TEXT,
        "Nolwenn Tanguy, Luc Petit",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Par ailleurs, le port s’agrandit.",
        "Le 16 février 2026, la criée a ouvert.",
        "Mardi 3 mars",
        "Jeudi 5 mars 2026",
        "Nolwenn Tanguy, directrice du port",
        "AFP",
        "La ville publie le 3 mars 2026 ses comptes",
        "Trois minutes pour comprendre la pêche",
        "12 000 tonnes",
        f"Publié le 16/02/2026 {'à 18h45 ' * 30}",
    ],
)
def test_what_the_article_says_stays(line: str) -> None:
    body = f"{line}\n\n{TEXT}"
    assert split_byline(body, None, DAY) == (body, None)


def test_a_text_of_nothing_else_stays() -> None:
    assert split_byline("Publié le 16/02/2026", None, DAY) == ("Publié le 16/02/2026", None)
    assert split_byline("", None, None) == ("", None)


@given(st.text(alphabet="Par Aé,|•-(publié le 16/02/26:h\n)’"))
def test_nothing_is_too_odd(body: str) -> None:
    rest, _ = split_byline(body, "Par", DAY)
    assert body.endswith(rest) or rest in body

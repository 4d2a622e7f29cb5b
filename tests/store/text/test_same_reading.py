"""When a version of a text says nothing new, and when a small change does."""

from __future__ import annotations

import time

import pytest

from store.text.same_reading import reads_the_same

TEXT = "La verrerie de Kerguelen rallume son four.\n\n{}\n\nTrois cents emplois étaient menacés."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mis à jour à 10h32", "Mis à jour à 11h05"),
        ("Mis à jour à 10h32", ""),
        ("Mis à jour le 12 mars 2026 à 10h32.", "Mis à jour le vendredi 13 mars à 7 h."),
        ("MAJ 10h32", "MAJ : 12 mars, 10:33"),
        ("Dernière mise à jour : 12/03/2026 10:32", "Dernière modification : 2026-03-13"),
        (
            "Publié le 12 mars 2026 à 9h • Mis à jour le 12 mars à 10h",
            "Publié le 12 mars 2026 à 9h",
        ),
        ("(Actualisé à 14h) Le feu a pris jeudi.", "(Actualisé à 15 h 30) Le feu a pris jeudi."),
        ("Mis à jour à 14h – Le feu a pris.", "Mis à jour à 15h – Le feu a pris."),
        ("Mis à jour à 14h : le feu a pris.", "Mis à jour à 15h : le feu a pris."),
        ("Publié il y a 3 heures", "Publié il y a 1 jour"),
        ("1 234 vues", "1 302 vues"),
        ("Lu 87 fois", "Lu 1 204 fois"),
        ("12 commentaires | 3 partages", "14 commentaires | 3 partages"),
        ("Comments: 4", "Comments: 11"),
        ("L'Etat et l'oeuvre", "L’État et l’œuvre"),
        ("Lire aussi\n- Le port\n- La scierie", "Lire aussi\n- La scierie\n\n- Six apprentis"),
        ("Articles similaires :\n• Le port", "Articles similaires :\n• La scierie"),
        ("Mis à jour à 14h : l'Etat paie.", "Mis à jour à 15h : l’État paie."),
    ],
)
def test_stamps_counters_and_settings_say_nothing_new(one: str, other: str) -> None:
    assert reads_the_same(TEXT.format(one), TEXT.format(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trente emplois", "Quarante emplois"),
        ("Le 12 mars, 441 emplois.", "Le 12 mars, 874 emplois."),
        ("Le barème, actualisé le 3 mars, baisse.", "Le barème, actualisé le 4 mars, baisse."),
        ("Publié le 3 mars, le rapport accuse.", "Publié le 4 mars, le rapport accuse."),
        ("Réunion publique\nsamedi 14 mars", "Réunion publique\ndimanche 15 mars"),
        ("20 vues imprenables", "30 vues imprenables"),
        ("L’enquête a reçu 12 commentaires.", "L’enquête a reçu 14 commentaires."),
        ("Il y a 3 ans", "Il y a 4 ans"),
        ("Mis à jour à 14h : le feu a pris.", "Mis à jour à 15h : le feu est éteint."),
        ("Il est devenu", "Il est devenue"),
        ("- Le port\n- La scierie", "- La scierie\n- Le port"),
        ("Lire aussi\n- Le port\nIl a fermé.", "Lire aussi\n- Le port\nIl a ouvert."),
        ("Trois blessés (12 vues)", "Trois blessés (14 vues)"),
    ],
)
def test_what_an_article_says_is_new(one: str, other: str) -> None:
    assert not reads_the_same(TEXT.format(one), TEXT.format(other))


@pytest.mark.parametrize("run", ["11:", "le 1 ", "- 1 ", "maj 1:", "12 vues | "])
def test_no_text_takes_long(run: str) -> None:
    started = time.process_time()
    reads_the_same(run * 40 + "a\n" + run * 20_000, run * 39 + "b\n" + run * 20_000 + "c")
    assert time.process_time() - started < 5

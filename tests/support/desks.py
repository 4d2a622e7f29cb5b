"""Small desks with articles written for the tests."""

from __future__ import annotations

from pathlib import Path

ARTICLES = {
    "000_00aa11bb22cc33dd": (
        "Le port de Kerlouan signe avec Halifax\n\n"
        "La délégation conduite par Maëlle Le Goff est rentrée samedi de Nouvelle-Écosse. Trois accords "
        "de coopération ont été signés avec le cluster océanique de Halifax.\n\n"
        "« Nous avons semé, il faut maintenant récolter », résume l’élue, qui attend deux implantations "
        "d’ici à l’été.\n"
    ),
    "001_11bb22cc33dd44ee": (
        "Ostréa recrute soixante personnes\n\n"
        "L’entreprise Ostréa, spécialiste des capteurs pour l’ostréiculture, ouvre un second atelier à "
        "Morlaix. L’investissement atteint 4,2 millions d’euros.\n\n"
        "La région accompagne le projet à hauteur de 15 %.\n"
    ),
    "002_22cc33dd44ee55ff": (
        "Le salon Mer et Climat ouvre ses portes jeudi à Brest, avec cent vingt exposants annoncés et une "
        "journée réservée aux collectivités du littoral.\n"
    ),
    "003_33dd44ee55ff6600": (
        "Une antenne à Valparaíso\n\n"
        "La métropole ouvre un bureau commun avec la chambre de commerce chilienne. Le loyer sera partagé "
        "pendant deux ans.\n"
    ),
}
"""Texts by id."""


def write_articles(folder: Path) -> list[str]:
    """Write the articles into a folder as files; gives their ids."""
    for article_id, text in ARTICLES.items():
        (folder / f"{article_id}.txt").write_text(text, encoding="utf-8")
    return sorted(ARTICLES)

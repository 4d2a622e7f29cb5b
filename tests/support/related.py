"""A desk whose articles have much to do with each other: some organised by editors, some not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import MissionDetails, NewArticle, PressDate

if TYPE_CHECKING:
    from store.desk import Desk

ORGANISED = {
    "halifax": (
        "Halifax ouvre ses quais aux chantiers bretons",
        "La délégation économique conduite par la région Bretagne a visité les quais de Halifax. Trois "
        "chantiers navals de Lorient construiront des voiliers de plaisance avec le cluster canadien.",
        ["filière/nautisme"],
    ),
    "regate": (
        "Les voiliers de Lorient séduisent le Canada",
        "Les chantiers navals de Lorient vendent deux voiliers de plaisance à une école de Halifax. La "
        "filière nautique y voit l’effet de la délégation bretonne.",
        ["filière/nautisme"],
    ),
    "salon": (
        "Le salon nautique fait le plein",
        "Voiliers, plaisance et chantiers navals : le salon de Lorient a reçu deux cents exposants de la "
        "filière nautique, dont dix venus de Halifax.",
        ["filière/nautisme", "salons"],
    ),
    "lait": (
        "La laiterie de Pontivy embauche",
        "Les éleveurs livrent plus de lait bio à la laiterie, qui ouvre un atelier de fromage et embauche "
        "trente personnes.",
        ["filière/agroalimentaire"],
    ),
    "fromage": (
        "Un fromage bio primé",
        "La laiterie de Pontivy reçoit une médaille pour son fromage bio ; les éleveurs demandent un "
        "meilleur prix du lait.",
        ["filière/agroalimentaire"],
    ),
}
"""Title, text and tags by a word of ours."""

NEW = (
    "Un voilier de Lorient pour Halifax",
    "Le chantier naval livrera au printemps un voilier de plaisance à Halifax. La délégation de la région "
    "Bretagne avait préparé la commande, et la filière nautique espère d’autres voiliers. Le prix "
    "n’est pas dit.",
)
OTHER = (
    "La mairie vote son budget",
    "Le conseil municipal a voté le budget de la piscine et de la voirie après un long débat.",
)
MISSION = MissionDetails(
    title="Mission économique à Halifax",
    origin="Bretagne",
    destinations=("Halifax",),
    organisers=("région Bretagne",),
    dates=PressDate("mars 2026", "2026-03-02", "2026-03-07", "day"),
    sectors=("nautisme",),
)


def fill(desk: Desk) -> dict[str, str]:
    """Take the articles in and organise them; gives their ids, ``new`` and ``other`` included."""
    texts = {name: (title, body) for name, (title, body, _) in ORGANISED.items()}
    texts |= {"new": NEW, "other": OTHER}
    taken = desk.intake.add_articles(
        [
            NewArticle(title, body, published="2026-03-20T08:00:00Z")
            for title, body in texts.values()
        ]
    )
    ids = dict(zip(texts, (each.article_id for each in taken), strict=True))
    for name, (_, _, tags) in ORGANISED.items():
        desk.tags.apply([ids[name]], add=tags)
    desk.missions.create(MISSION)
    desk.missions.link("mission-economique-a-halifax", [ids["halifax"], ids["regate"]])
    return ids

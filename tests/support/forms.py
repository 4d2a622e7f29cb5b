"""Notices that a paper prints again and again: one form, filled in for another town each time."""

from __future__ import annotations

FILLINGS = {
    "Guerlesquin": "un parc de trente-deux éoliennes terrestres porté par la coopérative des vents "
    "d’Argoat, dont les fondations traversent plusieurs prairies humides classées",
    "Locmariaquer": "l’agrandissement du port conchylicole demandé par les ostréiculteurs du chenal, "
    "avec deux cales supplémentaires et un bassin de purification commun",
    "Plouharnec": "une scierie de chêne que voudrait bâtir l’entreprise familiale Kervadec derrière "
    "l’ancienne gare, où circuleraient quarante camions chargés chaque semaine",
    "Saint-Thégonnec": "la fermeture définitive de la carrière d’ardoise, son remblaiement progressif "
    "par des matériaux inertes puis la plantation de bouleaux pubescents",
    "Trégastel": "le déplacement du camping municipal menacé par la submersion marine vers les terrains "
    "agricoles achetés l’automne dernier à la famille Le Goffic",
    "Rostrenen": "une usine de méthanisation alimentée par cinquante exploitations laitières voisines, "
    "raccordée directement au réseau de distribution du gaz",
}
"""What a town asks about, by its name."""

_FORM = (
    "Une enquête publique est ouverte à {town} pendant trente jours consécutifs. Elle concerne {matter}. "
    "Le dossier complet, comprenant notamment l’évaluation environnementale et les avis recueillis, peut "
    "être consulté gratuitement en mairie pendant les horaires habituels d’ouverture. Chacun peut "
    "consigner ses observations, propositions et contre-propositions sur le registre prévu, ou les "
    "adresser directement au commissaire enquêteur. Celui-ci recevra personnellement les habitants "
    "pendant quatre permanences annoncées par affichage réglementaire. Les conclusions motivées seront "
    "tenues à la disposition du public pendant une année complète auprès de la préfecture compétente."
)


def filled_in(town: str, matter: str = "") -> str:
    """The form's text for a town, with its own matter or another one."""
    return _FORM.format(town=town, matter=matter or FILLINGS[town])

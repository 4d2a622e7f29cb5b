"""Selections to hand out, and the words they are handed out with."""

from __future__ import annotations

from dataclasses import replace

from store.export import Labels
from store.models import (
    Annotation,
    AnnotationKind,
    Article,
    ArticleKind,
    ArticleNote,
    ArticleText,
    Direction,
    ExportMode,
    FactStatus,
    FactType,
    Mission,
    MissionDetails,
    PressDate,
    Role,
    SelectedArticle,
    Selection,
    SelectionSection,
    Span,
    Triage,
)
from store.text.anchors import quote_at
from store.text.composition import split_title
from store.text.noise import find_noise
from tests.support.texts import BATTERIES, HEALTH, WOOD

FRENCH = Labels(
    made="Établi le",
    articles="Articles",
    section="Rubrique",
    title="Titre",
    source="Source",
    author="Auteur",
    published="Date",
    link="Adresse",
    identifier="Article",
    kind="Nature",
    article="article",
    press_release="communiqué de presse",
    tags="Étiquettes",
    missions="Missions",
    comment="Commentaire",
    extract="Extrait",
    notes="Notes de la rédaction",
    passages="Passages annotés",
    text="Texte intégral",
    place="caractères {start}–{end}",
    orphan="absent du texte actuel",
    unknown_source="source inconnue",
    undated="sans date",
    direction="Sens",
    origin="Origine",
    destinations="Destinations",
    organisers="Organisateurs",
    leader="Conduite par",
    dates="Dates",
    sectors="Filières",
    objectives="Objectifs",
    delegation="Délégation",
    programme="Programme",
    reviews="Bilans attendus",
    facts="Faits",
    speaker="selon {name}",
    aggregate="en somme",
    selection_kinds={"collection": "Collection", "mission": "Mission", "query": "Recherche"},
    annotation_kinds={
        AnnotationKind.HIGHLIGHT: "Passage",
        AnnotationKind.COMMENT: "Remarque",
        AnnotationKind.DOUBT: "Doute",
        AnnotationKind.FACT: "Fait",
    },
    roles={
        Role.ANNOUNCEMENT: "annonce",
        Role.REPORT: "reportage",
        Role.ASSESSMENT: "bilan",
        Role.PRESS_RELEASE: "communiqué",
        Role.BACKGROUND: "contexte",
    },
    directions={Direction.OUTBOUND: "à l’export", Direction.INBOUND: "en accueil"},
    fact_types={each: f"type {each}" for each in FactType},
    fact_statuses={each: f"statut {each}" for each in FactStatus},
    rights={
        ExportMode.REFERENCES: "Références et très courts extraits.",
        ExportMode.EXTRACTS: "Courtes citations, avec leur source.",
        ExportMode.FULL: "Textes intégraux : diffusion sous licence seulement.",
    },
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    first_day="1er",
    date="{day} {month} {year}",
    colon="\u00a0: ",
    quotation="«\u00a0{text}\u00a0»",
    separator=";",
)

MADE = "2024-05-01T09:30:00Z"
NOISE = "\n\nPartager sur Facebook\n\nLaissez un commentaire\n"


def article(article_id: str, title: str | None, **known: str | None) -> Article:
    """Return what is known of an article, most of it nothing."""
    blank = Article(
        id=article_id,
        title=title,
        headline=title or "Sans titre",
        source=None,
        author=None,
        url=None,
        canonical_url=None,
        published=None,
        fetched=MADE,
        language="fr",
        kind=ArticleKind.ARTICLE,
        feed_id=None,
        guid=None,
        version=1,
        change_number=1,
        triage=Triage.KEPT,
        is_read=True,
        starred=False,
    )
    return replace(blank, **known)  # type: ignore[arg-type] # mypy cannot see into **known


def article_text(article_id: str, text: str) -> ArticleText:
    """Return a text as the store has it, its noise marked."""
    body_start = split_title(text)[1]
    return ArticleText(article_id, 1, text, body_start, find_noise(text, body_start).spans)


def annotation(text: ArticleText, passage: str, kind: AnnotationKind, note: str = "") -> Annotation:
    """Mark a passage of a text."""
    start = text.text.index(passage)
    quote = quote_at(text.text, Span(start, start + len(passage)))
    number = f"annotation-{start}"
    return Annotation(
        number, text.article_id, kind, note, quote, text.version, False, "odile", MADE
    )


def selected(
    known: Article,
    text: str,
    *marks: tuple[str, AnnotationKind, str],
    comment: str = "",
    note: str = "",
    roles: tuple[tuple[str, Role], ...] = (),
) -> SelectedArticle:
    """Return an article as a selection holds it; marks are passages with kind and note."""
    whole = article_text(known.id, text)
    notes = (ArticleNote("note-1", known.id, note, "odile", MADE),) if note else ()
    annotations = tuple(annotation(whole, *mark) for mark in marks)
    return SelectedArticle(known, whole, comment, annotations, notes, roles)


def selection(
    *sections: tuple[str, tuple[SelectedArticle, ...]],
    kind: str = "collection",
    title: str = "Revue de mai",
    introduction: str = "",
    mission: Mission | None = None,
) -> Selection:
    """Return a selection of sections."""
    made = tuple(SelectionSection(heading, articles) for heading, articles in sections)
    return Selection(kind, "revue-de-mai", title, introduction, MADE, made, mission)


WOOD_ARTICLE = selected(
    replace(
        article(
            "003_5c0d77aa01b2c3d4",
            WOOD.split("\n", 1)[0],
            source="Le Courrier des Monts",
            author="Jeanne Aubrac",
            url="https://courrier.example/bois?id=7",
            published="2024-03-11T06:00:00Z",
        ),
        tags=("export", "filière/bois"),
    ),
    WOOD + NOISE,
    (
        "Elle emploie 3\u202f400 personnes dans le département",
        AnnotationKind.FACT,
        "Source à citer",
    ),
    ("Un accord de coopération doit être signé", AnnotationKind.DOUBT, ""),
    comment="À suivre de près : le bilan est promis en avril.",
    note="Rappeler l’agence.",
    roles=(("Mission Québec 2024", Role.ANNOUNCEMENT),),
)
BATTERIES_ARTICLE = selected(
    replace(
        article("004_9e1f00aa01b2c3d4", BATTERIES.split("\n", 1)[0], source="Port & Métropole"),
        kind=ArticleKind.PRESS_RELEASE,
    ),
    BATTERIES + "\nCommuniqué\n",
)
HEALTH_ARTICLE = selected(article("005_77aa00aa01b2c3d4", None), HEALTH)

REVIEW = selection(
    ("", (HEALTH_ARTICLE,)),
    ("Départs", (WOOD_ARTICLE,)),
    ("Arrivées", (BATTERIES_ARTICLE,)),
    introduction="Trois articles.\n\nUn premier bilan.",
)

MISSION = Mission(
    id="1",
    slug="mission-quebec-2024",
    details=MissionDetails(
        title="Mission Québec 2024",
        direction=Direction.OUTBOUND,
        origin="Monts-Clairs",
        destinations=("Trois-Rivières", "Shawinigan"),
        organisers=("Monts-Clairs Développement",),
        leader="Odile Marchenoir",
        dates=PressDate("mi-mars 2024", "2024-03-14", "2024-03-20", "about"),
        sectors=("bois",),
        objectives="Vendre des charpentes.\nTrouver un partenaire.",
    ),
    created=MADE,
    article_count=1,
    reviews_due=("2024-04-19", "2025-03-20"),
)

"""The values that records of the store take: see ``store.models``."""

from __future__ import annotations

from enum import StrEnum


class Triage(StrEnum):
    """Where an article stands with the editors."""

    NEW = "new"
    KEPT = "kept"
    DISCARDED = "discarded"


class ArticleKind(StrEnum):
    """What an article is."""

    ARTICLE = "article"
    PRESS_RELEASE = "press-release"


class AnnotationKind(StrEnum):
    """Why a passage was marked."""

    HIGHLIGHT = "highlight"
    COMMENT = "comment"
    DOUBT = "doubt"
    FACT = "fact"


class FullText(StrEnum):
    """When the page of a feed's entry is fetched for the whole text."""

    NEVER = "never"
    WHEN_SHORT = "when-short"
    """Where the feed's own text looks like an extract."""

    ALWAYS = "always"


class Role(StrEnum):
    """What an article is to a mission it is linked to."""

    ANNOUNCEMENT = "announcement"
    REPORT = "report"
    ASSESSMENT = "assessment"
    PRESS_RELEASE = "press-release"
    BACKGROUND = "background"


class Direction(StrEnum):
    """Which way a mission travels, seen from its origin territory."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class FactType(StrEnum):
    """What a fact of a mission is about."""

    AGREEMENT = "agreement"
    PARTNERSHIP = "partnership"
    IMPLANTATION_IN = "implantation-in"
    """Somebody from abroad settles in the origin territory."""
    IMPLANTATION_OUT = "implantation-out"
    """Somebody from the origin territory settles abroad."""
    ACQUISITION = "acquisition"
    MEETING = "meeting"
    EVENT = "event"
    OBJECTIVE = "objective"
    DELEGATION = "delegation"
    DATE = "date"
    FIGURE = "figure"
    PERSON = "person"
    ORGANISATION = "organisation"
    QUOTE = "quote"
    FOLLOW_UP = "follow-up"
    ASSESSMENT = "assessment"


class FactStatus(StrEnum):
    """How far along a fact is, as the press says it."""

    DONE = "done"
    UNDER_WAY = "under-way"
    ANNOUNCED = "announced"
    EXPECTED = "expected"
    CONSIDERED = "considered"
    WISHED = "wished"
    IMPLIED = "implied"
    STATED = "stated"


class RuleKind(StrEnum):
    """What a rule decides of an entry that it holds for."""

    KEEP = "keep"
    """It is taken in; a feed that has such rules gives nothing else."""
    BLOCK = "block"
    """It is not taken in."""
    TAG = "tag"
    """It is tagged; whether it is taken in is for others to say."""


class ExportMode(StrEnum):
    """How much of an article an export may carry."""

    REFERENCES = "references"
    """Title, source, date, author, address and very short extracts."""

    EXTRACTS = "extracts"
    """References, and the annotated passages as quotations."""

    FULL = "full"
    """The whole text, noise left out."""

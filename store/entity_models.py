"""People, organisations and places, and what articles say of them: see ``store.models``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.article_models import Annotation, Article
    from store.curation_models import PressDate
    from store.enums import EntityKind, FactStatus, FactType
    from store.text_models import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, an organisation or a place that an editor confirmed."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    """The other names by which texts mention it, sorted."""
    article_count: int
    """How many articles mention it."""


@dataclass(frozen=True, slots=True)
class EntityMention:
    """An entity that an article mentions."""

    entity: Entity
    spans: tuple[Span, ...]
    """Where its names stand in the article's newest text."""


@dataclass(frozen=True, slots=True)
class NameDecisions:
    """What an editor decided on the names of an article."""

    article_id: str
    confirmed: tuple[tuple[EntityKind, str], ...] = ()
    """Names, each with what it names."""
    aliases: tuple[tuple[str, str], ...] = ()
    """Ids of entities, each with one more name of it."""
    refused: tuple[str, ...] = ()
    """Names that are not to be suggested again, in any article."""
    left_out: tuple[str, ...] = ()
    """Ids of entities that this article does not mean, though it has their names."""


@dataclass(frozen=True, slots=True)
class EntityNames:
    """What the index is told of an entity that an article mentions."""

    kind: EntityKind
    names: tuple[str, ...]
    """Its name, then its aliases."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who has to do with a fact."""

    name: str
    """As it was written; where the entity is known, its name as it is now."""
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the press gives: « plus de 40 entreprises » of a delegation."""

    value: str
    """The number as it is to be read: ``40``, ``3,5``."""
    qualifier: str | None = None
    """``plus de``, ``environ``."""
    unit: str | None = None
    of: str | None = None
    """What it counts or measures."""


@dataclass(frozen=True, slots=True)
class FactDetails:
    """What a fact says."""

    type: FactType
    status: FactStatus
    parties: tuple[Party, ...] = ()
    figure: Figure | None = None
    date: PressDate | None = None
    speaker: str | None = None
    """Who says it."""
    is_aggregate: bool = False
    """Whether it sums up others, so that it must not be counted beside them."""
    parts: tuple[str, ...] = ()
    """Ids of the facts that it sums up."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a mission, with the passages that it rests on."""

    id: str
    mission: str
    """Its slug."""
    details: FactDetails
    passages: tuple[Annotation, ...]
    editor: str
    created: str


@dataclass(frozen=True, slots=True)
class SelectedFact:
    """A fact of a mission that is handed out."""

    fact: Fact
    articles: tuple[Article, ...]
    """That each of its passages stands in, in their order."""


@dataclass(frozen=True, slots=True)
class FactCount:
    """How many facts of a type a mission has."""

    type: FactType
    count: int
    """Aggregates are not among them where a part of theirs is."""
    by_status: tuple[tuple[FactStatus, int], ...]
    """The same, parted by status."""
    aggregates: int
    """Those that sum up others which are counted."""

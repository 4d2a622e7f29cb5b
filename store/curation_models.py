"""What editors make: tags, missions, collections, the journal, selections to hand out: see ``store.models``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.enums import Direction

if TYPE_CHECKING:
    from store.article_models import Annotation, Article, ArticleNote, ArticleText
    from store.entity_models import SelectedFact
    from store.enums import Role


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its aliases and the number of articles that bear it or one below it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    article_count: int


@dataclass(frozen=True, slots=True)
class TagPlan:
    """What a rename or a merge of tags would do; nothing is changed by looking at it."""

    renamed: tuple[tuple[str, str], ...]
    """Old and new names of tags that get another name."""
    merged: tuple[tuple[str, str], ...]
    """Names of tags that end, each with the one that takes its articles."""
    article_count: int
    """How many articles would show other tags than now."""


@dataclass(frozen=True, slots=True)
class PressDate:
    """A date as the press says it, with the days it may mean."""

    text: str
    first: str | None = None
    last: str | None = None
    precision: str | None = None
    """``day``, ``month``, ``year`` or ``about``."""


@dataclass(frozen=True, slots=True)
class MissionDetails:
    """What is known of an economic mission."""

    title: str
    direction: Direction = Direction.OUTBOUND
    origin: str | None = None
    """The territory it starts from."""
    destinations: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    leader: str | None = None
    dates: PressDate | None = None
    sectors: tuple[str, ...] = ()
    """Filières."""
    objectives: str | None = None
    delegation: str | None = None
    programme: str | None = None


@dataclass(frozen=True, slots=True)
class Mission:
    """An economic mission of the desk."""

    id: str
    slug: str
    details: MissionDetails
    created: str
    article_count: int
    reviews_due: tuple[str, ...] = ()
    """Days on which its results are due for a look: 30 days, 1 year and 3 years after its last day."""


@dataclass(frozen=True, slots=True)
class MissionLink:
    """An article's place in a mission."""

    mission_id: str
    article_id: str
    role: Role
    editor: str
    created: str


@dataclass(frozen=True, slots=True)
class CollectionItem:
    """An article in a collection."""

    article_id: str
    section_id: str | None
    comment: str


@dataclass(frozen=True, slots=True)
class CollectionSection:
    """A heading in a collection."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Collection:
    """An ordered selection of articles for handing out."""

    id: str
    slug: str
    title: str
    introduction: str
    created: str
    article_count: int
    sections: tuple[CollectionSection, ...] = ()
    items: tuple[CollectionItem, ...] = ()
    """In reading order: those without a section first, then section by section."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a name."""

    id: str
    name: str
    query: str
    editor: str
    created: str


@dataclass(frozen=True, slots=True)
class SelectedArticle:
    """One article of a selection, with all that an export may show of it."""

    article: Article
    text: ArticleText
    comment: str
    """What the collection says of it."""
    annotations: tuple[Annotation, ...]
    notes: tuple[ArticleNote, ...]
    roles: tuple[tuple[str, Role], ...]
    """Title of each mission it is linked to, with its role."""


@dataclass(frozen=True, slots=True)
class SelectionSection:
    """A heading of a selection with its articles; an empty title for those without a heading."""

    title: str
    articles: tuple[SelectedArticle, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What an exporter is given: a collection, a mission or the answer to a query."""

    kind: str
    """``collection``, ``mission`` or ``query``."""
    name: str
    """The slug, or the query."""
    title: str
    introduction: str
    made: str
    """When, in UTC."""
    sections: tuple[SelectionSection, ...]
    mission: Mission | None = None
    facts: tuple[SelectedFact, ...] = ()
    """Of the mission: those of one type together, the earliest first."""

"""Articles, their texts, marks and views, and what the index is told of them: see ``store.models``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.enums import ArticleKind, Triage

if TYPE_CHECKING:
    from store.entity_models import EntityNames
    from store.enums import AnnotationKind, FactStatus, FactType
    from store.text_models import Span, TextQuote


@dataclass(frozen=True, slots=True)
class CopyMarks:
    """What editors made on the other articles of a group; it stays on those."""

    tags: tuple[str, ...] = ()
    """Names, sorted."""
    missions: tuple[str, ...] = ()
    """Slugs."""
    annotation_count: int = 0
    note_count: int = 0
    triage: Triage = Triage.NEW
    """What was decided on them: kept where one was, else discarded where one was."""


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of an article and what editors decided on it, without its text."""

    id: str
    """Its file name without ``.txt``."""
    title: str | None
    headline: str
    """The title, or the start of the text, or the name of its file where that says nothing; one line."""
    source: str | None
    author: str | None
    url: str | None
    canonical_url: str | None
    published: str | None
    fetched: str
    """When it was taken into the desk."""
    language: str | None
    kind: ArticleKind
    feed_id: str | None
    guid: str | None
    version: int
    """The number of its newest text, from 1."""
    change_number: int
    triage: Triage
    is_read: bool
    starred: bool
    tags: tuple[str, ...] = ()
    """Names, sorted; full paths such as ``filière/santé``."""
    missions: tuple[str, ...] = ()
    """Slugs of the missions it is linked to."""
    annotation_count: int = 0
    note_count: int = 0
    others: int = 0
    """How many other articles of the desk have its text and stand in one group with it."""
    on_copies: CopyMarks | None = None
    """What editors made on those others; None where there are none."""
    read_version: int | None = None
    """The version that the desk's editor read last; None where they never did, or nobody asked."""
    nearness: float | None = None
    """How near it is to what was kept, as the share of the desk's articles that are less near. The store
    does not know it: whoever has the index fills it in."""

    @property
    def is_empty(self) -> bool:
        """Whether its text says nothing, so that it goes by the name of its file."""
        return self.title is None and self.headline == f"{self.id}.txt"

    @property
    def has_changed(self) -> bool:
        """Whether it has a newer text than the one that the desk's editor read."""
        return self.read_version is not None and self.read_version < self.version


@dataclass(frozen=True, slots=True)
class LastReading:
    """What an editor read of an article last."""

    version: int
    at: str
    earlier: int | None
    """The version that they had read before; None where that was the first."""
    earlier_at: str | None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One version of an article's text."""

    article_id: str
    version: int
    text: str
    """The file's text as stored, noise and title line included."""
    body_start: int
    """Where the body starts, after the title line and the empty line; 0 without a title."""
    noise: tuple[Span, ...]
    """Runs that are not the article; hidden from reading, search and export."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A passage of an article that an editor marked."""

    id: str
    article_id: str
    kind: AnnotationKind
    note: str
    quote: TextQuote
    version: int
    """The version of the text that ``quote`` stands in."""
    is_orphan: bool
    """True where the passage could not be carried to the newest text and waits for a person to place it."""
    editor: str
    created: str


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """A note on a whole article."""

    id: str
    article_id: str
    text: str
    editor: str
    created: str


@dataclass(frozen=True, slots=True)
class ViewCounts:
    """The numbers beside the views."""

    inbox: int
    kept: int
    discarded: int
    everything: int
    starred: int
    unread: int
    orphans: int
    sources: tuple[tuple[str, int], ...] = ()
    changed: int = 0
    """Articles that changed since the desk's editor read them."""


@dataclass(frozen=True, slots=True)
class View:
    """Which articles a list shows, newest first. All conditions hold together."""

    triage: Triage | None = None
    tag: str | None = None
    """A tag's name; those below it count too."""
    mission: str | None = None
    """A slug."""
    collection: str | None = None
    """A slug; the order is the collection's."""
    source: str | None = None
    feed_id: str | None = None
    starred: bool | None = None
    unread: bool | None = None
    orphans: bool = False
    """Only articles with annotations that wait to be placed."""
    changed: bool = False
    """Only articles that changed since the desk's editor read them."""
    folded: bool = False
    """Whether articles with the same text are shown as one: the first of them in the list's order."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text that is looked at for whether another article has it too."""

    article_id: str
    title: str
    """Empty where it has none."""
    text: str
    """The body as readers see it, noise left out."""
    first: ComparedText | None = None
    """The first article of its group, where that is another."""
    source: str | None = None
    published: str | None = None
    """When its paper brought it, as the store writes moments; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What looking at an article's text told."""

    terms: tuple[int, ...]
    """By which others find it from now on."""
    same: str | None
    """An article that has its text; None where there is none."""
    apart: tuple[str, ...] = ()
    """Articles that were found to have the text of others, and have not, as this one shows."""


ArticlesSharing = Callable[[Sequence[int], int], Iterable[ComparedText]]
"""Gives the articles that share at least so many of these terms, those that share the most first."""


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What an article said before it changed, as far as no newer of its earlier versions says it too."""

    version: int
    taken: str
    """When it was taken in."""
    title: str
    """Empty where it has none, or that of a newer one."""
    runs: tuple[str, ...]
    """Paragraphs that stood one after the other, noise left out."""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """All that the index must know of an article, from the same moment."""

    id: str
    change_number: int
    title: str
    """Empty where it has none."""
    text: str
    """The body, noise left out."""
    notes: tuple[str, ...]
    """Article notes and the notes of annotations."""
    quotes: tuple[str, ...]
    """The annotated passages."""
    tags: tuple[str, ...]
    """Full names and aliases' targets; parents included."""
    missions: tuple[tuple[str, str], ...]
    """Slug and title."""
    collections: tuple[str, ...]
    """Slugs."""
    source: str | None
    author: str | None
    url: str | None
    published: str | None
    added: str
    language: str | None
    kind: ArticleKind
    triage: Triage
    is_read: bool
    starred: bool
    annotation_kinds: tuple[AnnotationKind, ...] = ()
    changed_for: tuple[str, ...] = ()
    """Editors for whom it has changed since they read it."""
    has_copies: bool = False
    """Whether other articles of the desk have its text."""
    entities: tuple[EntityNames, ...] = ()
    """The people, organisations and places that it mentions."""
    facts: tuple[tuple[FactType, FactStatus], ...] = ()
    """Of the facts that rest on its passages."""
    version: int = 1
    """The number of its newest text."""
    earlier: tuple[EarlierText, ...] = ()
    """What it said before it changed, newest version first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that ``Doctor`` saw."""

    code: str
    """``file-without-row``, ``row-without-file``, ``hash-differs``, ``anchor-broken``, ``anchor-stale``,
    ``mentions-stale``, ``integrity``, ``foreign-key``, ``leftover-file``; of the index, ``index-behind`` and
    ``index-damaged``."""
    subject: str
    """The article, annotation, table or file it is about."""
    repair: str | None
    """Code of what repair would do, None where a person must."""
    repaired: bool = False

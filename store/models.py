"""What travels between the layers: frozen records without behaviour.

Times are text in UTC, ``YYYY-MM-DDTHH:MM:SSZ``; dates ``YYYY-MM-DD``. Offsets count Unicode code points of
the article's text as stored, start included, end excluded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.layout import Prepared


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


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Where an annotation stands in a text: W3C Web Annotation's text quote and position selectors.

    ``prefix`` and ``suffix`` are the 32 characters around it, fewer at the ends of the text.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry of a feed links to."""

    url: str
    media_type: str | None = None
    """As the feed says, such as ``audio/mpeg``."""
    size: int | None = None
    """Bytes, as the feed says."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way in, cleaned already; ``Desk.add_articles`` writes its file and its row."""

    title: str | None
    body: str
    """Paragraphs parted by empty lines, without the title."""
    source: str | None = None
    """The publication, as readers know it."""
    author: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    published: str | None = None
    language: str | None = None
    kind: ArticleKind = ArticleKind.ARTICLE
    feed_id: str | None = None
    guid: str | None = None
    given: tuple[str | None, str] | None = None
    """Title and body as the feed gave them, where the page's stand above; they tell a change of the feed."""
    categories: tuple[str, ...] = ()
    """What the feed files it under; for rules, and not kept of an article."""
    tags: tuple[str, ...] = ()
    """What it is tagged with if it is new to the desk, beside its feed's tags."""
    enclosures: tuple[Enclosure, ...] = ()
    """Files that its feed gives links to, in the feed's order."""
    prepared: Prepared | None = field(default=None, compare=False, repr=False)
    """What was worked out of title and body already."""


@dataclass(frozen=True, slots=True)
class CopyMarks:
    """What editors made on the other articles of a group; it stays on those."""

    tags: tuple[str, ...] = ()
    """Names, sorted."""
    missions: tuple[str, ...] = ()
    """Slugs."""
    annotation_count: int = 0
    note_count: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of an article and what editors decided on it, without its text."""

    id: str
    """Its file name without ``.txt``."""
    title: str | None
    headline: str
    """The title, or the start of the text where it has none: never empty, one line."""
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
class FeedDetails:
    """What a person can set of a feed."""

    url: str
    title: str | None = None
    """Its name in lists; the feed's own title where none was given."""
    group: str | None = None
    source: str | None = None
    """The publication its articles are from; the feed's title where none was given."""
    tags: tuple[str, ...] = ()
    """Tags that its new articles get."""
    paused: bool = False
    allow_private: bool = False
    """Whether its address may be on the own or a private network."""
    full_text: FullText = FullText.NEVER


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the collector remembers of a feed between two runs."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    """SHA-256 of the last body, hexadecimal."""
    last_checked: str | None = None
    last_success: str | None = None
    last_error: str | None = None
    """The error's code, such as ``timeout`` or ``http-404``; None after a success."""
    failures: int = 0
    """Failed fetches in a row."""
    own_title: str | None = None
    site_url: str | None = None
    next_due: str | None = None
    """When it should be fetched again; None where that was never worked out: it is due."""
    every_minutes: int | None = None
    """How long it was left alone last, before chance and the server's wishes."""
    usual_gap_minutes: int | None = None
    """The usual time between two of its entries; None where they have no dates."""
    newest: str | None = None
    """When the newest of its entries was published, by their dates."""
    ttl_minutes: int | None = None
    """For how long the feed itself says that it need not be fetched again."""
    skip_hours: str = ""
    """Hours of the day, UTC, in which the feed says that nothing happens: ``0 1 2 23``."""
    skip_days: str = ""
    """Days of the week likewise, Monday being 0: ``5 6``."""
    host_rests_until: str | None = None
    """Until when its server wants no visits at all."""
    moved_to: str | None = None
    """Where its server says that it is for good; the feed follows once that has lasted."""
    moved_since: str | None = None
    moved_times: int = 0
    """How often in a row it said so."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of the desk."""

    id: str
    details: FeedDetails
    state: FeedState
    added: str
    article_count: int
    former_addresses: tuple[str, ...] = ()
    """Where it was before it moved, oldest first."""

    @property
    def name(self) -> str:
        """The name to show: what a person gave, else the feed's own title, else its address."""
        return self.details.title or self.state.own_title or self.details.url


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a feed is, seen from what it gave and what became of it."""

    feed_id: str
    entries_per_week: tuple[int, ...]
    """Of the last weeks, the running one last."""
    delay_minutes: int | None
    """What usually lies between an article's publication and its taking in; None where that is unknown."""
    kept: int
    judged: int
    """Articles that were kept or discarded."""
    blocked: int
    """Entries that rules keep out."""
    newest: str | None
    """When the newest of its entries was published, else taken in."""
    is_silent: bool
    """Whether it works, but has given nothing for much longer than it used to."""
    gives_nothing_kept: bool
    """Whether many of its articles were judged and none was kept."""

    @property
    def kept_share(self) -> float | None:
        """The share of its judged articles that was kept; None where none was judged."""
        return self.kept / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class FeedRule:
    """A rule of editors on what is taken in from feeds."""

    id: str
    feed_id: str | None
    """The feed that it is for; None for all feeds."""
    kind: RuleKind
    query: str
    """What it holds for, in the query language."""
    tags: tuple[str, ...]
    """What the articles that it holds for are tagged with."""
    editor: str
    created: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """An entry on its way to be kept out."""

    article: NewArticle
    rule_id: str | None
    """None where it is kept out since no rule of the kind ``keep`` holds for it."""
    rule: str
    """The rule's query; empty as above."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one feed gave, to be taken in as a whole."""

    feed_id: str
    entries: Sequence[NewArticle] = ()
    blocked: Sequence[Blocked] = ()
    """What rules keep out; what is an article already is treated as one: rules are for what is new."""
    state: FeedState | None = None
    """What to remember of the feed."""


@dataclass(frozen=True, slots=True)
class BlockedEntry:
    """An entry that a rule kept out."""

    id: str
    feed_id: str
    article: NewArticle
    """As its feed gave it last."""
    rule_id: str | None
    """The rule that kept it out, which may be gone; None where no ``keep`` rule held for it."""
    rule: str
    """The rule's query then; empty as above."""
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What the desk already has for an entry of a feed."""

    article_id: str
    guid: str | None
    canonical_url: str | None
    content_hash: str | None
    """SHA-256 of the entry's cleaned title and body as the feed gave them last; None where no feed has yet."""


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of one entry of a feed."""

    article_id: str
    """Empty where it was kept out."""
    outcome: str
    """``new``, ``known`` or ``changed``; ``blocked`` where a rule kept it out for the first time."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One editorial act."""

    number: int
    at: str
    editor: str
    act: str
    """What was done, as a code such as ``tag-articles``; ``tui`` has the words."""
    subject: dict[str, Any] = field(default_factory=dict)
    """What it was done to, for the words: names, ids, counts. JSON values only."""
    undone_by: str | None = None
    undone_at: str | None = None


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


@dataclass(frozen=True, slots=True)
class Likeness:
    """What looking at an article's text told."""

    terms: tuple[int, ...]
    """By which others find it from now on."""
    same: str | None
    """An article that has its text; None where there is none."""


ArticlesSharing = Callable[[Sequence[int], int], Iterable[ComparedText]]
"""Gives the articles that share at least so many of these terms, those that share the most first."""


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


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a look at the desk's folder found."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Files that are no text, by name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that ``Doctor`` saw."""

    code: str
    """``file-without-row``, ``row-without-file``, ``hash-differs``, ``anchor-broken``, ``index-behind``,
    ``integrity``, ``foreign-key``, ``leftover-file``."""
    subject: str
    """The article, annotation or table it is about."""
    repair: str | None
    """Code of what repair would do, None where a person must."""
    repaired: bool = False


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

"""Feeds, their rules and what came of what they gave: see ``store.models``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from store.enums import FullText

if TYPE_CHECKING:
    from store.entry_models import NewArticle
    from store.enums import RuleKind


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


Outcome = Literal["new", "known", "changed", "blocked"]
"""What became of an entry; ``blocked`` where a rule kept it out for the first time."""


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of one entry of a feed."""

    article_id: str
    """Empty where it was kept out."""
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a look at the desk's folder found."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Files that are no text, by name."""

"""What a collection reports, and what it remembers of a feed for the next one. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feeds.errors import CANCELLED, RESTING
from feeds.fetching.received import is_cut_short
from store.models import FeedState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.errors import FeedProblem
    from feeds.fetching.fetch import Fetched
    from feeds.reading.parsed import ParsedFeed
    from store.models import EntryOutcome, Feed


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What became of one feed."""

    feed_id: str
    url: str
    new: int = 0
    known: int = 0
    changed: int = 0
    not_modified: bool = False
    """The feed is what it was last time, so nothing in it was looked at."""
    skipped: int = 0
    """Entries with neither title nor text."""
    blocked: int = 0
    """Entries that rules kept out for the first time."""
    pages_missing: int = 0
    """Pages that were wanted for their whole text and could not be had; the feed's own text stands."""
    error: FeedProblem | None = None
    moved_to: str | None = None
    """Where the desk follows it from now on, since its server said so for days."""
    article_ids: tuple[str, ...] = ()
    """Of the new and the changed articles, in the feed's order."""


@dataclass(frozen=True, slots=True)
class CollectProgress:
    """How far a collection has come."""

    done: int
    """Feeds that are through, failed ones included."""
    total: int
    new: int
    changed: int
    failed: int
    bytes_read: int


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What became of a collection."""

    feeds: tuple[FeedReport, ...]
    """In the order in which the feeds were given."""
    started: str
    ended: str
    let_in: int = 0
    """Articles that rules had kept out, and do no more; they are not counted as new."""

    @property
    def new(self) -> int:
        """New articles."""
        return sum(report.new for report in self.feeds)

    @property
    def known(self) -> int:
        """Entries that the desk had already."""
        return sum(report.known for report in self.feeds)

    @property
    def changed(self) -> int:
        """Articles that have a new version."""
        return sum(report.changed for report in self.feeds)

    @property
    def skipped(self) -> int:
        """Entries with neither title nor text."""
        return sum(report.skipped for report in self.feeds)

    @property
    def blocked(self) -> int:
        """Entries that rules kept out for the first time."""
        return sum(report.blocked for report in self.feeds)

    @property
    def not_modified(self) -> int:
        """Feeds that are what they were."""
        return sum(report.not_modified for report in self.feeds)

    @property
    def failed(self) -> int:
        """Feeds that could not be taken in; those that were not asked for are not counted."""
        return sum(_has_failed(report) for report in self.feeds)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was stopped before all feeds were through."""
        return any(report.error and report.error.code == CANCELLED for report in self.feeds)

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Of the new and the changed articles, each once."""
        ids = (article_id for report in self.feeds for article_id in report.article_ids)
        return tuple(dict.fromkeys(ids))


def _has_failed(report: FeedReport) -> bool:
    return report.error is not None and report.error.code not in {CANCELLED, RESTING}


def advanced(progress: CollectProgress, report: FeedReport, bytes_read: int) -> CollectProgress:
    """The progress after one more feed."""
    return replace(
        progress,
        done=progress.done + 1,
        new=progress.new + report.new,
        changed=progress.changed + report.changed,
        failed=progress.failed + _has_failed(report),
        bytes_read=bytes_read,
    )


def taken_in(
    feed: Feed, parsed: ParsedFeed, outcomes: Sequence[EntryOutcome], moved_to: str | None = None
) -> FeedReport:
    """The report on a feed whose entries the desk took in."""
    kinds = [outcome.outcome for outcome in outcomes]
    touched = [outcome.article_id for outcome in outcomes if outcome.outcome in {"new", "changed"}]
    return FeedReport(
        feed.id,
        feed.details.url,
        new=kinds.count("new"),
        known=kinds.count("known"),
        changed=kinds.count("changed"),
        skipped=parsed.skipped,
        blocked=kinds.count("blocked"),
        moved_to=moved_to,
        article_ids=tuple(dict.fromkeys(touched)),
    )


def state_after_success(
    state: FeedState, now: str, fetched: Fetched, body_hash: str, parsed: ParsedFeed
) -> FeedState:
    """What to remember of a feed whose entries were all handed over.

    Of one that broke off half-way, nothing is remembered that would keep the rest of it away.
    """
    is_whole = not is_cut_short(fetched.body)
    return replace(
        state,
        etag=fetched.etag if is_whole else None,
        last_modified=fetched.last_modified if is_whole else None,
        body_hash=body_hash if is_whole else None,
        last_checked=now,
        last_success=now,
        last_error=None,
        failures=0,
        own_title=parsed.title or state.own_title,
        site_url=parsed.site_url or state.site_url,
        ttl_minutes=parsed.ttl_minutes,
        skip_hours=" ".join(map(str, parsed.skip_hours)),
        skip_days=" ".join(map(str, parsed.skip_days)),
    )


def state_unchanged(state: FeedState, now: str, fetched: Fetched) -> FeedState:
    """What to remember of a feed that is what it was last time."""
    return replace(
        state,
        etag=fetched.etag or state.etag,
        last_modified=fetched.last_modified or state.last_modified,
        last_checked=now,
        last_success=now,
        last_error=None,
        failures=0,
    )


def state_after_failure(state: FeedState, now: str, problem: FeedProblem) -> FeedState:
    """What to remember of a feed that could not be taken in; its validators still hold."""
    return replace(state, last_checked=now, last_error=problem.code, failures=state.failures + 1)


def state_resting(state: FeedState, until: str, *, is_own: bool = True) -> FeedState:
    """What to remember of a feed that was not asked for, since its server wants no visits until then.

    Args:
        state: what is remembered of it by now.
        until: until when.
        is_own: whether it is the server that its address names, so that all feeds there are concerned.
    """
    return replace(state, next_due=until, host_rests_until=until if is_own else None)

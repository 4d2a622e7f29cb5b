"""One collection under way: each feed's way from its server to the sink."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feeds.collecting import schedule
from feeds.collecting.handover import Handover
from feeds.collecting.outfit import Outfit
from feeds.collecting.reports import (
    CollectProgress,
    FeedReport,
    advanced,
    state_after_failure,
    state_after_success,
    state_resting,
    state_unchanged,
    taken_in,
)
from feeds.collecting.schedule import Bounds
from feeds.errors import CANCELLED, RESTING, FeedProblem, FetchError, ProblemError
from feeds.fetching.credentials import host_of
from feeds.fetching.fetch import Fetched, Fetcher, Wanted
from feeds.fetching.places import Place
from feeds.judging.rules import sift
from feeds.reading.aside import parse_aside
from feeds.reading.parsed import ParsedEntry, ParsedFeed
from feeds.reading.usual_places import usual_places
from feeds.threads import run_aside
from feeds.workers import WorkerPool
from store.clock import to_text
from store.errors import UnknownError
from store.models import Blocked, Delivery, Feed, FeedState, FullText, NewArticle

if TYPE_CHECKING:
    from feeds.pages.completion import Pages

_LOOK_SECONDS = 0.1
"""How often a collection looks whether it is to stop."""
_GONE = "http-410"
_PAGE = "page-with-feed"
_PAGE_WITHOUT = "page-without-feed"
_OFFLINE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a feed held, on its way to the sink."""

    parsed: ParsedFeed
    entries: Sequence[NewArticle]
    """Without those that rules keep out."""
    blocked: Sequence[Blocked]
    state: FeedState
    moved_to: str | None
    missing: int = 0
    """Pages of entries that could not be had."""


@dataclass(frozen=True, slots=True)
class _Unchanged:
    """A feed that is as it was."""

    state: FeedState
    moved_to: str | None


class Round:
    """One collection under way."""

    def __init__(
        self,
        outfit: Outfit,
        handover: Handover,
        feeds: Sequence[Feed],
        progress: Callable[[CollectProgress], None] | None,
    ) -> None:
        self._outfit = outfit
        self._timing = outfit.timing
        self._clock = outfit.clock
        self._handover = handover
        self._feeds = feeds
        self._progress = progress
        self._reports: dict[int, FeedReport] = {}
        self._last_waits = 0
        """Feeds that wait for the sink and have nothing to do after that."""
        self._bytes_read = 0
        self._so_far = CollectProgress(0, len(feeds), 0, 0, 0, 0)
        self._workers = WorkerPool(outfit.work)
        # While some feeds wait for the sink, as many others may be fetched.
        self._before_sink = asyncio.Semaphore(max(1, outfit.limits.at_once))
        self._pages: Pages | None = None

    async def collect(self, cancelled: Callable[[], bool] | None) -> tuple[FeedReport, ...]:
        """Fetch the feeds and hand over what is in them; gives a report on each, in their order."""
        outfit = self._outfit
        async with Fetcher(
            outfit.limits, outfit.network, outfit.clock, self._timing.resting
        ) as fetcher:
            tasks = {
                asyncio.create_task(self._collect_feed(fetcher, position, feed))
                for position, feed in enumerate(self._feeds)
            }
            # Those that were never had come with something to be read.
            first = sum(feed.state.last_success is None for feed in self._feeds)
            tasks.add(asyncio.create_task(self._workers.prepare(first)))
            try:
                await _until_done(tasks, cancelled)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                self._workers.close()
                if self._pages is not None:
                    self._pages.close()
        return tuple(
            self._reports.get(position) or _failed(feed, FeedProblem(CANCELLED))
            for position, feed in enumerate(self._feeds)
        )

    async def _collect_feed(self, fetcher: Fetcher, position: int, feed: Feed) -> None:
        try:
            report = await self._try_feed(fetcher, feed)
        except UnknownError:
            report = _failed(feed, FeedProblem("removed"))
        self._reports[position] = report
        self._so_far = advanced(self._so_far, report, self._bytes_read)
        if self._progress is not None:
            self._progress(self._so_far)

    async def _try_feed(self, fetcher: Fetcher, feed: Feed) -> FeedReport:
        try:
            return await self._take_in(fetcher, feed)
        except ProblemError as error:
            report = await self._try_named_by_page(fetcher, feed, error.problem)
            return report or await self._record_failure(feed, error)

    async def _try_named_by_page(
        self, fetcher: Fetcher, feed: Feed, problem: FeedProblem
    ) -> FeedReport | None:
        """Follow the feed of a page, where the page's address was given in its place."""
        if feed.state.last_success is not None:
            return None
        for url in _places_of_feed(feed, problem):
            report = await self._try_elsewhere(fetcher, feed, url)
            if report is not None:
                return report
        return None

    async def _try_elsewhere(self, fetcher: Fetcher, feed: Feed, url: str) -> FeedReport | None:
        named = replace(feed, details=replace(feed.details, url=url), state=FeedState())
        try:
            report = await self._take_in(fetcher, named)
        except ProblemError:
            return None
        moved = await self._handover.call(lambda sink: sink.move(feed.id, url))
        return replace(report, url=feed.details.url, moved_to=url) if moved else None

    async def _take_in(self, fetcher: Fetcher, feed: Feed) -> FeedReport:
        async with fetcher.place(feed.details.url) as place:
            found = await self._fetch_feed(fetcher, feed, place)
            if isinstance(found, _Found) and feed.details.full_text is FullText.NEVER:
                async with self._before_sink:
                    place.step_aside()
                    return await self._hand_over(feed, found)
        if isinstance(found, _Unchanged):
            return await self._record_unchanged(feed, found)
        # Pages are often the feed's host's own: whoever kept its place would wait for itself.
        return await self._hand_over(feed, await self._complete(fetcher, feed, found))

    async def _fetch_feed(self, fetcher: Fetcher, feed: Feed, place: Place) -> _Unchanged | _Found:
        fetched = await fetcher.fetch(_wanted(feed, self._clock()), place)
        place.leave_host()
        if fetched.not_modified:
            # Nothing is held: whoever waits for the place sends its request before this goes on.
            place.leave()
            await asyncio.sleep(0)
        self._bytes_read += len(fetched.body)
        body_hash = hashlib.sha256(fetched.body).hexdigest()
        if fetched.not_modified or body_hash == feed.state.body_hash:
            moved_to = await self._follow(feed, fetched)
            state = state_unchanged(feed.state, self._now(), fetched)
            return _Unchanged(self._timed(state, fetched, moved_to, has_news=False), moved_to)
        parsed = await self._parse(fetched)
        # Not before: what its server leads to may be anything.
        moved_to = await self._follow(feed, fetched)
        state = state_after_success(feed.state, self._now(), fetched, body_hash, parsed)
        state = schedule.with_habits(state, [entry.published for entry in parsed.entries])
        state = self._timed(state, fetched, moved_to, has_news=True)
        entries = [_article(feed, parsed, entry) for entry in parsed.entries]
        admitted, blocked = await self._sift(feed, entries)
        return _Found(parsed, admitted, blocked, state, moved_to)

    async def _follow(self, feed: Feed, fetched: Fetched) -> str | None:
        """Where the feed moves to, if it has said so for long enough and it can."""
        target = fetched.moved_to
        state = schedule.after_redirect(feed.state, self._clock(), target)
        if target is None or not schedule.has_moved(state, self._clock()):
            return None
        can_move = await self._handover.call(lambda sink: sink.move(feed.id, target))
        return target if can_move else None

    def _timed(
        self, state: FeedState, fetched: Fetched, moved_to: str | None, *, has_news: bool
    ) -> FeedState:
        """The state of a feed that was fetched, with when it is due and where it may have moved."""
        now = self._clock()
        says = None if moved_to else fetched.moved_to
        return schedule.after_success(
            schedule.after_redirect(state, now, says),
            now,
            self._timing.bounds,
            chance=self._timing.chance(),
            has_news=has_news,
            fresh_for=fetched.fresh_for,
        )

    async def _complete(self, fetcher: Fetcher, feed: Feed, found: _Found) -> _Found:
        guids = [entry.guid for entry in found.entries if entry.guid]
        urls = [entry.canonical_url for entry in found.entries if entry.canonical_url]
        known = await self._handover.call(lambda sink: sink.known(feed.id, guids, urls))
        completed = await self._page_reader().complete(fetcher, feed, found.entries, known)
        return replace(found, entries=completed.entries, missing=completed.missing)

    def _page_reader(self) -> Pages:
        if self._pages is None:
            from feeds.pages.completion import Pages  # noqa: PLC0415 - few feeds need it, and it brings lxml along

            self._pages = Pages(self._outfit.limits, self._outfit.sites, self._outfit.work)
        return self._pages

    async def _hand_over(self, feed: Feed, found: _Found) -> FeedReport:
        with self._waiting_last():
            outcomes = await self._handover.take(
                Delivery(feed.id, found.entries, found.blocked, found.state)
            )
        report = taken_in(feed, found.parsed, outcomes, found.moved_to)
        return replace(report, pages_missing=found.missing)

    async def _sift(
        self, feed: Feed, entries: list[NewArticle]
    ) -> tuple[list[NewArticle], list[Blocked]]:
        rules = self._outfit.rules(feed.id)
        return await run_aside(lambda: sift(rules, entries)) if rules else (entries, [])

    async def _parse(self, fetched: Fetched) -> ParsedFeed:
        return await self._workers.run(
            len(fetched.body),
            parse_aside,
            fetched.body,
            url=fetched.url,
            content_type=fetched.content_type,
            now=self._clock(),
        )

    async def _record_unchanged(self, feed: Feed, found: _Unchanged) -> FeedReport:
        await self._remember(feed.id, found.state)
        return FeedReport(feed.id, feed.details.url, not_modified=True, moved_to=found.moved_to)

    async def _record_failure(self, feed: Feed, error: ProblemError) -> FeedReport:
        problem = error.problem
        until = error.rests_until if isinstance(error, FetchError) else None
        # After a redirect, it may be another server that wants no visits.
        is_own = isinstance(error, FetchError) and error.host == host_of(feed.details.url)
        if problem.code == RESTING and until is not None:
            state = state_resting(feed.state, to_text(until), is_own=is_own)
        else:
            state = schedule.after_failure(
                state_after_failure(feed.state, self._now(), problem),
                self._clock(),
                _bounds_after(problem, self._timing.bounds),
                chance=self._timing.chance(),
                rests_until=until,
                is_own=is_own,
            )
        await self._remember(feed.id, state)
        if problem.code == _GONE:
            await self._handover.call(lambda sink: sink.pause(feed.id))
        return _failed(feed, problem)

    async def _remember(self, feed_id: str, state: FeedState) -> None:
        with self._waiting_last():
            await self._handover.remember(feed_id, state)

    @contextmanager
    def _waiting_last(self) -> Iterator[None]:
        self._last_waits += 1
        if self._last_waits + len(self._reports) == len(self._feeds):
            # Nobody is left who could come along.
            self._handover.end()
        try:
            yield
        finally:
            self._last_waits -= 1

    def _now(self) -> str:
        return to_text(self._clock())


async def _until_done(tasks: set[asyncio.Task[None]], cancelled: Callable[[], bool] | None) -> None:
    """Wait for all, for the first that raises, or for the wish to stop."""
    together = asyncio.gather(*tasks)
    # Who stops asks for no outcome.
    together.add_done_callback(lambda done: done.cancelled() or done.exception())
    while not together.done() and not (cancelled is not None and cancelled()):
        await asyncio.wait([together], timeout=_LOOK_SECONDS)
    if together.done():
        together.result()


def _places_of_feed(feed: Feed, problem: FeedProblem) -> Sequence[str]:
    """Where the feed of a page is; where it names none, its site is asked at usual places, once."""
    if problem.code == _PAGE:
        return (problem.detail,)
    is_first = problem.code == _PAGE_WITHOUT and not feed.state.failures
    return usual_places(feed.details.url) if is_first else ()


def _wanted(feed: Feed, now: datetime) -> Wanted:
    is_whole = schedule.is_to_be_had_whole(feed.state, now)
    return Wanted(
        url=feed.details.url,
        etag=None if is_whole else feed.state.etag,
        last_modified=None if is_whole else feed.state.last_modified,
        allow_private=feed.details.allow_private,
    )


def _article(feed: Feed, parsed: ParsedFeed, entry: ParsedEntry) -> NewArticle:
    own_name = feed.details.title or parsed.title or feed.state.own_title
    return NewArticle(
        title=entry.title,
        body=entry.body,
        source=feed.details.source or entry.source or own_name,
        author=entry.author,
        url=entry.url,
        canonical_url=entry.canonical_url,
        published=entry.published,
        language=entry.language,
        feed_id=feed.id,
        guid=entry.guid,
        categories=entry.categories,
        enclosures=entry.enclosures,
        prepared=entry.prepared,
    )


def _bounds_after(problem: FeedProblem, bounds: Bounds) -> Bounds:
    """A name that is not known is mostly this machine without a network, and that may be back soon."""
    if problem.code != "dns":
        return bounds
    return replace(bounds, longest=min(bounds.longest, _OFFLINE))


def _failed(feed: Feed, problem: FeedProblem) -> FeedReport:
    return FeedReport(feed.id, feed.details.url, error=problem)

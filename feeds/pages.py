"""The whole texts of entries whose feed gives only an extract: their pages, through the same fetcher."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from feeds.errors import FeedProblem, FetchError, ProblemError
from feeds.extract import extract
from feeds.fetch import PAGE_TYPES, Fetched, Fetcher, FetchLimits, Wanted
from feeds.fulltext import wants_page, with_page, without_repeated
from feeds.sites import SiteRules
from feeds.threads import run_aside
from store.models import Feed, KnownEntry, NewArticle
from store.recognise import content_hash

_MOST_FAILURES = 3
"""Pages in a row that a feed's site may fail to give before no more are asked for in this round."""


class Pages:
    """Fetches the pages of a collection's new entries."""

    def __init__(self, limits: FetchLimits, sites: SiteRules) -> None:
        self.limits = limits
        """How much may be asked of other machines."""
        self._sites = sites
        # As with parsing: extraction holds the interpreter.
        self._extracting = asyncio.Semaphore(1)

    async def complete(
        self,
        fetcher: Fetcher,
        feed: Feed,
        entries: Sequence[NewArticle],
        known: Sequence[KnownEntry],
    ) -> list[NewArticle]:
        """The entries, with the texts of their pages where those are wanted and better.

        Pages are fetched of new entries, and of known ones that the feed gives with other words than last
        time. One of these is left out where its page cannot be had: the extract would come in the place
        of the whole text.
        """
        hashes = _hashes(known)
        asked = [
            place
            for place, entry in enumerate(entries)
            if wants_page(feed.details.full_text, entry) and _is_news(entry, hashes)
        ]
        given = [entries[place] for place in asked]
        found = await _Round(self, fetcher, feed).fetch(given)
        completed = dict(zip(asked, without_repeated(given, found), strict=True))
        failed = {
            place
            for place, entry in completed.items()
            if entry.given is None and _last_hash(entry, hashes) is not None
        }
        return [
            completed.get(place, entry)
            for place, entry in enumerate(entries)
            if place not in failed
        ]

    async def article(self, fetcher: Fetcher, feed: Feed, url: str) -> NewArticle:
        """The article of one page.

        Raises:
            ProblemError: it cannot be had.
        """
        wanted = Wanted(url, allow_private=feed.details.allow_private, accept=PAGE_TYPES)
        async with fetcher.place(url):
            fetched = await fetcher.fetch(wanted)
        async with self._extracting:
            try:
                return await asyncio.wait_for(
                    run_aside(lambda: self._extract(fetched)), self.limits.timeout_seconds
                )
            except TimeoutError as error:
                raise FetchError(FeedProblem("unreadable", url)) from error

    def _extract(self, fetched: Fetched) -> NewArticle:
        return extract(fetched, self._sites.of(fetched.url)).article


class _Round:
    """The pages of one feed's entries."""

    def __init__(self, pages: Pages, fetcher: Fetcher, feed: Feed) -> None:
        self._pages = pages
        self._fetcher = fetcher
        self._feed = feed
        self._failures = 0
        # Few at a time, so that a site which fails is seen to before all are asked for.
        self._places = asyncio.Semaphore(max(1, pages.limits.per_host))

    async def fetch(self, entries: Sequence[NewArticle]) -> list[NewArticle]:
        """The entries in their order, each with its page's text where that is the better one."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._complete(entry)) for entry in entries]
        return [task.result() for task in tasks]

    async def _complete(self, entry: NewArticle) -> NewArticle:
        async with self._places:
            if self._failures >= _MOST_FAILURES or entry.url is None:
                return entry
            try:
                page = await self._pages.article(self._fetcher, self._feed, entry.url)
            except ProblemError:
                self._failures += 1
                return entry
            self._failures = 0
            return with_page(entry, page)


_Hashes = Mapping[str | None, str | None]


def _hashes(known: Sequence[KnownEntry]) -> _Hashes:
    """What the feed gave last of known entries, by guid and by canonical URL."""
    by_address = {each.canonical_url: each.content_hash for each in known if not each.guid}
    return by_address | {each.guid: each.content_hash for each in known if each.guid}


def _last_hash(entry: NewArticle, hashes: _Hashes) -> str | None:
    """The hash of what the feed gave of an entry last; None for one that it had not given yet."""
    return hashes.get(entry.guid) if entry.guid else None


def _is_news(entry: NewArticle, hashes: _Hashes) -> bool:
    """Whether an entry is new, or known with other words than now."""
    last = _last_hash(entry, hashes)
    if last is not None:
        return last != content_hash(entry)
    return entry.guid not in hashes and entry.canonical_url not in hashes

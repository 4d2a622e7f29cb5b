"""The whole texts of entries whose feed gives only an extract: their pages, through the same fetcher."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from feeds.errors import ProblemError
from feeds.fetching.fetch import PAGE_TYPES, Fetched, Fetcher, FetchLimits, Wanted
from feeds.pages.extract import Extracted, extract
from feeds.pages.finding import FoundPlace, find_places
from feeds.pages.fulltext import wants_page, with_feeds_lede, with_page, without_repeated
from feeds.pages.sites import SiteRules
from feeds.workers import WorkerPool, WorkLimits
from store.intake.recognise import content_hash
from store.models import Feed, KnownEntry, NewArticle

_MOST_FAILURES = 3
"""Pages in a row that a feed's site may fail to give before no more are asked for in this round."""


_LIBRARIES = ("feeds.pages.extract", "trafilatura", "trafilatura.metadata")
"""What a process that reads pages needs; its limit of memory is for what comes after."""


@dataclass(frozen=True, slots=True)
class Completed:
    """Entries of a feed with the texts of their pages."""

    entries: Sequence[NewArticle]
    missing: int
    """Pages that were wanted and could not be had."""


class PageReader:
    """Fetches pages, and takes their articles out of them in a process that can be killed."""

    def __init__(self, sites: SiteRules, work: WorkLimits) -> None:
        self._sites = sites
        self._workers = WorkerPool(work, processes=1, libraries=_LIBRARIES)

    async def read(self, fetcher: Fetcher, url: str, *, allow_private: bool = False) -> Extracted:
        """What comes out of a page.

        Raises:
            ProblemError: it cannot be had, or holds no article.
        """
        async with self._fetched(fetcher, url, allow_private=allow_private) as fetched:
            rule = self._sites.of(fetched.url)
            return await self._workers.run(len(fetched.body), extract, fetched, rule)

    async def find(self, fetcher: Fetcher, url: str, words: str) -> tuple[FoundPlace, ...]:
        """Where some words stand on a page.

        Raises:
            ProblemError: it cannot be had, or does not hold them.
        """
        async with self._fetched(fetcher, url) as fetched:
            return await self._workers.run(len(fetched.body), find_places, fetched, words)

    @asynccontextmanager
    async def _fetched(
        self, fetcher: Fetcher, url: str, *, allow_private: bool = False
    ) -> AsyncIterator[Fetched]:
        wanted = Wanted(url, allow_private=allow_private, accept=PAGE_TYPES)
        async with fetcher.place(url) as place:
            fetched = await fetcher.fetch(wanted, place)
            place.leave_host()
            yield fetched

    def close(self) -> None:
        """End the process."""
        self._workers.close()


class Pages:
    """Fetches the pages of a collection's new entries."""

    def __init__(self, limits: FetchLimits, sites: SiteRules, work: WorkLimits) -> None:
        self.limits = limits
        """How much may be asked of other machines."""
        self._reader = PageReader(sites, work)

    def close(self) -> None:
        """End the process that reads pages."""
        self._reader.close()

    async def complete(
        self,
        fetcher: Fetcher,
        feed: Feed,
        entries: Sequence[NewArticle],
        known: Sequence[KnownEntry],
    ) -> Completed:
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
        round_ = _PagesOfFeed(self, fetcher, feed)
        found = await round_.fetch(given)
        whole = map(with_feeds_lede, without_repeated(given, found))
        completed = dict(zip(asked, whole, strict=True))
        kept = [
            completed.get(place, entry)
            for place, entry in enumerate(entries)
            if place not in completed or not _would_shrink(completed[place], hashes)
        ]
        return Completed(kept, round_.missing)

    async def article(self, fetcher: Fetcher, feed: Feed, url: str) -> NewArticle:
        """The article of one page.

        Raises:
            ProblemError: it cannot be had.
        """
        may_be_private = feed.details.allow_private
        return (await self._reader.read(fetcher, url, allow_private=may_be_private)).article


class _PagesOfFeed:
    """The pages of one feed's entries."""

    def __init__(self, pages: Pages, fetcher: Fetcher, feed: Feed) -> None:
        self._pages = pages
        self._fetcher = fetcher
        self._feed = feed
        self.missing = 0
        """Pages that could not be had, those not asked for any more included."""
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
                self.missing += 1
                return entry
            try:
                page = await self._pages.article(self._fetcher, self._feed, entry.url)
            except ProblemError:
                self._failures += 1
                self.missing += 1
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


def _would_shrink(entry: NewArticle, hashes: _Hashes) -> bool:
    """Whether an entry is known already and comes without its page."""
    return entry.given is None and _last_hash(entry, hashes) is not None


def _is_news(entry: NewArticle, hashes: _Hashes) -> bool:
    """Whether an entry is new, or known with other words than now."""
    last = _last_hash(entry, hashes)
    if last is None and entry.guid not in hashes:
        # Some feeds name an article anew when it changes: then its address tells.
        last = hashes.get(entry.canonical_url)
    if last is not None:
        return last != content_hash(entry)
    return entry.guid not in hashes and entry.canonical_url not in hashes

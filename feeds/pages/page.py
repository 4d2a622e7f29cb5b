"""One page of the web as an article: ``marbre add URL``."""

from __future__ import annotations

import asyncio
from contextlib import closing

from feeds.fetching.fetch import Fetcher, FetchLimits
from feeds.fetching.network import Network
from feeds.pages.completion import PageReader
from feeds.pages.extract import Extracted
from feeds.pages.finding import FoundPlace
from feeds.pages.sites import SiteRules
from feeds.workers import WorkLimits
from store.models import NewArticle


def fetch_article(url: str, limits: FetchLimits, network: Network | None = None) -> NewArticle:
    """Fetch a page and take its article out of it. Blocks.

    Raises:
        ProblemError: it cannot be fetched, is no page of HTML (``not-a-page``), holds no article
            (``no-article``), or takes too long or too much (``too-slow``, ``too-heavy``).
    """
    return check_page(url, limits, SiteRules(), network).article


def check_page(
    url: str, limits: FetchLimits, rules: SiteRules, network: Network | None = None
) -> Extracted:
    """Fetch a page and take its article out of it by the rules for sites. Blocks.

    Raises:
        ProblemError: as in ``fetch_article``.
    """
    return asyncio.run(_read(url, limits, rules, network))


def find_in_page(
    url: str, words: str, limits: FetchLimits, network: Network | None = None
) -> tuple[FoundPlace, ...]:
    """Fetch a page and tell where some words stand on it, the outermost element first. Blocks.

    Raises:
        ProblemError: it cannot be fetched, is no page of HTML, or does not hold them (``no-article``).
    """

    async def find() -> tuple[FoundPlace, ...]:
        with closing(PageReader(SiteRules(), WorkLimits())) as reader:
            async with Fetcher(limits, network) as fetcher:
                return await reader.find(fetcher, url, words)

    return asyncio.run(find())


async def _read(
    url: str, limits: FetchLimits, rules: SiteRules, network: Network | None
) -> Extracted:
    with closing(PageReader(rules, WorkLimits())) as reader:
        async with Fetcher(limits, network) as fetcher:
            return await reader.read(fetcher, url)

"""One page of the web as an article: ``marbre add URL``."""

from __future__ import annotations

import asyncio

from feeds.extract import Extracted, extract
from feeds.fetch import PAGE_TYPES, Fetched, Fetcher, FetchLimits, Wanted
from feeds.network import Network
from feeds.sites import SiteRules
from store.models import NewArticle


def fetch_article(url: str, limits: FetchLimits, network: Network | None = None) -> NewArticle:
    """Fetch a page and take its article out of it. Blocks.

    Raises:
        FetchError: it cannot be fetched, is no page of HTML (``not-a-page``), or holds no article
            (``no-article``).
    """
    return check_page(url, limits, SiteRules(), network).article


def check_page(
    url: str, limits: FetchLimits, rules: SiteRules, network: Network | None = None
) -> Extracted:
    """Fetch a page and take its article out of it by the rules for sites. Blocks.

    Raises:
        FetchError: as in ``fetch_article``.
    """
    fetched = asyncio.run(_fetch(url, limits, network))
    return extract(fetched, rules.of(fetched.url))


async def _fetch(url: str, limits: FetchLimits, network: Network | None) -> Fetched:
    async with Fetcher(limits, network) as fetcher:
        return await fetcher.fetch(Wanted(url, accept=PAGE_TYPES))

"""One page of the web as an article: ``marbre add URL``."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from feeds.canonical import canonical_url, web_address
from feeds.clean import clean_author, clean_line, clean_paragraphs, clean_text, clean_title
from feeds.encoding import decode
from feeds.errors import FeedProblem, FetchError
from feeds.fetch import PAGE_TYPES, Fetched, Fetcher, FetchLimits, Wanted
from feeds.network import Network
from store.models import NewArticle

_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})\b.*")
# trafilatura makes every space a plain one; in French, some are not.
_HELD = {0x00A0: "\ue0a0", 0x202F: "\ue02f"}
_RELEASED = {0xE0A0: "\u00a0", 0xE02F: "\u202f"}
_PAGE_KINDS = ("text/html", "application/xhtml+xml")

# Without a handler its remarks on a page go to the terminal, which belongs to the desk.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def fetch_article(url: str, limits: FetchLimits, network: Network | None = None) -> NewArticle:
    """Fetch a page and take its article out of it. Blocks.

    Raises:
        FetchError: it cannot be fetched, is no page of HTML (``not-a-page``), or holds no article
            (``no-article``).
    """
    fetched = asyncio.run(_fetch(url, limits, network))
    kind = fetched.content_type.partition(";")[0].strip().lower()
    if kind and kind not in _PAGE_KINDS:
        raise FetchError(FeedProblem("not-a-page", clean_line(kind)[:80]))
    return read_article(fetched)


def read_article(fetched: Fetched) -> NewArticle:
    """The article of a page that was fetched. Pure.

    Raises:
        FetchError: ``no-article``.
    """
    # A third of a second to import, and most commands never add a page.
    import trafilatura  # noqa: PLC0415
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    tree = trafilatura.load_html(clean_text(decode(fetched.body, fetched.content_type)))
    if tree is None:
        raise FetchError(FeedProblem("no-article", fetched.url))
    _replace_texts(tree, clean_text)
    facts = _attempt(lambda: extract_metadata(tree, default_url=fetched.url))
    _replace_texts(tree, lambda text: text.translate(_HELD))
    content = _attempt(
        lambda: trafilatura.extract(
            tree, url=fetched.url, output_format="html", include_comments=False
        )
    )
    title = clean_title(getattr(facts, "title", None))
    body = _without_title(clean_paragraphs((content or "").translate(_RELEASED)), title)
    if not body:
        raise FetchError(FeedProblem("no-article", fetched.url))
    return _article(fetched.url, title, body, facts, _language(tree))


def _replace_texts(tree: Any, change: Callable[[str], str]) -> None:
    for element in tree.iter(etree.Element):
        if element.text:
            element.text = change(element.text)
        if element.tail:
            element.tail = change(element.tail)


async def _fetch(url: str, limits: FetchLimits, network: Network | None) -> Fetched:
    async with Fetcher(limits, network) as fetcher:
        return await fetcher.fetch(Wanted(url, accept=PAGE_TYPES))


def _attempt(work: Callable[[], Any]) -> Any:
    """What trafilatura makes of a page; None where it stumbles over one, as over one without an article."""
    try:
        return work()
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError):
        return None


def _article(
    url: str, title: str | None, body: str, facts: Any, language: str | None
) -> NewArticle:
    own = web_address(str(getattr(facts, "url", None) or ""), url)
    # A page that calls the site's front page its canonical address says so of every article.
    if own is None or urlsplit(own).path in {"", "/"}:
        own = url
    return NewArticle(
        title=title,
        body=body,
        source=clean_title(getattr(facts, "sitename", None) or getattr(facts, "hostname", None)),
        author=clean_author(getattr(facts, "author", None)),
        url=url,
        canonical_url=canonical_url(own),
        published=_published(getattr(facts, "date", None)),
        language=language,
    )


def _without_title(body: str, title: str | None) -> str:
    first, _, rest = body.partition("\n\n")
    return rest if title is not None and first.casefold() == title.casefold() else body


def _published(day: str | None) -> str | None:
    """Noon of the day: a page tells no hour that can be trusted, and noon is that day nearly everywhere."""
    try:
        return f"{date.fromisoformat(day or '')}T12:00:00Z"
    except ValueError:
        return None


def _language(tree: Any) -> str | None:
    match = _LANGUAGE.match(
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    return match[1].lower() if match else None

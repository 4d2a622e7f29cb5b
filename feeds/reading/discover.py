"""The feeds that a page of the web names. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from feeds.canonical import web_address
from feeds.cleaning.clean import clean_title

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/xml",
        "text/xml",
    }
)
_MAY_BE = frozenset(
    {"application/json", "application/xml+rss", "text/rss", "text/rss+xml", "text/atom+xml"}
)
"""Those that some feeds go by, and other things too; the address tells."""
_API = ("/wp-json/", "oembed")
_FEED_PATH = re.compile(
    r"(?:/[^/]+)?/(?:feeds?|rss2?|atom|flux|flux-rss|(?:feed|rss2?|atom|flux|index)\.(?:xml|rss|rdf|json)|backend(?:\.php)?"
    r"|feed/(?:rss2?|atom|rdf|json))/?|.*\.(?:rss|atom|rdf)|.*/(?:feeds?|rss|atom|flux)/[^/]+\.xml",
    re.IGNORECASE,
)
_HINT = re.compile("feed|rss|atom|flux|rdf|backend", re.IGNORECASE)
_LAST_PARTS = re.compile(r".*?((?:/[^/]+){0,2}/?)\Z")
_FEED_QUERY = re.compile(
    r"(?:.*&)?(?:feed=(?:rss2?|atom|rdf)|page=backend|format=feed|type=(?:rss|atom))(?:&.*)?"
)
"""WordPress, SPIP, Joomla."""
_MOST = 20
_MOST_READ = 1_000_000
"""Characters of a page that are looked through."""
_SERVICE = "feeds.feedburner.com"
"""Where the feeds of many sites are."""
_LONGEST = 300
"""Characters of a link to a feed."""
_COMMENTS = ("comment", "commentaire")


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names."""

    url: str
    title: str | None


def is_page(text: str) -> bool:
    """Whether a text is a page of HTML."""
    start = text[:2_000].lstrip("\ufeff \t\r\n").lower()
    if "<opml" in start:
        return False
    return start.startswith(("<!doctype html", "<html")) or "<html" in start or "<head" in start


def find_feeds(text: str, url: str) -> tuple[FoundFeed, ...]:
    """The feeds that a page names in its head, then those it links to, those of comments last; each once.

    Args:
        text: the page.
        url: where it is; addresses are relative to it.
    """
    parser = etree.HTMLParser(target=_Links(url), huge_tree=True)
    parser.feed(text[:_MOST_READ].encode("utf-8", "replace").decode())
    found: list[FoundFeed] = parser.close()
    unique: dict[str, FoundFeed] = {}
    for feed in found:
        unique.setdefault(feed.url, feed)
    return tuple(sorted(unique.values(), key=_is_of_comments))[:_MOST]


def _is_of_comments(feed: FoundFeed) -> bool:
    words = f"{feed.url} {feed.title or ''}".lower()
    return any(word in words for word in _COMMENTS)


class _Links:
    """Gathers the feeds that a page names or links to; the target of lxml's parser interface."""

    def __init__(self, url: str) -> None:
        self._base = url
        self._found: list[FoundFeed] = []
        self._linked: list[FoundFeed] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "base":
            self._base = web_address(attributes.get("href") or "", self._base) or self._base
        elif tag == "link":
            self._take_link(attributes)
        elif tag == "a":
            self._take_anchor(attributes.get("href") or "")

    def _take_link(self, attributes: dict[str, str]) -> None:
        relations = (attributes.get("rel") or "").lower().split()
        kind = (attributes.get("type") or "").partition(";")[0].strip().lower()
        address = web_address(attributes.get("href") or "", self._base)
        if address is None or not {"alternate", "feed"} & set(relations):
            return
        is_feed = kind in _FEED_TYPES or (kind in _MAY_BE and _may_be_feed(address))
        if is_feed or "feed" in relations:
            self._found.append(FoundFeed(address, clean_title(attributes.get("title"))))

    def _take_anchor(self, link: str) -> None:
        if len(self._linked) >= _MOST or len(link) > _LONGEST or not _HINT.search(link):
            return
        address = web_address(link, self._base)
        if address is not None and _is_at_home(address, self._base) and _is_named_feed(address):
            self._linked.append(FoundFeed(address, None))

    def end(self, _tag: str) -> None:
        """An element ends."""

    def data(self, _text: str) -> None:
        """Text between tags."""

    def close(self) -> list[FoundFeed]:
        """What was found."""
        return self._found + self._linked


def _may_be_feed(address: str) -> bool:
    words = address.lower()
    return ("feed" in words or "rss" in words) and not any(part in words for part in _API)


def _is_at_home(address: str, page: str) -> bool:
    """Whether an address is of the page's own site: those of others are not its feeds."""
    host, own = (urlsplit(each).hostname or "" for each in (address, page))
    return host.split(".")[-2:] == own.split(".")[-2:] or host == _SERVICE


def _is_named_feed(address: str) -> bool:
    parts = urlsplit(address)
    last = _LAST_PARTS.fullmatch(parts.path)
    is_path = last is not None and _FEED_PATH.fullmatch(last[1]) is not None
    return is_path or parts.hostname == _SERVICE or _FEED_QUERY.fullmatch(parts.query) is not None

"""The feeds that a page of the web names. Pure."""

from __future__ import annotations

from dataclasses import dataclass

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
_MOST = 20
_MOST_READ = 1_000_000
"""Characters of a page that are looked through: feeds are named in its head."""
_COMMENTS = ("comment", "commentaire")


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names."""

    url: str
    title: str | None


def is_page(text: str) -> bool:
    """Whether a text is a page of HTML."""
    start = text[:2_000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html")) or "<html" in start or "<head" in start


def find_feeds(text: str, url: str) -> tuple[FoundFeed, ...]:
    """The feeds that a page names in its head, those of comments last; each once.

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
    """Gathers the links of a page's head; the target of lxml's parser interface."""

    def __init__(self, url: str) -> None:
        self._base = url
        self._found: list[FoundFeed] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "base":
            self._base = web_address(attributes.get("href") or "", self._base) or self._base
        if tag != "link" or "alternate" not in (attributes.get("rel") or "").lower().split():
            return
        kind = (attributes.get("type") or "").partition(";")[0].strip().lower()
        address = web_address(attributes.get("href") or "", self._base)
        if kind in _FEED_TYPES and address:
            self._found.append(FoundFeed(address, clean_title(attributes.get("title"))))

    def end(self, _tag: str) -> None:
        """An element ends."""

    def data(self, _text: str) -> None:
        """Text between tags."""

    def close(self) -> list[FoundFeed]:
        """What was found."""
        return self._found

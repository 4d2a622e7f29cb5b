"""Feeds of every kind and quality to cleaned records: RSS 0.9x to 2.0, Atom, CDF, JSON Feed. Pure.

feedparser reads the format; what an entry holds is then cleaned by this package alone. Whatever the
document holds, parsing touches neither network nor files: feedparser is only ever given a stream.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from feeds.canonical import web_address
from feeds.errors import FeedProblem, ParseError
from feeds.reading import quick_feedparser
from feeds.reading.cdf import is_cdf, with_texts_inside
from feeds.reading.discover import find_feeds, is_page
from feeds.reading.encoding import decode
from feeds.reading.entities import declares_bomb
from feeds.reading.entry import Publication, Whole, read_entry
from feeds.reading.json_feed import is_json_feed, read_json_feed
from feeds.reading.parsed import ParsedFeed
from feeds.reading.plain_feed import read_plain_feed
from feeds.reading.repair import breaks_off, with_whole_references, without_torn_entry
from feeds.reading.shortening import Shortened

_MOST_ENTRIES = 20_000
_LONGEST_TTL = 60 * 24 * 31
_HOUR = re.compile(r"<hour>\s*([01]?\d|2[0-3])\s*</hour>", re.IGNORECASE)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(rf"<day>\s*({'|'.join(_WEEK)})\s*</day>", re.IGNORECASE)
# feedparser looks for e-mail addresses in authors in time that is quadratic in the length of such runs
# (16,000 letters take a second), holding the interpreter meanwhile. No prose has runs like these.
_ENDLESS = 2000
_ENDLESS_WORD = re.compile(r"(?<![\w.+@-])([\w.+-]{500})[\w.+-]{1500,}+", re.ASCII)


def parse_feed(body: bytes, *, url: str, content_type: str = "", now: datetime) -> ParsedFeed:
    """Read a feed.

    Args:
        body: as it came, decompressed.
        url: where it came from; links are relative to it.
        content_type: the HTTP header's value, for its charset.
        now: when it was fetched.

    Raises:
        ParseError: ``empty``, ``not-a-feed``, ``page-with-feed`` where it is a page that names one,
            ``page-without-feed``, ``cut-off`` before its first entry is whole, ``too-many`` entries,
            ``entities`` that are an attack, or ``unreadable`` where feedparser itself fails.
    """
    text = decode(body, content_type)
    _refuse(text)
    read = _by_plain_reader(text, url)
    return _feed(text, url, now, *read) if read else _mended_feed(text, url, now)


def _mended_feed(text: str, url: str, now: datetime) -> ParsedFeed:
    """A feed that is not plain, with what is wrong in it put right before it is read."""
    mended = text if is_json_feed(text) else with_whole_references(text)
    whole = without_torn_entry(mended)
    read = _by_plain_reader(whole, url) if whole != text else None
    feed = _feed(whole, url, now, *(read or _by_feedparser(whole, url)))
    if not feed.entries and breaks_off(text):
        raise ParseError(FeedProblem("cut-off"))
    return feed if whole == mended else replace(feed, skipped=feed.skipped + 1)


def _feed(text: str, url: str, now: datetime, document: Any, whole: Whole) -> ParsedFeed:
    """The feed cleaned, from its records and what gives the texts that their values stand for."""
    feed, found = document["feed"], document.get("entries", [])
    if len(found) > _MOST_ENTRIES:
        raise ParseError(FeedProblem("too-many"))
    site_url = web_address(_text(feed, "link") or "", url)
    publication = Publication.of(feed, site_url, found)
    # As plain records: feedparser's own look every name up under several others.
    entries = [read_entry(dict(entry), whole, publication, now) for entry in found]
    kept = tuple(entry for entry in entries if entry is not None)
    return ParsedFeed(
        publication.title,
        site_url,
        kept,
        len(entries) - len(kept),
        _ttl(feed),
        _skipped(text, "Hours", _HOUR, int),
        _skipped(text, "Days", _DAY, lambda name: _WEEK.index(name.lower())),
    )


def _refuse(text: str) -> None:
    """Say what is wrong with a document before much is done with it."""
    if not text.strip("\0 \t\r\n"):
        raise ParseError(FeedProblem("empty"))
    if declares_bomb(text):
        raise ParseError(FeedProblem("entities"))
    # Most have not even as many elements, and those are counted sooner.
    if (
        text.count("<") > _MOST_ENTRIES
        and sum(map(text.count, ("<item", "<entry", "<Item", "<ITEM"))) > _MOST_ENTRIES
    ):
        raise ParseError(FeedProblem("too-many"))


def _by_plain_reader(text: str, url: str) -> tuple[Any, Whole] | None:
    """The records of a feed that is plain, and what gives the texts that their values stand for."""
    plain = read_plain_feed(text, url)
    return None if plain is None else (plain, str)


def _by_feedparser(text: str, url: str) -> tuple[Any, Whole]:
    """The records of any feed, likewise."""
    shortened = Shortened(text)
    return _document(shortened.text, url), shortened.whole


def _document(text: str, url: str) -> Any:
    is_channel = is_cdf(text)
    if is_channel:
        text = with_texts_inside(text)
    is_json = is_json_feed(text)
    document = read_json_feed(text) if is_json else _read(_without_endless_words(text), url)
    if not document or not (document.get("version") or document.get("entries") or is_channel):
        raise ParseError(_what_it_is(text, url))
    return document


def _what_it_is(text: str, url: str) -> FeedProblem:
    """What stands in the place of a feed."""
    if not is_page(text):
        return FeedProblem("not-a-feed")
    named = find_feeds(text, url)
    return (
        FeedProblem("page-with-feed", named[0].url) if named else FeedProblem("page-without-feed")
    )


def _ttl(feed: Any) -> int | None:
    minutes = _text(feed, "ttl") or ""
    is_number = minutes.isascii() and minutes.strip().isdecimal()
    return min(int(minutes.strip()[:9]), _LONGEST_TTL) if is_number else None


def _skipped(
    text: str, kind: str, pattern: re.Pattern[str], number: Callable[[str], int]
) -> tuple[int, ...]:
    """The hours or days of RSS that feedparser leaves out, from before the first entry."""
    head = text[: text.find("<item")] if "<item" in text else ""
    start = head.find(f"<skip{kind}>")
    if start < 0:
        return ()
    found = pattern.findall(head[start : head.find(f"</skip{kind}>", start)])
    return tuple(sorted({number(each) for each in found}))


def _without_endless_words(text: str) -> str:
    if max(map(len, text.split()), default=0) < _ENDLESS:
        return text
    return _ENDLESS_WORD.sub(r"\1", text)


def _read(text: str, url: str) -> Any:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        return quick_feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except MemoryError:
        raise
    # feedparser fails in as many ways as there are broken feeds: no narrower class would do.
    except Exception as error:
        raise ParseError(FeedProblem("unreadable", type(error).__name__)) from error


def _text(record: Any, key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value.strip() else None

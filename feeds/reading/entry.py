"""One entry of a feed, from the records of its reader to a cleaned one. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import islice
from time import struct_time
from typing import Any

from feeds.canonical import canonical_url, web_address
from feeds.cleaning.clean import clean_line, clean_paragraphs, clean_plain_paragraphs, clean_title
from feeds.cleaning.lede import with_lede, without_title
from feeds.reading.authors import author_of
from feeds.reading.enclosures import enclosures
from feeds.reading.parsed import ParsedEntry
from store.clock import to_text
from store.text.layout import prepare

Record = Mapping[str, Any]
Whole = Callable[[str], str]
"""Gives the text that a value stands for."""

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/xml", "application/xml"})
_CLOCK_TOLERANCE = timedelta(days=1)
_OLDEST = datetime(1970, 1, 2, tzinfo=UTC)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_TWO_LETTERS = {
    "fra": "fr", "fre": "fr", "eng": "en", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "nld": "nl",
    "dut": "nl", "por": "pt", "bre": "br", "oci": "oc", "cat": "ca", "eus": "eu", "cos": "co",
}  # fmt: skip
"""Languages that have a name of two letters and are told by one of three."""
_GUID_LIMIT = 2048
_CATEGORY_LIMIT = 100
_MOST_CATEGORIES = 30
_PICTURE = re.compile(r"<img\s[^<>]*?\balt\s*=\s*([\"'])([^<>\"']{3,300})\1", re.IGNORECASE)
_MOST_PICTURES = 20
_LONGEST_SUMMARY = 2_000
"""Characters of HTML that a lede may have."""
_HEAD = 60
_NAME_PARTS = re.compile(r"\s+[-–—|:·•]\s+|\s?[:|]\s+")
_LEAST_NAME = 4
_LEAST_ENDED = 3
_SAMPLE = 10
"""Titles that are looked at to see how most end."""
_SEPARATORS = (" - ", " – ", " — ", " | ", " · ")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a feed says of all its entries."""

    title: str | None
    language: str | None
    front_page: str | None
    """The canonical address of the site, which is none of an article."""
    endings: tuple[str, ...]
    """How most titles end that tell the publication, too."""

    @classmethod
    def of(cls, feed: Record, site_url: str | None, entries: Sequence[Record]) -> Publication:
        """That of a feed by its record, the address of its site and its entries."""
        title = _title(feed)
        front_page = canonical_url(site_url) if site_url else None
        names = [title or "", *_NAME_PARTS.split(title or "")]
        endings = _shared_endings(_endings(names), entries)
        return cls(title, _language(_text(feed, "language")), front_page, endings)


def read_entry(
    entry: Record, whole: Whole, publication: Publication, now: datetime
) -> ParsedEntry | None:
    """The entry cleaned; None where it has neither title nor text."""
    source = clean_title(_text(entry.get("source") or {}, "title"))
    endings = publication.endings + _endings([source]) if source else publication.endings
    title = _without_ending(_title(entry), endings) if endings else _title(entry)
    markup, body = _body(entry, whole)
    if title is None and not body:
        return None
    body = without_title(body, title)
    link = _text(entry, "feedburner_origlink") or _text(entry, "link") or ""
    url = web_address(link, str(entry.get("base") or ""))
    canonical = canonical_url(url) if url else None
    if canonical == publication.front_page:
        canonical = None
    return ParsedEntry(
        guid=_guid(entry) or canonical or _digest(title, body),
        title=title,
        body=body,
        url=url,
        canonical_url=canonical,
        author=author_of(entry),
        published=_published(entry, now),
        language=_entry_language(entry) or publication.language,
        source=source,
        categories=_categories(entry),
        enclosures=enclosures(entry, markup, url or ""),
        prepared=prepare(title, body),
    )


def _text(record: Record, key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _title(record: Record) -> str | None:
    detail = record.get("title_detail") or {}
    is_html = detail.get("type", "text/html") in _HTML_TYPES
    return clean_title(_text(record, "title"), is_html=is_html)


def _endings(names: Sequence[str]) -> tuple[str, ...]:
    """How titles end that name a publication."""
    known = [name for name in dict.fromkeys(names) if len(name) >= _LEAST_NAME]
    return tuple(separator + name for name in known for separator in _SEPARATORS)


def _shared_endings(endings: tuple[str, ...], entries: Sequence[Record]) -> tuple[str, ...]:
    """Those that most titles have: one alone may end in a town that is the publication's, too."""
    titles = [unescape(_text(entry, "title") or "").rstrip() for entry in entries[:_SAMPLE]]
    ended = [title for title in titles if title.endswith(endings)] if endings else []
    if len(ended) < _LEAST_ENDED or len(ended) * 2 <= len(titles):
        return ()
    return tuple(
        ending
        for ending in endings
        if sum(title.endswith(ending) for title in ended) * 2 > len(titles)
    )


def _without_ending(title: str | None, endings: tuple[str, ...]) -> str | None:
    if title is None or not title.endswith(endings):
        return title
    ending = max((each for each in endings if title.endswith(each)), key=len)
    rest = title.removesuffix(ending).rstrip(" \u00a0\u202f")
    # What has no words before it says where it stands, and nothing else.
    return rest if " " in rest else title


def _body(entry: Record, whole: Whole) -> tuple[str, str]:
    """The full text where the feed gives it, else the summary: the markup, and what it says."""
    contents = entry.get("content") or ()
    for content in (*contents, *_summaries(entry)):
        value = whole(content.get("value") or "")
        body = _cleaned(value, content.get("type", "text/html"))
        if body:
            is_content = any(content is each for each in contents)
            return value, _with_summary(entry, whole, value, body) if is_content else body
    return _pictures(entry, whole)


def _pictures(entry: Record, whole: Whole) -> tuple[str, str]:
    """The same of an entry that has nothing but pictures: what they are said to show."""
    for content in (*(entry.get("content") or ()), *_summaries(entry)):
        value = whole(content.get("value") or "")
        named = [f"<p>[{alt}]</p>" for _, alt in islice(_PICTURE.findall(value), _MOST_PICTURES)]
        body = clean_paragraphs("".join(named))
        if body:
            return value, body
    return "", ""


def _cleaned(value: str, kind: str) -> str:
    if kind in _HTML_TYPES:
        return clean_paragraphs(value)
    return clean_plain_paragraphs(value) if kind.startswith("text/") else ""


def _summaries(entry: Record) -> Iterator[Record]:
    # What pictures and films show says something where the feed says nothing else.
    for key in ("summary", "media_description"):
        text = _text(entry, key)
        if text:
            detail = entry.get(f"{key}_detail") or {}
            yield {"type": detail.get("type", "text/html"), "value": text}


def _with_summary(entry: Record, whole: Whole, markup: str, body: str) -> str:
    """The text with the summary first, where that is a lede of its own."""
    summary = whole(_text(entry, "summary") or "")
    # Most repeat how the text begins, and need not be cleaned for that to show.
    if not summary or len(summary) > _LONGEST_SUMMARY or summary.strip()[:_HEAD] in markup:
        return body
    detail = entry.get("summary_detail") or {}
    return with_lede(_cleaned(summary, detail.get("type", "text/html")), body)


def _guid(entry: Record) -> str | None:
    guid = clean_line(_text(entry, "id"), is_html=False)
    if len(guid) > _GUID_LIMIT:
        return hashlib.sha256(guid.encode()).hexdigest()
    return guid or None


def _digest(title: str | None, body: str) -> str:
    return hashlib.sha256(f"{title or ''}\n\n{body}".encode()).hexdigest()


def _categories(entry: Record) -> tuple[str, ...]:
    found = (_text(tag, "label") or _text(tag, "term") or "" for tag in entry.get("tags") or ())
    names = (clean_line(name)[:_CATEGORY_LIMIT] for name in islice(found, _MOST_CATEGORIES))
    return tuple(dict.fromkeys(name for name in names if name))


def _published(entry: Record, now: datetime) -> str | None:
    for key in ("published_parsed", "created_parsed", "updated_parsed"):
        # Asked for by subscript, feedparser gives another date for one that is missing, and a warning.
        if key in entry and isinstance(entry[key], struct_time):
            return _moment(entry[key], now)
    return None


def _moment(parts: struct_time, now: datetime) -> str | None:
    try:
        moment = datetime(*parts[:6], tzinfo=UTC)
    except ValueError:
        return None
    if moment < _OLDEST or moment > now + _CLOCK_TOLERANCE:
        return None
    return to_text(min(moment, now))


def _entry_language(entry: Record) -> str | None:
    details: Sequence[Record] = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    for detail in [*details, entry.get("title_detail") or {}]:
        language = _language(_text(detail, "language"))
        if language:
            return language
    return None


def _language(text: str | None) -> str | None:
    match = _LANGUAGE.fullmatch(text.strip()) if text else None
    if match is None:
        return None
    name = match[1].lower()
    return _TWO_LETTERS.get(name, name)

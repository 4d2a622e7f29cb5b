"""One feed read in two ways: by the quick reader of plain feeds and by feedparser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from feeds.reading import parse
from feeds.reading.parsed import ParsedFeed
from feeds.reading.plain_feed import read_plain_feed

NOW = datetime(2026, 3, 2, tzinfo=UTC)
URL = "https://journal.example/flux/rss.xml"
_PLAIN_KEYS = (
    "base", "feedburner_origlink", "link", "id", "author", "summary", "title", "media_description",
    "created_parsed", "published_parsed", "updated_parsed",
)  # fmt: skip
_DETAIL = ("type", "language", "value")

Read = tuple[dict[str, Any], list[dict[str, Any]], ParsedFeed]


def both_ways(text: str, url: str = URL) -> tuple[Read, Read] | None:
    """The records of the feed and its entries, and all of it cleaned; None where the quick reader declines."""
    plain = read_plain_feed(text, url)
    if plain is None:
        return None
    # As feedparser has them without any help, then as the collector takes them from it.
    records = parse._read(parse._without_endless_words(text), url)
    quick = parse._feed(text, url, NOW, plain, str)
    slow = parse._feed(text, url, NOW, *parse._by_feedparser(text, url))
    return (*_records(plain), quick), (*_records(records), slow)


def _records(document: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    return _feed_record(document["feed"]), [_entry_record(dict(e)) for e in document["entries"]]


def _feed_record(feed: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(feed)
    kept = {key: found[key] for key in ("title", "link", "language", "ttl") if key in found}
    return kept | {"title_detail": _some(found.get("title_detail", {}), _DETAIL)}


def _entry_record(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What this program reads of an entry."""
    kept = {key: entry[key] for key in _PLAIN_KEYS if key in entry}
    for key in ("title_detail", "summary_detail", "media_description_detail"):
        kept[key] = _some(entry.get(key, {}), _DETAIL)
    kept["content"] = [_some(each, _DETAIL) for each in entry.get("content", ())]
    kept["authors"] = [_some(each, ("name", "email")) for each in entry.get("authors", ())]
    kept["tags"] = [dict(tag) for tag in entry.get("tags", ())]
    kept["source"] = _some(entry.get("source", {}), ("title",))
    kept["enclosures"] = [
        _some(link, ("href", "type", "length"))
        for link in entry.get("links", ())
        if link.get("rel") == "enclosure"
    ]
    return kept


def _some(record: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    plain = dict(record)
    return {key: plain.get(key) for key in keys}

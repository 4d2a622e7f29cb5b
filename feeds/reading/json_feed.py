"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/), as feedparser's records. Pure.

Given as such, what it holds goes the very way of all other feeds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from time import gmtime, struct_time
from typing import Any

_VERSION = re.compile(r"jsonfeed\.org\\?/version")
"""Many write strokes with one more before them."""
_OWN = re.compile(r'"(?:feed_url|home_page_url)"\s*:')
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")


def is_json_feed(text: str) -> bool:
    """Whether a text is a JSON Feed: it names its version, or has what no other document has."""
    if text.lstrip()[:1] != "{":
        return False
    return bool(_VERSION.search(text)) or ('"items"' in text and bool(_OWN.search(text)))


def read_json_feed(text: str) -> dict[str, Any] | None:
    """The feed as feedparser would give it; None where it is none."""
    try:
        document = json.loads(text)
    except RecursionError:
        return None
    except ValueError:
        document = _torn(text)
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return None
    feed = {
        "title": _text(document, "title"),
        "title_detail": {"type": "text/plain"},
        "link": _text(document, "home_page_url"),
        "language": _text(document, "language"),
    }
    items = [item for item in document["items"] if isinstance(item, dict)]
    return {"version": "json", "feed": feed, "entries": [_entry(item, document) for item in items]}


def _torn(text: str) -> dict[str, Any] | None:
    """A document that breaks off, with the items that are whole."""
    begin = _ITEMS.search(text)
    if begin is None:
        return None
    try:
        document: dict[str, Any] = json.loads(f"{text[: begin.end()]}]}}")
    except (ValueError, RecursionError):
        return None
    decoder, position = json.JSONDecoder(), begin.end()
    while True:
        try:
            gap = _GAP.match(text, position)
            item, position = decoder.raw_decode(text, gap.end() if gap else position)
        except (ValueError, RecursionError):
            break
        document["items"].append(item)
    return document


def _entry(item: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": _identifier(item.get("id")),
        "link": _text(item, "url") or _text(item, "external_url"),
        "title": _text(item, "title"),
        "title_detail": {"type": "text/plain", "language": _text(item, "language")},
        "summary": _text(item, "summary"),
        "summary_detail": {"type": "text/plain"},
        "content": [
            {"type": kind, "value": value}
            for kind, name in (("text/html", "content_html"), ("text/plain", "content_text"))
            if (value := _text(item, name))
        ],
        "tags": [{"term": tag} for tag in _list(item, "tags") if isinstance(tag, str)],
        "base": _text(document, "home_page_url") or "",
    }
    entry["links"] = [
        _enclosure(each) for each in _list(item, "attachments") if isinstance(each, dict)
    ]
    authors = [*_list(item, "authors"), item.get("author")]
    names = [_text(author, "name") for author in authors if isinstance(author, dict)]
    entry["authors"] = [{"name": name} for name in names if name]
    entry["author"] = ", ".join(name for name in names if name)
    for name in ("date_published", "date_modified"):
        moment = _moment(_text(item, name))
        if moment is not None:
            entry.setdefault("published_parsed", moment)
    return entry


def _enclosure(attachment: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rel": "enclosure",
        "href": _text(attachment, "url"),
        "type": _text(attachment, "mime_type"),
        "length": attachment.get("size_in_bytes"),
    }


def _text(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) else None


def _list(record: Mapping[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else []


def _identifier(value: object) -> str | None:
    """Version 1 has numbers too."""
    return (
        str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None
    )


def _moment(text: str | None) -> struct_time | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return gmtime(aware.timestamp())
    except (OverflowError, ValueError, OSError):
        return None

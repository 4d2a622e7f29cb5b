"""The files that an entry links to: sound, pictures, documents, for people to open. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from feeds.canonical import web_address
from feeds.cleaning.clean import clean_line
from store.models import Enclosure

_MOST = 20
_LARGEST = 2**53


def enclosures(entry: Mapping[str, Any], base: str) -> tuple[Enclosure, ...]:
    """What an entry of feedparser's links to beside its page, each address once."""
    found = {each.url: each for each in islice(_all(entry, base), _MOST)}
    return tuple(found.values())


def _all(entry: Mapping[str, Any], base: str) -> Iterator[Enclosure]:
    for link in entry.get("links") or ():
        if link.get("rel") != "enclosure":
            continue
        url = web_address(str(link.get("href") or ""), base)
        if url is not None:
            kind = clean_line(str(link.get("type") or ""), is_html=False)[:100]
            yield Enclosure(url, kind or None, _size(link.get("length")))


def _size(value: object) -> int | None:
    text = str(value or "").strip()
    size = int(text) if text.isascii() and text.isdecimal() and len(text) < 17 else 0
    return size if 0 < size < _LARGEST else None

"""The files that an entry links to: sound, pictures, films, documents, for people to open. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import Any

from feeds.canonical import web_address
from feeds.cleaning.clean import clean_line
from store.models import Enclosure

_MOST = 20
_LARGEST = 2**53
_TYPES = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
"""What the documents are that texts link to, by how their addresses end."""
_TAG = re.compile(r"<(a|iframe|video|audio|source|embed|A|IFRAME)\s([^<>]*)")
"""Without regard to other ways to write them: with it, this took thrice as long, of every text."""
_ADDRESS = re.compile(r"(?:^|\s)(?:href|src)\s*=\s*[\"']?([^\s\"'<>]{4,2000})", re.IGNORECASE)
_FILE = re.compile(rf"\.({'|'.join(_TYPES)})(?=[?#\"'\s]|\Z)", re.IGNORECASE)
_FILM = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})(?:[?#].*)?")
_UNSEEN = re.compile(r"\b(?:width|height)\s*=\s*[\"']?[01](?:px)?[\"'\s]", re.IGNORECASE)


def enclosures(entry: Mapping[str, Any], markup: str, base: str) -> tuple[Enclosure, ...]:
    """What an entry links to beside its page, each address once.

    Args:
        entry: as feedparser has it.
        markup: its text, whose links to documents count, and the films and graphs inside of it.
        base: its page; addresses are relative to it.
    """
    found: dict[str, Enclosure] = {}
    for each in (*islice(_attached(entry, base), _MOST), *_linked(markup, base)):
        if len(found) < _MOST:
            found.setdefault(each.url, each)
    return tuple(found.values())


def _attached(entry: Mapping[str, Any], base: str) -> Iterator[Enclosure]:
    for link in entry.get("links") or ():
        if link.get("rel") != "enclosure":
            continue
        url = web_address(str(link.get("href") or ""), base)
        if url is not None:
            kind = clean_line(str(link.get("type") or ""), is_html=False)[:100]
            yield Enclosure(url, kind or None, _size(link.get("length")))


def _linked(markup: str, base: str) -> Iterator[Enclosure]:
    """The documents that a text links to, and what it has frames for."""
    tags = _TAG.findall(markup)
    # Most link to no file, which one look at all of them tells soonest.
    if not tags or not (_FILE.search(" ".join(map(itemgetter(1), tags))) or _has_frame(tags)):
        return
    for tag, attributes in tags:
        file = _FILE.search(attributes)
        if file is None and (tag in "aA" or _UNSEEN.search(f"{attributes} ")):
            continue
        address = _ADDRESS.search(attributes)
        url = web_address(html.unescape(address[1]), base) if address else None
        if url is not None:
            film = _FILM.fullmatch(url)
            url = f"https://www.youtube.com/watch?v={film[1]}" if film else url
            yield Enclosure(url, _TYPES[file[1].lower()] if file else None)


def _has_frame(tags: Iterable[tuple[str, str]]) -> bool:
    return any(tag not in "aA" for tag, _ in tags)


def _size(value: object) -> int | None:
    text = str(value or "").strip()
    size = int(text) if text.isascii() and text.isdecimal() and len(text) < 17 else 0
    return size if 0 < size < _LARGEST else None

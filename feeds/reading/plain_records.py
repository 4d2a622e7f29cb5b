"""What each element of a plain feed adds to the records, as feedparser has them. Pure.

Where feedparser's ways are peculiar, so are these: a second ``description`` is content, an identifier is a
link where there is none yet, the first title stands unless a source of another feed follows it. Only what
this package reads of the records is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from feeds.reading.plain_dates import parse_date
from feeds.reading.plain_names import DeclinedError
from feeds.reading.quick_feedparser import Reader, absolute, joined
from feeds.reading.shortening import repaired

Record = dict[str, Any]
Attributes = Mapping[str, str]
_KINDS = {
    "text": "text/plain",
    "plain": "text/plain",
    "text/plain": "text/plain",
    "html": "text/html",
    "text/html": "text/html",
}
_PAGES = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_MOST = 100
"""Of links, categories or authors of one entry: feedparser takes quadratic time over some."""
_ADDRESS = re.compile(
    r"https?://[a-z0-9.-]+/[A-Za-z0-9._~/+,@!$'()*=:-]*(?:\?[A-Za-z0-9._~/+,@!$'()*=:&?-]+)?"
    r"|(?:tag|urn):(?!//)[A-Za-z0-9._,:/-]+"
)
"""Addresses that stay what they are, whatever they are joined to."""
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")


class Reading:
    """What is known while a feed is read, as feedparser keeps it."""

    def __init__(self, url: str) -> None:
        self.feed: Record = {}
        self.entries: list[Record] = []
        self.record = self.feed
        self.is_atom = False
        self.has_begun = False
        self.depth = 0
        self.language: str | None = None
        self._base = str(absolute("", url) or "")
        self._title_depth = -1
        self._has_content = False
        self._depths: dict[str, int] = {}

    @property
    def is_entry(self) -> bool:
        """Whether what comes belongs to an entry."""
        return self.record is not self.feed

    def begin_document(self, base: str) -> None:
        """The outermost element begins; its language is the feed's, its base that of addresses."""
        start = self._base
        found = absolute(start, base or start) or start if start else joined(start, base)
        # feedparser does that again at each element.
        if found and (absolute(found, found) or found) != found:
            raise DeclinedError
        self._base = str(found)
        if self.language:
            self.feed["language"] = self.language.replace("_", "-")

    def begin_atom(self) -> None:
        """What begins is a feed of Atom."""
        self.is_atom = True

    def begin_channel(self) -> None:
        """The one channel of a feed of RSS begins."""
        if self.has_begun:
            raise DeclinedError
        self.has_begun = True

    def begin_entry(self) -> None:
        """An entry begins."""
        self.record = {}
        self.entries.append(self.record)
        self.forget_title()
        self._depths = {}

    def end_entry(self, _text: str) -> None:
        """The entry ends."""
        self.record = self.feed
        self._has_content = False

    def forget_title(self) -> None:
        """A title that comes is one of its own."""
        self._title_depth = -1

    def address(self, text: str) -> str:
        """An address made absolute."""
        return text if _ADDRESS.fullmatch(text) else str(joined(self._base, text))

    def store(self, key: str, value: str) -> None:
        """Remember a text, unless one less deep in the entry is there."""
        if self.is_entry:
            if self._depths.get(key, self.depth) < self.depth:
                return
            self._depths[key] = self.depth
        self.record[key] = value

    def title(self, attributes: Attributes, text: str) -> None:
        """A title, or one too many."""
        if -1 < self._title_depth <= self.depth:
            value = text.strip()
            self._kind(attributes, "text/plain")
        else:
            detail = self._detail(attributes, "text/plain", text, is_title=True)
            value = self._store_detailed("title", detail)
        if value:
            self._title_depth = self.depth

    def image_title(self, attributes: Attributes, text: str) -> None:
        """The title of a feed's image, which is not kept but heeded."""
        self._kind(attributes, "text/plain")
        if text.strip():
            self._title_depth = self.depth

    def date(self, key: str, text: str) -> None:
        """A moment."""
        self.record[key] = parse_date(_whole(text.strip()))

    def text(self, key: str, text: str) -> None:
        """Any other text."""
        self.store(key, _whole(text.strip()))

    def picture_title(self, attributes: Attributes, text: str) -> None:
        """A title that later ones do not heed."""
        known = self._title_depth
        self.title(attributes, text)
        self._title_depth = known

    def description(self, attributes: Attributes, text: str) -> None:
        """What an entry is about; content where that is known already."""
        if "summary" in self.record and not self._has_content:
            self.content(attributes, text)
        else:
            self._store_detailed("summary", self._detail(attributes, "text/html", text))

    def caption(self, attributes: Attributes, text: str) -> None:
        """What a picture or a film shows."""
        self._store_detailed("media_description", self._detail(attributes, "text/html", text))

    def summary(self, attributes: Attributes, text: str) -> None:
        """The same, without markup where it says nothing else."""
        if "summary" in self.record and not self._has_content:
            self.content(attributes, text)
        else:
            self._store_detailed("summary", self._detail(attributes, "text/plain", text))

    def content(self, attributes: Attributes, text: str, kind: str = "text/plain") -> None:
        """The text itself."""
        self._has_content = True
        detail = self._detail(attributes, kind, text)
        self.record.setdefault("content", []).append(detail)
        self.record.setdefault("summary", detail["value"])

    def feed_summary(self, _attributes: Attributes, _text: str) -> None:
        """What the feed is about: a second one is content here, too, up to the end of its first entry."""
        if "summary" in self.feed:
            self._has_content = True
        self.feed["summary"] = ""

    def feed_description(self, _attributes: Attributes, _text: str) -> None:
        """The same, of another name."""
        if "summary" in self.feed:
            self._has_content = True

    def encoded_content(self, attributes: Attributes, text: str) -> None:
        """The text itself, as HTML."""
        self.content(attributes, text, "text/html")

    def _store_detailed(self, key: str, detail: Record) -> str:
        value: str = detail["value"]
        self.store(key, value)
        self.record[f"{key}_detail"] = detail
        return value

    def _kind(self, attributes: Attributes, usual: str) -> str:
        kind = _KINDS.get(attributes.get("type", usual))
        if kind is None:
            raise DeclinedError
        return kind

    def _detail(
        self, attributes: Attributes, usual: str, text: str, *, is_title: bool = False
    ) -> Record:
        kind = self._kind(attributes, usual)
        output = text.strip()
        if kind == "text/plain" and not self.is_atom and _looks_like_html(output):
            if not is_title:
                # Whether feedparser sees a text that is put aside by its length is not told here.
                raise DeclinedError
            kind = "text/html"
        language = self.language.replace("_", "-") if self.language else self.language
        return {"type": kind, "language": language, "value": _whole(output)}

    def link(self, attributes: Attributes, text: str) -> None:
        """An address, as text or as attribute."""
        link = {"rel": "alternate", **attributes}
        link.setdefault("type", "application/atom+xml" if link["rel"] == "self" else "text/html")
        links = self._list("links")
        if "href" in link:
            link["href"] = self.address(link["href"])
            if link["rel"] == "alternate" and link["type"] in _PAGES:
                self.record["link"] = link["href"]
        else:
            self._text_link(link, text.strip())
        links.append(link)

    def _text_link(self, link: Record, text: str) -> None:
        address = _whole(self.address(text)) if text else ""
        if "&" in address:
            if self.is_entry:
                address = address.replace("&amp;", "&")
            address = _REFERENCE.sub(r"&\g<1>", address)
        self.record["link"] = address
        if address or not self.is_entry:
            link["href"] = address

    def identifier(self, attributes: Attributes, text: str) -> None:
        """What identifies it; its address too where it says nothing else."""
        is_link = attributes.get("ispermalink", "true") == "true"
        value = text.strip()
        value = _whole(self.address(value) if is_link and value else value)
        self.store("id", value)
        if is_link:
            self.record.setdefault("link", value)

    def category(self, attributes: Attributes, text: str) -> None:
        """What it is filed under."""
        tags = self._list("tags")
        scheme = attributes.get("scheme", attributes.get("domain"))
        _add_tag(tags, attributes.get("term"), scheme, attributes.get("label"))
        value = _whole(text.strip())
        if value and tags and not tags[-1]["term"]:
            tags[-1]["term"] = value
        elif value:
            _add_tag(tags, value, None, None)

    def keywords(self, scheme: str | None, text: str) -> None:
        """What it is filed under, in one text."""
        tags = self._list("tags")
        for term in _whole(text.strip()).split(","):
            if term.strip():
                _add_tag(tags, term.strip(), scheme, None)

    def enclosure(self, attributes: Attributes, _text: str) -> None:
        """A file that it links to."""
        link = {**attributes, "rel": "enclosure"}
        address = link.get("url", link.get("uri", link.get("href")))
        if address:
            link["href"] = address
        self._list("links").append(link)

    def source(self, _attributes: Attributes, text: str) -> None:
        """The publication that it is from."""
        value = _whole(text.strip())
        self.record["source"] = {"title": value} if value else {}
        self.forget_title()

    def begin_author(self) -> None:
        """A person, with a text or with elements inside."""
        self._list("authors").append({})

    def end_author(self, text: str) -> None:
        """The person's text."""
        self.store("author", _whole(text.strip()))
        self._sync_author_detail()

    def author_part(self, key: str, text: str) -> None:
        """A part of a person's name and address."""
        Reader._save_author(self, key, text.strip())  # noqa: SLF001 - it asks of us what is below

    def _sync_author_detail(self, key: str = "author") -> None:
        """By feedparser itself: it takes names and e-mail addresses apart."""
        Reader._sync_author_detail(self, key)  # noqa: SLF001 - there is no other name for it

    def _get_context(self) -> Record:
        return self.record

    def _list(self, key: str) -> list[Record]:
        found: list[Record] = self.record.setdefault(key, [])
        if len(found) > _MOST:
            raise DeclinedError
        return found


def _whole(text: str) -> str:
    return text if text.isascii() else repaired(text)


def _looks_like_html(text: str) -> bool:
    return ("&" in text or "</" in text) and bool(Reader.looks_like_html(text))


def _add_tag(tags: list[Record], term: str | None, scheme: str | None, label: str | None) -> None:
    tag = {"term": term, "scheme": scheme, "label": label}
    if any(tag.values()) and tag not in tags:
        tags.append(tag)

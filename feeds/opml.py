"""Lists of feeds in OPML 1.0 and 2.0: what every feed reader can write and read. Pure.

Groups nest; a group's name is its path with ``/``. Besides what the standard has, the publication and the
pause of a feed travel in attributes of a namespace of our own. That a feed may be on a private network is
never read from a file: it is for the person at the desk to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from feeds.canonical import web_address
from feeds.cleaning.clean import clean_line
from feeds.errors import OpmlError
from store.models import Feed, FeedDetails, FullText

_NAMESPACE = "https://marbre.example/opml"
_SEPARATOR = "/"
_USER = re.compile(r"(https?://)[^/?#]*@", re.IGNORECASE)
_SCHEMES = ("feed://", "feed:")
_DEEPEST = 16
"""Levels of groups; what stands deeper stands in the last of them."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:(\w{1,40});|#\d{1,7};|#x[0-9A-Fa-f]{1,6};)?")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def read_opml(data: bytes) -> list[FeedDetails]:
    """The feeds of an OPML file, each address once, in the file's order.

    Outlines without an address of http or https are left out.

    Raises:
        OpmlError: it is no XML, no OPML, or declares entities.
    """
    try:
        return _read(data, None)
    # The latter two are what encodings cause that expat does not know.
    except (expat.ExpatError, LookupError, ValueError) as error:
        try:
            return _read(_mended(data), "utf-8")
        except (expat.ExpatError, ValueError):
            raise OpmlError("not-xml", getattr(error, "lineno", 1)) from error


def _read(data: bytes, encoding: str | None) -> list[FeedDetails]:
    reader = _Reader(encoding)
    reader.parser.Parse(data, True)
    return list(reader.feeds.values())


def _mended(data: bytes) -> bytes:
    """A list that is nearly XML: of another encoding than it says, with ``R&D`` in it or ``&eacute;``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return _REFERENCE.sub(_referred, _CONTROLS.sub("", text)).strip().encode()


def _referred(match: re.Match[str]) -> str:
    reference = match[0]
    if match[1] in _OF_XML or reference.startswith("&#"):
        return reference
    return escape(unescape(reference))


def write_opml(feeds: Sequence[Feed], title: str) -> bytes:
    """These feeds as an OPML 2.0 file in UTF-8, nested by their groups, in the order given."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:marbre="{_NAMESPACE}">',
        f"<head><title>{escape(_line(title))}</title></head>",
        "<body>",
        *_outlines(_nested(feeds), 1),
        "</body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode()


class _Reader:
    """Gathers feeds while expat reads; no tree is built and no entity of the file's own is known."""

    def __init__(self, encoding: str | None) -> None:
        self.feeds: dict[str, FeedDetails] = {}
        self.parser = expat.ParserCreate(encoding, namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._refuse_entity
        self._is_opml = False
        self._groups: list[str | None] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._is_opml:
            if _local(name) != "opml":
                raise OpmlError("not-opml", self.parser.CurrentLineNumber)
            self._is_opml = True
        if _local(name) == "outline":
            self._groups.append(self._outline(attributes))

    def _end(self, name: str) -> None:
        if _local(name) == "outline":
            self._groups.pop()

    def _refuse_entity(self, *_: object) -> None:
        raise OpmlError("entities", self.parser.CurrentLineNumber)

    def _outline(self, attributes: dict[str, str]) -> str | None:
        """Take an outline in; gives its name where it is a group."""
        folded = {name.lower(): value for name, value in attributes.items()}
        title = _name(folded, "title", "text")
        if "xmlurl" not in folded:
            return title
        url = _feed_address(folded["xmlurl"])
        if url is not None:
            self.feeds.setdefault(url, self._details(url, title, folded))
        return None

    def _group(self) -> str | None:
        names = [group for group in self._groups if group]
        return _SEPARATOR.join(names[:_DEEPEST]) or None

    def _details(self, url: str, title: str | None, attributes: dict[str, str]) -> FeedDetails:
        tags = (tag.strip("/ ") for tag in _line(attributes.get("category", "")).split(","))
        return FeedDetails(
            url=url,
            title=None if title == url else title,
            group=self._group(),
            source=_name(attributes, f"{_NAMESPACE} source"),
            tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
            paused=attributes.get(f"{_NAMESPACE} paused") == "true",
            full_text=_full_text(attributes.get(f"{_NAMESPACE} fulltext", "")),
        )


def _local(name: str) -> str:
    """An element's name without its namespace, which some give to OPML, too."""
    return name.rpartition(" ")[2].lower()


def _full_text(value: str) -> FullText:
    return FullText(value) if value in set(FullText) else FullText.NEVER


def _feed_address(text: str) -> str | None:
    address = text.strip()
    for scheme in _SCHEMES:
        if address.lower().startswith(scheme):
            rest = address[len(scheme) :]
            address = rest if rest.lower().startswith("http") else f"http://{rest}"
            break
    # A name and a password are never stored: the settings have a place for them.
    return web_address(_USER.sub(r"\1", address))


def _name(attributes: dict[str, str], *keys: str) -> str | None:
    names = (_line(attributes.get(key, "")) for key in keys)
    return next((name for name in names if name), None)


class _Group(dict[str, "_Group"]):
    """Groups by name, with the feeds that stand in this one itself."""

    def __init__(self) -> None:
        super().__init__()
        self.feeds: list[Feed] = []


def _nested(feeds: Iterable[Feed]) -> _Group:
    root = _Group()
    for feed in feeds:
        group = root
        for name in (feed.details.group or "").split(_SEPARATOR, _DEEPEST):
            if name.strip():
                group = group.setdefault(name.strip(), _Group())
        group.feeds.append(feed)
    return root


def _outlines(group: _Group, depth: int) -> Iterable[str]:
    indent = "  " * depth
    for feed in group.feeds:
        yield f"{indent}<outline {_attributes(feed)}/>"
    for name, inner in group.items():
        yield f"{indent}<outline text={_quoted(name)} title={_quoted(name)}>"
        yield from _outlines(inner, depth + 1)
        yield f"{indent}</outline>"


def _attributes(feed: Feed) -> str:
    details = feed.details
    attributes = {
        "type": "rss",
        "text": feed.name,
        "title": details.title,
        "xmlUrl": details.url,
        "htmlUrl": feed.state.site_url,
        "category": ",".join(details.tags),
        "marbre:source": details.source,
        "marbre:paused": "true" if details.paused else None,
        "marbre:fullText": None if details.full_text is FullText.NEVER else details.full_text,
    }
    return " ".join(f"{name}={_quoted(value)}" for name, value in attributes.items() if value)


def _quoted(text: str) -> str:
    return quoteattr(_line(text))


def _line(text: str) -> str:
    return clean_line(text, is_html=False)

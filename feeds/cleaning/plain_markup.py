"""The tags of HTML that leaves nothing to interpretation, without a parser. Pure.

Most articles in feeds are paragraphs with links and emphasis, every element closed where it should be. What a
parser would tell of these is what stands there. Anything else is for a parser to say: other elements, one left
open or closed elsewhere, blocks in paragraphs, attributes without quotes, comments, references unknown or
without a semicolon, characters that are none.
"""

from __future__ import annotations

import html as html_entities
import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from feeds.cleaning.blocks import Attributes

# fmt: off
_PHRASES = frozenset({
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "i", "ins", "small", "span", "strong", "sub", "u",
})
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_GROUPS = frozenset({"div", "blockquote", "ul", "ol", "li", "figure", "figcaption", "section"})
# fmt: on
_BREAKING = (_PARAGRAPHS | _GROUPS) - {"blockquote", "figcaption", "ul", "ol", "li"}
"""Before and behind which a block ends, and nothing else happens."""
_LISTS = frozenset({"ul", "ol"})
_TAG = re.compile(
    r"<(/?)([a-z][a-z0-9]*)"
    r"(?>(?:\s+[a-zA-Z_][\w.:-]*+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'))?)*+)\s*(/?)>",
    re.ASCII,
)
_REFERENCE = re.compile("&(?:([A-Za-z][A-Za-z0-9]{1,8})|#([0-9]{2,6}));")
_TELLING = {
    "ol": re.compile(r"<(?:ol\s[^<>]*\b(?:start|reversed)|li\s[^<>]*\bvalue)\b"),
    "img": re.compile("caption-text"),
}
"""Elements with which attributes may matter that nobody looks at here: of lists, of what is below pictures."""
_WHITE_CONTROLS = "\0\r\v\f"
_UNUSUAL = re.compile("[^\t\n -~\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]")
_MOST_TAGS = 20_000
_MOST = 64
"""Elements inside of each other; nobody means more."""


class Listener(Protocol):
    """Is told of elements, and has what takes up the text between them."""

    line: list[str]

    def flush(self) -> None:
        """A block ends."""

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """An element begins."""

    def end(self, tag: str, /) -> None:
        """An element ends."""


class UnclearError(Exception):
    """For a parser to say."""


def tell_plain(html: str, listener: Listener) -> None:
    """Tell of the elements that matter and of the text, in their order.

    Raises:
        UnclearError: it is not plain; the listener may have been told of some of it.
    """
    parts = _parts(html)
    line = listener.line
    if parts[0]:
        line.append(_text(parts[0]))
    open_elements: list[str] = []
    for closing, name, is_void, text in zip(
        parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True
    ):
        if closing:
            if not open_elements or open_elements.pop() != name or is_void:
                raise UnclearError
            if name in _BREAKING:
                listener.flush()
            elif name not in _PHRASES:
                listener.end(name)
        elif name in _PHRASES and not is_void:
            open_elements.append(name)
        else:
            _refuse_telling(name, html)
            _begin(name, is_void, open_elements, listener)
        if text:
            line.append(_text(text) if "&" in text else text)
    if open_elements:
        raise UnclearError


def _parts(html: str) -> list[str]:
    """A text, then for each tag a slash or nothing, its name, a slash or nothing, and the text behind it."""
    count = html.count("<")
    if count > _MOST_TAGS or any(map(html.__contains__, _WHITE_CONTROLS)):
        raise UnclearError
    parts = _TAG.split(html)
    if count != len(parts) // 4:
        raise UnclearError
    return parts


def _refuse_telling(name: str, html: str) -> None:
    if name in _TELLING and _TELLING[name].search(html):
        raise UnclearError


def _begin(name: str, is_void: str, open_elements: list[str], listener: Listener) -> None:
    """An element that is no simple phrase begins."""
    if name == "br":
        listener.start(name, None)
    elif name == "sup" and not is_void:
        open_elements.append(name)
        listener.start(name, None)
    elif name != "img":
        parent = open_elements[-1] if open_elements else "div"
        is_fitting = (name == "li") == (parent in _LISTS)
        is_known = name in _PARAGRAPHS or name in _GROUPS
        if is_void or parent not in _GROUPS or not (is_known and is_fitting):
            raise UnclearError
        if len(open_elements) > _MOST:
            raise UnclearError
        open_elements.append(name)
        if name in _BREAKING:
            listener.flush()
        else:
            listener.start(name, None)


def _text(text: str) -> str:
    if "&" not in text:
        return text
    whole, count = _REFERENCE.subn(_character, text)
    if count != text.count("&"):
        raise UnclearError
    return whole


def _character(match: re.Match[str]) -> str:
    name, number = match.groups()
    character = _NAMED.get(name) if name else chr(int(number))
    if character is None or _UNUSUAL.match(character):
        raise UnclearError
    return character


_NAMED = {name: html_entities.unescape(f"&{name};") for name in (*name2codepoint, "apos")}

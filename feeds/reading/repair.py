"""What is wrong with many feeds and can be put right before they are read. Pure.

Ampersands that stand for themselves and the names that HTML has for letters make a document one that no reader
of XML takes; feedparser takes it all the same, but makes ``R&D;`` of ``R&D``. A document that breaks off has
an entry that is not whole: taken in, it would come again under another identity once the feed is whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from itertools import islice

_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([A-Za-z][A-Za-z0-9]{0,30});)?"
)
"""One that XML does not have."""
_MOST = 50_000
"""Such references that are put right; a document of more is meant to be one."""
_OPENING, _CLOSING = "<![CDATA[", "]]>"
_ENTRY = re.compile(r"(?:item|entry)[\s>/]", re.IGNORECASE)
_ENDS = ("</channel", "</rss", "</feed", "</rdf:rdf")


def with_whole_references(text: str) -> str:
    """The document with references as XML has them, wherever they count.

    One that declares names of its own is left as it is.
    """
    if "<!ENTITY" in text or not 0 < _count(_REFERENCE.finditer(text)) < _MOST:
        return text
    parts: list[str] = []
    position = 0
    while (start := text.find(_OPENING, position)) >= 0:
        end = text.find(_CLOSING, start)
        end = len(text) if end < 0 else end
        parts += (_REFERENCE.sub(_whole, text[position:start]), text[start:end])
        position = end
    parts.append(_REFERENCE.sub(_whole, text[position:]))
    return "".join(parts)


def _count(matches: Iterator[re.Match[str]]) -> int:
    return sum(1 for _ in islice(matches, _MOST))


def _whole(match: re.Match[str]) -> str:
    if match[1] and f"{match[1]};" in html5:
        return "".join(f"&#{ord(character)};" for character in html.unescape(match[0]))
    return f"&amp;{match[0][1:]}"


def breaks_off(text: str) -> bool:
    """Whether a feed ends before it is complete."""
    if text.lstrip()[:1] == "{":
        return not text.rstrip().endswith("}")
    lowered = text.lower()
    return not any(end in lowered for end in _ENDS)


def without_torn_entry(text: str) -> str:
    """The document without its last entry where it breaks off within it."""
    start = len(text)
    while (start := text.rfind("<", 0, start)) >= 0:
        if _ENTRY.match(text, start + 1):
            break
        if text[start + 1 : start + 2] == "/" and _ENTRY.match(text, start + 2):
            return text
    if start < 0 or any(end in text[start:].lower() for end in _ENDS):
        return text
    return text[:start]

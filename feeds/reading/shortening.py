"""A feed's long texts out of feedparser's way: it costs time for every character, and does nothing to these.

What an entry holds between the tags of ``description``, ``content`` and their kin is put aside for a short
name, and found again by it. Only where that is all of the element, and nothing of its text is for feedparser
to work out: no markup, no entity but those of XML, no other kind of content. Pure.
"""

from __future__ import annotations

import html
import re
import secrets

_LONG = 300
_ELEMENT = re.compile(
    r"<(description|content|summary|content:encoded)((?:\s[^<>]*)?)>\s*"
    rf"(?:<!\[CDATA\[((?>[^\]]+|\](?!\]>))*)\]\]>|([^<]{{{_LONG},}}))\s*</\1>"
)
_PLAIN_KINDS = re.compile(
    r"(?:\s+(?:type|mode)\s*=\s*[\"'](?:html|text|text/html|text/plain|escaped)[\"'])*\s*"
)
_OTHER_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Shortened:
    """A feed's text with names in the place of its long texts."""

    def __init__(self, text: str) -> None:
        self._texts: dict[str, str] = {}
        self._key = secrets.token_hex(8)
        self.text = text if _NOT_XML.search(text) else _ELEMENT.sub(self._put_aside, text)

    def whole(self, value: str) -> str:
        """The text that a value stands for; the value itself where it is no name."""
        return self._texts.get(value, value)

    def _put_aside(self, match: re.Match[str]) -> str:
        name, attributes, marked, escaped = match.groups()
        value = marked if escaped is None else escaped
        if (
            len(value) < _LONG
            or not _PLAIN_KINDS.fullmatch(attributes)
            or (escaped is not None and _OTHER_REFERENCE.search(escaped))
        ):
            return match[0]
        place = f"{self._key}-{len(self._texts)}"
        self._texts[place] = repaired(value if escaped is None else html.unescape(escaped)).strip()
        return f"<{name}{attributes}>{place}</{name}>"


def repaired(text: str) -> str:
    """UTF-8 that was taken for ISO-8859-1 and encoded again, read as what it was; as feedparser does."""
    try:
        return text.encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        return text

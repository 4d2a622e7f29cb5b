"""Bytes to text, whatever the server, the declaration and the truth say about each other. Pure.

The declarations are often wrong, so the bytes are asked first: what is valid UTF-8 with letters beyond
ASCII is UTF-8, since text in another encoding practically never is. ISO-8859-1 means windows-1252, as the
WHATWG Encoding Standard has it, and is what single bytes that are not UTF-8 are read as.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_STARTS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_WESTERN = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]+)|<meta[^>]{0,500}?charset\s*=\s*["']?([A-Za-z0-9._:-]+)""",
    re.IGNORECASE,
)
# Python's codecs hold more than character sets: compression, escapes, some of them slow.
_CHARACTER_SETS = re.compile(
    r"utf-(?:8|16|32)\S*|ascii|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|tis-620"
    r"|big5\w*|gb\w*|euc_\w+|shift_jis\w*|iso2022_\w+"
)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_HEAD = 4096
# Bytes that UTF-8 decoding with surrogateescape leaves aside, read as windows-1252.
_STRAY_BYTES = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)
}


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a feed or a page. Never fails; a byte-order mark is left out.

    Args:
        body: as it came, decompressed.
        content_type: the HTTP header's value.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _WIDE_STARTS:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    text = _as_utf8(body)
    if text is not None:
        return text
    for name in _declared(body, content_type):
        if name not in _WESTERN:
            try:
                return body.decode(name)
            except UnicodeDecodeError:
                continue
    return body.decode("utf-8", "surrogateescape").translate(_STRAY_BYTES)


def _as_utf8(body: bytes) -> str | None:
    # An encoding of seven bits, such as ISO-2022-JP, passes for ASCII: its escapes tell.
    if body.isascii() and b"\x1b" in body:
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _declared(body: bytes, content_type: str) -> list[str]:
    names = [match[1] for match in _CHARSET.finditer(content_type)]
    found = _DECLARED.search(body[:_HEAD])
    if found:
        names.append((found[1] or found[2]).decode("ascii"))
    return [known for known in map(_known, names) if known]


def _known(name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    return known if _CHARACTER_SETS.fullmatch(known) else None

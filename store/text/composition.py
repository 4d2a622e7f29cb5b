"""How an article's text is laid out in its file, and what of it people see. Pure.

A file is UTF-8: the title on a line of its own where there is one, an empty line, the paragraphs.
Files that other hands put into the folder may have other line ends or encodings; their text is
never changed, so offsets always count in what was decoded.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.models import Span

TITLE_LIMIT = 200
"""Characters that the first line of a file may have and still be its title."""

ELLIPSIS = "…"

_LINE_END = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"[^\r\n]*")
_EMPTY_LINES = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")
_GAPS = re.compile(r"\n[^\S\n]*\n(?:[^\S\n]*\n)+")
# No-break spaces are French typography and stay; everything else that is white becomes one space.
# (A single plain space is one already: most of a text's white is that.)
_WHITE = re.compile(r"[^\S\u00a0\u202f]{2,}|[^\S\u00a0\u202f ]")
_WORDS_BEFORE_SPACE = re.compile(r"(.*\S)[^\S\u00a0\u202f]", re.DOTALL)
_HANGING = " \u00a0\u202f,;:–—-"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_CONTROL_SHARE = 0.01


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, with or without a byte-order mark, else windows-1252.

    UTF-16, as some editors of Windows write it, is known by its mark.

    Line ends stay as they are.

    Raises:
        ValueError: the bytes are no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _marked(data)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls > len(data) * _CONTROL_SHARE:
        raise ValueError("binary data")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("binary data")


def _marked(data: bytes) -> str:
    """The text of UTF-16; its mark may stand before what is no text by chance.

    Raises:
        ValueError: it is none, or has control characters.
    """
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ValueError("binary data") from error
    if "\0" in text or any(ord(character) < 32 and not character.isspace() for character in text):
        raise ValueError("binary data")
    return text


def one_line(text: str) -> str:
    """Return the text on one line: runs of white space become one space, no-break spaces stay."""
    # The only white that can be printed is a plain space.
    bare = text if text.isprintable() else text.replace("\u00a0", "").replace("\u202f", "")
    if bare.isprintable() and "  " not in text:
        return text.strip()
    return _WHITE.sub(" ", text).strip()


def shorten(text: str, limit: int) -> str:
    """Cut a text to ``limit`` characters at most, between words, and mark the cut."""
    if len(text) <= limit:
        return text
    words = _WORDS_BEFORE_SPACE.match(text[:limit])
    # One word longer than all there is room for is cut inside.
    head = words[1] if words else text[: limit - 1]
    return head.rstrip(_HANGING) + ELLIPSIS


def compose(title: str | None, body: str) -> str:
    """Return the text of an article's file: title line, empty line, body, one final line end."""
    line = one_line(title or "")
    head = f"{line}\n\n" if line else ""
    content = _plain_line_ends(body).strip()
    return f"{head}{content}\n" if content or not head else head


def split_title(text: str) -> tuple[str | None, int]:
    """Return the title of a file's text and the offset at which its body starts.

    The first line is the title where an empty line follows and it is no longer than a title may be;
    without a title the body starts at 0.
    """
    line = _LINE.match(text, len(text) - len(text.lstrip()))
    title = one_line(line[0]) if line else ""
    gap = _EMPTY_LINES.match(text, line.end()) if line else None
    if not gap or not 0 < len(title) <= TITLE_LIMIT:
        return None, 0
    return title, gap.end()


def headline(text: str, title: str | None, limit: int = 120) -> str:
    """Return one line to know an article by: its title, else the first words of the text.

    ``text`` should be without noise (``visible_body``). Never empty.
    """
    line = one_line(title or "") or next(paragraphs(text), "")
    return shorten(line, limit) or ELLIPSIS


def paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a text that say something; a line of a file is a paragraph."""
    for line in _LINE_END.split(text):
        paragraph = one_line(line)
        if paragraph:
            yield paragraph


def visible_body(text: str, body_start: int, noise: Sequence[Span]) -> str:
    """Return the body without its noise, with plain line ends and no run of empty lines."""
    parts, position = [], body_start
    for span in sorted(noise):
        parts.append(text[position : max(position, span.start)])
        position = max(position, span.end)
    parts.append(text[position:])
    return _GAPS.sub("\n\n", _plain_line_ends("".join(parts))).strip()


def _plain_line_ends(text: str) -> str:
    return _LINE_END.sub("\n", text) if "\r" in text else text

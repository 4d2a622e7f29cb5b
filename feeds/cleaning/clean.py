"""Hostile text made plain: no markup, no control characters, nothing that cannot be seen. Pure.

Everything that a feed or a page gave passes through here once, on its way in. No-break spaces (U+00A0 and
U+202F) are French typography and stay.
"""

from __future__ import annotations

import html as html_entities
import re
import unicodedata

from feeds.cleaning.markup import flatten, flatten_plain
from store.text.composition import TITLE_LIMIT, one_line, shorten

_SUSPECT = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0373\u0375-\u037d\u037f-\u0386\u0388-\u0482\u0488-\u058f"
    "\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]"
)
"""What the usual text of a European language does not hold: hostile or not, and whatever NFC might change."""

_SEQUENCES = re.compile(
    "(?:\x1b\\]|\x9d)[^\x07\x1b\x9c\n]{0,512}(?:\x07|\x1b\\\\|\x9c)"  # OSC: window titles, links
    "|(?:\x1b\\[|\x9b(?=[0-9;?]))[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    "|\x1b[PX^_][^\x07\x1b\x9c\n]{0,512}(?:\x07|\x1b\\\\|\x9c)"  # DCS, SOS, PM, APC
    "|\x1b[ -/]*[0-~]?"
)
"""Control sequences of terminals (ECMA-48), with what they carry."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ud800-\udfff"
    "\ue000-\uf8ff\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Controls, bidi overrides and marks, zero width, soft hyphens, private use and what is no character."""

_WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""What a character of the C1 range was before someone took windows-1252 for ISO-8859-1."""

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028]")
_LINE_GAP = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_GAP = re.compile("\n[^\\S\n]*(?:\n[^\\S\u00a0]*)+")
"""The same, but for what places the first line of a table or of what was set by its author."""
_BREAKS = re.compile(r"\s*\n\s*")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_BLOCK = re.compile(
    r"<(?:p|br|div|li|t[dr]|h[1-6]|section|article|blockquote|pre|d[td]|figure)\b", re.IGNORECASE
)
"""What parts paragraphs where there is any of it; else empty lines do, as in a text without markup."""
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}|\t+")
_ESCAPE_REFERENCE = re.compile(r"&#(?:0*27|[xX]0*1[bB]);?")
_AUTHOR_LIMIT = 200
_BEGINNING = 100
_LED_IN = re.compile(r"(?i:par|by|auteure?s?|propos recueillis par)\s*(?::\s*|\s)(?=[A-ZÀ-Þ0-9])")


def clean_text(text: str) -> str:
    """The text without control sequences, control and invisible characters; composed (NFC).

    Tabs and line feeds are the only controls left; other line ends become line feeds.
    """
    if not _SUSPECT.search(text):
        return text
    text = _SEQUENCES.sub("", text).translate(_WINDOWS_1252)
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n").replace("\x85", "\n")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def clean_title(text: str | None, *, is_html: bool = True) -> str | None:
    """A title on one line; None where there is none. One longer than titles may be is cut and marked.

    Args:
        text: as the feed has it.
        is_html: whether it may hold tags and entities; they are read once.
    """
    line = clean_line(text, is_html=is_html)
    return shorten(line, TITLE_LIMIT) if line else None


def clean_author(text: str | None) -> str | None:
    """The name of a person or a newsroom, on one line, without “par”; None where there is none."""
    line = _LED_IN.sub("", clean_line(text), count=1)
    return shorten(line, _AUTHOR_LIMIT) if line else None


def clean_line(text: str | None, *, is_html: bool = True) -> str:
    """Any text on one line, without markup; empty where nothing is left."""
    if text is None:
        return ""
    plain = flatten(text) if is_html and _MARKUP.search(text) else _unescape(text, is_html=is_html)
    return one_line(clean_text(plain)).strip("\u00a0\u202f ")


def clean_paragraphs(html: str) -> str:
    """The paragraphs of an HTML fragment as plain text, parted by empty lines.

    Lists have an item a line after ``- `` or their number, quotations ``> `` before each line, tables a
    row a line. A text without any markup keeps the paragraphs that its empty lines make.
    """
    if not _MARKUP.search(html):
        return clean_plain_paragraphs(_unescape(html, is_html=True))
    if "<![CDATA[" in html[:_BEGINNING]:
        html = html.replace("<![CDATA[", "").replace("]]>", "")
    if "\n" in html and not _BLOCK.search(html):
        html = _LINE_GAP.sub("<br><br>", html)
    plain = flatten_plain(html)
    # Its lines have no white at their ends, and none within that is to be cleaned.
    if plain is not None and not _SUSPECT.search(plain):
        return plain
    return _tidy(clean_text(flatten(html)))


def clean_plain_paragraphs(text: str) -> str:
    """The paragraphs of a plain text, where an empty line parts them and a line end is a space."""
    paragraphs = _LINE_GAP.split(clean_text(text).strip())
    return _tidy("\n\n".join(_BREAKS.sub(" ", paragraph) for paragraph in paragraphs))


def _unescape(text: str, *, is_html: bool) -> str:
    if not is_html:
        return text
    # The standard library drops a reference to ESC, and what it introduces would be left standing.
    return html_entities.unescape(_ESCAPE_REFERENCE.sub("\x1b", text))


def _tidy(text: str) -> str:
    """Spaces at the ends of lines, double ones and lines left empty by the cleaning go."""
    if "  " in text or "\t" in text:
        text = "\n".join(_SPACES.sub(" ", line) for line in text.split("\n"))
    lines = (line.rstrip() for line in text.split("\n"))
    return _GAP.sub("\n\n", "\n".join(lines)).strip()

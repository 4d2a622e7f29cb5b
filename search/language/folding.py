"""Letters without what people leave out when they type: case, accents, ligatures. Pure."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose though readers take them for two or for a plain one.
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Most words are of letters that need no more than a look at this: what each of them comes to.
_PLAIN = _LIGATURES | {
    code: ascii_letter
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (ascii_letter := _ACCENTS.sub("", unicodedata.normalize("NFKD", chr(code)))).isascii()
}

IGNORABLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters inside words that nobody sees: soft hyphen, zero-width spaces and joiners."""

_WITHOUT_IGNORABLE = str.maketrans("", "", IGNORABLE)
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘＇′", "'"))
_HYPHENS = str.maketrans(dict.fromkeys("‐‑", "-"))


def lower(text: str) -> str:
    """Return the text composed (NFKC), in lower case and without invisible characters."""
    if text.isascii():
        return text.lower()
    if not text.isalnum():
        text = text.translate(_WITHOUT_IGNORABLE)
    return unicodedata.normalize("NFKC", text).lower()


def fold(text: str) -> str:
    """Return the text in lower case without accents and ligatures: ``Œuvré`` becomes ``oeuvre``."""
    return fold_lowered(lower(text))


def fold_lowered(lowered: str) -> str:
    """Return what ``lower`` returned without accents and ligatures."""
    if lowered.isascii():
        return lowered
    plain = lowered.translate(_PLAIN)
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_LIGATURES))
    # A second composition takes back what was taken apart that is no accent: Hangul, for one.
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


def fold_name(text: str) -> str:
    """Return a name (a tag, a source) as names are compared: folded, plain marks, single spaces."""
    return " ".join(fold(text.translate(_APOSTROPHES).translate(_HYPHENS)).split())

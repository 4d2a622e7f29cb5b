"""What of a text is only how it is set. Pure."""

from __future__ import annotations

import re
import unicodedata

from store.text.alignment import with_plain_marks

_WITHOUT_WIDTH = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_CAPITALS = re.compile("[À-ÖØ-ÞĀ-Ž]")
_ONE_SHAPE = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "•": "-", "·": "-", "▪": "-"}
)


def fold_typography(text: str) -> str:
    """Return a text without its setting; two texts that give the same are read alike.

    White space is left out; apostrophes, quotation marks, dashes and bullets have one shape, ligatures are two
    letters, an ellipsis is three dots, capitals have no accents.
    """
    # Unicode would take an acute accent that stands for an apostrophe for a letter's.
    plain = unicodedata.normalize("NFKC", with_plain_marks(text)).translate(_ONE_SHAPE)
    return _WITHOUT_WIDTH.sub("", _CAPITALS.sub(_without_accent, plain))


def _without_accent(letter: re.Match[str]) -> str:
    first: str = unicodedata.normalize("NFD", letter[0])[0]
    return first

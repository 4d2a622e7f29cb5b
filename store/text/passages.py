"""Finding a passage that a person typed or pasted: its places, or what comes nearest. Pure.

Keyboards have no typographic apostrophes, guillemets, dashes, ligatures or no-break spaces, and
what is copied from a terminal has line ends where the text has none; so all of these match their
plain forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from store.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_APOSTROPHES = "'’‘ʼ´`"
_DOUBLE_QUOTES = '"“”„‟«»'
_DASHES = "-‐‑‒–—―−"
_PLAIN_MARKS = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_COMBINING = "\u0300-\u036f"
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_LETTER_PAIRS = {
    "oe": ("oe", "œ"),
    "OE": ("OE", "Oe", "Œ"),
    "Oe": ("OE", "Oe", "Œ"),
    "ae": ("ae", "æ"),
    "AE": ("AE", "Ae", "Æ"),
    "Ae": ("AE", "Ae", "Æ"),
}

# French sets a space inside guillemets and before double punctuation, and not everybody types it.
_UNIT = re.compile(
    rf"(?P<quote>[{_DOUBLE_QUOTES}])|(?P<apostrophe>[{_APOSTROPHES}])|(?P<dash>[{_DASHES}])"
    rf"|(?P<mark>\s*[:;?!%€])|(?P<space>\s+)|(?P<dots>…|\.\.\.)"
    rf"|(?P<letters>{'|'.join(_LETTER_PAIRS)}|.)",
    re.DOTALL,
)
# A white run is tried from its first character only, else a long one would take its length squared.
_WHITE = r"(?<!\s)\s+"
_FIXED = {
    "quote": rf"(?:«\s*|{_WHITE}»|[\"“”„‟»])",
    "apostrophe": f"[{_APOSTROPHES}]",
    "dash": rf"[{re.escape(_DASHES)}]",
    "space": r"\s+",
    "dots": r"(?:…|\.\.\.)",
}

# Where a word starts or ends, but not inside a figure such as 40 000.
_CUT = re.compile(r"(?<!\d )\b(?!(?<=\d) \d)")

_SIMILAR = 0.55
"""Share of common letter triples from which a passage may be what was meant (Dice)."""
_GRAM = 3
_REACH = 40
"""Characters by which the ends of a similar passage are moved to fit words."""


def find(text: str, quote: str, hidden: Sequence[Span] = ()) -> list[Span]:
    """Return all places of a quote in a text, in order, whatever the typography of either.

    Nothing is found in hidden spans. Places at which the quote would start or end inside a word
    are given only where there is no other.
    """
    pattern = _pattern(quote, tolerate_invisible=any(char in text for char in _INVISIBLE))
    if pattern is None:
        return []
    shown = _without(text, hidden)
    places = list(dict.fromkeys(_trimmed(shown, match) for match in _matches(pattern, shown)))
    return [place for place in places if _stands_alone(shown, place)] or places


def nearest(text: str, quote: str, hidden: Sequence[Span] = ()) -> str | None:
    """Return the passage of a text that is most like a quote, None where none is much like it."""
    folded, wanted = _folded(_without(text, hidden)), _folded(" ".join(quote.split()))
    grams = Counter(_grams(wanted))
    if not grams or not folded.strip():
        return None
    start = _best_window(folded, grams, len(wanted))
    span = _fitted(folded, grams, Span(start, min(len(folded), start + len(wanted))))
    if _likeness(folded[span.start : span.end], grams) < _SIMILAR:
        return None
    return text[span.start : span.end]


def _pattern(quote: str, *, tolerate_invisible: bool) -> re.Pattern[str] | None:
    """Return an expression for a quote in any typography; None for an empty quote."""
    plain = unicodedata.normalize("NFC", "".join(c for c in quote if c not in _INVISIBLE)).strip()
    plain = "".join(_LIGATURES.get(char, char) for char in plain)
    plain = re.sub(r"«\s*", "«", re.sub(r"\s*»", "»", plain))
    if not plain:
        return None
    joint = f"[{_INVISIBLE}]*" if tolerate_invisible else ""
    units = joint.join(_expression(unit) for unit in _UNIT.finditer(plain))
    return re.compile(f"{units}(?![{_COMBINING}])")


def _expression(unit: re.Match[str]) -> str:
    kind, plain = unit.lastgroup or "letters", unit[0]
    if kind == "mark":
        return rf"(?:{_WHITE})?{re.escape(plain.strip())}"
    return _FIXED[kind] if kind in _FIXED else _letters(plain)


def _letters(plain: str) -> str:
    """Return what matches a letter composed or decomposed, two letters or their ligature."""
    forms = _LETTER_PAIRS.get(plain, (plain, unicodedata.normalize("NFD", plain)))
    alternatives = "|".join(re.escape(form) for form in dict.fromkeys(forms))
    return f"(?:{alternatives})" if "|" in alternatives else alternatives


def _without(text: str, hidden: Sequence[Span]) -> str:
    """Blank hidden spans, so that what stands around them reads on and offsets stay."""
    for span in hidden:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Yield all matches, overlapping ones too."""
    match = pattern.search(text)
    while match:
        yield Span(match.start(), match.end())
        match = pattern.search(text, match.start() + 1)


def _trimmed(text: str, span: Span) -> Span:
    passage = text[span.start : span.end]
    start = span.start + len(passage) - len(passage.lstrip())
    return Span(start, start + len(passage.strip()))


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether a span cuts no word at its ends."""
    edges = ((span.start - 1, span.start), (span.end - 1, span.end))
    return not any(
        left >= 0 and right < len(text) and text[left].isalnum() and text[right].isalnum()
        for left, right in edges
    )


def _folded(text: str) -> str:
    """Return a text of the same length in small letters without accents."""
    return "".join(_folded_character(char) for char in text)


def _folded_character(char: str) -> str:
    if char.isspace():
        return " "
    plain = char if char.isascii() else unicodedata.normalize("NFD", char)[0]
    return _PLAIN_MARKS.get(plain) or plain.lower()[0]


def _grams(text: str) -> Iterator[str]:
    return (text[index : index + _GRAM] for index in range(len(text) - _GRAM + 1))


def _best_window(text: str, wanted: Counter[str], length: int) -> int:
    """Return where the window of a length starts that shares most letter triples."""
    grams = list(_grams(text))
    width = max(1, length - _GRAM + 1)
    inside: Counter[str] = Counter()
    shared = best = best_start = 0
    for index, gram in enumerate(grams):
        inside[gram] += 1
        shared += inside[gram] <= wanted[gram]
        if index >= width:
            leaving = grams[index - width]
            shared -= inside[leaving] <= wanted[leaving]
            inside[leaving] -= 1
        if shared > best:
            best, best_start = shared, max(0, index - width + 1)
    return best_start


def _fitted(text: str, wanted: Counter[str], span: Span) -> Span:
    """Move the ends of a span to those word ends nearby that make it most like what is wanted."""
    cuts = [0, *(match.start() for match in _CUT.finditer(text)), len(text)]
    starts = [cut for cut in cuts if abs(cut - span.start) <= _REACH and cut < span.end]
    start = max(
        starts or [span.start], key=lambda cut: (_likeness(text[cut : span.end], wanted), cut)
    )
    ends = [cut for cut in cuts if abs(cut - span.end) <= _REACH and cut > start]
    end = max(ends or [span.end], key=lambda cut: (_likeness(text[start:cut], wanted), -cut))
    return _trimmed(text, Span(start, end))


def _likeness(passage: str, wanted: Counter[str]) -> float:
    """Return Dice's coefficient of letter triples: 0 nothing in common, 1 the same."""
    found = Counter(_grams(passage.strip()))
    total = found.total() + wanted.total()
    return 2 * (found & wanted).total() / total if total else 0.0

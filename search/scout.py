"""Finds the few places of a text at which wanted words may begin, much faster than taking it all apart.

Inflection and stemming change the ends of words. A place is one where a word begins with the same letters
as something wanted, whatever their case and accents; what stands there is then looked at properly.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from search.language.folding import IGNORABLE, fold, lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LETTERS = 3
"""Letters at the start of a word that no suffix rule touches."""

_TEXTS = 128
"""Texts of which it is remembered what was found: the next letter of a word mostly finds the same there."""

# Letters in several characters, or in one for several: texts with these are taken apart whole.
_ODD = re.compile(f"[\u0300-\u036fﬀ-ﬆ{IGNORABLE}]")
_LIGATURES = {"oe": "œŒ", "ae": "æÆ", "ss": "ßẞ"}
_MARKS = "[-‐‑'’.]?"
"""What a compound or an acronym may have between two letters that count as one word."""
_LAST_LETTER = 0x24F
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"[^\W_]")


def scout_for(starts: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of where words begin that start like one of these; None where there can be none.

    Args:
        starts: terms and starts of words, folded. All of them must be plain letters.
    """
    cut = sorted({start[:_LETTERS] for start in starts})
    if not cut or not all(start.isascii() and start.isalpha() for start in cut):
        return None
    ways = [way for start in cut for way in _ways(start)]
    firsts = "".join(dict.fromkeys(way[0] for way in ways))
    followed = "|".join(f"(?<=[{first}]){rest}" for first, rest in ways)
    # The first letters come first and together, so that the engine can skip to them.
    return re.compile(rf"[{firsts}](?<![^\W_].)(?:{followed})", re.DOTALL)


@lru_cache(maxsize=_TEXTS)
def chunks(scout: re.Pattern[str], text: str) -> Sequence[tuple[int, str]] | None:
    """Return what stands between white space wherever the pattern found something, with its offset.

    None where the pattern may overlook something in this text.
    """
    return None if _ODD.search(text) else tuple(_chunks(scout, text))


def neighbours(chunks: Iterable[tuple[int, str]], text: str) -> Iterator[tuple[int, str]]:
    """Yield chunks of a text, as one those between which no word stands."""
    run: tuple[int, int] | None = None
    for start, chunk in chunks:
        end = start + len(chunk)
        if run is not None and not _WORD.search(text, run[1], start):
            run = run[0], end
            continue
        if run is not None:
            yield run[0], text[run[0] : run[1]]
        run = start, end
    if run is not None:
        yield run[0], text[run[0] : run[1]]


def _chunks(scout: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    end = 0
    found = scout.search(text)
    while found is not None:
        start = _start_of_chunk(text, found.start(), end)
        space = _SPACE.search(text, found.end())
        end = space.start() if space else len(text)
        yield start, text[start:end]
        found = scout.search(text, end)


def _start_of_chunk(text: str, inside: int, least: int) -> int:
    start = inside
    while start > least and not text[start - 1].isspace():
        start -= 1
    return start


def _ways(start: str) -> Iterator[tuple[str, str]]:
    """Yield how letters at the start of a word may be written: what the first may be, a pattern of the rest."""
    letters = [_written_as()[letter] for letter in start]
    ways = [letters]
    for pair, ligature in _LIGATURES.items():
        at = start.find(pair)
        if at >= 0:
            ways.append([*letters[:at], ligature, *letters[at + 2 :]])
    for first, *others in ways:
        yield first, "".join(f"{_MARKS}[{letter}]" for letter in others)


@cache
def _written_as() -> dict[str, str]:
    """Every character that counts as a plain letter, or as that and another, by that letter."""
    written = {pair[0]: ligature for pair, ligature in _LIGATURES.items()}
    for character in map(chr, range(ord("A"), _LAST_LETTER + 1)):
        folded = fold(lower(character))
        if len(folded) == 1 and folded.isascii() and folded.isalpha():
            written[folded] = written.get(folded, "") + character
    return written

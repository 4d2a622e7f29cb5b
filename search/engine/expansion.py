"""The terms of a field that a pattern or a misspelt word means."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engine.arrays import FieldArrays
    from search.engine.types import Places


def matching_pattern(field: FieldArrays, pattern: str) -> list[int]:
    """Return the places of the terms that a pattern with ``*``, ``?`` and ``[…]`` fits."""
    literal = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
    start, end = field.range_of_prefix(literal.encode()) if literal else (0, field.term_count)
    fits = re.compile(fnmatch.translate(pattern)).match
    return [
        place
        for place, term in enumerate(field.terms(start, end), start)
        if fits(term.decode(errors="replace"))
    ]


def within_edits(field: FieldArrays, text: str, distance: int, prefix: int) -> list[int]:
    """Return the places of the terms that differ from a word by a few letters.

    Args:
        field: where to look.
        text: the word.
        distance: letters that may be put in, left out or replaced.
        prefix: letters at the start that must be the same.
    """
    start, end = field.range_of_prefix(text[:prefix].encode()) if prefix else (0, field.term_count)
    if end <= start:
        return []
    letters, starts, lengths = _letters(field, start, end)
    close = np.flatnonzero(abs(lengths - len(text)) <= distance)
    if not len(close):
        return []
    rest = text[prefix:]
    widest = len(rest) + distance
    columns = starts[close, None] + prefix + np.arange(widest)
    words = letters[np.minimum(columns, len(letters) - 1)]
    edits = _distances(words, lengths[close] - prefix, rest)
    return [int(place) for place in close[edits <= distance] + start]


def _letters(field: FieldArrays, start: int, end: int) -> tuple[NDArray[np.uint32], Places, Places]:
    """The letters of a range of terms as one array, with where each term starts and its length."""
    joined, ends = field.texts(start, end)
    octets = np.frombuffer(joined, np.uint8)
    if octets.max(initial=0) < 128:
        letters = octets.astype(np.uint32)
    else:
        # All bytes of a letter but the first are of the form 10xxxxxx.
        letter_count = np.cumsum((octets & 0xC0) != 0x80)
        ends = letter_count[ends - 1]
        letters = np.frombuffer(joined.decode().encode("utf-32-le"), np.uint32)
    starts = np.concatenate(([0], ends[:-1]))
    return letters, starts, ends - starts


def _distances(words: NDArray[np.uint32], lengths: Places, text: str) -> NDArray[np.int16]:
    """The edit distance of each word, a row of letters, from a text."""
    count, widest = words.shape
    row = np.repeat(np.arange(widest + 1, dtype=np.int16)[:, None], count, axis=1)
    columns = np.ascontiguousarray(words.T)
    for number, letter in enumerate(text, 1):
        differs = (columns != ord(letter)).astype(np.int16)
        above = row
        row = np.minimum(above[1:] + 1, above[:-1] + differs)
        row = np.concatenate((np.full((1, count), number, np.int16), row))
        for place in range(1, widest + 1):
            np.minimum(row[place], row[place - 1] + 1, out=row[place])
    distances: NDArray[np.int16] = row[lengths, np.arange(count)]
    return distances

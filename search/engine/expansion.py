"""The terms of a field that a pattern or a misspelt word means."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engine.arrays import FieldArrays
    from search.engine.types import Mask, Places


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
    places = field.shapes(start, end).like(text, distance) + start
    if not len(places):
        return []
    rest = text[prefix:]
    words = [field.term(place).decode(errors="replace")[prefix:] for place in places.tolist()]
    is_near = _is_edited_once if distance == 1 else _is_near
    near: list[int] = places.compress(is_near(words, rest, distance)).tolist()
    return near


def _letters(words: list[str], width: int) -> NDArray[np.uint32]:
    """Words as rows of letters, 0 behind their ends."""
    return np.array(words, f"U{width}").view(np.uint32).reshape(len(words), width)


def _is_edited_once(words: list[str], text: str, _: int) -> Mask:
    """Which words become a text by at most one edit: all but one letter are the same from the ends on."""
    width = len(text) + 1
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    longest = np.maximum(lengths, len(text))
    shortest = np.minimum(lengths, len(text))
    forwards = _same_from_start(words, text, width)
    backwards = _same_from_start([word[::-1] for word in words], text[::-1], width)
    same = np.minimum(forwards, shortest) + np.minimum(backwards, shortest)
    return same >= longest - 1


def _same_from_start(words: list[str], text: str, width: int) -> Places:
    """How many letters of each word are those of a text before one is not."""
    # The letter that no text has ends the run at the latest.
    differs = _letters(words, width) != _letters([text + "\U0010ffff"], width)
    differs[:, -1] = True
    first: Places = differs.argmax(axis=1)
    return first


def _is_near(words: list[str], text: str, distance: int) -> Mask:
    """Which words become a text by some edits."""
    width = len(text) + distance
    rows = _letters(words, width)
    row = np.repeat(np.arange(width + 1, dtype=np.int16)[:, None], len(words), axis=1)
    columns = np.ascontiguousarray(rows.T)
    for number, letter in enumerate(text, 1):
        differs = (columns != ord(letter)).astype(np.int16)
        above = row
        row = np.minimum(above[1:] + 1, above[:-1] + differs)
        row = np.concatenate((np.full((1, len(words)), number, np.int16), row))
        for place in range(1, width + 1):
            np.minimum(row[place], row[place - 1] + 1, out=row[place])
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    edits = row[lengths, np.arange(len(words))]
    return edits <= distance

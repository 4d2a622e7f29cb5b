"""What is compared of many words before their letters are.

A word's letters, whatever their order and number, are a few bits. An edit takes at most one letter out
of a word and puts at most one into it, so that words that differ in more bits need no closer look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engine.types import Places

_BITS = 31
"""What of a letter's last byte says which bit it has."""

_CONTINUES = 0x80
_FIRST_BITS = 0xC0

_AT_ONCE = 1 << 20
"""Bytes that are worked on at a time."""


class Shapes(NamedTuple):
    """What some words look like from afar."""

    letters: NDArray[np.uint32]
    """A bit for each letter of a word, several letters to a bit."""
    lengths: NDArray[np.int32]
    """How many letters each has."""

    def like(self, text: str, distance: int) -> Places:
        """Return the places of all words that can be within some edits of a text, and of few others."""
        wanted = np.uint32(_letters_of(text))
        near = np.bitwise_count(self.letters ^ wanted) <= 2 * distance
        near &= abs(self.lengths - len(text)) <= distance
        places = near.nonzero()[0]
        letters = self.letters.take(places)
        missing = np.bitwise_count(wanted & ~letters) <= distance
        missing &= np.bitwise_count(letters & ~wanted) <= distance
        close: Places = places.compress(missing)
        return close


def _letters_of(text: str) -> int:
    letters = 0
    for letter in text:
        letters |= 1 << (letter.encode()[-1] & _BITS)
    return letters


def shapes_of(joined: bytes, ends: Places) -> Shapes:
    """Return the shapes of words in UTF-8.

    Args:
        joined: the words, one behind the other.
        ends: where each of them ends.
    """
    octets = np.frombuffer(joined, np.uint8)
    starts = np.concatenate(([0], ends[:-1])) if len(ends) else ends
    letters = np.zeros(len(ends), np.uint32)
    lengths = np.zeros(len(ends), np.int32)
    first = 0
    while first < len(ends):
        begin = int(starts[first])
        last = max(first + 1, int(ends.searchsorted(begin + _AT_ONCE, side="right")))
        part = slice(first, last)
        _fill(
            octets[begin : int(ends[last - 1])], starts[part] - begin, letters[part], lengths[part]
        )
        first = last
    # Where a word is empty, the next one's first letter was taken for its own.
    is_empty = starts == ends
    letters[is_empty] = lengths[is_empty] = 0
    return Shapes(letters, lengths)


def _fill(
    octets: NDArray[np.uint8],
    starts: Places,
    letters: NDArray[np.uint32],
    lengths: NDArray[np.int32],
) -> None:
    if not len(octets):
        return
    ends_letter = np.ones(len(octets), np.bool_)
    np.not_equal(octets[1:] & _FIRST_BITS, _CONTINUES, out=ends_letter[:-1])
    bits = np.left_shift(np.uint32(1), octets & _BITS, dtype=np.uint32)
    bits *= ends_letter
    starts = np.minimum(starts, len(octets) - 1)
    letters[:] = np.bitwise_or.reduceat(bits, starts)
    lengths[:] = np.add.reduceat(ends_letter, starts, dtype=np.int32)

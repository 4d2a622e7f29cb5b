"""In how many of some documents each term of a field stands.

The documents of a frequent term are kept as bits, those that are counted are too, and the bits that
both have are counted 64 at a time. The others' posting lists are looked through.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from search.engine.arrays import FieldArrays
    from search.engine.types import Mask, Places

_WORD = 64
_TERMS_REMEMBERED = 4096
_FREQUENT_SHARE = 64
"""A term that more than this part of the documents has is kept as bits: they take no more room."""

_MOST_POSTINGS = 24
"""Postings for each document, from which on a field is not kept so: a text is not counted often."""


class TermCounter:
    """Counts the terms of a field in one segment.

    Args:
        field: its posting lists.
        document_count: the documents of the segment.
    """

    def __init__(self, field: FieldArrays, document_count: int) -> None:
        self._document_count = document_count
        self._term = lru_cache(_TERMS_REMEMBERED)(field.term)
        documents, ends = field.all_documents()
        self._places: Places = np.zeros(0, np.intp)
        self._bits: NDArray[np.uint64] = np.zeros((0, 0), np.uint64)
        self._rest_places: Places = np.arange(field.term_count)
        self._documents: NDArray[Any] = documents
        self._ends: NDArray[Any] = ends
        if len(documents) <= _MOST_POSTINGS * document_count:
            self._divide(documents, ends.astype(np.intp))

    def _divide(self, documents: NDArray[Any], ends: Places) -> None:
        """Part the frequent terms from the others."""
        sizes = np.diff(ends, prepend=0)
        is_frequent = sizes * _FREQUENT_SHARE > self._document_count
        self._places = is_frequent.nonzero()[0]
        width = -(-self._document_count // _WORD) * _WORD
        bits = np.zeros((len(self._places), width // _WORD), np.uint64)
        for row, place in enumerate(self._places.tolist()):
            mask = np.zeros(width, np.bool_)
            mask[documents[ends[place] - sizes[place] : ends[place]]] = True
            bits[row] = np.packbits(mask).view(np.uint64)
        self._bits = bits
        self._rest_places = (~is_frequent).nonzero()[0]
        rest = np.repeat(~is_frequent, sizes)
        self._documents = documents.compress(rest).astype(np.intp)
        self._ends = np.cumsum(sizes.take(self._rest_places))

    def counts(self, mask: Mask) -> Iterator[tuple[bytes, int]]:
        """Yield how many documents of a mask have each term, those that none has left out."""
        for places, counts in (self._count_bits(mask), self._count_postings(mask)):
            found = counts.nonzero()[0]
            terms = map(self._term, places.take(found).tolist())
            yield from zip(terms, counts.take(found).tolist(), strict=True)

    def _count_bits(self, mask: Mask) -> tuple[Places, NDArray[Any]]:
        if not len(self._places):
            return self._places, np.zeros(0, np.intp)
        words = np.zeros(self._bits.shape[1] * 8, np.uint8)
        packed = np.packbits(mask)
        words[: len(packed)] = packed
        both = np.bitwise_count(self._bits & words.view(np.uint64))
        return self._places, both.sum(axis=1, dtype=np.uint32)

    def _count_postings(self, mask: Mask) -> tuple[Places, NDArray[Any]]:
        if not len(self._documents):
            return self._rest_places, np.zeros(0, np.intp)
        hits = mask.take(self._documents).nonzero()[0]
        of_terms = self._ends.searchsorted(hits, side="right")
        return self._rest_places, np.bincount(of_terms, minlength=len(self._rest_places))

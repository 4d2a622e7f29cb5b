"""Posting lists as Whoosh's standard codec keeps them in blocks, written many at a time.

A block is its length, a pickle of facts about it and a pickle of documents, weights and values. The
pickles are put together here from arrays; Whoosh reads them as if it had written them. They differ in
that documents that are near each other and weights are bytes, of which Python reads numbers too.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.util.numeric import length_to_byte

from search.building.terms import TermRange, before, spread

BLOCK_POSTINGS = 128
_COMPRESSION = 3
_WORTH_COMPRESSING = 200
"""Bytes of a block from which on compressing it pays."""

_START = b"\x80\x03"
_END = b"\x87."
_LENGTH = Struct("!i")
_FLOAT = Struct(">d")
_NARROW = 1 << 16
_NO_LENGTH = int(length_to_byte(0))

# Opcodes of pickle: a number of one, two and four bytes; a short and a long string of bytes.
_K, _M, _J, _C, _B = b"KMJCB"

FACTS = np.dtype(
    [
        ("start", "S3"), ("k", "u1"), ("count", "u1"), ("j", "u1"), ("last", "<u4"),
        ("j2", "u1"), ("weight", "<u4"), ("k2", "u1"), ("compression", "u1"), ("k3", "u1"),
        ("shortest", "u1"), ("k4", "u1"), ("longest", "u1"), ("end", "S2"),
    ]
)  # fmt: skip
"""The pickle of a block's facts: it always has the same size."""

_COMPRESSION_AT = 16
"""Where in it the number of the compression stands."""

INFO = np.dtype(
    [
        ("flags", "u1"), ("weight", ">f4"), ("count", ">u4"), ("shortest", "u1"), ("longest", "u1"),
        ("heaviest", ">f4"), ("first", ">u4"), ("last", ">u4"), ("offset", ">i8"), ("length", ">i4"),
    ]
)  # fmt: skip
"""What Whoosh's dictionary says of a term."""


@dataclass(frozen=True, slots=True)
class WrittenBlocks:
    """The posting lists of some terms."""

    data: bytes
    infos: NDArray[Any]
    """``INFO`` for each term."""


class _Blocks:
    """Where the blocks of a range begin and end, and what is to be said of each."""

    def __init__(self, terms: TermRange, lengths: NDArray[np.uint8] | None) -> None:
        starts, counts = terms.starts, np.diff(terms.ends, prepend=0)
        self.per_term = -(-counts // BLOCK_POSTINGS)
        within = spread(np.zeros(len(counts), np.int64), self.per_term)
        self.starts = np.repeat(starts, self.per_term) + within * BLOCK_POSTINGS
        self.ends = np.minimum(self.starts + BLOCK_POSTINGS, np.repeat(terms.ends, self.per_term))
        self.counts = self.ends - self.starts
        self.is_first = within == 0
        self.is_last = np.append(self.is_first[1:], True)
        self.first_documents = terms.documents[self.starts]
        self.last_documents = terms.documents[self.ends - 1]
        self.heaviest = np.maximum.reduceat(terms.weights, self.starts)
        self.lightest = np.minimum.reduceat(terms.weights, self.starts)
        if lengths is None:
            self.shortest = np.zeros(len(self.starts), np.uint8)
            self.longest = np.full(len(self.starts), _NO_LENGTH, np.uint8)
        else:
            of_postings = lengths[terms.documents]
            self.shortest = np.minimum.reduceat(of_postings, self.starts)
            self.longest = np.maximum.reduceat(of_postings, self.starts)

    def facts(self) -> NDArray[Any]:
        facts = np.zeros(len(self.starts), FACTS)
        facts["start"], facts["end"] = _START + b"(", b"t."
        facts["j"] = facts["j2"] = _J
        facts["k"] = facts["k2"] = facts["k3"] = facts["k4"] = _K
        facts["count"], facts["last"] = self.counts, self.last_documents
        facts["weight"] = self.heaviest
        facts["shortest"], facts["longest"] = self.shortest, self.longest
        return facts


def write_blocks(terms: TermRange, lengths: NDArray[np.uint8] | None, offset: int) -> WrittenBlocks:
    """Write posting lists.

    Args:
        terms: whose; at least one.
        lengths: each document's length of the field, as Whoosh's byte; None where the field has none.
        offset: where in the file the result is going to stand.
    """
    blocks = _Blocks(terms, lengths)
    sizes, pieces = _Writer(terms, blocks).write()
    term_starts = before(np.cumsum(blocks.per_term))
    infos = np.zeros(len(terms.terms), INFO)
    infos["weight"] = np.add.reduceat(terms.weights.astype(np.float64), terms.starts)
    infos["count"] = np.diff(terms.ends, prepend=0)
    infos["shortest"] = np.minimum.reduceat(blocks.shortest, term_starts)
    infos["longest"] = np.maximum.reduceat(blocks.longest, term_starts)
    infos["heaviest"] = np.maximum.reduceat(blocks.heaviest, term_starts)
    infos["first"] = terms.documents[terms.starts]
    infos["last"] = terms.documents[terms.ends - 1]
    infos["offset"] = offset + before(np.cumsum(sizes))[term_starts]
    infos["length"] = np.add.reduceat(sizes, term_starts)
    return WrittenBlocks(b"".join(pieces), infos)


class _Writer:
    """Writes the blocks of one range."""

    def __init__(self, terms: TermRange, blocks: _Blocks) -> None:
        self._terms = terms
        self._blocks = blocks
        self._facts = blocks.facts()
        self._position_ends = np.cumsum(terms.weights, dtype=np.int64)

    def write(self) -> tuple[NDArray[np.int64], list[bytes]]:
        """Return each block's size, and the bytes of all in some pieces."""
        is_single = self._single()
        singles = self._singles(np.flatnonzero(is_single))
        others = np.flatnonzero(~is_single)
        sizes = np.full(len(is_single), singles.itemsize, np.int64)
        written = self._others(others) if len(others) else []
        sizes[others] = [len(block) for block in written]
        # Single ones that follow each other are one piece.
        joined = singles.tobytes()
        until = (np.cumsum(is_single)[others] * singles.itemsize).tolist()
        pieces = []
        done = 0
        for end, block in zip(until, written, strict=True):
            if end > done:
                pieces.append(joined[done:end])
                done = end
            pieces.append(block)
        pieces.append(joined[done:])
        return sizes, pieces

    def _single(self) -> NDArray[np.bool_]:
        """Which terms stand once in one document only, as most do: their blocks have one size."""
        blocks, positions = self._blocks, self._terms.positions
        is_single = blocks.is_first & blocks.is_last & (blocks.counts == 1) & (blocks.heaviest == 1)
        if positions is not None:
            is_single[is_single] = positions[self._position_starts()[is_single]] < _NARROW
        return np.asarray(is_single)

    def _position_starts(self) -> NDArray[np.int64]:
        """Where the positions of each block's first posting begin."""
        starts: NDArray[np.int64] = before(self._position_ends)[self._blocks.starts]
        return starts

    def _singles(self, places: NDArray[np.int64]) -> NDArray[Any]:
        positions = self._terms.positions
        values = [("values", "S5")] if positions is None else [
            ("c", "S2"), ("position", "<u2"), ("values", "S1")
        ]  # fmt: skip
        values[-1] = ("values", "S1")
        kind = np.dtype(
            [("magic", "S4"), ("length", ">i4"), ("facts", FACTS), ("start", "S3"), ("id", "<u4"),
             ("ids", "S1"), ("weights", "S1"), *values, ("end", "S2")]
        )  # fmt: skip
        blocks = np.zeros(len(places), kind)
        blocks["magic"], blocks["facts"] = WHOOSH3_HEADER_MAGIC, self._facts[places]
        blocks["length"] = -(kind.itemsize - 8)
        blocks["start"], blocks["id"] = _START + b"J", self._blocks.first_documents[places]
        blocks["ids"], blocks["weights"], blocks["end"] = b"\x85", b"N", _END
        blocks["values"] = b"N"
        if positions is not None:
            blocks["c"], blocks["values"] = b"C\x02", b"\x85"
            blocks["position"] = positions[self._position_starts()[places]]
        return blocks

    def _others(self, places: NDArray[np.int64]) -> list[bytes]:
        blocks = self._blocks
        ids, weights, values = self._ids(places), self._weights(places), self._values(places)
        facts = self._facts[places].tobytes()
        size, at = FACTS.itemsize, _COMPRESSION_AT
        is_first, is_last = blocks.is_first[places].tolist(), blocks.is_last[places].tolist()
        written = []
        for number, parts in enumerate(zip(ids, weights, values, strict=True)):
            data = b"".join((_START, *parts, _END))
            head = facts[number * size : (number + 1) * size]
            if len(data) >= _WORTH_COMPRESSING:
                data = zlib.compress(data, _COMPRESSION)
                head = head[:at] + bytes([_COMPRESSION]) + head[at + 1 :]
            length = size + len(data)
            magic = WHOOSH3_HEADER_MAGIC if is_first[number] else b""
            sign = -length if is_last[number] else length
            written.append(magic + _LENGTH.pack(sign) + head + data)
        return written

    def _ids(self, places: NDArray[np.int64]) -> list[bytes]:
        """Pickles of the documents of blocks, each as the difference to the one before."""
        starts, ends = self._blocks.starts, self._blocks.ends
        steps = np.diff(self._terms.documents, prepend=np.uint32(0))
        steps[starts] = self._terms.documents[starts]
        narrow = steps.astype(np.uint8).tobytes()
        wide, wide_ends = _pickled_numbers(steps)
        wide_starts = before(wide_ends)
        is_narrow = np.maximum.reduceat(steps, starts)[places] < 256
        return [
            b"C" + bytes([end - start]) + narrow[start:end]
            if is_near
            else b"(" + wide[wide_start:wide_end] + b"t"
            for start, end, wide_start, wide_end, is_near in zip(
                starts[places].tolist(),
                ends[places].tolist(),
                wide_starts[starts[places]].tolist(),
                wide_ends[ends[places] - 1].tolist(),
                is_narrow.tolist(),
                strict=True,
            )
        ]

    def _weights(self, places: NDArray[np.int64]) -> list[bytes]:
        """Pickles of the weights of blocks: none where all are 1, one where all are the same."""
        weights = self._terms.weights
        short = np.minimum(weights, 255).astype(np.uint8).tobytes()
        return [
            _pickled_weights(lightest, heaviest, start, end, short, weights)
            for lightest, heaviest, start, end in zip(
                self._blocks.lightest[places].tolist(),
                self._blocks.heaviest[places].tolist(),
                self._blocks.starts[places].tolist(),
                self._blocks.ends[places].tolist(),
                strict=True,
            )
        ]

    def _values(self, places: NDArray[np.int64]) -> list[bytes]:
        """Pickles of the values of blocks: the positions of each posting."""
        positions = self._terms.positions
        if positions is None:
            return [b"N"] * len(places)
        data, value_ends = _pickled_positions(self._terms.weights, positions, self._position_ends)
        starts = before(value_ends)[self._blocks.starts[places]].tolist()
        ends = value_ends[self._blocks.ends[places] - 1].tolist()
        return [b"(" + data[start:end] + b"t" for start, end in zip(starts, ends, strict=True)]


def _pickled_weights(
    lightest: int, heaviest: int, start: int, end: int, short: bytes, weights: NDArray[np.uint32]
) -> bytes:
    if lightest == heaviest:
        return b"N" if heaviest == 1 else b"G" + _FLOAT.pack(heaviest)
    if heaviest < 256:
        return b"C" + bytes([end - start]) + short[start:end]
    floats = (b"G" + _FLOAT.pack(weight) for weight in weights[start:end].tolist())
    return b"(" + b"".join(floats) + b"t"


def _pickled_numbers(numbers: NDArray[np.uint32]) -> tuple[bytes, NDArray[np.int64]]:
    """Pickles of whole numbers one after the other, and where each ends."""
    sizes = np.where(numbers < 256, 2, np.where(numbers < _NARROW, 3, 5))
    ends = np.cumsum(sizes, dtype=np.int64)
    starts = ends - sizes
    data = np.zeros(int(ends[-1]), np.uint8)
    data[starts] = np.where(sizes == 2, _K, np.where(sizes == 3, _M, _J))
    _put_bytes(data, starts + 1, numbers, sizes - 1)
    return data.tobytes(), ends


def _pickled_positions(
    weights: NDArray[np.uint32], positions: NDArray[np.uint32], until: NDArray[np.int64]
) -> tuple[bytes, NDArray[np.int64]]:
    """Pickles of the positions of each posting, encoded as ``PlainPositions`` does, and their ends."""
    # Ascending: where the last one needs no more than two bytes, none does.
    is_wide = positions[until - 1] >= _NARROW
    widths = np.where(is_wide, 4, 2)
    lengths = weights * widths + is_wide
    heads = np.where(lengths < 256, 2, 5)
    ends = np.cumsum(heads + lengths, dtype=np.int64)
    starts = ends - heads - lengths
    data = np.zeros(int(ends[-1]), np.uint8)
    data[starts] = np.where(heads == 2, _C, _B)
    _put_bytes(data, starts + 1, lengths, heads - 1)
    within = spread(np.zeros(len(weights), np.int64), weights)
    places = np.repeat(starts + heads, weights) + within * np.repeat(widths, weights)
    _put_bytes(data, places, positions, np.repeat(widths, weights))
    return data.tobytes(), ends


def _put_bytes(
    data: NDArray[np.uint8], places: NDArray[np.int64], numbers: NDArray[Any], sizes: NDArray[Any]
) -> None:
    """Put numbers into bytes, the least one first, each with as many bytes as its size says."""
    for byte in range(4):
        chosen = sizes > byte
        if not chosen.any():
            return
        if chosen.all():
            data[places + byte] = (numbers >> (8 * byte)) & 0xFF
        else:
            data[places[chosen] + byte] = (numbers[chosen] >> (8 * byte)) & 0xFF

"""The posting lists of one field on their way into arrays.

Postings come term by term and are kept in files without names until all are known, so that a merge
of a large index needs little memory.
"""

from __future__ import annotations

from array import array
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np

from search.engine.container import Section
from search.engine.positions import PlainPositions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

OVERFLOW = 255
"""Stands in the array of frequencies where the weight is in the table of exceptions."""

_BUFFERED = 1 << 17
_IN_MEMORY = 1 << 20
_PIECE = 1 << 20
_NARROW_LIMIT = 1 << 16


def open_spool(folder: Path | None) -> SpooledTemporaryFile[bytes]:
    """Open a file without a name that stays in memory while it is small."""
    return SpooledTemporaryFile(max_size=_IN_MEMORY, dir=None if folder is None else str(folder))


class _Spool:
    """Bytes that are written once and read back once."""

    def __init__(self, folder: Path | None) -> None:
        self._file = open_spool(folder)
        self.size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.size += len(data)

    def pieces(self) -> Iterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def close(self) -> None:
        self._file.close()


class PostingsSink:
    """Takes in the terms of one field, sorted, each with its posting list.

    Args:
        name: the field's name.
        format_: Whoosh's format of the field's postings.
        folder: where to keep what does not fit into memory.
    """

    def __init__(self, name: str, format_: Any, folder: Path | None) -> None:
        self.name = name
        self._format = format_
        self._folder = folder
        self._terms = _Spool(folder)
        self._documents = _Spool(folder)
        self._frequencies = _Spool(folder)
        self._positions: _Spool | None = None
        if format_.supports("positions"):
            self._positions = _Spool(folder)
        self._position_type = "<u2"
        self._term_ends = array("Q")
        self._ends = array("Q")
        self._position_ends = array("Q")
        self._exceptions: list[tuple[NDArray[np.uint32], NDArray[np.float32]]] = []
        self._all_ones = True
        self._count = 0
        self._position_count = 0
        self._buffered_documents = array("I")
        self._buffered_weights = array("f")
        self._buffered_values: list[bytes] = []

    def add(
        self,
        term: bytes,
        documents: Sequence[int],
        weights: Sequence[float],
        values: Sequence[bytes],
    ) -> None:
        """Take in a term."""
        self._terms.write(term)
        self._term_ends.append(self._terms.size)
        self._buffered_documents.extend(documents)
        self._buffered_weights.extend(weights)
        self._count += len(documents)
        self._ends.append(self._count)
        if self._positions is not None:
            self._buffered_values.extend(values)
            self._position_count += int(sum(weights))
            self._position_ends.append(self._position_count)
        if len(self._buffered_documents) >= _BUFFERED:
            self._flush()

    def add_range(
        self,
        terms: Sequence[bytes],
        ends: NDArray[np.int64],
        documents: NDArray[np.uint32],
        weights: NDArray[np.uint32],
        positions: NDArray[np.uint32] | None,
    ) -> None:
        """Take in terms that follow each other.

        Args:
            terms: sorted.
            ends: for each term, how many of these postings stand before the next one's.
            documents: of each posting.
            weights: of each posting.
            positions: posting by posting, as many as it has weight; None where the field has none.
        """
        self._flush()
        sizes = np.fromiter(map(len, terms), np.uint64, len(terms))
        _extend(self._term_ends, np.cumsum(sizes) + np.uint64(self._terms.size))
        _extend(self._ends, ends.astype(np.uint64) + np.uint64(self._count))
        self._terms.write(b"".join(terms))
        self._count += len(documents)
        self._documents.write(documents.astype("<u4").tobytes())
        self._flush_weights(weights.astype("<f4"))
        if self._positions is not None and positions is not None:
            until = np.cumsum(weights, dtype=np.uint64)[ends - 1]
            _extend(self._position_ends, until + np.uint64(self._position_count))
            self._position_count += len(positions)
            self._write_positions(self._positions, positions)

    def facts(self) -> dict[str, Any]:
        """What to know of the arrays beside themselves."""
        return {"name": self.name, "terms": len(self._ends), "postings": self._count}

    def sections(self) -> Iterator[Section]:
        """Yield the arrays; call it when all terms have been taken in."""
        self._flush()
        yield self._spooled("terms", "|u1", self._terms)
        yield self._numbers("term_ends", self._term_ends)
        yield self._numbers("ends", self._ends)
        yield self._spooled("documents", "<u4", self._documents)
        if not self._all_ones:
            yield self._spooled("frequencies", "|u1", self._frequencies)
            yield from self._exception_sections()
        if self._positions is not None:
            yield self._numbers("position_ends", self._position_ends)
            yield self._spooled("positions", self._position_type, self._positions)

    def close(self) -> None:
        """Let go of what was kept."""
        for spool in (self._terms, self._documents, self._frequencies, self._positions):
            if spool is not None:
                spool.close()

    def _spooled(self, name: str, dtype: str, spool: _Spool) -> Section:
        return Section(f"{self.name}/{name}", dtype, spool.pieces(), spool.size)

    def _numbers(self, name: str, values: array[int]) -> Section:
        dtype = "<u4" if not values or values[-1] < 1 << 32 else "<u8"
        data = np.frombuffer(values, "u8").astype(dtype).tobytes() if values else b""
        return Section(f"{self.name}/{name}", dtype, (data,), len(data))

    def _exception_sections(self) -> Iterator[Section]:
        places = b"".join(places.tobytes() for places, _ in self._exceptions)
        weights = b"".join(weights.tobytes() for _, weights in self._exceptions)
        yield Section(f"{self.name}/exception_places", "<u4", (places,), len(places))
        yield Section(f"{self.name}/exception_weights", "<f4", (weights,), len(weights))

    def _flush(self) -> None:
        weights = np.array(self._buffered_weights, "<f4")
        if not len(weights):
            return
        self._documents.write(np.array(self._buffered_documents, "<u4").tobytes())
        self._flush_weights(weights)
        if self._positions is not None:
            self._flush_positions(self._positions, weights)
        del self._buffered_documents[:], self._buffered_weights[:]
        self._buffered_values.clear()

    def _flush_weights(self, weights: NDArray[np.float32]) -> None:
        self._all_ones = self._all_ones and bool((weights == 1).all())
        small = (weights > 0) & (weights < OVERFLOW)
        frequencies = np.where(small, weights, OVERFLOW).astype("|u1")
        is_exact = small & (frequencies == weights)
        frequencies[~is_exact] = OVERFLOW
        first = self._count - len(weights)
        places = np.flatnonzero(~is_exact)
        if len(places):
            self._exceptions.append(((places + first).astype("<u4"), weights[places]))
        self._frequencies.write(frequencies.tobytes())

    def _flush_positions(self, spool: _Spool, weights: NDArray[np.float32]) -> None:
        expected = int(weights.sum(dtype=np.float64))
        if isinstance(self._format, PlainPositions):
            joined = b"".join(self._buffered_values)
            if len(joined) == 2 * expected and self._position_type == "<u2":
                spool.write(joined)
                return
        decoded = [self._format.decode_positions(value) for value in self._buffered_values]
        counts = np.fromiter(map(len, decoded), np.float32, len(decoded))
        if not np.array_equal(counts, weights):
            # Weights that are not numbers of places say nothing of where a posting's places begin.
            spool.close()
            self._positions = None
            return
        places = np.fromiter((place for one in decoded for place in one), "<u4", expected)
        self._write_positions(spool, places)

    def _write_positions(self, spool: _Spool, places: NDArray[np.uint32]) -> None:
        if self._position_type == "<u2" and places.max(initial=0) >= _NARROW_LIMIT:
            spool = self._widen(spool)
        spool.write(places.astype(self._position_type).tobytes())

    def _widen(self, narrow: _Spool) -> _Spool:
        """Keep positions in four bytes from now on, those that were kept in two as well."""
        self._position_type = "<u4"
        wide = self._positions = _Spool(self._folder)
        for piece in narrow.pieces():
            wide.write(np.frombuffer(piece, "<u2").astype("<u4").tobytes())
        narrow.close()
        return wide


def _extend(values: array[int], more: NDArray[np.uint64]) -> None:
    values.frombytes(more.tobytes())

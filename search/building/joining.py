"""Several segments made one, from their arrays: many times faster than posting by posting."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import columns
from whoosh.codec.whoosh3 import W3Codec

from search.building.segments import SegmentWriter
from search.building.terms import TermRange, before, spread, stable_order
from search.engine.codec import ARRAYS_SUFFIX
from search.engine.container import Container
from search.engine.postings import OVERFLOW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from whoosh.fields import FieldType

    from search.storage import IndexStorage

_CHUNK_TERMS = 50_000
"""About how many terms of a segment are compared with those of the others at once."""

_RANGE_POSTINGS = 400_000
"""About how many postings are worked on at once; each takes some hundred bytes meanwhile."""


def join_segments(storage: IndexStorage, segments: Sequence[Any]) -> Any:
    """Write one segment of what lives in several, through to the disk; returns Whoosh's segment.

    The documents stand in the order of the segments. Those are left as they are.

    Args:
        storage: where all of them are.
        segments: at least one, whose files are sound.

    Raises:
        ArraysDamagedError: one has no arrays that can be used.
    """
    parts = _parts(storage, segments)
    count = sum(part.live for part in parts)
    writer = SegmentWriter(storage, count)
    try:
        for name, field in writer.schema.items():
            if field.column_type:
                _join_column(writer, name, field.column_type, parts)
        for name in sorted({name for part in parts for name in part.fields}):
            if name in writer.schema:
                _join_field(writer, name, count, parts)
        return writer.finish()
    finally:
        writer.close()
        for part in parts:
            part.container.close()


class _Part:
    """A segment that is to become part of another."""

    def __init__(self, storage: IndexStorage, segment: Any, first: int) -> None:
        self.segment = segment
        self.storage = storage
        self.container = Container(storage.path / segment.make_filename(ARRAYS_SUFFIX))
        self.fields = {facts["name"] for facts in self.container.facts["fields"]}
        lives = np.ones(segment.doc_count_all(), np.bool_)
        lives[list(segment.deleted_docs())] = False
        self.lives: NDArray[np.bool_] | None = None if lives.all() else lives
        self.live = int(lives.sum())
        self.numbers = (np.cumsum(lives) - 1 + first).astype(np.uint32)
        """The number that each document is going to have."""


def _parts(storage: IndexStorage, segments: Sequence[Any]) -> list[_Part]:
    parts: list[_Part] = []
    first = 0
    for segment in segments:
        parts.append(_Part(storage, segment, first))
        first += parts[-1].live
    return parts


def _join_column(writer: SegmentWriter, name: str, column: Any, parts: Sequence[_Part]) -> None:
    if isinstance(column, columns.CompressedBytesColumn):
        # What is compressed stays so.
        column = columns.VarBytesColumn()
    joined = writer.column(name, column)
    count = 0
    for part in parts:
        file_name = W3Codec.column_filename(part.segment, name)
        if part.storage.file_exists(file_name):
            _copy_column(joined, column, part, file_name)
        count += part.live
    joined.finish(count)


def _copy_column(joined: Any, column: Any, part: _Part, file_name: str) -> None:
    size = part.storage.file_length(file_name)
    file = part.storage.open_file(file_name)
    total = part.segment.doc_count_all()
    reader = column.reader(file, 0, size, total)
    alive = range(total) if part.lives is None else np.flatnonzero(part.lives).tolist()
    for old, new in zip(alive, part.numbers[alive].tolist(), strict=True):
        joined.add(new, reader[old])
    file.close()


def _join_field(writer: SegmentWriter, name: str, count: int, parts: Sequence[_Part]) -> None:
    field = writer.schema[name]
    fields = [_FieldPart(part, name, field) for part in parts if name in part.fields]
    lengths = None
    if field.scorable:
        lengths = np.zeros(count, np.int64)
        for part in fields:
            part.add_lengths(lengths)
    writer.write_field(name, _joined_ranges(fields), lengths)


class _FieldPart:
    """A field of a segment that is to become part of another."""

    def __init__(self, part: _Part, name: str, field: FieldType) -> None:
        self._part = part
        self._name = name
        self._has_positions = field.format.supports("positions")
        self.ends = self._whole("ends").astype(np.int64)
        self._text = self._whole("terms").data
        self._text_ends = self._whole("term_ends")

    def _array(self, name: str) -> Any:
        return self._part.container.array(f"{self._name}/{name}")

    def _whole(self, name: str) -> NDArray[Any]:
        values: NDArray[Any] = self._array(name).whole()
        return values

    def terms_at(self, places: Sequence[int]) -> list[bytes]:
        """Return the terms at these places among its own."""
        return [self._term(place) for place in places]

    def _term(self, place: int) -> bytes:
        start = int(self._text_ends[place - 1]) if place else 0
        return bytes(self._text[start : int(self._text_ends[place])])

    def place_of(self, term: bytes | None) -> int:
        """Return how many of its terms are before this one; all where None."""
        if term is None:
            return len(self.ends)
        return bisect_left(range(len(self.ends)), term, key=self._term)

    def terms(self, low: int, high: int) -> list[bytes]:
        """Return its terms from one place to before another."""
        start = int(self._text_ends[low - 1]) if low else 0
        ends = (self._text_ends[low:high].astype(np.int64) - start).tolist()
        data = bytes(self._text[start : start + ends[-1]])
        return [data[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]

    def release(self) -> None:
        """Let the system have the memory of what was read."""
        self._part.container.release()

    @cached_property
    def _position_ends(self) -> NDArray[np.int64]:
        return self._whole("position_ends").astype(np.int64)

    @cached_property
    def _weighted(self) -> bool:
        return self._part.container.has(f"{self._name}/frequencies")

    def _weights(self, start: int, end: int) -> NDArray[np.uint32]:
        if not self._weighted:
            return np.ones(end - start, np.uint32)
        weights = self._array("frequencies").part(start, end).astype(np.uint32)
        if (weights == OVERFLOW).any():
            places, values = self._whole("exception_places"), self._whole("exception_weights")
            first, last = np.searchsorted(places, (start, end)).tolist()
            weights[places[first:last].astype(np.int64) - start] = values[first:last]
        return np.asarray(weights)

    def add_lengths(self, lengths: NDArray[np.int64]) -> None:
        """Add up how long the field is in each document that lives."""
        total = int(self.ends[-1])
        for start in range(0, total, _RANGE_POSTINGS):
            end = min(start + _RANGE_POSTINGS, total)
            _, documents, weights, _ = self._postings(start, end)
            lengths += np.bincount(documents, weights, len(lengths)).astype(np.int64)
            self.release()

    def occurrences(self, low: int, high: int, ranks: NDArray[np.int64]) -> _Occurrences:
        """Return the postings of the terms from one place to before another.

        Args:
            low: the first term's place.
            high: that after the last one's.
            ranks: the places that these terms have among those of all.
        """
        start = int(self.ends[low - 1]) if low else 0
        end = int(self.ends[high - 1]) if high else 0
        kept, documents, weights, all_weights = self._postings(start, end)
        ranks = np.repeat(ranks, np.diff(self.ends[low:high], prepend=start))
        positions = None
        if self._has_positions:
            begin = int(self._position_ends[low - 1]) if low else 0
            until = int(self._position_ends[high - 1]) if high else 0
            positions = self._array("positions").part(begin, until).astype(np.uint32)
            if kept is not None:
                positions = positions[np.repeat(kept, all_weights)]
        return _Occurrences(ranks if kept is None else ranks[kept], documents, weights, positions)

    def _postings(
        self, start: int, end: int
    ) -> tuple[
        NDArray[np.bool_] | None, NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]
    ]:
        """Which of these postings are kept, their documents and weights, and the weights of all."""
        documents = self._array("documents").part(start, end)
        weights = self._weights(start, end)
        numbers, lives = self._part.numbers, self._part.lives
        if lives is None:
            return None, numbers[documents], weights, weights
        kept = lives[documents]
        return kept, numbers[documents[kept]], weights[kept], weights


class _Chunk:
    """Some neighbouring terms of a field of a segment."""

    def __init__(self, field: _FieldPart, low: int, high: int) -> None:
        self._field = field
        self._low = low
        self._high = high
        start = int(field.ends[low - 1]) if low else 0
        self.counts = np.diff(field.ends[low:high], prepend=start)
        """How many postings each has."""
        self.ranks: NDArray[np.int64]
        """The place that each has among those of all segments."""

    def terms(self) -> list[bytes]:
        """Return them, in order."""
        return self._field.terms(self._low, self._high)

    def occurrences(self, first: int, last: int) -> _Occurrences:
        """Return the postings of those with ranks from ``first`` to before ``last``."""
        low, high = np.searchsorted(self.ranks, (first, last)).tolist()
        return self._field.occurrences(self._low + low, self._low + high, self.ranks[low:high])


class _Occurrences:
    """Postings of some terms, by rank."""

    def __init__(
        self,
        ranks: NDArray[np.int64],
        documents: NDArray[np.uint32],
        weights: NDArray[np.uint32],
        positions: NDArray[np.uint32] | None,
    ) -> None:
        self.ranks = ranks
        self.documents = documents
        self.weights = weights
        self.positions = positions


def _joined_ranges(fields: Sequence[_FieldPart]) -> Iterator[TermRange]:
    """The terms of all, in ranges of a bearable size."""
    largest = max(fields, key=lambda field: len(field.ends))
    firsts = largest.terms_at(range(_CHUNK_TERMS, len(largest.ends), _CHUNK_TERMS))
    lows = [0] * len(fields)
    for first in (*firsts, None):
        highs = [field.place_of(first) for field in fields]
        chunk = [
            _Chunk(field, low, high)
            for field, low, high in zip(fields, lows, highs, strict=True)
            if low < high
        ]
        yield from _joined_chunk(chunk)
        for field in fields:
            field.release()
        lows = highs


def _joined_chunk(chunk: Sequence[_Chunk]) -> Iterator[TermRange]:
    lists = [part.terms() for part in chunk]
    terms = sorted(set().union(*lists))
    places = {term: place for place, term in enumerate(terms)}
    counts = np.zeros(len(terms), np.int64)
    for part, own in zip(chunk, lists, strict=True):
        part.ranks = np.fromiter(map(places.__getitem__, own), np.int64, len(own))
        counts[part.ranks] += part.counts
    until = np.cumsum(counts)
    first = 0
    while first < len(terms):
        done = until[first - 1] if first else 0
        last = int(np.searchsorted(until, done + _RANGE_POSTINGS)) + 1
        joined = _joined(terms, first, [part.occurrences(first, last) for part in chunk])
        if joined is not None:
            yield joined
        first = last


def _joined(terms: list[bytes], first: int, parts: Sequence[_Occurrences]) -> TermRange | None:
    ranks = np.concatenate([part.ranks for part in parts]) - first
    if not len(ranks):
        return None
    # Parts come in the order of their documents, which sorting by terms alone keeps.
    in_order, places = stable_order(ranks)
    documents = np.concatenate([part.documents for part in parts])[places]
    all_weights = np.concatenate([part.weights for part in parts])
    weights = all_weights[places]
    used = np.flatnonzero(np.bincount(in_order))
    positions = None
    if all(part.positions is not None for part in parts):
        all_positions = np.concatenate(
            [part.positions for part in parts if part.positions is not None]
        )
        starts = before(np.cumsum(all_weights, dtype=np.int64))
        positions = all_positions[spread(starts[places], weights)]
    return TermRange(
        [terms[first + rank] for rank in used.tolist()],
        np.cumsum(np.bincount(in_order)[used]),
        documents,
        weights,
        positions,
    )

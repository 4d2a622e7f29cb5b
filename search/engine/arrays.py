"""The arrays of one segment, and the columns that Whoosh keeps beside them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec

from search.engine.codec import ARRAYS_SUFFIX, write_arrays
from search.engine.container import ArraysDamagedError, CheckedArray, Container
from search.engine.counting import TermCounter
from search.engine.expansion import within_edits
from search.engine.shapes import shapes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from search.engine.shapes import Shapes
    from search.engine.types import CheckFile

_PLACES_REMEMBERED = 4096
_SHAPES_REMEMBERED = 64
_NEAR_REMEMBERED = 256

_MILE = 128
"""Terms from one that is kept in memory to the next."""


class FieldArrays:
    """The terms of a field in one segment, sorted, each with its posting list.

    A *place* is that of a term among the sorted terms.
    """

    def __init__(self, container: Container, name: str, term_count: int) -> None:
        self.name = name
        self.term_count = term_count
        self._container = container
        self._shapes: dict[tuple[int, int], Shapes] = {}
        self._counter: TermCounter | None = None
        self.find = lru_cache(_PLACES_REMEMBERED)(self._find)
        # What is misspelt is asked for again with each commit, and means the same in old segments.
        self.near = lru_cache(_NEAR_REMEMBERED)(partial(within_edits, self))

    @cached_property
    def _terms(self) -> memoryview:
        return self._array("terms").whole().data

    @cached_property
    def _term_ends(self) -> NDArray[Any]:
        return self._array("term_ends").whole()

    @cached_property
    def _term_bounds(self) -> memoryview:
        """The same, of which a single one is read faster."""
        return self._term_ends.data

    @cached_property
    def _milestones(self) -> list[bytes]:
        """Every so many terms one: what a search begins with."""
        return [self.term(place) for place in range(0, self.term_count, _MILE)]

    @cached_property
    def _ends(self) -> NDArray[Any]:
        return self._array("ends").whole()

    @cached_property
    def _documents(self) -> CheckedArray:
        return self._array("documents")

    @cached_property
    def _frequencies(self) -> CheckedArray | None:
        return self._array("frequencies") if self._has("frequencies") else None

    @cached_property
    def _exceptions(self) -> tuple[NDArray[Any], NDArray[Any]]:
        places = self._array("exception_places").whole()
        return places, self._array("exception_weights").whole()

    @cached_property
    def _positions(self) -> CheckedArray:
        return self._array("positions")

    @cached_property
    def _position_ends(self) -> NDArray[Any]:
        return self._array("position_ends").whole()

    @property
    def has_positions(self) -> bool:
        """Whether it is known where in its document a term stands."""
        return self._has("positions")

    @property
    def is_weightless(self) -> bool:
        """Whether each weight is 1."""
        return self._frequencies is None

    def term(self, place: int) -> bytes:
        """Return the term at a place."""
        ends = self._term_bounds
        return bytes(self._terms[ends[place - 1] if place else 0 : ends[place]])

    def terms(self, start: int, end: int) -> list[bytes]:
        """Return the terms of a range of places."""
        if end <= start:
            return []
        first = int(self._term_ends[start - 1]) if start else 0
        ends = (self._term_ends[start:end] - first).tolist()
        joined = bytes(self._terms[first : first + ends[-1]])
        return [joined[a:b] for a, b in zip([0, *ends], ends, strict=False)]

    def texts(self, start: int, end: int) -> tuple[bytes, NDArray[np.intp]]:
        """Return the terms of a range of places as one, and where each of them ends in it."""
        first = int(self._term_ends[start - 1]) if start else 0
        ends = self._term_ends[start:end].astype(np.intp) - first
        return bytes(self._terms[first : first + int(ends[-1])]) if len(ends) else b"", ends

    def range_of_prefix(self, prefix: bytes) -> tuple[int, int]:
        """Return the range of places of the terms that start with ``prefix``."""
        return self.place_of(prefix), self.place_of(_after(prefix))

    def place_of(self, term: bytes | None) -> int:
        """Return the place of the first term that is not before ``term``; None is after all."""
        if term is None:
            return self.term_count
        milestone = bisect_left(self._milestones, term)
        # The one before the milestone is smaller, and all up to it may not be.
        start = max(0, milestone - 1) * _MILE
        end = min(milestone * _MILE + 1, self.term_count)
        return bisect_left(range(self.term_count), term, start, end, key=self.term)

    def shapes(self, start: int, end: int) -> Shapes:
        """Return what is compared first of the terms of a range of places."""
        key = (start, end)
        shapes = self._shapes.get(key)
        if shapes is None:
            if len(self._shapes) >= _SHAPES_REMEMBERED:
                self._shapes.clear()
            shapes = self._shapes[key] = shapes_of(*self.texts(start, end))
        return shapes

    def _find(self, term: bytes) -> int:
        """Return the place of a term, -1 where the segment does not have it."""
        place = self.place_of(term)
        return place if place < self.term_count and self.term(place) == term else -1

    def document_frequency(self, place: int) -> int:
        """Return how many documents have a term, those that were deleted included."""
        start, end = self._span(place, place + 1)
        return end - start

    def commonest(self, prefix: bytes, count: int) -> list[bytes]:
        """Return the terms that start with ``prefix`` and are in the most documents, in no order."""
        start, end = self.range_of_prefix(prefix)
        if end - start <= count:
            return self.terms(start, end)
        ends = self._ends[max(0, start - 1) : end].astype(np.int64)
        sizes = np.diff(ends) if start else np.diff(ends, prepend=0)
        places = np.argpartition(-sizes, count)[:count]
        return [self.term(start + place) for place in places.tolist()]

    def documents(self, start: int, end: int) -> NDArray[np.uint32]:
        """Return the documents of the terms of a range of places, term by term."""
        return self._documents.part(*self._span(start, end))

    def all_documents(self) -> tuple[NDArray[np.uint32], NDArray[Any]]:
        """Return the documents of all terms, and where those of each term end."""
        return self._documents.whole(), self._ends

    def counter(self, document_count: int) -> TermCounter:
        """Return what counts the terms in some of the segment's documents."""
        if self._counter is None:
            self._counter = TermCounter(self, document_count)
        return self._counter

    def weights(self, place: int) -> NDArray[Any] | None:
        """Return a term's weight in each of its documents; None where all are 1."""
        if self._frequencies is None:
            return None
        start, end = self._span(place, place + 1)
        frequencies = self._frequencies.part(start, end)
        exceptions, values = self._exceptions
        if not len(exceptions):
            return frequencies
        first, last = np.searchsorted(exceptions, (start, end)).tolist()
        if first == last:
            return frequencies
        weights = frequencies.astype(np.float32)
        weights[exceptions[first:last] - start] = values[first:last]
        return weights

    def positions(self, place: int) -> NDArray[Any]:
        """Return a term's positions, document by document; each has as many as its weight says."""
        start = int(self._position_ends[place - 1]) if place else 0
        return self._positions.part(start, int(self._position_ends[place]))

    def _span(self, start: int, end: int) -> tuple[int, int]:
        if end <= start:
            return 0, 0
        return int(self._ends[start - 1]) if start else 0, int(self._ends[end - 1])

    def _has(self, name: str) -> bool:
        return self._container.has(f"{self.name}/{name}")

    def _array(self, name: str) -> CheckedArray:
        return self._container.array(f"{self.name}/{name}")


class SegmentArrays:
    """The arrays of one segment.

    Args:
        reader: Whoosh's reader of the segment.

    Raises:
        ArraysDamagedError: it has none that can be used.
    """

    def __init__(self, reader: Any) -> None:
        self._container = Container(arrays_path(reader))
        self._is_closed = False
        self._fields: dict[str, FieldArrays] = {}
        for facts in self._container.facts["fields"]:
            name = facts["name"]
            self._fields[name] = FieldArrays(self._container, name, facts["terms"])

    def field(self, name: str) -> FieldArrays | None:
        """Return the arrays of a field, None where no document of the segment has it.

        Raises:
            ArraysDamagedError: they were given up, by another who shares them.
        """
        if self._is_closed:
            raise ArraysDamagedError(str(self._container.path))
        return self._fields.get(name)

    def is_meant(self, error: ArraysDamagedError) -> bool:
        """Whether an error tells of these arrays."""
        return error.args == (str(self._container.path),)

    def verify(self) -> None:
        """Make sure that all of them are as they were written.

        Raises:
            ArraysDamagedError: they are not.
        """
        self._container.verify()

    def is_whole(self) -> bool:
        """Whether the file is as long as it was."""
        return self._container.is_whole()

    def close(self) -> None:
        """Let go of the file."""
        self._is_closed = True
        self._fields.clear()
        self._container.close()


class SegmentColumns:
    """What Whoosh keeps of each document of a segment in columns of fixed width, as arrays.

    Args:
        reader: Whoosh's reader of the segment.
        check: asked before a file is read.
    """

    def __init__(self, reader: Any, check: CheckFile) -> None:
        self._segment = reader.segment()
        self._folder = Path(reader.storage().folder)
        self._schema = reader.schema
        self._check = check
        self._count = int(self._segment.doc_count_all())
        self._lengths: dict[str, NDArray[np.uint8]] = {}
        self._numbers: dict[str, NDArray[Any]] = {}

    def lengths(self, field: str) -> NDArray[np.uint8]:
        """Return the length of a field in each document, as the byte that Whoosh makes of it."""
        if field not in self._lengths:
            self._lengths[field] = self._read(f"_{field}_len", "|u1", 0).astype(np.uint8)
        return self._lengths[field]

    def numbers(self, field: str) -> NDArray[Any]:
        """Return the numbers of a column."""
        if field not in self._numbers:
            column = self._schema[field].column_type
            dtype = np.dtype(f">{column._typecode}")  # noqa: SLF001 - there is no other way to know
            values = self._read(field, dtype.str, column.default_value())
            self._numbers[field] = values.astype(dtype.newbyteorder("="))
        return self._numbers[field]

    def _read(self, name: str, dtype: str, default: int) -> NDArray[Any]:
        """Read a column; where it ends early, the rest has the default value."""
        values = np.full(self._count, default, dtype)
        path = self._folder / W3Codec.column_filename(self._segment, name)
        if path.exists():
            self._check(path.name)
            stored = np.frombuffer(path.read_bytes(), dtype)
            values[: len(stored)] = stored
        return values


def arrays_path(reader: Any) -> Path:
    """Return where the arrays of a segment stand."""
    name: str = reader.segment().make_filename(ARRAYS_SUFFIX)
    return Path(reader.storage().folder) / name


def rebuild_arrays(reader: Any) -> None:
    """Write the arrays of a segment again, from the segment itself.

    It takes about as long as merging the segment. The segment's files must have been checked.
    """
    write_arrays(arrays_path(reader), _fields_of(reader))


def _fields_of(
    reader: Any,
) -> Iterator[tuple[str, Any, Iterator[tuple[bytes, list[int], list[float], list[bytes]]]]]:
    terms_reader = reader._terms  # noqa: SLF001 - with deleted documents, which the reader leaves out
    names = terms_reader._fieldunmap  # noqa: SLF001 - fields in the order of their terms
    for name in names:
        if name in reader.schema:
            yield name, reader.schema[name].format, _terms_of(reader, terms_reader, name)


def _terms_of(
    reader: Any, terms_reader: Any, name: str
) -> Iterator[tuple[bytes, list[int], list[float], list[bytes]]]:
    format_ = reader.schema[name].format
    for field, term in terms_reader.terms_from(name, b""):
        if field != name:
            return
        documents: list[int] = []
        weights: list[float] = []
        values: list[bytes] = []
        matcher = terms_reader.matcher(name, term, format_)
        while matcher.is_active():
            documents.append(matcher.id())
            weights.append(matcher.weight())
            values.append(matcher.value() or b"")
            matcher.next()
        yield term, documents, weights, values


def _after(prefix: bytes) -> bytes | None:
    """Return what follows all that starts with ``prefix``; None where nothing does."""
    stem = prefix.rstrip(b"\xff")
    return stem[:-1] + bytes([stem[-1] + 1]) if stem else None

"""A Whoosh codec that writes each segment's posting lists a second time, as plain arrays.

The arrays of a segment stand in one file beside the segment's own and are named like them, so that
Whoosh removes them with the segment. The segment's own files are those of Whoosh's standard codec.
"""

from __future__ import annotations

import os
import zlib
from array import array
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from pickle import dumps
from struct import Struct
from typing import TYPE_CHECKING, Any

from whoosh.codec import whoosh3
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engine.container import write_container
from search.engine.postings import PostingsSink

if TYPE_CHECKING:
    from collections.abc import Iterable

ARRAYS_SUFFIX = ".arr"
"""Ends the name of a segment's file of arrays."""

_LENGTH = Struct("!i")
_WORTH_COMPRESSING = 96
"""Bytes of a block from which on compressing it pays."""

Posting = tuple[str, bytes, int, float, bytes]
"""Field, term, document, weight and value, as Whoosh's pool of postings has it."""


class ArrayCodec(whoosh3.W3Codec):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's standard codec, with arrays beside each segment. Use it with ``compound=False``."""

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        """Return the writer of a segment's postings."""
        return ArrayFieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> BlockWriter:
        """Return the writer of posting lists in Whoosh's own file."""
        return BlockWriter(
            dbfile,
            blocklimit=self._blocklimit,
            byteids=byteids,
            compression=self._compression,
            inlinelimit=self._inlinelimit,
        )


class BlockWriter(whoosh3.W3PostingsWriter):  # type: ignore[misc]  # as above
    """Writes the blocks that Whoosh reads, but compresses none that compression makes longer.

    Most terms stand in one document only: for their blocks, compressing is most of the work.
    """

    def _write_block(self, last: bool = False) -> None:
        file = self._postfile
        if not self._blockcount:
            file.write(whoosh3.WHOOSH3_HEADER_MAGIC)
        self._terminfo.add_block(self)
        data = dumps((self._mini_ids(), self._weights_or_one(), self._mini_values()), 2)
        compression = self._compression if len(data) >= _WORTH_COMPRESSING else 0
        if compression:
            data = zlib.compress(data, compression)
        shortest, longest = length_to_byte(self._minlength), length_to_byte(self._maxlength)
        facts = (len(self._ids), self._ids[-1], self._maxweight, compression, shortest, longest)
        head = dumps(facts, 2)
        length = len(head) + len(data)
        file.write(_LENGTH.pack(-length if last else length) + head + data)
        self._blockcount += 1
        self._new_block()

    def _weights_or_one(self) -> tuple[float, ...] | float | None:
        """The weights as Whoosh writes them: one for all where they are the same, none where 1."""
        weights = self._weights
        if len(set(weights)) > 1:
            return tuple(weights)
        first: float = weights[0]
        return None if first == 1.0 else first


class ArrayFieldWriter(whoosh3.W3FieldWriter):  # type: ignore[misc]  # as above
    """Writes terms and their posting lists for Whoosh and as arrays, term by term."""

    def __init__(self, codec: ArrayCodec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        folder = getattr(storage, "folder", None)
        self._spool_folder = Path(folder) if folder else None
        self._sinks: list[PostingsSink] = []
        self._lengths: list[int] | None = None

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Posting]) -> None:
        """Write postings, which come sorted by field, term and document."""
        for name, postings in groupby(items, key=itemgetter(0)):
            self.start_field(name, schema[name])
            self._lengths = self._lengths_of(lengths, name)
            for term, rows in groupby(postings, key=itemgetter(1)):
                _, _, documents, weights, values = zip(*rows, strict=True)
                self.write_term(term, documents, weights, values)
            self.finish_field()

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin with the terms of a field."""
        super().start_field(fieldname, fieldobj)
        self._sinks.append(PostingsSink(fieldname, fieldobj.format, self._spool_folder))

    def write_term(
        self,
        term: bytes,
        documents: tuple[int, ...],
        weights: tuple[float, ...],
        values: tuple[bytes, ...],
    ) -> None:
        """Write a term with its whole posting list, documents ascending."""
        self._sinks[-1].add(term, documents, weights, values)
        self.start_term(term)
        writer = self._postwriter
        limit = self._codec._blocklimit  # noqa: SLF001 - the codec keeps it to itself
        for start in range(0, len(documents), limit):
            if start:
                writer._write_block()  # noqa: SLF001 - a block at a time, instead of a posting
            self._fill_block(writer, documents, weights, values, slice(start, start + limit))
        self.finish_term()

    def _fill_block(
        self,
        writer: Any,
        documents: tuple[int, ...],
        weights: tuple[float, ...],
        values: tuple[bytes, ...],
        part: slice,
    ) -> None:
        """Give the next block to Whoosh's writer, as adding its postings one by one would have."""
        inside = documents[part]
        writer._ids = array("I", inside)  # noqa: SLF001 - as above
        writer._weights = array("f", weights[part])  # noqa: SLF001
        writer._values = [value for value in values[part] if value]  # noqa: SLF001
        writer._maxweight = max(weights[part])  # noqa: SLF001
        if self._lengths is not None:
            found = [self._lengths[document] for document in inside]
            writer._minlength = byte_to_length(min(found))  # noqa: SLF001
            writer._maxlength = byte_to_length(max(found))  # noqa: SLF001

    @staticmethod
    def _lengths_of(lengths: Any, name: str) -> list[int] | None:
        """The length of each document's field in Whoosh's byte, None where the field has none."""
        column = f"_{name}_len"
        if lengths is None or not lengths.has_column(column):
            return None
        return list(lengths.column_reader(column, whoosh3.LENGTHS_COLUMN))

    def close(self) -> None:
        """Write the arrays, now that all terms are known."""
        super().close()
        name = self._segment.make_filename(ARRAYS_SUFFIX)
        file = self._storage.create_file(name)
        try:
            sections = [section for sink in self._sinks for section in sink.sections()]
            facts = {"fields": [sink.facts() for sink in self._sinks]}
            write_container(file, sections, facts)
        finally:
            file.close()
            for sink in self._sinks:
                sink.close()


def write_arrays(
    path: Path, fields: Iterable[tuple[str, Any, Iterable[tuple[bytes, Any, Any, Any]]]]
) -> None:
    """Write the arrays of a segment that has none, in one step.

    Args:
        path: where to; what stands there is replaced.
        fields: each field's name, format and terms with documents, weights and values.
    """
    sinks = []
    for name, format_, terms in fields:
        sink = PostingsSink(name, format_, path.parent)
        sinks.append(sink)
        for term, documents, weights, values in terms:
            sink.add(term, documents, weights, values)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            sections = [section for sink in sinks for section in sink.sections()]
            write_container(file, sections, {"fields": [sink.facts() for sink in sinks]})
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
        for sink in sinks:
            sink.close()

"""The files of one segment, written from arrays: what Whoosh's writers and ``ArrayCodec`` write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import whoosh3
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.util import numeric

from search.building.blocks import write_blocks
from search.building.dictionary import DictionaryWriter
from search.engine.codec import ARRAYS_SUFFIX, ArrayCodec
from search.engine.container import write_container
from search.engine.postings import PostingsSink
from search.schema import index_name, make_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from search.building.terms import TermRange
    from search.storage import IndexStorage

STORED_COLUMN = "_stored"
"""Whoosh's column of stored fields, of which the index has none."""

_LENGTHS = np.array(numeric._length_byte_cache)  # noqa: SLF001 - the very numbers that Whoosh has
_LONGEST = 255


class SegmentWriter:
    """Writes a segment: its columns in any order, its fields in that of their names.

    Args:
        storage: where to.
        document_count: of how many documents it is.
    """

    def __init__(self, storage: IndexStorage, document_count: int) -> None:
        self.schema = make_schema()
        self.segment = W3Segment(ArrayCodec(), index_name())
        self.segment.set_doc_count(document_count)
        self._count = document_count
        self._storage = storage
        self._field_lengths: dict[str, int] = {}
        self._terms = DictionaryWriter(self._create(W3Codec.TERMS_EXT))
        self._postings = self._create(W3Codec.POSTS_EXT)
        self._size = 0
        self._sinks: list[PostingsSink] = []
        self.column(STORED_COLUMN, whoosh3.STORED_COLUMN).finish(document_count)

    def column(self, name: str, column: Any) -> Column:
        """Begin with a column."""
        file = self._storage.create_file(W3Codec.column_filename(self.segment, name))
        return Column(file, column.writer(file))

    def write_field(
        self, name: str, ranges: Iterable[TermRange], lengths: NDArray[np.int64] | None
    ) -> None:
        """Write the terms of a field.

        Args:
            name: the field's.
            ranges: all its terms, in order.
            lengths: how long the field is in each document; None where that does not matter.
        """
        packed = None if lengths is None else self._write_lengths(name, lengths)
        sink: PostingsSink | None = None
        for terms in ranges:
            if sink is None:
                format_ = self.schema[name].format
                sink = PostingsSink(name, format_, Path(self._storage.folder))
                self._sinks.append(sink)
            written = write_blocks(terms, packed, self._size)
            self._postings.write(written.data)
            self._size += len(written.data)
            self._terms.add(name, terms.terms, written.infos)
            sink.add_range(terms.terms, terms.ends, terms.documents, terms.weights, terms.positions)

    def _write_lengths(self, name: str, lengths: NDArray[np.int64]) -> NDArray[np.uint8] | None:
        total = int(lengths.sum())
        if not total:
            return None
        self._field_lengths[name] = total
        places = np.minimum(np.searchsorted(_LENGTHS, lengths), _LONGEST)
        packed: NDArray[np.uint8] = np.where(lengths == 0, 0, places).astype(np.uint8)
        file = self._storage.create_file(W3Codec.column_filename(self.segment, f"_{name}_len"))
        # Whoosh lets a column end with the last value that there is.
        file.write(packed[: int(np.flatnonzero(packed)[-1]) + 1].tobytes())
        file.close()
        return packed

    def finish(self) -> Any:
        """Write what is left, through to the disk; returns Whoosh's segment."""
        self._terms.close()
        self._postings.close()
        file = self._create(ARRAYS_SUFFIX)
        sections = [section for sink in self._sinks for section in sink.sections()]
        write_container(file, sections, {"fields": [sink.facts() for sink in self._sinks]})
        file.close()
        self.close()
        self.segment._fieldlengths = self._field_lengths  # noqa: SLF001 - as Whoosh's writers do
        self._storage.settle_segments()
        return self.segment

    def close(self) -> None:
        """Let go of temporary files."""
        for sink in self._sinks:
            sink.close()

    def _create(self, suffix: str) -> Any:
        return self.segment.create_file(self._storage, suffix)


class Column:
    """A column of a segment on its way into its file."""

    def __init__(self, file: Any, writer: Any) -> None:
        self._file = file
        self._writer = writer

    def add(self, document: int, value: Any) -> None:
        """Add the value of a document; those before have the default one if they got none."""
        self._writer.add(document, value)

    def finish(self, document_count: int) -> None:
        """Write what is left of it."""
        self._writer.finish(document_count)
        self._file.close()

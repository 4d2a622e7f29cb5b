"""One commit to the index: the articles that changed, all of them or none."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.engine.codec import ArrayCodec
from search.merging import SegmentSize, choose_merges
from search.schema import document_fields, index_name, make_schema
from search.storage import system_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.snapshot import Snapshot
    from search.storage import IndexStorage
    from store.models import IndexDocument

    ReadNumber = Callable[[Callable[[Snapshot], int | None]], int | None]

_MEMORY_MEGABYTES = 64
_MANY = 1_000
"""Documents from which on a commit is a long one anyway and may merge as much as it likes."""

_MERGE_LIMIT = 20_000


class IndexWriter:
    """Takes articles in; ``ArticleIndex.write`` gives one out and commits it.

    Args:
        storage: the index's folder, which nobody else writes meanwhile.
        read: asks the newest commit.
    """

    def __init__(self, storage: IndexStorage, read: ReadNumber) -> None:
        self._storage = storage
        self._read = read
        self._writer: SegmentWriter | None = None
        self._ids: set[str] = set()
        self.change_number = read(lambda snapshot: snapshot.change_number) or 0
        """The highest change number taken in, those not yet committed included."""

    @property
    def count(self) -> int:
        """How many articles it has taken in."""
        return len(self._ids)

    def holds(self, article_id: str) -> bool:
        """Whether it has taken in this article; no commit may hold one twice."""
        return article_id in self._ids

    def add(self, document: IndexDocument) -> None:
        """Take an article in, instead of what the index has of it."""
        with system_errors(self._storage.path):
            writer = self._opened()
            number = self._read(lambda snapshot: snapshot.document_number(document.id))
            if number is not None:
                writer.delete_document(number)
            writer.add_document(**document_fields(document))
        self._ids.add(document.id)
        self.change_number = max(self.change_number, document.change_number)

    def commit(self) -> None:
        """Make it true, written through to the disk."""
        if self._writer is not None:
            with system_errors(self._storage.path):
                self._writer.commit(mergetype=self._merge)

    def abort(self) -> None:
        """Let go of what was not committed."""
        # The writer may have failed anywhere: that closing it fails too says nothing new.
        with suppress(Exception):
            if self._writer is not None and not self._writer.is_closed:
                self._writer.cancel()

    def _opened(self) -> SegmentWriter:
        if self._writer is None:
            # The lock is the index's to hold: Whoosh would keep it after a commit that failed.
            self._writer = SegmentWriter(
                FileIndex(self._storage, make_schema(), index_name()),
                _lk=False,
                codec=ArrayCodec(),
                compound=False,
                limitmb=_MEMORY_MEGABYTES,
            )
        return self._writer

    def _merge(self, writer: Any, segments: Sequence[Any]) -> list[Any]:
        """Whoosh's merge policy: write some segments again, return those to be kept."""
        sizes = [SegmentSize(part.doc_count(), part.doc_count_all()) for part in segments]
        limit = None if self.count >= _MANY else _MERGE_LIMIT
        chosen = choose_merges(sizes, limit)
        for place in sorted(chosen):
            if sizes[place].live:
                # What is damaged must not be written again with a fresh checksum.
                writer.storage.require_segment(segments[place].segment_id())
                reader = SegmentReader(writer.storage, writer.schema, segments[place])
                writer.add_reader(reader)
                reader.close()
        return [segment for place, segment in enumerate(segments) if place not in chosen]

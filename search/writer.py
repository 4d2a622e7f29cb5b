"""One commit to the index: the articles that changed, all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.merging import SegmentSize, choose_merges
from search.schema import document_fields
from search.storage import system_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whoosh.index import FileIndex

    from search.snapshot import Snapshot
    from store.models import IndexDocument

_MEMORY_MEGABYTES = 64
_MANY = 1_000
"""Documents from which on a commit is a long one anyway and may merge as much as it likes."""

_MERGE_LIMIT = 20_000


class IndexWriter:
    """Takes articles in; ``ArticleIndex.write`` gives one out and commits it."""

    def __init__(self, index: FileIndex, snapshot: Snapshot, *, from_scratch: bool = False) -> None:
        # The lock is the index's to hold: Whoosh would keep it after a commit that failed.
        self._writer = SegmentWriter(index, _lk=False, compound=False, limitmb=_MEMORY_MEGABYTES)
        self._folder = Path(index.storage.folder)
        self._snapshot = snapshot
        self._from_scratch = from_scratch
        self._ids: set[str] = set()
        self.change_number = 0 if from_scratch else snapshot.change_number
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
        with system_errors(self._folder):
            self._delete(document.id)
            self._writer.add_document(**document_fields(document))
        self._ids.add(document.id)
        self.change_number = max(self.change_number, document.change_number)

    def _delete(self, article_id: str) -> None:
        number = None if self._from_scratch else self._snapshot.document_number(article_id)
        if number is not None:
            self._writer.delete_document(number)

    def commit(self) -> None:
        """Make it true, written through to the disk."""
        with system_errors(self._folder):
            self._writer.commit(mergetype=self._merge)

    def _merge(self, writer: Any, segments: Sequence[Any]) -> list[Any]:
        """Whoosh's merge policy: write some segments again, return those to be kept."""
        if self._from_scratch:
            return []
        sizes = [SegmentSize(part.doc_count(), part.doc_count_all()) for part in segments]
        limit = None if self.count >= _MANY else _MERGE_LIMIT
        chosen = choose_merges(sizes, limit)
        for place in sorted(chosen):
            if sizes[place].live:
                reader = SegmentReader(writer.storage, writer.schema, segments[place])
                writer.add_reader(reader)
                reader.close()
        return [segment for place, segment in enumerate(segments) if place not in chosen]

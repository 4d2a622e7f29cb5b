"""What is open of an index's segments, shared by the commits that hold them.

A segment is never written twice: from one commit to the next, all that changes of it is which of its
documents were replaced. So its files stay open, and what was read of them stays known.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3PerDocReader
from whoosh.reading import EmptyReader, MultiReader, SegmentReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.storage import IndexStorage


class SegmentFiles:
    """What Whoosh opened of one segment."""

    def __init__(self, storage: IndexStorage, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self.column_files: dict[str, Any] = {}
        """Open files of columns, as Whoosh keeps them."""
        self.length_readers: dict[str, Any] = {}
        """Readers of fields' lengths, as Whoosh keeps them."""
        self.columns: dict[str, Any] = {}
        """Readers of columns by their names."""
        self.ids: dict[int, str] = {}
        """Articles' ids that were read, by the numbers of their documents in the segment."""

    @cached_property
    def terms(self) -> Any:
        """Whoosh's reader of terms; mostly the arrays answer instead, and it is never opened."""
        return self._segment.codec().terms_reader(self._storage, self._segment)

    def close(self) -> None:
        """Let go of them."""
        self.columns.clear()
        self.length_readers.clear()
        while self.column_files:
            self.column_files.popitem()[1][0].close()
        if "terms" in self.__dict__:
            self.terms.close()


class SharedReader(SegmentReader):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's reader of a segment as it is in one commit, on files that other commits read too.

    Args:
        storage: the index's folder.
        schema: the index's schema.
        segment: the segment, as the commit has it.
        files: what is open of it.
    """

    def __init__(
        self, storage: IndexStorage, schema: Any, segment: Any, files: SegmentFiles
    ) -> None:
        # Whoosh's own would open all of its files at once.
        self.schema = schema
        self.is_closed = False
        self.files = files
        self._segment = segment
        self._segid = segment.segment_id()
        self._gen = None
        self._storage = storage
        self._codec = segment.codec()
        self._perdoc = W3PerDocReader(storage, segment)
        self._perdoc._colfiles = files.column_files  # noqa: SLF001 - it has no other way to share
        self._perdoc._readers = files.length_readers  # noqa: SLF001 - as above

    @property
    def _terms(self) -> Any:
        return self.files.terms

    def close(self) -> None:
        """Read no more; the files stay open for others."""
        self.is_closed = True


def open_segments(
    storage: IndexStorage, schema: Any, segments: Sequence[Any], known: Mapping[str, SegmentFiles]
) -> tuple[Any, dict[str, SegmentFiles]]:
    """Return Whoosh's reader of some segments, and what is open of each by its id.

    Args:
        storage: the index's folder.
        schema: the index's schema.
        segments: the segments of a commit, in its order.
        known: what is open already.
    """
    readers, files = [], {}
    for segment in segments:
        key = segment.segment_id()
        files[key] = known.get(key) or SegmentFiles(storage, segment)
        readers.append(SharedReader(storage, schema, segment, files[key]))
    if len(readers) == 1:
        return readers[0], files
    return (MultiReader(readers) if readers else EmptyReader(schema)), files

"""One segment of an index: its arrays, or where it has none, Whoosh."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from search.engine.arrays import SegmentArrays, SegmentColumns, rebuild_arrays
from search.engine.container import ArraysDamagedError
from search.engine.stepwise import evaluate

if TYPE_CHECKING:
    from search.engine.types import CheckFile, Documents, Mask, Scores


class Segment:
    """A segment at one commit.

    What does not depend on the commit is in ``arrays`` and ``columns``, which later commits share.

    Args:
        leaf: Whoosh's searcher of the segment.
        offset: the number of its first document in the index.
        check: asked before a file of Whoosh's is read.
        known: the same segment at an earlier commit.
    """

    def __init__(
        self, leaf: Any, offset: int, check: CheckFile, known: Segment | None = None
    ) -> None:
        self.id = segment_id(leaf)
        self.leaf = leaf
        self.offset = offset
        self.document_count = int(leaf.doc_count_all())
        self._check = check
        self.columns: SegmentColumns = (
            known.columns if known else SegmentColumns(leaf.reader(), check)
        )
        self.arrays: SegmentArrays | None = known.arrays if known else None
        if self.arrays is None:
            self._open()

    def _open(self) -> None:
        try:
            self.arrays = SegmentArrays(self.leaf.reader())
        except ArraysDamagedError:
            self.arrays = None

    @property
    def end(self) -> int:
        """The number after that of its last document in the index."""
        return self.offset + self.document_count

    @cached_property
    def live(self) -> Mask | None:
        """Which documents were not deleted; None where none was."""
        reader = self.leaf.reader()
        if not reader.has_deletions():
            return None
        live = np.ones(self.document_count, np.bool_)
        live[list(reader.segment().deleted_docs())] = False
        return live

    def by_whoosh(self, query: Any) -> tuple[Documents, Scores]:
        """Return what a query finds, posting by posting, in the numbers of the index."""
        self.require_sound()
        found = evaluate(query, self.leaf)
        documents = np.fromiter(found, np.intp, len(found))
        scores = np.fromiter(found.values(), np.float64, len(found))
        order = np.argsort(documents, kind="stable")
        documents, scores = documents.take(order), scores.take(order)
        if self.live is not None:
            kept = self.live.take(documents)
            documents, scores = documents.compress(kept), scores.compress(kept)
        return documents + self.offset, scores

    def require_sound(self) -> None:
        """Make sure that what Whoosh reads of the segment's terms is as it was written."""
        segment, codec = self.leaf.reader().segment(), self.leaf.reader().codec()
        for suffix in (codec.TERMS_EXT, codec.POSTS_EXT):
            self._check(segment.make_filename(suffix))

    def verify(self) -> bool:
        """Look at every byte of the arrays; returns whether they are there and sound."""
        if self.arrays is None:
            return False
        try:
            self.arrays.verify()
        except ArraysDamagedError:
            self.close()
            return False
        return True

    def mend(self) -> None:
        """Write the arrays again, from the segment itself."""
        self.require_sound()
        rebuild_arrays(self.leaf.reader())
        self._open()

    def close(self) -> None:
        """Do without the arrays from now on."""
        if self.arrays is not None:
            self.arrays.close()
        self.arrays = None


def segment_id(leaf: Any) -> str:
    """Return what tells a segment from all others."""
    return str(leaf.reader().segment().segment_id())

"""Asks all segments of an index and says what was found, in numbers of the whole index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.query import Term
from whoosh.scoring import BM25F

from search.engine.arrays import SegmentArrays, SegmentColumns, rebuild_arrays
from search.engine.container import ArraysDamagedError
from search.engine.evaluate import SegmentEvaluator, require_segment, run_whoosh
from search.engine.expansion import within_edits
from search.engine.scoring import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from search.engine.matches import Candidates
    from search.engine.types import CheckFile, Documents, Mask, Scores


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that answer a query."""

    documents: Documents
    """Their numbers, ascending."""
    scores: Scores
    """Their scores, in the same order."""

    def __len__(self) -> int:
        return len(self.documents)

    def only(self, wanted: Mask) -> Found:
        """Return those of which ``wanted`` is true."""
        return Found(self.documents[wanted], self.scores[wanted])


def _trust(_: str) -> None:
    """Take every file for what was written."""


class ArraySearcher:
    """Runs Whoosh's queries on all segments of an index.

    Args:
        searcher: Whoosh's searcher, which must weigh by BM25F; it stays open as long as this is used.
        check: asked before a file of Whoosh's is read; it raises where one is damaged.
        previous: one of an earlier commit, whose open files and what is known of them are used again
            for segments that are still there.
    """

    def __init__(
        self, searcher: Any, check: CheckFile = _trust, previous: ArraySearcher | None = None
    ) -> None:
        if type(searcher.weighting) is not BM25F:
            raise TypeError(searcher.weighting)
        self._collection = Collection(searcher, searcher.weighting, self._document_frequency)
        known = {} if previous is None else previous.parts
        self._segments: list[_Segment] = [
            _Segment(leaf, offset, self._collection, check, known.get(_segment_id(leaf)))
            for leaf, offset in searcher.leaf_searchers()
            if leaf.doc_count_all()
        ]
        self.document_count = int(searcher.doc_count_all())

    def find(self, query: Any) -> Found:
        """Return every document that answers a query."""
        parts = [segment.find(query) for segment in self._segments]
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return Found(np.zeros(0, np.intp), np.zeros(0))
        return Found(
            np.concatenate([part.documents for part in parts]),
            np.concatenate([part.scores for part in parts]),
        )

    def numbers(self, column: str) -> NDArray[Any]:
        """Return a numeric column, a number for each document of the index."""
        parts = [segment.columns.numbers(column) for segment in self._segments]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    def count_by_term(self, field: str, documents: Documents) -> dict[bytes, int]:
        """Return how many of these documents have each term of a field, those that none has left out."""
        mask = np.zeros(self.document_count, np.bool_)
        mask[documents] = True
        counts: dict[bytes, int] = {}
        for segment in self._segments:
            for term, count in segment.count_by_term(field, mask):
                counts[term] = counts.get(term, 0) + count
        return counts

    def document_frequency(self, field: str, term: bytes) -> int:
        """Return how many documents have a term, those that were deleted included."""
        return self._document_frequency(field, term)

    def document_with(self, field: str, term: bytes) -> int | None:
        """Return the number of a document that has a term, None where there is none."""
        for segment in self._segments:
            number = segment.document_with(field, term)
            if number is not None:
                return number
        return None

    def terms_starting(self, field: str, prefix: bytes) -> list[bytes]:
        """Return the terms of a field that start with ``prefix``, sorted."""
        parts = [segment.terms_starting(field, prefix) for segment in self._segments]
        return parts[0] if len(parts) == 1 else sorted(set().union(*parts))

    def terms_within(self, field: str, text: str, distance: int, prefix: int) -> set[bytes]:
        """Return the terms of a field that differ from a word by a few letters.

        Args:
            field: where to look.
            text: the word.
            distance: letters that may be put in, left out or replaced.
            prefix: letters at the start that must be the same.
        """
        parts = [segment.terms_within(field, text, distance, prefix) for segment in self._segments]
        return set().union(*parts)

    @property
    def parts(self) -> dict[str, _Segment]:
        """Its segments by their ids."""
        return {segment.id: segment for segment in self._segments}

    @property
    def lacking(self) -> int:
        """How many segments are without arrays."""
        return sum(segment.arrays is None for segment in self._segments)

    def mend(self) -> int:
        """Write the arrays that are missing or damaged again; returns of how many segments.

        It reads all arrays to know which are damaged.

        Raises:
            OSError: the system refused.
        """
        return sum(segment.mend() for segment in self._segments)

    def close(self, successor: ArraySearcher | None = None) -> None:
        """Let go of the arrays; Whoosh's searcher is left as it is.

        Args:
            successor: one of a later commit, which goes on with those that both have.
        """
        later = () if successor is None else successor.parts.values()
        kept = {id(segment.arrays) for segment in later}
        for segment in self._segments:
            if id(segment.arrays) not in kept:
                segment.close()
        self._segments.clear()

    def _document_frequency(self, field: str, term: bytes) -> int:
        return sum(segment.document_frequency(field, term) for segment in self._segments)


def _segment_id(leaf: Any) -> str:
    return str(leaf.reader().segment().segment_id())


class _Segment:
    """One segment: by its arrays, or by Whoosh where it has none."""

    def __init__(
        self,
        leaf: Any,
        offset: int,
        collection: Collection,
        check: CheckFile,
        known: _Segment | None,
    ) -> None:
        self.id = _segment_id(leaf)
        self._leaf = leaf
        self._offset = offset
        self._collection = collection
        self._check = check
        self.columns: SegmentColumns = (
            known.columns if known else SegmentColumns(leaf.reader(), check)
        )
        self.arrays: SegmentArrays | None = known.arrays if known else None
        self.evaluator: SegmentEvaluator | None = None
        self._open(known.evaluator if known else None)

    def _open(self, known: SegmentEvaluator | None = None) -> None:
        try:
            self.arrays = self.arrays or SegmentArrays(self._leaf.reader())
        except ArraysDamagedError:
            return
        self.evaluator = SegmentEvaluator(
            self._leaf, self.arrays, self.columns, self._collection, self._check, known
        )

    def find(self, query: Any) -> Found:
        candidates = self._candidates(query)
        documents = candidates.documents
        if self._live is None:
            return self._found(documents, candidates.score(slice(None)))
        kept = np.flatnonzero(self._live[documents])
        return self._found(documents[kept], candidates.score(kept))

    def _found(self, documents: Documents, scores: Scores) -> Found:
        return Found(documents + self._offset if self._offset else documents, scores)

    def _candidates(self, query: Any) -> Candidates:
        if self.evaluator is not None:
            try:
                return self.evaluator.matches(query).candidates()
            except ArraysDamagedError:
                self.close()
        require_segment(self._leaf, self._check)
        return run_whoosh(query, self._leaf).candidates()

    @cached_property
    def _live(self) -> Mask | None:
        """Which documents were not deleted; None where none was."""
        reader = self._leaf.reader()
        if not reader.has_deletions():
            return None
        live = np.ones(int(reader.doc_count_all()), np.bool_)
        live[list(reader.segment().deleted_docs())] = False
        return live

    def document_frequency(self, field: str, term: bytes) -> int:
        if self.arrays is not None:
            try:
                arrays = self.arrays.field(field)
                place = -1 if arrays is None else arrays.find(term)
                return 0 if arrays is None or place < 0 else arrays.document_frequency(place)
            except ArraysDamagedError:
                self.close()
        require_segment(self._leaf, self._check)
        return int(self._leaf.reader().doc_frequency(field, term))

    def document_with(self, field: str, term: bytes) -> int | None:
        found = self.find(Term(field, term)).documents
        return int(found[0]) if len(found) else None

    def terms_starting(self, field: str, prefix: bytes) -> list[bytes]:
        if self.arrays is not None:
            try:
                arrays = self.arrays.field(field)
                return [] if arrays is None else arrays.terms(*arrays.range_of_prefix(prefix))
            except ArraysDamagedError:
                self.close()
        require_segment(self._leaf, self._check)
        return list(self._leaf.reader().expand_prefix(field, prefix))

    def terms_within(self, field: str, text: str, distance: int, prefix: int) -> list[bytes]:
        if self.arrays is not None:
            try:
                arrays = self.arrays.field(field)
                if arrays is None:
                    return []
                places = within_edits(arrays, text, distance, prefix)
                return [arrays.term(place) for place in places]
            except ArraysDamagedError:
                self.close()
        require_segment(self._leaf, self._check)
        found = self._leaf.reader().terms_within(field, text, distance, prefix=prefix)
        return [word.encode() for word in found]

    def count_by_term(self, field: str, mask: Mask) -> Iterable[tuple[bytes, int]]:
        """Yield how many documents of a mask over the whole index have each term of a field."""
        arrays = None if self.arrays is None else self.arrays.field(field)
        if arrays is None:
            return
        own = mask[self._offset : self._offset + int(self._leaf.doc_count_all())]
        documents, ends = arrays.all_documents()
        sums = np.concatenate(([0], np.cumsum(own[documents], dtype=np.int64)))
        counts = np.diff(sums[ends], prepend=0)
        for place in np.flatnonzero(counts).tolist():
            yield arrays.term(place), int(counts[place])

    def mend(self) -> bool:
        if self.arrays is not None:
            try:
                self.arrays.verify()
            except ArraysDamagedError:
                self.close()
            else:
                return False
        require_segment(self._leaf, self._check)
        rebuild_arrays(self._leaf.reader())
        self._open()
        return True

    def close(self) -> None:
        """Do without the arrays from now on."""
        if self.arrays is not None:
            self.arrays.close()
        self.arrays = self.evaluator = None

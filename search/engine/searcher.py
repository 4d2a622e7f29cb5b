"""Asks all segments of an index and says what was found, in numbers of the whole index."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.query import Term
from whoosh.scoring import BM25F

from search.engine.container import ArraysDamagedError
from search.engine.evaluate import Evaluator
from search.engine.found import Found
from search.engine.matches import Matches, ScoredMatches
from search.engine.occurrences import SHIFT, add_counts, occurrences, read_occurrences
from search.engine.segments import Segment, segment_id
from search.engine.selection import Ordering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeVar

    from numpy.typing import NDArray

    from search.engine.arrays import FieldArrays
    from search.engine.types import CheckFile, Documents, Mask

    Answer = TypeVar("Answer")

__all__ = ["ArraySearcher", "Found"]


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
        self._searcher = searcher
        known = {} if previous is None else previous.parts
        self._segments: list[Segment] = [
            Segment(leaf, offset, check, known.get(segment_id(leaf)))
            for leaf, offset in searcher.leaf_searchers()
            if leaf.doc_count_all()
        ]
        self.document_count = int(searcher.doc_count_all())
        self._numbers: dict[str, NDArray[Any]] = {}
        self._lengths: dict[str, NDArray[np.uint8]] = {}
        self._orders: dict[str, Ordering] = {}
        self._evaluator = self._new_evaluator()

    def _new_evaluator(self) -> Evaluator:
        sound = [segment for segment in self._segments if segment.arrays is not None]
        return Evaluator(self._searcher, sound, self.document_frequency, self.lengths)

    def find(self, query: Any) -> Found:
        """Return every document that answers a query."""
        while True:
            try:
                matches = self._evaluator.matches(query)
                break
            except ArraysDamagedError as error:
                self._give_up(error)
        if self.lacking:
            matches = self._completed(query, matches)
        return Found(matches)

    def _completed(self, query: Any, matches: Matches) -> Matches:
        """What segments with arrays find and, by Whoosh, those without."""
        candidates = matches.candidates()
        found = [(candidates.documents, candidates.score(None))]
        found += [each.by_whoosh(query) for each in self._segments if each.arrays is None]
        documents = np.concatenate([documents for documents, _ in found])
        scores = np.concatenate([scores for _, scores in found])
        order = np.argsort(documents, kind="stable")
        return ScoredMatches(self.document_count, documents.take(order), scores.take(order))

    def _give_up(self, error: ArraysDamagedError) -> None:
        """Do from now on without the arrays that an error tells of."""
        for segment in self._segments:
            if segment.arrays is not None and segment.arrays.is_meant(error):
                segment.close()
        self._evaluator = self._new_evaluator()

    def give_up_what_was_cut(self) -> None:
        """Do without arrays of which somebody has cut the file short: touching them ends the process."""
        cut = [each for each in self._segments if each.arrays and not each.arrays.is_whole()]
        for segment in cut:
            segment.close()
        if cut:
            self._evaluator = self._new_evaluator()

    def occurrences(
        self, field: str, terms: Sequence[bytes], documents: Documents
    ) -> NDArray[np.int64]:
        """Return where any of some terms stands in some documents, see ``occurrences``."""
        while True:
            try:
                postings = [self._evaluator.postings(field, term) for term in terms]
                found = [occurrences([each for each in postings if each is not None], documents)]
                break
            except ArraysDamagedError as error:
                self._give_up(error)
        for segment in self._segments:
            if segment.arrays is None:
                segment.require_sound()
                found.append(read_occurrences(segment, field, terms, documents))
        return found[0] if len(found) == 1 else np.unique(np.concatenate(found))

    def counts(self, field: str, term: bytes, documents: Documents) -> NDArray[np.int64]:
        """Return how often a term stands in each of some documents, given in ascending order."""
        counts = np.zeros(len(documents), np.int64)
        for segment in self._segments:
            start, end = documents.searchsorted((segment.offset, segment.end)).tolist()
            if start < end:
                self._count_in(segment, field, term, documents[start:end], counts[start:end])
        return counts

    def _count_in(
        self,
        segment: Segment,
        field: str,
        term: bytes,
        documents: Documents,
        counts: NDArray[np.int64],
    ) -> None:
        def count(arrays: FieldArrays | None) -> None:
            if arrays is not None:
                own = (documents - segment.offset).astype(np.uint32)
                add_counts(arrays, term, own, counts)

        def count_by_whoosh() -> None:
            places = read_occurrences(segment, field, [term], documents) >> SHIFT
            counts[:] = np.bincount(places, minlength=len(documents))

        self._by_arrays(segment, field, count, count_by_whoosh)

    def average_length(self, field: str) -> float:
        """Return how many terms a field has in the mean, 1 where it is nowhere."""
        return float(self._searcher.avg_field_length(field) or 1)

    def numbers(self, column: str) -> NDArray[Any]:
        """Return a numeric column, a number for each document of the index."""
        if column not in self._numbers:
            parts = [segment.columns.numbers(column) for segment in self._segments]
            self._numbers[column] = np.concatenate(parts) if parts else np.zeros(0, np.int64)
        return self._numbers[column]

    def lengths(self, field: str) -> NDArray[np.uint8]:
        """Return the length of a field in each document of the index, as Whoosh's byte."""
        if field not in self._lengths:
            parts = [segment.columns.lengths(field) for segment in self._segments]
            self._lengths[field] = np.concatenate(parts) if parts else np.zeros(0, np.uint8)
        return self._lengths[field]

    def order(self, column: str) -> Ordering:
        """Return the order of all documents by a numeric column, the highest first."""
        if column not in self._orders:
            self._orders[column] = Ordering(self.numbers(column), self._live)
        return self._orders[column]

    @cached_property
    def _live(self) -> Mask | None:
        """Which documents of the index were not deleted; None where none was."""
        if all(segment.live is None for segment in self._segments):
            return None
        return np.concatenate(
            [
                np.ones(segment.document_count, np.bool_) if segment.live is None else segment.live
                for segment in self._segments
            ]
        )

    def count_by_term(self, field: str, documents: Documents) -> dict[bytes, int]:
        """Return how many of these documents have each term of a field, those that none has left out."""
        mask = np.zeros(self.document_count, np.bool_)
        mask[documents] = True
        counts: dict[bytes, int] = {}
        for segment in self._segments:
            own = mask[segment.offset : segment.end]
            for term, count in self._counted(segment, field, own):
                counts[term] = counts.get(term, 0) + count
        return counts

    def _counted(self, segment: Segment, field: str, mask: Mask) -> list[tuple[bytes, int]]:
        def count(arrays: FieldArrays | None) -> list[tuple[bytes, int]]:
            if arrays is None:
                return []
            return list(arrays.counter(segment.document_count).counts(mask))

        return self._by_arrays(segment, field, count, list)

    def document_frequency(self, field: str, term: bytes) -> int:
        """Return how many documents have a term, those that were deleted included."""

        def frequency(segment: Segment) -> int:
            def by_arrays(arrays: FieldArrays | None) -> int:
                place = -1 if arrays is None else arrays.find(term)
                return 0 if arrays is None or place < 0 else arrays.document_frequency(place)

            def by_whoosh() -> int:
                return int(segment.leaf.reader().doc_frequency(field, term))

            return self._by_arrays(segment, field, by_arrays, by_whoosh)

        return sum(frequency(segment) for segment in self._segments)

    def document_with(self, field: str, term: bytes) -> int | None:
        """Return the number of a document that has a term, None where there is none."""
        found = self.find(Term(field, term)).documents
        return int(found[0]) if len(found) else None

    def terms_starting(self, field: str, prefix: bytes) -> list[bytes]:
        """Return the terms of a field that start with ``prefix``, sorted."""

        def starting(segment: Segment) -> list[bytes]:
            return self._by_arrays(
                segment,
                field,
                lambda arrays: (
                    [] if arrays is None else arrays.terms(*arrays.range_of_prefix(prefix))
                ),
                lambda: list(segment.leaf.reader().expand_prefix(field, prefix)),
            )

        parts = [starting(segment) for segment in self._segments]
        return parts[0] if len(parts) == 1 else sorted(set().union(*parts))

    def commonest_starting(self, field: str, prefix: bytes, count: int) -> list[tuple[bytes, int]]:
        """Return the terms that start so and are in the most documents, the commonest first.

        Each comes with how many it is in, those that were deleted included.
        """

        def commonest(segment: Segment) -> list[bytes]:
            return self._by_arrays(
                segment,
                field,
                lambda arrays: [] if arrays is None else arrays.commonest(prefix, count),
                lambda: list(segment.leaf.reader().expand_prefix(field, prefix)),
            )

        terms = set().union(*(commonest(segment) for segment in self._segments))
        counted = [(term, self.document_frequency(field, term)) for term in terms]
        return sorted(counted, key=lambda each: (-each[1], each[0]))[:count]

    def terms_within(self, field: str, text: str, distance: int, prefix: int) -> set[bytes]:
        """Return the terms of a field that differ from a word by a few letters.

        Args:
            field: where to look.
            text: the word.
            distance: letters that may be put in, left out or replaced.
            prefix: letters at the start that must be the same.
        """

        def within(segment: Segment) -> Iterator[bytes]:
            def by_arrays(arrays: FieldArrays | None) -> list[bytes]:
                if arrays is None:
                    return []
                return [arrays.term(place) for place in arrays.near(text, distance, prefix)]

            def by_whoosh() -> list[bytes]:
                found = segment.leaf.reader().terms_within(field, text, distance, prefix=prefix)
                return [word.encode() for word in found]

            yield from self._by_arrays(segment, field, by_arrays, by_whoosh)

        return set().union(*(within(segment) for segment in self._segments))

    def _by_arrays(
        self,
        segment: Segment,
        field: str,
        ask: Callable[[FieldArrays | None], Answer],
        ask_whoosh: Callable[[], Answer],
    ) -> Answer:
        """Ask a segment's arrays; where it has none that are sound, Whoosh."""
        if segment.arrays is not None:
            try:
                return ask(segment.arrays.field(field))
            except ArraysDamagedError as error:
                self._give_up(error)
        segment.require_sound()
        return ask_whoosh()

    @property
    def parts(self) -> dict[str, Segment]:
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
        wanting = [segment for segment in self._segments if not segment.verify()]
        for segment in wanting:
            segment.mend()
        self._evaluator = self._new_evaluator()
        return len(wanting)

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
        self._evaluator = self._new_evaluator()

"""Queries that stand for several terms of a field: beginnings, patterns, misspelt words.

Whoosh takes "all score the same" seriously only where it looks at the alternatives all at once; then
the score is 1, whatever the boost. Whether it does depends on the segment, and a single alternative
in a segment has its own score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import query

from search.engine.compounds import AnyMatches
from search.engine.matches import Condition, ConstantMatches, Matches, NoMatches, ScoredMatches
from search.engine.scoring import by_weight
from search.engine.terms import TermMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.engine.arrays import FieldArrays
    from search.engine.scoring import Scoring
    from search.engine.segments import Segment
    from search.engine.terms import Postings
    from search.engine.types import Documents, Mask, Scores

_MANY_DOCUMENTS = 5000
"""Documents of a segment from which on Whoosh adds up fewer alternatives one by one."""

_REMEMBERED = 64
"""So many alternatives are asked for as terms, of which the posting lists are kept."""

_AT_ONCE = 1 << 14
"""Postings that are marked at a time: numpy's own widening of numbers is slower than this."""

Expansion = list[tuple["Segment", "FieldArrays", "Sequence[int]"]]
"""The places of a query's terms in each segment that has any."""


def union(expansion: Expansion, document_count: int) -> Mask:
    """Return which documents of the index have any of these terms, deleted ones left out."""
    mask = np.zeros(document_count, np.bool_)
    for segment, field, places in expansion:
        own = mask[segment.offset : segment.end]
        _mark(own, field, places)
        if segment.live is not None:
            own &= segment.live
    return mask


def _mark(mask: Mask, field: FieldArrays, places: Sequence[int]) -> None:
    if not isinstance(places, range):
        for place in places:
            mask[field.documents(place, place + 1)] = True
        return
    documents = field.documents(places.start, places.stop)
    for start in range(0, len(documents), _AT_ONCE):
        mask[documents[start : start + _AT_ONCE].astype(np.intp)] = True


class Alternatives:
    """Scores queries that stand for several terms.

    Args:
        document_count: the documents of the index.
        scoring: makes scorers.
        frequency: how many documents have a term of a field, deleted ones included.
        postings: the posting list of a term of a field.
    """

    def __init__(
        self,
        document_count: int,
        scoring: Scoring,
        frequency: Callable[[str, bytes], int],
        postings: Callable[[str, bytes], Postings | None],
    ) -> None:
        self._document_count = document_count
        self._scoring = scoring
        self._frequency = frequency
        self._postings = postings

    def matches(self, node: Any, expansion: Expansion) -> Matches:
        """Return the documents that have any of the terms of a query."""
        if not expansion:
            return NoMatches()
        if all(_is_constant(node, segment, len(places)) for segment, _, places in expansion):
            return ConstantMatches(Condition(union(expansion, self._document_count)), 1.0)
        if node.boost == 1.0 and not any(
            _is_constant(node, segment, len(places)) for segment, _, places in expansion
        ):
            terms = {field.term(place) for _, field, places in expansion for place in places}
            if len(terms) <= _REMEMBERED:
                return self._sum(node.fieldname, sorted(terms))
        parts = [self._of_segment(node, *part) for part in expansion]
        documents = np.concatenate([documents for documents, _ in parts])
        scores = np.concatenate([scores for _, scores in parts])
        return ScoredMatches(self._document_count, documents, scores)

    def _sum(self, field: str, terms: list[bytes]) -> Matches:
        """Terms whose scores are added up in all segments, as if they had been asked for one by one."""
        found = [self._postings(field, term) for term in terms]
        matches = [TermMatches(each) for each in found if each is not None and each.size]
        return AnyMatches(self._document_count, matches) if matches else NoMatches()

    def _of_segment(
        self, node: Any, segment: Segment, field: FieldArrays, places: Sequence[int]
    ) -> tuple[Documents, Scores]:
        """Documents of one segment in the numbers of the index, deleted ones left out."""
        found = np.zeros(segment.document_count, np.bool_)
        _mark(found, field, places)
        if segment.live is not None:
            found &= segment.live
        documents = found.nonzero()[0]
        if _is_constant(node, segment, len(places)):
            return documents + segment.offset, np.ones(len(documents))
        scores = np.zeros(segment.document_count)
        for place in places:
            own = field.documents(place, place + 1).astype(np.intp)
            scores[own] += self._scores(segment, field, place, own)
        if len(places) > 1:
            scores *= node.boost
        return documents + segment.offset, scores.take(documents)

    def _scores(
        self, segment: Segment, field: FieldArrays, place: int, documents: Documents
    ) -> Scores:
        scorer = by_weight
        if self._scoring.is_scored(field.name):
            frequency = self._frequency(field.name, field.term(place))
            scorer = self._scoring.bm25(field.name, self._scoring.rarity(frequency))
        return scorer(documents + segment.offset, field.weights(place))


def _is_constant(node: Any, segment: Segment, count: int) -> bool:
    if count == 1 or not node.constantscore:
        return False
    is_few = count < query.Or.TOO_MANY_CLAUSES
    return not (is_few and (count == 2 or segment.document_count > _MANY_DOCUMENTS))

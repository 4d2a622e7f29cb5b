"""From Whoosh's query trees to what they find in the arrays of one segment.

Each kind of query scores as it does with Whoosh's matchers, oddities included: what a query of several
terms scores depends on how many there are. It finds what it says, also where Whoosh's matchers do not
(its ``AndNot``, ``AndMaybe``, ``Not`` and ``DisjunctionMax`` lose track, its ``Or`` loses documents
without a score). What is not known here is asked of Whoosh, part by part.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import fields, query
from whoosh.util.numeric import to_sortable

from search.engine.expansion import matching_pattern, within_edits
from search.engine.matches import (
    AllMatches,
    AnyMatches,
    BestMatches,
    ConstantMatches,
    ExceptMatches,
    Matches,
    MaybeMatches,
    NoMatches,
    ScoredMatches,
    TermMatches,
)
from search.engine.phrases import PhraseMatches
from search.engine.scoring import SegmentScoring, by_weight
from search.engine.stepwise import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.engine.arrays import FieldArrays, SegmentArrays, SegmentColumns
    from search.engine.scoring import Collection
    from search.engine.types import CheckFile, Mask

_MANY_DOCUMENTS = 5000
"""Documents of a segment from which on Whoosh adds up fewer alternatives one by one."""

_MASKS = 32
"""Conditions whose documents are remembered, one byte for each document of the segment."""


class SegmentEvaluator:
    """Understands queries on one segment.

    Args:
        leaf: Whoosh's searcher of the segment.
        arrays: its posting lists.
        columns: its lengths.
        collection: what is known of all segments.
        check: asked before Whoosh reads the segment's own files.
        known: that of an earlier commit, whose remembered conditions hold for this one too.
    """

    def __init__(
        self,
        leaf: Any,
        arrays: SegmentArrays,
        columns: SegmentColumns,
        collection: Collection,
        check: CheckFile,
        known: SegmentEvaluator | None = None,
    ) -> None:
        self.document_count = int(leaf.doc_count_all())
        self._leaf = leaf
        self._arrays = arrays
        self._collection = collection
        self._scoring = SegmentScoring(collection, columns)
        self._check = check
        # What stands in a segment's documents never changes, nor which of them a condition means.
        self.masks: OrderedDict[Any, Mask] = OrderedDict() if known is None else known.masks
        self._kinds: dict[type, Callable[[Any], Matches]] = {
            query.Term: self._term,
            query.And: self._and,
            query.Or: self._or,
            query.DisjunctionMax: self._best,
            query.Not: self._not,
            query.AndNot: self._and_not,
            query.AndMaybe: self._and_maybe,
            query.Prefix: self._prefix,
            query.Wildcard: self._wildcard,
            query.FuzzyTerm: self._fuzzy,
            query.Phrase: self._phrase,
            query.NumericRange: self._range,
            query.DateRange: self._range,
            query.Every: self._every,
            query.ConstantScoreQuery: self._constant,
            type(query.NullQuery): lambda _: NoMatches(),
        }

    def matches(self, node: Any) -> Matches:
        """Return what a query finds, deleted documents included."""
        kind = self._kinds.get(type(node))
        return self._by_whoosh(node) if kind is None else kind(node)

    def _by_whoosh(self, node: Any) -> Matches:
        """Have Whoosh answer."""
        require_segment(self._leaf, self._check)
        return run_whoosh(node, self._leaf)

    def _field(self, name: str) -> FieldArrays | None:
        return self._arrays.field(name) if name in self._leaf.schema else None

    def _term(self, node: Any) -> Matches:
        if node.minquality:
            return self._by_whoosh(node)
        place, field = self._place_of(node.fieldname, node.text)
        return NoMatches() if field is None else self._posting_list(field, place, node.boost)

    def _place_of(self, name: str, text: str | bytes) -> tuple[int, FieldArrays | None]:
        """The place of a term and its field; no field where the segment does not have the term."""
        field = self._field(name)
        if field is None:
            return -1, None
        try:
            term = self._leaf.schema[name].to_bytes(text)
        except ValueError:
            return -1, None
        place = field.find(term)
        return place, field if place >= 0 else None

    def _posting_list(self, field: FieldArrays, place: int, boost: float = 1.0) -> TermMatches:
        if self._leaf.schema[field.name].scorable:
            rarity = self._collection.rarity(field.name, field.term(place))
            scorer = self._scoring.bm25(field.name, rarity, boost)
        else:
            scorer = by_weight(boost)
        documents = field.documents(place, place + 1)
        return TermMatches(self.document_count, documents, field.weights(place), scorer)

    def _and(self, node: Any) -> Matches:
        parts = node.subqueries
        if len(parts) < 2:
            # Whoosh forgets the boost of what has one part.
            return self.matches(parts[0]) if parts else NoMatches()
        found = [self.matches(part) for part in parts]
        if not all(part.size for part in found):
            return NoMatches()
        return AllMatches(self.document_count, found, node.boost)

    def _or(self, node: Any) -> Matches:
        parts = node.subqueries
        if len(parts) < 2:
            return self.matches(parts[0]) if parts else NoMatches()
        if node.scale:
            return self._by_whoosh(node)
        found = [matches for part in parts if (matches := self.matches(part)).size]
        return AnyMatches(self.document_count, found, node.boost) if found else NoMatches()

    def _best(self, node: Any) -> Matches:
        parts = node.subqueries
        if len(parts) < 2:
            return self.matches(parts[0]) if parts else NoMatches()
        if node.tiebreak:
            return self._by_whoosh(node)
        found = [matches for part in parts if (matches := self.matches(part)).size]
        return BestMatches(self.document_count, found, node.boost) if found else NoMatches()

    def _not(self, node: Any) -> Matches:
        return ConstantMatches(~self._mask(node.query), 1.0)

    def _and_not(self, node: Any) -> Matches:
        wanted, unwanted = self.matches(node.a), self.matches(node.b)
        if not wanted.size or not unwanted.size:
            return wanted
        return ExceptMatches(self.document_count, wanted, unwanted)

    def _and_maybe(self, node: Any) -> Matches:
        wanted, welcome = self.matches(node.a), self.matches(node.b)
        if not wanted.size or not welcome.size:
            return wanted
        return MaybeMatches(self.document_count, wanted, welcome)

    def _prefix(self, node: Any) -> Matches:
        if not node.text:
            return self._every(query.Every(node.fieldname, boost=node.boost))
        field = self._field(node.fieldname)
        if field is None:
            return NoMatches()
        prefix = self._leaf.schema[node.fieldname].to_bytes(node.text)
        start, end = field.range_of_prefix(prefix)
        return self._alternatives(node, field, range(start, end))

    def _wildcard(self, node: Any) -> Matches:
        if node.text == "*":
            return self._every(query.Every(node.fieldname, boost=node.boost))
        field = self._field(node.fieldname)
        if field is None:
            return NoMatches()
        return self._alternatives(node, field, matching_pattern(field, node.text))

    def _fuzzy(self, node: Any) -> Matches:
        field = self._field(node.fieldname)
        if field is None:
            return NoMatches()
        if len(node.text) < node.prefixlength:
            return self._by_whoosh(node)
        places = within_edits(field, node.text, int(node.maxdist), node.prefixlength)
        return self._alternatives(node, field, places)

    def _alternatives(self, node: Any, field: FieldArrays, places: Sequence[int]) -> Matches:
        """Any of several terms that one query means.

        Whoosh takes "all score the same" seriously only where it looks at the alternatives all at
        once; then the score is 1, whatever the boost. A single alternative has its own score.
        """
        if not places:
            return NoMatches()
        if len(places) == 1:
            return self._posting_list(field, places[0])
        is_few = len(places) < query.Or.TOO_MANY_CLAUSES
        one_by_one = is_few and (len(places) == 2 or self.document_count > _MANY_DOCUMENTS)
        if one_by_one or not node.constantscore:
            lists = [self._posting_list(field, place) for place in places]
            return AnyMatches(self.document_count, lists, node.boost)
        return ConstantMatches(self._union(field, places), 1.0)

    def _union(self, field: FieldArrays, places: Sequence[int]) -> Mask:
        """The documents that have any of these terms."""
        mask = np.zeros(self.document_count, np.bool_)
        if isinstance(places, range):
            mask[field.documents(places.start, places.stop)] = True
        else:
            for place in places:
                mask[field.documents(place, place + 1)] = True
        return mask

    def _phrase(self, node: Any) -> Matches:
        name = node.fieldname
        if name not in self._leaf.schema or not node.words:
            return self._by_whoosh(node)
        field = self._field(name)
        places = [self._place_of(name, word)[0] for word in node.words]
        if field is None or min(places) < 0:
            return NoMatches()
        if not field.has_positions:
            return self._by_whoosh(node)
        terms = [(place, self._posting_list(field, place)) for place in places]
        return PhraseMatches(self.document_count, field, terms, node.slop, node.boost)

    def _range(self, node: Any) -> Matches:
        field = self._field(node.fieldname)
        kind = None if field is None else self._leaf.schema[node.fieldname]
        is_backwards = None not in (node.start, node.end) and node.start > node.end
        is_odd = not isinstance(kind, fields.NUMERIC) or not node.constantscore or is_backwards
        if field is None or is_odd:
            return self._by_whoosh(node)
        mask = self._remembered(("range", node), lambda: self._between(field, kind, node))
        return ConstantMatches(mask, node.boost)

    def _between(self, field: FieldArrays, kind: Any, node: Any) -> Mask:
        """The documents with a number in a range.

        Whoosh has each number as several terms, of falling precision. The exact ones start with a
        zero byte and are in the order of the numbers.
        """
        start, end = field.place_of(b"\x00"), field.place_of(b"\x01")
        if node.start is not None:
            term = _number_term(kind, node.start)
            start = field.place_of(term) + (node.startexcl and field.find(term) >= 0)
        if node.end is not None:
            term = _number_term(kind, node.end)
            end = field.place_of(term) + (not node.endexcl and field.find(term) >= 0)
        return self._union(field, range(start, end))

    def _every(self, node: Any) -> Matches:
        if node.fieldname is None:
            return ConstantMatches(np.ones(self.document_count, np.bool_), node.boost)
        field = self._field(node.fieldname)
        if field is None:
            return self._by_whoosh(node)
        mask = self._remembered(
            ("every", node.fieldname), lambda: self._union(field, range(field.term_count))
        )
        return ConstantMatches(mask, node.boost)

    def _constant(self, node: Any) -> Matches:
        return ConstantMatches(self._mask(node.child), node.score)

    def _mask(self, node: Any) -> Mask:
        """The documents that a query finds."""

        def find() -> Mask:
            mask = np.zeros(self.document_count, np.bool_)
            self.matches(node).mark(mask)
            return mask

        # Only of these do two that are equal for Whoosh find the same.
        if type(node) in {query.Term, query.Prefix, query.NumericRange}:
            return self._remembered(node, find)
        return find()

    def _remembered(self, key: Any, find: Callable[[], Mask]) -> Mask:
        mask = self.masks.pop(key, None)
        if mask is None:
            mask = find()
            if len(self.masks) >= _MASKS:
                self.masks.popitem(last=False)
        self.masks[key] = mask
        return mask


def _number_term(kind: Any, number: Any) -> bytes:
    """The term that Whoosh has a number as."""
    exact = kind.prepare_number(number)
    sortable = to_sortable(kind.numtype, kind.bits, kind.signed, exact)
    term: bytes = kind.sortable_to_bytes(sortable)
    return term


def run_whoosh(node: Any, leaf: Any) -> ScoredMatches:
    """Return what is found in a segment posting by posting."""
    found = evaluate(node, leaf)
    documents = np.fromiter(found, np.intp, len(found))
    scores = np.fromiter(found.values(), np.float64, len(found))
    order = np.argsort(documents, kind="stable")
    return ScoredMatches(int(leaf.doc_count_all()), documents[order], scores[order])


def require_segment(leaf: Any, check: CheckFile) -> None:
    """Make sure that what Whoosh reads of a segment's terms is as it was written."""
    segment, codec = leaf.reader().segment(), leaf.reader().codec()
    for suffix in (codec.TERMS_EXT, codec.POSTS_EXT):
        check(segment.make_filename(suffix))

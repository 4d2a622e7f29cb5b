"""From Whoosh's query trees to what they find in the arrays of an index.

Each kind of query scores as it does with Whoosh's matchers, oddities included: what a query of several
terms scores depends on how many there are. It finds what it says, also where Whoosh's matchers do not
(its ``AndNot``, ``AndMaybe``, ``Not`` and ``DisjunctionMax`` lose track, its ``Or`` loses documents
without a score). What is not known here is asked of Whoosh, part by part.

All segments are asked at once: what a term costs beyond its postings, it costs once.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import fields, query
from whoosh.util.numeric import to_sortable

from search.engine.alternatives import Alternatives, Expansion, union
from search.engine.compounds import AllMatches, AnyMatches, BestMatches, ExceptMatches, MaybeMatches
from search.engine.expansion import matching_pattern
from search.engine.matches import Condition, ConstantMatches, Matches, NoMatches, ScoredMatches
from search.engine.phrases import PhraseMatches
from search.engine.scoring import Scoring, by_weight
from search.engine.terms import Part, Postings, TermCache, TermMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from search.engine.arrays import FieldArrays
    from search.engine.segments import Segment
    from search.engine.types import Mask

_CONDITIONS = 32
"""Conditions that are remembered, a byte for each document of the index and 8 for each that is found."""

_TERM_BYTES = 64 << 20
"""What the posting lists that are remembered may take together."""


class Evaluator:
    """Understands queries on the segments of an index that have arrays.

    Args:
        searcher: Whoosh's searcher of the whole index.
        segments: those with arrays.
        frequency: how many documents of all segments have a term of a field.
        lengths: the length of a field in each document of the index, as Whoosh's byte.
    """

    def __init__(
        self,
        searcher: Any,
        segments: Sequence[Segment],
        frequency: Callable[[str, bytes], int],
        lengths: Callable[[str], NDArray[np.uint8]],
    ) -> None:
        self.document_count = int(searcher.doc_count_all())
        self._schema = searcher.schema
        self._segments = segments
        self._frequency = frequency
        self._scoring = Scoring(searcher, lengths)
        self._alternatives = Alternatives(
            self.document_count, self._scoring, frequency, self.postings
        )
        self._terms = TermCache(_TERM_BYTES)
        self._conditions: OrderedDict[Any, Condition] = OrderedDict()
        self._kinds = self._known_kinds()

    def _known_kinds(self) -> dict[type, Callable[[Any], Matches]]:
        """What understands each kind of query."""
        return {
            query.Term: self._term,
            query.And: self._and,
            query.Or: self._or,
            query.DisjunctionMax: self._best,
            query.Not: self._not,
            query.AndNot: self._and_not,
            query.AndMaybe: self._and_maybe,
            query.Prefix: self._expanded,
            query.Wildcard: self._expanded,
            query.FuzzyTerm: self._expanded,
            query.Phrase: self._phrase,
            query.NumericRange: self._range,
            query.DateRange: self._range,
            query.Every: self._every,
            query.ConstantScoreQuery: self._constant,
            type(query.NullQuery): lambda _: NoMatches(),
        }

    def matches(self, node: Any) -> Matches:
        """Return what a query finds, without deleted documents.

        Raises:
            ArraysDamagedError: those of a segment are; its path is said.
        """
        kind = self._kinds.get(type(node))
        return self._by_whoosh(node) if kind is None else kind(node)

    def _by_whoosh(self, node: Any) -> Matches:
        """Have Whoosh answer."""
        found = [segment.by_whoosh(node) for segment in self._segments]
        if not found:
            return NoMatches()
        documents = np.concatenate([documents for documents, _ in found])
        scores = np.concatenate([scores for _, scores in found])
        return ScoredMatches(self.document_count, documents, scores)

    def _term(self, node: Any) -> Matches:
        if node.minquality:
            return self._by_whoosh(node)
        postings = self.postings(node.fieldname, node.text)
        return NoMatches() if postings is None else TermMatches(postings, node.boost)

    def postings(self, name: str, text: str | bytes) -> Postings | None:
        """Return a term's posting list; None where no segment has the term.

        Raises:
            ArraysDamagedError: those of a segment are; its path is said.
        """
        return self._terms.get(name, text, self._read)

    def _read(self, name: str, text: str | bytes) -> Postings | None:
        """Read a term's posting list; None where no segment has the term."""
        if name not in self._schema:
            return None
        try:
            term = self._schema[name].to_bytes(text)
        except ValueError:
            return None
        parts = []
        for segment, field in self._fields(name):
            place = field.find(term)
            if place >= 0:
                parts.append(Part(field, place, segment.offset, segment.live))
        if not parts:
            return None
        if not self._scoring.is_scored(name):
            return Postings(parts, self.document_count, by_weight)
        rarity = self._scoring.rarity(self._frequency(name, term))
        return Postings(parts, self.document_count, self._scoring.bm25(name, rarity))

    def _fields(self, name: str) -> list[tuple[Segment, FieldArrays]]:
        """The segments that have a field, with its arrays."""
        found = []
        for segment in self._segments:
            field = segment.arrays.field(name) if segment.arrays else None
            if field is not None:
                found.append((segment, field))
        return found

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
        if len(found) == 1 and node.boost == 1.0:
            return found[0]
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
        unwanted = self._fulfilled(node.query).mask
        return ConstantMatches(Condition(self._everything().mask & ~unwanted), 1.0)

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

    def _expanded(self, node: Any) -> Matches:
        """Any of the terms that a query stands for."""
        name, text = node.fieldname, node.text
        if _is_everything(node):
            return self._every(query.Every(name, boost=node.boost))
        if name not in self._schema:
            return NoMatches()
        if isinstance(node, query.FuzzyTerm) and len(text) < node.prefixlength:
            return self._by_whoosh(node)
        return self._alternatives.matches(node, self._expansion(node))

    def _expansion(self, node: Any) -> Expansion:
        expansion: Expansion = []
        places: Sequence[int]
        for segment, field in self._fields(node.fieldname):
            if isinstance(node, query.Prefix):
                prefix = self._schema[node.fieldname].to_bytes(node.text)
                places = range(*field.range_of_prefix(prefix))
            elif isinstance(node, query.FuzzyTerm):
                places = field.near(node.text, int(node.maxdist), node.prefixlength)
            else:
                places = matching_pattern(field, node.text)
            if places:
                expansion.append((segment, field, places))
        return expansion

    def _phrase(self, node: Any) -> Matches:
        name = node.fieldname
        if name not in self._schema or not node.words:
            return self._by_whoosh(node)
        found = [self._terms.get(name, word, self._read) for word in node.words]
        postings = [each for each in found if each is not None and each.size]
        if len(postings) < len(found):
            return NoMatches()
        if not all(each.has_positions for each in postings):
            return self._by_whoosh(node)
        terms = [TermMatches(each) for each in postings]
        return PhraseMatches(self.document_count, terms, node.slop, node.boost)

    def _range(self, node: Any) -> Matches:
        name = node.fieldname
        if name not in self._schema:
            return self._by_whoosh(node)
        kind = self._schema[name]
        is_backwards = None not in (node.start, node.end) and node.start > node.end
        if not isinstance(kind, fields.NUMERIC) or not node.constantscore or is_backwards:
            return self._by_whoosh(node)
        condition = self._remembered(("range", node), lambda: self._between(kind, node))
        return ConstantMatches(condition, node.boost)

    def _between(self, kind: Any, node: Any) -> Mask:
        expansion: Expansion = [
            (segment, field, _places_between(field, kind, node))
            for segment, field in self._fields(node.fieldname)
        ]
        return union(expansion, self.document_count)

    def _every(self, node: Any) -> Matches:
        name = node.fieldname
        if name is None:
            return ConstantMatches(self._everything(), node.boost)
        if name not in self._schema:
            return self._by_whoosh(node)
        condition = self._remembered(
            ("every", name),
            lambda: union(
                [
                    (segment, field, range(field.term_count))
                    for segment, field in self._fields(name)
                ],
                self.document_count,
            ),
        )
        return ConstantMatches(condition, node.boost)

    def _everything(self) -> Condition:
        """All documents that were not deleted, of the segments that have arrays."""

        def find() -> Mask:
            mask = np.zeros(self.document_count, np.bool_)
            for segment in self._segments:
                mask[segment.offset : segment.end] = True if segment.live is None else segment.live
            return mask

        return self._remembered("everything", find)

    def _constant(self, node: Any) -> Matches:
        return ConstantMatches(self._fulfilled(node.child), node.score)

    def _fulfilled(self, node: Any) -> Condition:
        """The documents that a query finds."""

        def find() -> Mask:
            if isinstance(node, query.Prefix) and node.text and node.fieldname in self._schema:
                # Nobody asks for their scores.
                return union(self._expansion(node), self.document_count)
            mask = np.zeros(self.document_count, np.bool_)
            self.matches(node).mark(mask)
            return mask

        # Only of these do two that are equal for Whoosh find the same.
        if type(node) in {query.Term, query.Prefix, query.NumericRange}:
            return self._remembered(node, find)
        return Condition(find())

    def _remembered(self, key: Any, find: Callable[[], Mask]) -> Condition:
        condition = self._conditions.pop(key, None)
        if condition is None:
            condition = Condition(find())
            if len(self._conditions) >= _CONDITIONS:
                self._conditions.popitem(last=False)
        self._conditions[key] = condition
        return condition


def _is_everything(node: Any) -> bool:
    """Whether a query stands for all terms of a field."""
    if isinstance(node, query.Prefix):
        return not node.text
    return isinstance(node, query.Wildcard) and node.text == "*"


def _places_between(field: FieldArrays, kind: Any, node: Any) -> range:
    """The places of the numbers in a range.

    Whoosh has each number as several terms, of falling precision. The exact ones start with a zero
    byte and are in the order of the numbers.
    """
    start, end = field.place_of(b"\x00"), field.place_of(b"\x01")
    if node.start is not None:
        term = _number_term(kind, node.start)
        start = field.place_of(term) + (node.startexcl and field.find(term) >= 0)
    if node.end is not None:
        term = _number_term(kind, node.end)
        end = field.place_of(term) + (not node.endexcl and field.find(term) >= 0)
    return range(start, max(start, end))


def _number_term(kind: Any, number: Any) -> bytes:
    """The term that Whoosh has a number as."""
    exact = kind.prepare_number(number)
    sortable = to_sortable(kind.numtype, kind.bits, kind.signed, exact)
    term: bytes = kind.sortable_to_bytes(sortable)
    return term

"""Evaluates a query on one segment without arrays, posting by posting.

Terms and phrases are matched and scored by Whoosh; what joins them is evaluated here, because the
matchers of Whoosh 2.7.4 for it do not hold: ``AndNotMatcher`` lets a first document through that it
should keep out, ``skip_to`` past the end of one raises, and ``Require`` excludes what it should require.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from whoosh import query as whoosh

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Scores = dict[int, float]
"""The score of each document that matches, by its number in the segment."""


def evaluate(query: whoosh.Query, searcher: Any, within: Collection[int] | None = None) -> Scores:
    """Return the documents of a segment that match, with their scores.

    Args:
        query: a tree of Whoosh's.
        searcher: Whoosh's, of one segment.
        within: only these documents are of interest; others may be in the answer nonetheless.
    """
    match query:
        case whoosh.And():
            return _boosted(query, _and(query.subqueries, searcher, within))
        case whoosh.AndNot():
            scores = evaluate(query.a, searcher, within)
            excluded = evaluate(query.b, searcher, scores)
            return {number: score for number, score in scores.items() if number not in excluded}
        case whoosh.Or(scale=None):
            return _boosted(query, _or(query.subqueries, searcher, within))
        case whoosh.ConstantScoreQuery():
            return dict.fromkeys(_numbers(query.child, searcher, within), query.score)
        case whoosh.Every(fieldname=None):
            return dict.fromkeys(searcher.reader().all_doc_ids(), query.boost)
        case _:
            return _seldom(query, searcher, within)


def _seldom(query: whoosh.Query, searcher: Any, within: Collection[int] | None) -> Scores:
    """What the planner does not make, and what joins nothing."""
    match query:
        case whoosh.AndMaybe():
            return _and_maybe(query, searcher, within)
        case whoosh.DisjunctionMax(tiebreak=0):
            return _boosted(query, _best(query.subqueries, searcher, within))
        case whoosh.Not():
            excluded = evaluate(query.query, searcher, within)
            everything = searcher.reader().all_doc_ids()
            return {number: 1.0 for number in everything if number not in excluded}
        case _:
            return _matched(query, searcher, within)


def _boosted(query: whoosh.Query, scores: Scores) -> Scores:
    """The scores of a compound; Whoosh forgets the boost of what has one part."""
    if query.boost == 1 or len(query.subqueries) < 2:
        return scores
    return {number: score * query.boost for number, score in scores.items()}


def _and(queries: Iterable[whoosh.Query], searcher: Any, within: Collection[int] | None) -> Scores:
    # The rarest first: the others are then only looked up for what is left.
    first, *others = sorted(queries, key=partial(_size, searcher=searcher)) or [whoosh.NullQuery]
    scores = evaluate(first, searcher, within)
    for other in others:
        if not scores:
            break
        more = evaluate(other, searcher, scores)
        scores = {
            number: score + more[number] for number, score in scores.items() if number in more
        }
    return scores


def _or(queries: Iterable[whoosh.Query], searcher: Any, within: Collection[int] | None) -> Scores:
    scores: Scores = {}
    for query in queries:
        for number, score in evaluate(query, searcher, within).items():
            scores[number] = scores.get(number, 0.0) + score
    return scores


def _and_maybe(query: Any, searcher: Any, within: Collection[int] | None) -> Scores:
    scores = evaluate(query.a, searcher, within)
    more = evaluate(query.b, searcher, scores)
    return {number: score + more.get(number, 0.0) for number, score in scores.items()}


def _best(queries: Iterable[whoosh.Query], searcher: Any, within: Collection[int] | None) -> Scores:
    scores: Scores = {}
    for query in queries:
        for number, score in evaluate(query, searcher, within).items():
            scores[number] = max(scores.get(number, score), score)
    return scores


def _numbers(query: whoosh.Query, searcher: Any, within: Collection[int] | None) -> Collection[int]:
    """The documents that match, where scores do not count."""
    reader = searcher.reader()
    match query:
        case whoosh.NumericRange():
            return _numbers(query.simplify(reader), searcher, within)
        case whoosh.ConstantScoreQuery():
            return _numbers(query.child, searcher, within)
        case whoosh.Or():
            return set().union(*(_numbers(part, searcher, within) for part in query.subqueries))
        case whoosh.Term() | whoosh.Prefix() | whoosh.TermRange():
            numbers: set[int] = set()
            for field, term in _terms(query, reader):
                numbers.update(reader.postings(field, term).all_ids())
            return numbers
        case _:
            return evaluate(query, searcher, within).keys()


def _terms(query: whoosh.Query, reader: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(query, whoosh.Term):
        term = (query.fieldname, reader.schema[query.fieldname].to_bytes(query.text))
        return [term] if term in reader else []
    terms: Iterable[tuple[str, Any]] = query.expanded_terms(reader)
    return terms


def _matched(query: whoosh.Query, searcher: Any, within: Collection[int] | None) -> Scores:
    """A term or a phrase."""
    matcher = query.matcher(searcher, searcher.context())
    if within is not None and isinstance(query, whoosh.Term):
        return _matched_within(matcher, within)
    scores = {}
    while matcher.is_active():
        scores[matcher.id()] = matcher.score()
        matcher.next()
    return scores


def _matched_within(matcher: Any, within: Collection[int]) -> Scores:
    """What matches of these documents; the others are skipped."""
    scores = {}
    for number in sorted(within):
        if not matcher.is_active():
            break
        if matcher.id() < number:
            matcher.skip_to(number)
        if matcher.is_active() and matcher.id() == number:
            scores[number] = matcher.score()
    return scores


def _size(query: whoosh.Query, searcher: Any) -> int:
    """About how many documents match, at no cost."""
    match query:
        case whoosh.Term():
            return int(query.estimate_size(searcher.reader()))
        case whoosh.ConstantScoreQuery(child=whoosh.Term()):
            return _size(query.child, searcher)
        case whoosh.Or():
            return sum(_size(part, searcher) for part in query.subqueries)
        case whoosh.Phrase():
            # Costly to match and not to be narrowed: first, unless a word is rarer than its rarest.
            return int(query.estimate_size(searcher.reader()))
        case _:
            return int(searcher.doc_count_all())

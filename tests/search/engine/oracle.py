"""What Whoosh finds, where it does what its queries say.

Four of Whoosh 2.7.4's matchers do not, and some raise errors when nested: "this but not that" lets
the first document of "this" pass although it is one of "that"; "this, and that if there" loses the
score of "that" after a leap; "all but that" may hand out a deleted document; "the best of these"
takes scores from other documents. The engine does what the queries say. Here these four are put
together from the matchers of their parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import matching, query
from whoosh.searching import Searcher

from search.engine.searcher import Found


class _Worked(query.Query):  # type: ignore[misc]  # whoosh has no types
    """A query whose answer is worked out at once."""

    boost = 1.0

    def __init__(self, *parts: Any, boost: float = 1.0) -> None:
        self.parts = [sound(part) for part in parts]
        self.factor = boost

    def run_parts(self, searcher: Any, context: Any) -> list[dict[int, float]]:
        return [dict(run(part.matcher(searcher, context))) for part in self.parts]

    def estimate_size(self, ixreader: Any) -> int:
        return int(ixreader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        found = self.work_out(searcher, searcher.context())
        return matching.ListMatcher(list(found), list(found.values()))

    def work_out(self, searcher: Any, context: Any) -> dict[int, float]:
        raise NotImplementedError


class _ButNot(_Worked):
    def work_out(self, searcher: Any, context: Any) -> dict[int, float]:
        wanted, unwanted = self.run_parts(searcher, context)
        return {number: score for number, score in wanted.items() if number not in unwanted}


class _Maybe(_Worked):
    def work_out(self, searcher: Any, context: Any) -> dict[int, float]:
        wanted, more = self.run_parts(searcher, context)
        return {number: score + more.get(number, 0) for number, score in wanted.items()}


class _AllBut(_Worked):
    def work_out(self, searcher: Any, context: Any) -> dict[int, float]:
        (unwanted,) = self.run_parts(searcher, context)
        return {number: 1.0 for number in searcher.reader().all_doc_ids() if number not in unwanted}


class _Best(_Worked):
    def work_out(self, searcher: Any, context: Any) -> dict[int, float]:
        found = self.run_parts(searcher, context)
        factor = self.factor if len(found) > 1 else 1.0
        return {
            number: factor * max(scores[number] for scores in found if number in scores)
            for number in sorted(set().union(*found))
        }


def sound(node: Any) -> Any:
    """The same query without the matchers that do not do what it says."""
    match node:
        case query.AndNot():
            return _ButNot(node.a, node.b)
        case query.AndMaybe():
            return _Maybe(node.a, node.b)
        case query.DisjunctionMax():
            return _Best(*node.subqueries, boost=node.boost)
        case query.Not():
            return _AllBut(node.query)
        case _:
            return node.apply(sound)


def run(matcher: Any) -> Iterator[tuple[int, float]]:
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()


def whoosh_finds(searcher: Searcher, node: Any) -> Found:
    """What Whoosh's matchers find, segment by segment."""
    found: dict[int, float] = {}
    sound_node = sound(node)
    for leaf, offset in searcher.leaf_searchers():
        for number, score in run(sound_node.matcher(leaf, leaf.context())):
            found[number + offset] = score
    return Found.listed(np.array(list(found), np.intp), np.array(list(found.values()), np.float64))

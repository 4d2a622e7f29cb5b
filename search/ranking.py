"""Runs a planned query and puts what it found in order."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from search.engine.stepwise import evaluate
from search.planner import plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.query import SearchQuery
    from search.snapshot import Snapshot

Found = tuple[float, int]
"""A score and a document's number."""


def find(query: SearchQuery, snapshot: Snapshot) -> list[Found]:
    """Return every document that answers a query, in no order."""
    if not snapshot.document_count:
        return []
    found = _run(query, snapshot)
    if query.filters.ids is None:
        return list(found)
    numbers = {snapshot.document_number(article_id) for article_id in query.filters.ids}
    return [(score, number) for score, number in found if number in numbers]


def _run(query: SearchQuery, snapshot: Snapshot) -> Iterator[Found]:
    planned = plan(query, snapshot)
    for leaf, offset in snapshot.searcher.leaf_searchers():
        for number, score in evaluate(planned, leaf).items():
            yield score, number + offset


def best(
    found: list[Found], snapshot: Snapshot, *, by_date: bool, count: int | None
) -> list[Found]:
    """Return the first ``count`` of what was found, in the same order every time.

    The order is by score, or by date where that is wanted; then the newest first; then by id.
    """
    if by_date:
        newest = [(snapshot.newest(number), score, number) for score, number in found]
        ranked = _largest([(time, number) for time, _, number in newest], count)
        scores = {number: score for _, score, number in newest}
        in_order = sorted(ranked, key=lambda item: (-item[0], snapshot.id(item[1])))
        return [(scores[number], number) for _, number in in_order][:count]
    ranked = _largest(found, count)
    in_order = sorted(
        ranked, key=lambda item: (-item[0], -snapshot.newest(item[1]), snapshot.id(item[1]))
    )
    return in_order[:count]


def _largest(items: list[Found], count: int | None) -> list[Found]:
    """The items that may be among the first ``count``: all that are not below the last of them."""
    if count is None or len(items) <= count:
        return items
    if not count:
        return []
    least = heapq.nlargest(count, (value for value, _ in items))[-1]
    return [item for item in items if item[0] >= least]

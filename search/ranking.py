"""Runs a planned query and puts what it found in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.engine.searcher import Found
from search.engine.selection import rounded_scores
from search.planner import plan

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engine.types import Places, Scores
    from search.query import SearchQuery
    from search.snapshot import Snapshot

Ranked = list[tuple[float, int]]
"""Scores and documents' numbers, best first."""


def find(query: SearchQuery, snapshot: Snapshot) -> Found:
    """Return every document that answers a query."""
    if not snapshot.document_count:
        return Found.listed(np.zeros(0, np.intp), np.zeros(0))
    found = snapshot.engine.find(plan(query, snapshot))
    if query.filters.ids is None:
        return found
    numbers = [snapshot.document_number(article_id) for article_id in query.filters.ids]
    known = [number for number in numbers if number is not None]
    return found.only(np.isin(found.documents, known))


def best(found: Found, snapshot: Snapshot, *, by_date: bool, count: int | None) -> Ranked:
    """Return the first ``count`` of what was found, in the same order every time.

    The order is by score, or by date where that is wanted; then the newest first; then by id.
    """
    if not len(found) or count == 0:
        return []
    order = snapshot.engine.order("newest")
    if count is not None:
        found = found.highest(count, order) if by_date else found.best(count, order)
    documents, scores = found.documents, found.scores
    newest = order.values[documents]
    first = np.zeros(len(found)) if by_date else rounded_scores(scores)
    places = _order(first, newest, documents, snapshot)[:count]
    return list(zip(scores[places].tolist(), documents[places].tolist(), strict=True))


def _order(
    scores: Scores, newest: NDArray[np.int64], documents: NDArray[np.intp], snapshot: Snapshot
) -> Places:
    """By score, then newest, then id; ids are looked at only where the others are equal."""
    order = np.lexsort((-newest, -scores))
    differs = (np.diff(scores[order]) != 0) | (np.diff(newest[order]) != 0)
    starts = np.flatnonzero(np.concatenate(([True], differs)))
    ends = np.append(starts[1:], len(order))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start > 1:
            run = order[start:end].tolist()
            order[start:end] = sorted(run, key=lambda place: snapshot.id(int(documents[place])))
    return order

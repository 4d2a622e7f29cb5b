"""Runs a planned query and puts what it found in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import count as counted
from typing import TYPE_CHECKING

import numpy as np

from search.clues import read_wishes
from search.engine.searcher import Found
from search.engine.selection import rounded_scores
from search.evidence import weigh
from search.feedback import resemblance
from search.measures import MEASURES
from search.planner import plan, plan_loosely, plan_parts
from search.traces import gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from search.engine.types import Documents, Mask, Places, Scores
    from search.evidence import Traces
    from search.measures import Measures
    from search.query import SearchQuery
    from search.snapshot import Snapshot

ENOUGH = 10
"""With fewer articles that have all that is wanted, those that lack some of it follow."""

_WEIGHED = 120
"""How many of those that the engine finds best are weighed again, by where the words stand."""

_MOST_LACKING, _MOST_LACKING_EACH = 50, 10
"""How many articles that lack something follow, at most, and for each word beyond the first."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article that answers a query, or almost."""

    score: float
    document: int
    lacks: tuple[str, ...] = ()
    """What it lacks of what was wanted, as it was typed."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer to a query: articles in order."""

    ranked: Sequence[Ranked]
    """Those that have all that is wanted, then those that lack some of it; of a question both as they
    answer it best."""
    total: int
    """How many articles have all that is wanted."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Articles that may answer a query, with all that is needed to weigh them."""

    documents: Documents
    """Their numbers, ascending."""
    traces: Traces
    others: Sequence[tuple[Mask, Scores]]
    """For each part of the query that only the index can weigh: which have it, and what it adds."""


def rank(query: SearchQuery, snapshot: Snapshot, count: int | None) -> Ranking:
    """Return the first ``count`` articles that answer a query, in the same order every time.

    Where all are wanted (None), or enough have all that is wanted, none lacks anything.
    """
    return Scales(query, snapshot).rank(count, MEASURES)


class Scales:
    """Puts in order what one query finds; what the index tells of it is asked once, for any measures.

    Args:
        query: what was asked for.
        snapshot: the index.
    """

    def __init__(self, query: SearchQuery, snapshot: Snapshot) -> None:
        self._query = query
        self._snapshot = snapshot
        self._found = find(query, snapshot)
        self._wishes = read_wishes(query, snapshot.analyzers)
        self._clues = [clue for wanted in self._wishes.wanted for clue in wanted.clues]

    def rank(self, count: int | None, measures: Measures) -> Ranking:
        """Return the first ``count`` articles, all where None; by other measures in another order."""
        found, wishes = self._found, self._wishes
        by_date = self._query.sort == "date"
        if not self._snapshot.document_count or count == 0:
            return Ranking((), len(found))
        few = ENOUGH if count is None or wishes.is_question else min(ENOUGH, count)
        is_filled = count is not None and len(found) < few and wishes.may_lack
        if is_filled:
            return Ranking(self._filled(measures, by_date=by_date)[:count], len(found))
        if by_date or not self._clues:
            ranked = best(found, self._snapshot, by_date=by_date, count=count)
            return Ranking([Ranked(*each) for each in ranked], len(found))
        return Ranking(self._ordered(count, measures), len(found))

    def _filled(self, measures: Measures, *, by_date: bool) -> list[Ranked]:
        """What has all that is wanted, with what lacks some of it."""
        is_mixed = self._wishes.is_question and not by_date
        full, lacking = self._parted(measures, is_mixed=is_mixed)
        if by_date:
            ranked = best(self._found, self._snapshot, by_date=True, count=None)
            full = [Ranked(*each) for each in ranked]
            newest = self._snapshot.engine.order("newest").values
            lacking.sort(key=lambda each: -newest[each.document])
        return [*full, *lacking]

    def _ordered(self, count: int | None, measures: Measures) -> list[Ranked]:
        """Return the best of what has all that is wanted, the best first."""
        found = self._found
        if not len(found):
            return []
        documents = self._best.documents
        scores, _ = self._weighed(self._best, measures)
        ranked = self._in_order(documents, scores)
        if count is not None:
            ranked = ranked[:count]
        if len(found) <= len(documents) or (count is not None and count <= len(ranked)):
            return ranked
        weighed = set(documents.tolist())
        others = [
            (score, number)
            for score, number in best(
                found, self._snapshot, by_date=False, count=None if count is None else count
            )
            if number not in weighed
        ]
        # What was not weighed again was found worse, and its score says so.
        scale = min(1.0, ranked[-1].score / others[0][0]) if others and others[0][0] > 0 else 1.0
        rest = [Ranked(score * scale, number) for score, number in others]
        return [*ranked, *rest][:count]

    def _parted(self, measures: Measures, *, is_mixed: bool) -> tuple[list[Ranked], list[Ranked]]:
        """Return what has all that is wanted and what lacks some of it, the best of each first.

        Args:
            measures: by how much each thing counts.
            is_mixed: whether having all counts for no more than the words themselves; both come
                together then, as the second.
        """
        documents = self._likely.documents
        scores, held = self._weighed(self._likely, measures)
        is_full = np.isin(documents, self._found.documents, assume_unique=True)
        first = np.zeros(len(documents), np.bool_) if is_mixed else is_full
        before = self._in_order(documents[first], scores[first])
        ranked = self._in_order(documents[~first], scores[~first])
        if ranked:
            answers = [*before, *ranked][: measures.answers]
            gains = resemblance(
                [(each.document, each.score) for each in answers],
                documents[~first],
                self._snapshot,
                measures,
            )
            ranked = self._gaining(ranked, answers, documents[~first], scores[~first] + gains)
        places = documents.searchsorted([each.document for each in ranked]).tolist()
        lacks = [() if is_full[place] else self._lacks(held[:, place]) for place in places]
        return before, self._cut(
            Ranked(each.score, each.document, lacking)
            for each, lacking in zip(ranked, lacks, strict=True)
        )

    def _cut(self, ranked: Iterable[Ranked]) -> list[Ranked]:
        """As many as may follow: the fewer words there are, the less is worth what lacks one."""
        most = min(_MOST_LACKING, _MOST_LACKING_EACH * (len(self._wishes.wanted) - 1))
        lacking = counted(1)
        return [each for each in ranked if not each.lacks or next(lacking) <= most]

    def _gaining(
        self,
        ranked: Sequence[Ranked],
        answers: Sequence[Ranked],
        documents: Documents,
        scores: Scores,
    ) -> list[Ranked]:
        """The same articles; those that are not among the best answers in another order."""
        taken = {each.document for each in answers}
        others = self._in_order(documents, scores)
        return [
            *(each for each in ranked if each.document in taken),
            *(each for each in others if each.document not in taken),
        ]

    def _lacks(self, held: Mask) -> tuple[str, ...]:
        missing = [
            wanted.written
            for wanted, has in zip(self._wishes.wanted, held.tolist(), strict=True)
            if not has
        ]
        # All words are there, but not as the phrase that was asked for.
        return tuple(missing) or tuple(
            wanted.written for wanted in self._wishes.wanted if len(wanted.clues) != 1
        )

    def _leading(self, found: Found) -> Documents:
        """The documents that the engine finds best, ascending."""
        if len(found) <= _WEIGHED:
            return found.documents
        order = self._snapshot.engine.order("newest")
        return np.sort(found.best(_WEIGHED, order).documents)

    @cached_property
    def _best(self) -> _Candidates:
        """The best of what has all that is wanted."""
        return self._candidates(self._leading(self._found))

    @cached_property
    def _likely(self) -> _Candidates:
        """All that has all that is wanted, which must be few, and the best of what has any of it."""
        loose = plan_loosely(self._wishes, self._query, self._snapshot)
        found = _only(self._snapshot.engine.find(loose), self._query, self._snapshot)
        return self._candidates(np.union1d(self._leading(found), self._found.documents))

    def _candidates(self, documents: Documents) -> _Candidates:
        parts = [wanted.node for wanted in self._wishes.wanted if not wanted.clues]
        others = [
            self._found_among(documents, self._snapshot.engine.find(part))
            for part in plan_parts([*parts, *self._wishes.required], self._query, self._snapshot)
        ]
        return _Candidates(documents, gather(self._clues, documents, self._snapshot), others)

    def _weighed(self, candidates: _Candidates, measures: Measures) -> tuple[Scores, Mask]:
        """The score of each document, and for each thing that is wanted which of them have it."""
        evidence = weigh(candidates.traces, measures)
        scores, has_clue = evidence.scores, iter(evidence.held)
        for _, more in candidates.others:
            scores = scores + more
        has_other = (mask for mask, _ in candidates.others)
        held = [
            np.logical_and.reduce([next(has_clue) for _ in wanted.clues])
            if wanted.clues
            else next(has_other)
            for wanted in self._wishes.wanted
        ]
        return scores, np.array(held)

    @staticmethod
    def _found_among(documents: Documents, found: Found) -> tuple[Mask, Scores]:
        own, scores = found.documents, found.scores
        if not len(own):
            return np.zeros(len(documents), np.bool_), np.zeros(len(documents))
        places = own.searchsorted(documents)
        places[places == len(own)] = 0
        mask = own[places] == documents
        return mask, np.where(mask, scores[places], 0.0)

    def _in_order(self, documents: Documents, scores: Scores) -> list[Ranked]:
        newest = self._snapshot.engine.order("newest").values[documents]
        places = _order(rounded_scores(scores), newest, documents, self._snapshot)
        return [
            Ranked(score, number)
            for score, number in zip(
                scores[places].tolist(), documents[places].tolist(), strict=True
            )
        ]


def find(query: SearchQuery, snapshot: Snapshot) -> Found:
    """Return every document that answers a query."""
    if not snapshot.document_count:
        return Found.listed(np.zeros(0, np.intp), np.zeros(0))
    return _only(snapshot.engine.find(plan(query, snapshot)), query, snapshot)


def _only(found: Found, query: SearchQuery, snapshot: Snapshot) -> Found:
    """What is among the articles that a query is asked of by their ids."""
    if query.filters.ids is None:
        return found
    numbers = [snapshot.document_number(article_id) for article_id in query.filters.ids]
    known = [number for number in numbers if number is not None]
    return found.only(np.isin(found.documents, known))


def best(
    found: Found, snapshot: Snapshot, *, by_date: bool, count: int | None
) -> list[tuple[float, int]]:
    """Return the first ``count`` of what was found, in the same order every time.

    Each comes as its score and its number. The order is by the engine's score, or by date where that is
    wanted; then the newest first; then by id.
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

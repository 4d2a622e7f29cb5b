"""The posting lists of terms over all segments of an index, as they are at one commit.

They are without deleted documents, in the numbers of the whole index, and kept while there is room:
what is typed letter by letter asks for the same words again and again.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from search.engine.matches import Candidates, Matches
from search.engine.selection import TOLERANCE, best_by_score, leading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from search.engine.arrays import FieldArrays
    from search.engine.scoring import Scorer
    from search.engine.selection import Ordering
    from search.engine.types import Documents, Mask, Places, Scores, Weights

_TABLE_COST = 200
"""How many times longer a list must be than another for a search per document to beat making a table."""

_TABLE_SHARE = 32
"""A term that more than this part of all documents has keeps a table of its weight in each."""

_CHAMPIONS = 64
"""Postings with the highest scores that are kept in order."""

_POSTING = 48
"""Bytes that a posting takes at most: a document, a weight, a score, its positions and where they are."""

_SLIM = 1 << 10
"""Bytes that a term takes beside its postings, about."""


class Part(NamedTuple):
    """A term in one segment."""

    field: FieldArrays
    place: int
    offset: int
    """The number of the segment's first document in the index."""
    live: Mask | None
    """Which documents of the segment were not deleted; None where none was."""


class Postings:
    """A term's posting list over the whole index, without deleted documents.

    Args:
        parts: where it stands, by ascending offset; at least one.
        document_count: the documents of the index.
        scorer: gives its postings their scores.
    """

    def __init__(self, parts: Sequence[Part], document_count: int, scorer: Scorer) -> None:
        self.parts = parts
        self.document_count = document_count
        self._scorer = scorer
        read = [_read(part) for part in parts]
        self.kept: list[Places | None] = [kept for _, _, kept in read]
        """Which postings of each part are of live documents, None for all."""
        self.documents: Documents = _joined([documents for documents, _, _ in read])
        self.weights = _joined_weights(
            [(len(documents), weights) for documents, weights, _ in read]
        )
        self.size = len(self.documents)
        weights = self.weights
        self.is_positive = (
            weights is None or weights.dtype == np.uint8 or bool(weights.min(initial=1) > 0)
        )

    @property
    def cost(self) -> int:
        """Bytes that it takes at most, with all that is worked out when asked for."""
        table = self.document_count if self._has_table else 0
        return _SLIM + _POSTING * self.size + table

    @property
    def _has_table(self) -> bool:
        fits = self.weights is None or self.weights.dtype == np.uint8
        return fits and self.size * _TABLE_SHARE > self.document_count

    @cached_property
    def table(self) -> NDArray[np.uint8] | None:
        """The term's weight in each document, 0 where it is not; None for what is seldom or heavy."""
        if not self._has_table:
            return None
        table = np.zeros(self.document_count, np.uint8)
        table[self.documents] = 1 if self.weights is None else self.weights
        return table

    @cached_property
    def scores(self) -> Scores:
        """The score of each posting, without a boost."""
        return self._scorer(self.documents, self.weights)

    def scores_at(self, places: Places) -> Scores:
        """Return the scores of some postings, without a boost."""
        if "scores" in self.__dict__ or len(places) * 2 > self.size:
            return self.scores.take(places)
        weights = None if self.weights is None else self.weights.take(places)
        return self._scorer(self.documents.take(places), weights)

    def scores_with(self, documents: Documents, weights: Weights) -> Scores:
        """Return the scores of some documents by the term's weight in each, without a boost."""
        return self._scorer(documents, None if self.weights is None else weights)

    @cached_property
    def champions(self) -> tuple[Documents, Scores]:
        """The documents with the highest scores, best first, with all that tie with the last of them."""
        places = leading(self.scores, _CHAMPIONS, TOLERANCE)
        scores = self.scores.take(places)
        order = np.argsort(-scores, kind="stable")
        return self.documents.take(places.take(order)), scores.take(order)

    def position_spans(self) -> tuple[Places, Places]:
        """Return where in ``positions`` those of each posting start and end."""
        return self._spans

    @cached_property
    def _spans(self) -> tuple[Places, Places]:
        starts, ends = [], []
        total = 0
        for part, kept in zip(self.parts, self.kept, strict=True):
            weights = part.field.weights(part.place)
            if weights is None:
                weights = np.ones(part.field.document_frequency(part.place), np.uint8)
            own_ends = np.cumsum(weights, dtype=np.intp)
            own_ends += total
            own_starts = own_ends - weights.astype(np.intp)
            total = int(own_ends[-1])
            starts.append(own_starts if kept is None else own_starts.take(kept))
            ends.append(own_ends if kept is None else own_ends.take(kept))
        return _joined(starts), _joined(ends)

    def positions(self) -> NDArray[Any]:
        """Return the term's positions, posting by posting, those of deleted documents included."""
        return self._positions

    @cached_property
    def _positions(self) -> NDArray[Any]:
        return _joined([part.field.positions(part.place) for part in self.parts])

    @cached_property
    def has_positions(self) -> bool:
        """Whether it is known where in its documents the term stands."""
        return all(part.field.has_positions for part in self.parts)


def _joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _read(part: Part) -> tuple[Documents, Weights | None, Places | None]:
    """A part's documents in the numbers of the index, their weights, and which postings these are."""
    stored = part.field.documents(part.place, part.place + 1)
    documents = stored.astype(np.intp)
    weights = part.field.weights(part.place)
    kept = None
    if part.live is not None:
        alive = part.live.take(documents)
        if not alive.all():
            kept = alive.nonzero()[0]
            documents = documents.take(kept)
            weights = None if weights is None else weights.take(kept)
    if part.offset:
        documents += part.offset
    return documents, weights, kept


def _joined_weights(parts: Sequence[tuple[int, Weights | None]]) -> Weights | None:
    if len(parts) == 1:
        return parts[0][1]
    if all(weights is None for _, weights in parts):
        return None
    return np.concatenate(
        [np.ones(size, np.uint8) if weights is None else weights for size, weights in parts]
    )


class TermCache:
    """Posting lists that were asked for lately.

    Args:
        limit: how many bytes they may take together.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[tuple[str, Any], Postings | None] = OrderedDict()

    def get(
        self, field: str, text: Any, read: Callable[[str, Any], Postings | None]
    ) -> Postings | None:
        """Return a posting list; it is read where it is not there. None where no document has it."""
        key = (field, text)
        try:
            postings = self._kept[key]
        except KeyError:
            postings = self._kept[key] = read(field, text)
            self._size += postings.cost if postings else _SLIM
            while self._size > self._limit and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._size -= oldest.cost if oldest else _SLIM
        else:
            self._kept.move_to_end(key)
        return postings


class TermMatches(Matches):
    """The documents that have a term."""

    is_plain = True

    def __init__(self, postings: Postings, boost: float = 1.0) -> None:
        super().__init__(
            postings.document_count, postings.size, is_positive=postings.is_positive and boost > 0
        )
        self.postings = postings
        self._boost = boost

    def _boosted(self, scores: Scores) -> Scores:
        return scores if self._boost == 1.0 else scores * self._boost

    def candidates(self) -> Candidates:
        """Return the whole posting list."""
        postings = self.postings
        return Candidates(
            postings.documents,
            lambda places: self._boosted(
                postings.scores if places is None else postings.scores_at(places)
            ),
        )

    def places_of(self, documents: Documents) -> tuple[Places, Mask]:
        """Return where some documents stand in the posting list, and which of them do at all."""
        own = self.postings.documents
        places = own.searchsorted(documents)
        places[places == self.size] = 0
        return places, own.take(places) == documents

    def _weights_in(self, documents: Documents) -> Weights | None:
        """The term's weight in each of these documents; None where searching for them is faster."""
        if "table" not in self.postings.__dict__ and len(documents) * _TABLE_COST < self.size:
            return None
        table = self.postings.table
        return None if table is None else table.take(documents)

    def within(self, documents: Documents) -> tuple[Mask, Scores]:
        """Return which of these documents have the term."""
        if not self.size:
            return np.zeros(len(documents), np.bool_), np.zeros(0)
        weights = self._weights_in(documents)
        if weights is None:
            places, found = self.places_of(documents)
            return found, self._boosted(self.postings.scores_at(places.compress(found)))
        found = weights.view(np.bool_) if self.postings.weights is None else weights != 0
        kept = found.nonzero()[0]
        scores = self.postings.scores_with(documents.take(kept), weights.take(kept))
        return found, self._boosted(scores)

    def has(self, documents: Documents) -> Mask:
        """Return which of these documents have the term."""
        if not self.size:
            return np.zeros(len(documents), np.bool_)
        weights = self._weights_in(documents)
        return self.places_of(documents)[1] if weights is None else weights != 0

    def scores_of(self, documents: Documents) -> Scores:
        """Return the scores of documents that all have the term."""
        weights = self._weights_in(documents)
        if weights is None:
            places = self.postings.documents.searchsorted(documents)
            return self._boosted(self.postings.scores_at(places))
        return self._boosted(self.postings.scores_with(documents, weights))

    def add_to(self, scores: Scores) -> None:
        """Add the scores to those of all documents of the index."""
        np.add.at(scores, self.postings.documents, self._boosted(self.postings.scores))

    def mark(self, found: Mask) -> None:
        """Mark the documents that have the term."""
        found[self.postings.documents] = True

    def count(self) -> int:
        """Return how many documents have the term."""
        return self.size

    def best(self, count: int, seconds: Ordering) -> tuple[Documents, Scores]:
        """Return the documents with the highest scores, from the few that are kept in order."""
        if count > _CHAMPIONS or self._boost <= 0:
            return super().best(count, seconds)
        documents, scores = self.postings.champions
        if len(documents) > count:
            least = scores[count - 1] - TOLERANCE / self._boost
            if len(documents) < self.size and least < scores[_CHAMPIONS - 1] - TOLERANCE:
                # With so small a boost, others may tie with these.
                return super().best(count, seconds)
            end = np.count_nonzero(scores >= least)
            documents, scores = documents[:end], scores[:end]
        scores = self._boosted(scores)
        if len(documents) <= count:
            return documents, scores
        places = best_by_score(scores, documents, seconds, count)
        return documents.take(places), scores.take(places)

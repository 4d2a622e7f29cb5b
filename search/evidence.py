"""How strongly a few articles answer a query: how often, how early, how near each other its words stand.

What the engine scores for all articles chooses the few; these are weighed here. Beside BM25F, which
knows how often a word stands in the fields of an article and how rare it is among all,

- a word counts for more the earlier it comes: an article says first what it is about;
- words that stand in one passage count for more than the same words strewn over a long article;
- two words that follow each other as they do in the query are most likely meant so;
- a word of the same family speaks too, though less: *publicité* where *publicitaire* was asked for.

Each is a share of what the words tell by their rarity. ``docs/search.md`` has the figures. What the index
has to tell is gathered first; weighing that is arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.engine.occurrences import SHIFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.engine.types import Mask, Scores
    from search.measures import Measures

    Occurrences = NDArray[np.int64]

_NEVER = -1 << 40


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for some articles."""

    scores: Scores
    """One for each of them."""
    held: Mask
    """For each clue, for each of them: whether they have it."""


@dataclass(frozen=True, slots=True)
class FieldTraces:
    """Where clues stand in one field of some documents."""

    boost: float
    """What the field counts for."""
    lengths: Scores
    """How long it is in each document, as a share of the mean."""
    counts: NDArray[np.int64]
    """How often each clue stands in each document."""
    kin_counts: NDArray[np.int64] | None = None
    """The same of their kin; None in a field that is too short for that."""
    clues: Sequence[Occurrences] = ()
    """Where each stands, the document's place among the documents above ``SHIFT`` bits."""
    kin: Sequence[Occurrences] = ()
    """The same of their kin."""

    @property
    def has_places(self) -> bool:
        """Whether it is known where anything stands."""
        return any(map(len, self.clues)) or any(map(len, self.kin))

    def relative_lengths(self, share: float) -> Scores:
        """By what BM25F divides how often a word stands in the field."""
        return 1 - share + share * self.lengths


@dataclass(frozen=True, slots=True)
class Traces:
    """All that an index tells of clues in some documents."""

    rarities: Scores
    """The inverse document frequency of each clue."""
    tells_kind: Mask
    """Which of the clues say only of what kind an answer is."""
    gaps: Sequence[int]
    """How many words each stands behind the one before, in the query; one fewer than clues."""
    begun: Mask
    """For each clue, for each document: whether a word begins as it does."""
    fields: Sequence[FieldTraces]
    """Those in which any of the clues stands."""


def weigh(traces: Traces, measures: Measures) -> Evidence:
    """Return how strongly the documents answer."""
    held = traces.begun.copy()
    weights = np.zeros(held.shape)
    for field in traces.fields:
        held |= field.counts > 0
        counts: NDArray[np.float64 | np.int64] = field.counts
        if field.kin_counts is not None:
            counts = counts + measures.kin * field.kin_counts
        weights += field.boost * counts / field.relative_lengths(measures.length_share)
    rarities = np.where(traces.tells_kind, measures.answer_kind, 1.0) * traces.rarities
    saturation = measures.saturation
    scores = rarities @ (weights * (saturation + 1) / (weights + saturation))
    scores += measures.begun * traces.begun.sum(axis=0)
    scores += _by_places(traces, rarities, measures)
    return Evidence(scores, held)


def _by_places(traces: Traces, rarities: Scores, measures: Measures) -> Scores:
    """What the words add by where they stand: a title is the first passage of its article."""
    count = traces.begun.shape[1]
    scores = np.zeros(count)
    early = np.zeros(traces.begun.shape)
    together = np.zeros(count)
    for field in traces.fields:
        if not field.has_places:
            continue
        np.maximum(early, _earliness(field.clues, count, measures), out=early)
        np.maximum(early, measures.kin * _earliness(field.kin, count, measures), out=early)
        np.maximum(together, _togetherness(field, rarities, count, measures), out=together)
        scores += measures.in_order * _order(traces.gaps, field, rarities, measures)
    scores += measures.early * (rarities @ early)
    scores += measures.together * together
    return scores


def _earliness(found: Sequence[Occurrences], count: int, measures: Measures) -> Scores:
    """How early each word comes for the first time in each document: 1 at the start, 0 where it is not."""
    early = np.zeros((len(found), count))
    for number, places in enumerate(found):
        if len(places):
            documents, first = np.unique(places >> SHIFT, return_index=True)
            positions = places[first] & ((1 << SHIFT) - 1)
            early[number, documents] = np.exp(-positions / measures.early_words)
    return early


def _togetherness(field: FieldTraces, rarities: Scores, count: int, measures: Measures) -> Scores:
    """The rarities, added up, of the words that stand in the best passage of each article."""
    scores = np.zeros(count)
    texts = (*field.clues, *field.kin)
    places = np.concatenate(texts)
    words = np.repeat(np.arange(len(texts)), [len(each) for each in texts])
    order = np.argsort(places, kind="stable")
    places, words = places[order], words[order]
    sums = np.zeros(len(places))
    for number, rarity in enumerate(rarities):
        near = _near(places, words == number, measures.passage_words)
        if len(field.kin[number]):
            kin = _near(places, words == number + len(rarities), measures.passage_words)
            near = np.maximum(near, measures.kin * kin)
        sums += rarity * near
    np.maximum.at(scores, places >> SHIFT, sums)
    return scores


def _near(places: Occurrences, is_word: Mask, passage_words: int) -> NDArray[np.bool_ | np.float64]:
    """At which of some places, ascending, a word stands, or before them in the same passage."""
    latest = np.maximum.accumulate(np.where(is_word, places, _NEVER))
    near: Mask = places - latest < passage_words
    return near


def _order(gaps: Sequence[int], field: FieldTraces, rarities: Scores, measures: Measures) -> Scores:
    """What pairs of words score that follow each other, as far apart as in the query or nearer."""
    scores = np.zeros(len(field.lengths))
    norms = measures.saturation * field.relative_lengths(measures.length_share)
    for number, gap in enumerate(gaps):
        before, after = field.clues[number], field.clues[number + 1]
        if not len(before) or not len(after):
            continue
        pairs = after.searchsorted(before + gap + 1, side="right") - after.searchsorted(
            before, side="right"
        )
        counts = np.bincount(before >> SHIFT, weights=pairs, minlength=len(scores))
        rarity = (rarities[number] + rarities[number + 1]) / 2
        scores += rarity * counts * (measures.saturation + 1) / (counts + norms)
    return scores

"""How strongly a few articles answer a query: how often, how early, how near each other its words stand.

What the engine scores for all articles chooses the few; these are weighed here. Beside BM25F, which
knows how often a word stands in the fields of an article and how rare it is among all,

- a word counts for more the earlier it comes: an article says first what it is about;
- words that stand in one passage count for more than the same words strewn over a long article;
- two words that follow each other as they do in the query are most likely meant so.

Each is a share of what the words tell by their rarity. ``docs/search.md`` has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import log
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as whoosh
from whoosh.util.numeric import byte_to_length

from search.engine.occurrences import SHIFT
from search.schema import FIELD_BOOSTS, WORD_FIELD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from search.clues import Clue
    from search.engine.types import Documents, Mask, Scores
    from search.snapshot import Snapshot

    Occurrences = NDArray[np.int64]

SATURATION = 1.2
"""BM25's k1: how soon a word that comes again tells nothing new."""
LENGTH_SHARE = 0.5
"""BM25's b: how much a long article must make up for."""

EARLY = 0.8
"""What a word at the very start of an article adds, as a share of its rarity."""
EARLY_WORDS = 40
"""Words after which that is worth a third; a title is a start of its own."""
TOGETHER = 1.0
"""What words in one passage add, as a share of their rarity."""
PASSAGE_WORDS = 20
IN_ORDER = 0.3
"""What two words that follow each other as in the query add, scored as a word of their own."""

BEGUN_SCORE = 0.5
"""What the start of a word is worth: not knowing which word is meant, nobody knows how rare it is."""
_LEAST_RARITY = 0.05
_PASSAGE_FIELDS = ("title", "text")
_LENGTHS = np.array([byte_to_length(byte) or 1 for byte in range(256)], np.float64)
_NEVER = -1 << 40


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for some articles."""

    scores: Scores
    """One for each of them."""
    held: Mask
    """For each clue, for each of them: whether they have it."""


def weigh(clues: Sequence[Clue], documents: Documents, snapshot: Snapshot) -> Evidence:
    """Return how strongly articles answer some clues.

    Args:
        clues: the words of a query, in its order; at least one.
        documents: numbers of the index, ascending.
        snapshot: the index.
    """
    held = np.zeros((len(clues), len(documents)), np.bool_)
    weights = np.zeros((len(clues), len(documents)))
    rarities = np.array([_rarity(clue, snapshot) for clue in clues])
    stand: dict[str, list[Occurrences]] = {}
    for field, boost in FIELD_BOOSTS.items():
        if field in _PASSAGE_FIELDS:
            stand[field] = [_places(clue, field, documents, snapshot) for clue in clues]
            counts = [np.bincount(each >> SHIFT, minlength=len(documents)) for each in stand[field]]
        else:
            counts = [_counts(clue, field, documents, snapshot) for clue in clues]
        together = np.array(counts)
        if together.any():
            held |= together > 0
            weights += boost * together / relative_lengths(field, documents, snapshot)
    scores = rarities @ (weights * (SATURATION + 1) / (weights + SATURATION))
    scores += _begun(clues, documents, held, snapshot)
    scores += _by_places(clues, stand, rarities, documents, snapshot)
    return Evidence(scores, held)


def _by_places(
    clues: Sequence[Clue],
    stand: Mapping[str, Sequence[Occurrences]],
    rarities: Scores,
    documents: Documents,
    snapshot: Snapshot,
) -> Scores:
    """What the words add by where they stand: a title is the first passage of its article."""
    scores = np.zeros(len(documents))
    early = np.zeros((len(clues), len(documents)))
    together = np.zeros(len(documents))
    for field, found in stand.items():
        if any(len(places) for places in found):
            np.maximum(early, _earliness(found, len(documents)), out=early)
            np.maximum(together, _togetherness(found, rarities, len(documents)), out=together)
            relative = relative_lengths(field, documents, snapshot)
            scores += IN_ORDER * _order(clues, found, rarities, SATURATION * relative)
    scores += EARLY * (rarities @ early)
    scores += TOGETHER * together
    return scores


def _places(clue: Clue, field: str, documents: Documents, snapshot: Snapshot) -> Occurrences:
    def found(terms: Sequence[str]) -> Occurrences:
        encoded = [term.encode() for term in terms]
        return snapshot.engine.occurrences(field, encoded, documents)

    if not clue.rows:
        return found(clue.terms)
    rows = [_row([found(terms) for terms in row]) for row in clue.rows]
    return np.unique(np.concatenate([found(clue.terms), *rows]))


def _row(words: Sequence[Occurrences]) -> Occurrences:
    """Where words stand one after the other: the places of the first of them."""
    places = words[0]
    for step, following in enumerate(words[1:], start=1):
        places = places[np.isin(places + step, following, assume_unique=True)]
    return places


def _counts(clue: Clue, field: str, documents: Documents, snapshot: Snapshot) -> NDArray[np.int64]:
    """How often a clue stands in a field; its terms stand for the same words."""
    most = np.zeros(len(documents), np.int64)
    for term in clue.terms:
        np.maximum(most, snapshot.engine.counts(field, term.encode(), documents), out=most)
    return most


def _rarity(clue: Clue, snapshot: Snapshot) -> float:
    """A clue's inverse document frequency, by the term and the field that are in most documents.

    One for all fields: where few articles have titles, any word of one would seem rare.
    """

    def frequency_of(terms: Sequence[str]) -> int:
        fields = product(_PASSAGE_FIELDS, terms)
        return max((snapshot.document_frequency(*each) for each in fields), default=0)

    # A row of words is at least as rare as the rarest of them.
    rows = (min(frequency_of(terms) for terms in row) for row in clue.rows)
    frequency = max(frequency_of(clue.terms), max(rows, default=0))
    return max(_LEAST_RARITY, log((snapshot.engine.document_count + 1) / (frequency + 0.5)))


def relative_lengths(field: str, documents: Documents, snapshot: Snapshot) -> Scores:
    """By what BM25F divides how often a word stands in a field, for each document."""
    lengths = _LENGTHS.take(snapshot.engine.lengths(field).take(documents))
    average = snapshot.engine.average_length(field)
    relative: Scores = 1 - LENGTH_SHARE + LENGTH_SHARE * lengths / average
    return relative


def _begun(clues: Sequence[Clue], documents: Documents, held: Mask, snapshot: Snapshot) -> Scores:
    """What words that are only begun add; marks them as held."""
    scores = np.zeros(len(documents))
    for number, clue in enumerate(clues):
        if clue.begun is not None:
            prefix = whoosh.ConstantScoreQuery(whoosh.Prefix(WORD_FIELD, clue.begun), 1.0)
            begun = np.isin(documents, snapshot.engine.find(prefix).documents, assume_unique=True)
            held[number] |= begun
            scores += BEGUN_SCORE * begun
    return scores


def _earliness(found: Sequence[Occurrences], count: int) -> Scores:
    """How early each word comes for the first time in each document: 1 at the start, 0 where it is not."""
    early = np.zeros((len(found), count))
    for number, places in enumerate(found):
        documents, first = np.unique(places >> SHIFT, return_index=True)
        positions = places[first] & ((1 << SHIFT) - 1)
        early[number, documents] = np.exp(-positions / EARLY_WORDS)
    return early


def _togetherness(texts: Sequence[Occurrences], rarities: Scores, count: int) -> Scores:
    """The rarities, added up, of the words that stand in the best passage of each article."""
    scores = np.zeros(count)
    places = np.concatenate(texts)
    words = np.repeat(np.arange(len(texts)), [len(found) for found in texts])
    order = np.argsort(places, kind="stable")
    places, words = places[order], words[order]
    sums = np.zeros(len(places))
    for number, rarity in enumerate(rarities):
        latest = np.maximum.accumulate(np.where(words == number, places, _NEVER))
        sums += rarity * (places - latest < PASSAGE_WORDS)
    np.maximum.at(scores, places >> SHIFT, sums)
    return scores


def _order(
    clues: Sequence[Clue], texts: Sequence[Occurrences], rarities: Scores, norms: Scores
) -> Scores:
    """What pairs of words score that follow each other, as far apart as in the query or nearer."""
    scores = np.zeros(len(norms))
    for number in range(len(clues) - 1):
        before, after = texts[number], texts[number + 1]
        gap = clues[number + 1].place - clues[number].place
        if not len(before) or not len(after):
            continue
        pairs = after.searchsorted(before + gap + 1, side="right") - after.searchsorted(
            before, side="right"
        )
        counts = np.bincount(before >> SHIFT, weights=pairs, minlength=len(norms))
        rarity = (rarities[number] + rarities[number + 1]) / 2
        scores += rarity * counts * (SATURATION + 1) / (counts + norms)
    return scores

"""How strongly a few articles answer a query: how often, how early, how near each other its words stand.

What the engine scores for all articles chooses the few; these are weighed here. Beside BM25F, which
knows how often a word stands in the fields of an article and how rare it is among all,

- a word counts for more the earlier it comes: an article says first what it is about;
- words that stand in one passage count for more than the same words strewn over a long article;
- two words that follow each other as they do in the query are most likely meant so;
- a word of the same family speaks too, though less: *publicité* where *publicitaire* was asked for.

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

KIN = 0.35
"""What a word of the same family counts for, as a share of the word itself."""

BEGUN_SCORE = 0.5
"""What the start of a word is worth: not knowing which word is meant, nobody knows how rare it is."""
_LEAST_RARITY = 0.05
_PASSAGE_FIELDS = ("title", "text")
_LENGTHS = np.array([byte_to_length(byte) or 1 for byte in range(256)], np.float64)
_NEVER = -1 << 40
_NOWHERE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for some articles."""

    scores: Scores
    """One for each of them."""
    held: Mask
    """For each clue, for each of them: whether they have it."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where clues stand in a field of some documents, and where their kin does."""

    clues: Sequence[Occurrences]
    kin: Sequence[Occurrences]

    @property
    def is_empty(self) -> bool:
        return not any(map(len, self.clues)) and not any(map(len, self.kin))


def weigh(clues: Sequence[Clue], documents: Documents, snapshot: Snapshot) -> Evidence:
    """Return how strongly articles answer some clues.

    Args:
        clues: the words of a query, in its order; at least one.
        documents: numbers of the index, ascending.
        snapshot: the index.
    """
    held = np.zeros((len(clues), len(documents)), np.bool_)
    weights = np.zeros((len(clues), len(documents)))
    rarities = np.array([clue.share * _rarity(clue, snapshot) for clue in clues])
    kin = _kin(clues, snapshot)
    stand: dict[str, _Stand] = {}
    for field, boost in FIELD_BOOSTS.items():
        counts: NDArray[np.float64 | np.int64]
        if field in _PASSAGE_FIELDS:
            own = [_places(clue, field, documents, snapshot) for clue in clues]
            stand[field] = _Stand(own, [_found(each, field, documents, snapshot) for each in kin])
            has = _counted(own, len(documents))
            counts = has + KIN * _counted(stand[field].kin, len(documents))
        else:
            counts = has = np.array([_counts(clue, field, documents, snapshot) for clue in clues])
        if counts.any():
            held |= has > 0
            weights += boost * counts / relative_lengths(field, documents, snapshot)
    scores = rarities @ (weights * (SATURATION + 1) / (weights + SATURATION))
    scores += _begun(clues, documents, held, snapshot)
    scores += _by_places(clues, stand, rarities, documents, snapshot)
    return Evidence(scores, held)


def _by_places(
    clues: Sequence[Clue],
    stand: Mapping[str, _Stand],
    rarities: Scores,
    documents: Documents,
    snapshot: Snapshot,
) -> Scores:
    """What the words add by where they stand: a title is the first passage of its article."""
    scores = np.zeros(len(documents))
    early = np.zeros((len(clues), len(documents)))
    together = np.zeros(len(documents))
    for field, found in stand.items():
        if found.is_empty:
            continue
        np.maximum(early, _earliness(found.clues, len(documents)), out=early)
        np.maximum(early, KIN * _earliness(found.kin, len(documents)), out=early)
        np.maximum(together, _togetherness(found, rarities, len(documents)), out=together)
        relative = relative_lengths(field, documents, snapshot)
        scores += IN_ORDER * _order(clues, found.clues, rarities, SATURATION * relative)
    scores += EARLY * (rarities @ early)
    scores += TOGETHER * together
    return scores


def _kin(clues: Sequence[Clue], snapshot: Snapshot) -> list[list[str]]:
    """The terms of each clue's family that no clue asks for itself."""
    asked = {term for clue in clues for term in clue.terms}
    return [
        list(
            dict.fromkeys(
                kin for term in clue.terms for kin in snapshot.kin(term) if kin not in asked
            )
        )
        for clue in clues
    ]


def _found(
    terms: Sequence[str], field: str, documents: Documents, snapshot: Snapshot
) -> Occurrences:
    if not terms:
        return _NOWHERE
    return snapshot.engine.occurrences(field, [term.encode() for term in terms], documents)


def _places(clue: Clue, field: str, documents: Documents, snapshot: Snapshot) -> Occurrences:
    own = _found(clue.terms, field, documents, snapshot)
    if not clue.rows:
        return own
    rows = [_row([_found(terms, field, documents, snapshot) for terms in row]) for row in clue.rows]
    return np.unique(np.concatenate([own, *rows]))


def _row(words: Sequence[Occurrences]) -> Occurrences:
    """Where words stand one after the other: the places of the first of them."""
    places = words[0]
    for step, following in enumerate(words[1:], start=1):
        places = places[np.isin(places + step, following, assume_unique=True)]
    return places


def _counted(found: Sequence[Occurrences], count: int) -> NDArray[np.int64]:
    """How often each clue stands in each document."""
    return np.array([np.bincount(places >> SHIFT, minlength=count) for places in found])


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


def _togetherness(found: _Stand, rarities: Scores, count: int) -> Scores:
    """The rarities, added up, of the words that stand in the best passage of each article."""
    scores = np.zeros(count)
    texts = (*found.clues, *found.kin)
    places = np.concatenate(texts)
    words = np.repeat(np.arange(len(texts)), [len(each) for each in texts])
    order = np.argsort(places, kind="stable")
    places, words = places[order], words[order]
    sums = np.zeros(len(places))
    for number, rarity in enumerate(rarities):
        near = _near(places, words == number)
        if len(found.kin[number]):
            near = np.maximum(near, KIN * _near(places, words == number + len(rarities)))
        sums += rarity * near
    np.maximum.at(scores, places >> SHIFT, sums)
    return scores


def _near(places: Occurrences, is_word: Mask) -> Mask:
    """Before which of some places, ascending, a word stands in the same passage, or there."""
    near: Mask = places - np.maximum.accumulate(np.where(is_word, places, _NEVER)) < PASSAGE_WORDS
    return near


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

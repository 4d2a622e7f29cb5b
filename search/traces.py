"""Gathers what the index tells of the words of a query in a few articles, for them to be weighed."""

from __future__ import annotations

from itertools import pairwise, product
from math import log
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as whoosh
from whoosh.util.numeric import byte_to_length

from search.engine.occurrences import SHIFT
from search.evidence import FieldTraces, Traces
from search.schema import FIELD_BOOSTS, WORD_FIELD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.clues import Clue
    from search.engine.types import Documents, Mask, Scores
    from search.evidence import Occurrences
    from search.snapshot import Snapshot

_LEAST_RARITY = 0.05
_PASSAGE_FIELDS = ("title", "text")
_LENGTHS = np.array([byte_to_length(byte) or 1 for byte in range(256)], np.float64)
_NOWHERE = np.zeros(0, np.int64)


def gather(clues: Sequence[Clue], documents: Documents, snapshot: Snapshot) -> Traces:
    """Return all that speaks for some articles.

    Args:
        clues: the words of a query, in its order; at least one.
        documents: numbers of the index, ascending.
        snapshot: the index.
    """
    kin = _kin(clues, snapshot)
    begun = [_begun(clue, documents, snapshot) for clue in clues]
    fields = []
    for field, boost in FIELD_BOOSTS.items():
        if field in _PASSAGE_FIELDS:
            found = _with_places(field, boost, clues, kin, documents, snapshot)
        else:
            counts = np.array([_counts(clue, field, documents, snapshot) for clue in clues])
            found = FieldTraces(boost, relative_lengths(field, documents, snapshot), counts)
        if found.counts.any() or found.has_places:
            fields.append(found)
    return Traces(
        np.array([_rarity(clue, snapshot) for clue in clues]),
        np.array([clue.tells_kind for clue in clues]),
        [after.place - before.place for before, after in pairwise(clues)],
        np.array(begun, np.bool_).reshape(len(clues), len(documents)),
        fields,
    )


def relative_lengths(field: str, documents: Documents, snapshot: Snapshot) -> Scores:
    """Return how long a field is in each document, as a share of the mean."""
    lengths = _LENGTHS.take(snapshot.engine.lengths(field).take(documents))
    relative: Scores = lengths / snapshot.engine.average_length(field)
    return relative


def _with_places(
    field: str,
    boost: float,
    clues: Sequence[Clue],
    kin: Sequence[Sequence[str]],
    documents: Documents,
    snapshot: Snapshot,
) -> FieldTraces:
    own = [_places(clue, field, documents, snapshot) for clue in clues]
    others = [_found(terms, field, documents, snapshot) for terms in kin]
    return FieldTraces(
        boost,
        relative_lengths(field, documents, snapshot),
        _counted(own, len(documents)),
        _counted(others, len(documents)),
        own,
        others,
    )


def _kin(clues: Sequence[Clue], snapshot: Snapshot) -> list[list[str]]:
    """The terms of each clue's family that no clue asks for itself."""
    asked = {term for clue in clues for term in clue.terms}
    return [[kin for kin in family(clue, snapshot) if kin not in asked] for clue in clues]


def family(clue: Clue, snapshot: Snapshot) -> Sequence[str]:
    """Return the terms of the texts that are of one family with a word, or may be meant by it."""
    found = dict.fromkeys(kin for term in clue.terms for kin in snapshot.kin(term))
    if found or clue.begun is not None:
        return list(found)
    # A word that no article has may be misspelt; of one that is being typed nobody knows.
    return list(dict.fromkeys(meant for term in clue.terms for meant in snapshot.meant(term)))


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
    """How often each stands in each document."""
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


def _begun(clue: Clue, documents: Documents, snapshot: Snapshot) -> Mask:
    """Which documents have a word that begins as a clue does that is only begun."""
    if clue.begun is None:
        return np.zeros(len(documents), np.bool_)
    prefix = whoosh.ConstantScoreQuery(whoosh.Prefix(WORD_FIELD, clue.begun), 1.0)
    return np.isin(documents, snapshot.engine.find(prefix).documents, assume_unique=True)

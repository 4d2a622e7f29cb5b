"""Where terms stand in a few documents: what tells how near words are to each other and how early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from search.engine.arrays import FieldArrays
    from search.engine.segments import Segment
    from search.engine.terms import Postings
    from search.engine.types import Documents, Mask, Places

SHIFT = 32
"""Bits of a place that are the position; those above are the document's place among the documents."""

_NOWHERE: NDArray[np.int64] = np.zeros(0, np.int64)


def occurrences(postings: Sequence[Postings], documents: Documents) -> NDArray[np.int64]:
    """Return where any of some terms stands in some documents.

    Args:
        postings: the posting list of each term, with positions.
        documents: numbers of the index, ascending.

    Returns:
        Places, ascending, each once: the document's place in ``documents``, shifted by ``SHIFT``, and
        the position in it.
    """
    found = [places for each in postings if len(places := _of_one(each, documents))]
    if not found:
        return _NOWHERE
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def add_counts(
    field: FieldArrays, term: bytes, documents: NDArray[np.uint32], counts: NDArray[np.int64]
) -> None:
    """Add how often a term stands in each of some documents of a segment.

    The posting list is looked into where it lies, and not read: that pays for a term that is asked for
    once, of a few documents.

    Args:
        field: the segment's arrays of a field.
        term: the term.
        documents: numbers of the segment, ascending.
        counts: what to add to, one for each of them.
    """
    place = field.find(term)
    if place < 0:
        return
    own = field.documents(place, place + 1)
    places = own.searchsorted(documents)
    places[places == len(own)] = 0
    holding = (own.take(places) == documents).nonzero()[0]
    if len(holding):
        weights = field.weights(place)
        counts[holding] += 1 if weights is None else weights.take(places.take(holding)).astype(int)


def read_occurrences(
    segment: Segment, field: str, terms: Iterable[bytes], documents: Documents
) -> NDArray[np.int64]:
    """Return the same of one segment without arrays, from Whoosh's own files."""
    reader = segment.leaf.reader()
    inside = (documents >= segment.offset) & (documents < segment.end)
    found: set[int] = set()
    for term in terms:
        if field not in reader.schema or (field, term) not in reader:
            continue
        matcher = reader.postings(field, term)
        for place in inside.nonzero()[0].tolist():
            document = int(documents[place]) - segment.offset
            if matcher.is_active() and matcher.id() < document:
                matcher.skip_to(document)
            if matcher.is_active() and matcher.id() == document:
                positions = reader.schema[field].format.decode_positions(matcher.value())
                found.update((place << SHIFT) + position for position in positions)
    return np.array(sorted(found), np.int64)


def _holding(postings: Postings, documents: Documents) -> tuple[Places, Mask]:
    """Where documents stand in a posting list, and which of them do at all."""
    own = postings.documents
    places = own.searchsorted(documents)
    places[places == len(own)] = 0
    return places, own.take(places) == documents


def _of_one(postings: Postings, documents: Documents) -> NDArray[np.int64]:
    if not postings.size:
        return _NOWHERE
    places, mask = _holding(postings, documents)
    holding = mask.nonzero()[0]
    if not len(holding):
        return _NOWHERE
    starts, ends = postings.position_spans()
    kept = places.take(holding)
    return _gathered(postings.positions(), starts.take(kept), ends.take(kept), holding)


def _gathered(
    positions: NDArray[np.uint16 | np.uint32], starts: Places, ends: Places, documents: Places
) -> NDArray[np.int64]:
    counts = ends - starts
    before = np.cumsum(counts) - counts
    chosen = np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
    return (np.repeat(documents, counts) << SHIFT) + positions.take(chosen)

"""What the articles that a query found have in common: tags, sources, missions, names and years, counted.

All of it is counted over everything that was found, from the arrays of the index, and in one go with how
the articles lie in time. The counts of a tag are those of ``tag:NAME``: the tags below it count too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as whoosh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engine.types import Documents
    from search.snapshot import Snapshot

MOST_BARS = 36
"""Bars of a histogram at most: three years of months."""

_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, and how many of the articles found were published in it."""

    value: str
    """The stretch as ``date:`` takes it: ``2017``, ``2017-03``, ``2017-03-14`` or a range of these."""
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the articles found have what; what none has is left out."""

    total: int
    """How many were found."""
    tags: Mapping[str, int]
    """By a tag's folded name or one of its levels, as ``fold_name`` makes it; aliases are names too."""
    sources: Mapping[str, int]
    missions: Mapping[str, int]
    """By slug."""
    years: Mapping[int, int]
    """Of publication, in UTC; articles without a date are in none."""
    bars: tuple[Bar, ...] = ()
    """From the first to the last day of publication, without gaps: days, months or years by the span."""
    entities: Mapping[str, int] = field(default_factory=dict)
    """By what ``search.schema.entity_value`` makes of a name; aliases are names too."""


def count_facets(documents: Documents, snapshot: Snapshot) -> Facets:
    """Count over the documents of a snapshot that were found."""
    count = snapshot.engine.count_by_term
    days = _days(documents, snapshot)
    return Facets(
        len(documents),
        tags=_decoded(count("tag_part", documents)),
        sources=_decoded(count("source_name", documents)),
        missions=_decoded(count("mission_slug", documents)),
        years=dict(_counted(_units(days, "Y") + 1970)),
        bars=lay_out_bars(days),
        entities=_decoded(count("entity_name", documents)),
    )


def count_years(snapshot: Snapshot) -> dict[int, int]:
    """Return how many articles of the whole index were published in which year."""
    days = snapshot.newest[_dated(snapshot)] // _DAY_SECONDS
    return dict(_counted(_units(days, "Y") + 1970))


def lay_out_bars(days: NDArray[np.int64], most: int = MOST_BARS) -> tuple[Bar, ...]:
    """Share days out over bars of the shortest stretch of which there are not too many.

    Args:
        days: one for each article, counted from 1970-01-01, in any order.
        most: how many bars there may be.
    """
    if not len(days):
        return ()
    for unit in ("D", "M", "Y"):
        numbers = _units(days, unit)
        first = int(numbers.min())
        span = int(numbers.max()) - first + 1
        if span <= most or unit == "Y":
            break
    step = -(-span // most)
    counts = np.bincount((numbers - first) // step)
    return tuple(
        Bar(_value(first + place * step, step, unit), count)
        for place, count in enumerate(counts.tolist())
    )


def _days(documents: Documents, snapshot: Snapshot) -> NDArray[np.int64]:
    """The days of publication of those documents that have one, counted from 1970-01-01."""
    has_date = np.zeros(snapshot.engine.document_count, np.bool_)
    has_date[_dated(snapshot)] = True
    dated = documents[has_date[documents]]
    days: NDArray[np.int64] = snapshot.newest[dated] // _DAY_SECONDS
    return days


def _dated(snapshot: Snapshot) -> Documents:
    return snapshot.engine.find(whoosh.Term("flag", "has:date")).documents


def _units(days: NDArray[np.int64], unit: str) -> NDArray[np.int64]:
    """Days as days, months or years from 1970 on."""
    units: NDArray[np.int64] = days.view("M8[D]").astype(f"M8[{unit}]").astype(np.int64)
    return units


def _counted(numbers: NDArray[np.int64]) -> Sequence[tuple[int, int]]:
    values, counts = np.unique(numbers, return_counts=True)
    return list(zip(values.tolist(), counts.tolist(), strict=True))


def _value(number: int, step: int, unit: str) -> str:
    first, last = np.array([number, number + step - 1]).astype(f"M8[{unit}]").astype(str).tolist()
    return str(first) if step == 1 else f"{first}..{last}"


def _decoded(counts: Mapping[bytes, int]) -> dict[str, int]:
    return {term.decode(): count for term, count in counts.items()}

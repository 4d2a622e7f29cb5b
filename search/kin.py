"""Words of one family: *publicité* and *publicitaire*, *opposer* and *opposition*. Pure.

Inflection is the stemmer's; what suffixes make of a word keeps its start. Two terms are of one family where
they begin alike for most of their length. That takes in a stranger now and then, so that kin counts for
less than the word itself, and only where articles are weighed.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_START = 5
"""Letters that kin has in common at least."""
_SHARE = 0.6
"""The share of the longer one's letters that they have in common."""
_LONGEST_END = 5
"""Letters that may differ at the end."""


def common_start(term: str) -> str | None:
    """Return what all kin of a term begins with; None where it has none."""
    is_known = term.isalpha() and len(term) >= SHORTEST_START
    return term[: _least_common(len(term))] if is_known else None


def kin_among(term: str, others: Iterable[str]) -> list[str]:
    """Return which of some terms are kin of one: of its family, and not itself."""
    return [other for other in others if other != term and _are_kin(term, other)]


def may_be_misspelt(term: str) -> bool:
    """Return whether a term is a word that is long enough to be known again with a wrong letter."""
    return term.isalpha() and len(term) >= SHORTEST_START


def _are_kin(term: str, other: str) -> bool:
    least = _least_common(max(len(term), len(other)))
    # Slices of terms that are too short differ in length, or are the same term.
    return other.isalpha() and term[:least] == other[:least]


def _least_common(length: int) -> int:
    """How many letters a term of this length has in common with kin that is no longer."""
    return max(SHORTEST_START, ceil(_SHARE * length), length - _LONGEST_END)

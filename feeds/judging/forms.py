"""What several texts share because they fill in one form: sheets, notices, reports that recur. Pure.

Copies of one text have little of their own: what is cut is missing, what is edited is a word here and there.
Texts of one form share the form, and each has a rest that none of the others has, as the petals of a flower
share its heart. Two such texts alone look like edited copies; with others beside them it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

Shingles = AbstractSet[int]
"""A text as the set of its runs of words."""

LEAST_OWN = 0.1
"""The share of a text that must be its own; with less of its own, it is an edited copy."""

_OTHERS = 3
"""Texts, beside the two, that must share what they share: agency copy has two or three editions."""

_LEAST_SHARED = 0.5
"""The share of what two texts have in common that a third one of that form has too."""

_MOST_COMMON = 0.5
"""The share of a rest that may be in another's; with more, both are editions of one text."""

_BEARERS = 2
"""Texts that must have a passage, beside the two, for it to be the form's."""


def form_of(one: Shingles, other: Shingles, others: Iterable[Shingles]) -> frozenset[int]:
    """What two texts share because they fill in one form; nothing where the others do not show one.

    Args:
        one: a text.
        other: another one.
        others: texts that may fill in the same form.
    """
    shared = one & other
    alike = _filled_in_otherwise(shared, [one - shared, other - shared], others)
    if len(alike) < _OTHERS:
        return frozenset()
    bearers = Counter(shingle for each in alike for shingle in shared & each)
    return frozenset(shingle for shingle, count in bearers.items() if count >= _BEARERS)


def _filled_in_otherwise(
    shared: Shingles, rests: Sequence[Shingles], others: Iterable[Shingles]
) -> list[Shingles]:
    """The texts that have most of what is shared, and each a rest unlike those of all the others."""
    seen, found = [*rests], []
    for each in others:
        rest = each - shared
        if (
            len(shared & each) >= _LEAST_SHARED * len(shared)
            and len(rest) >= LEAST_OWN * len(each)
            and not any(_are_alike(rest, known) for known in seen)
        ):
            seen.append(rest)
            found.append(each)
    return found


def _are_alike(rest: Shingles, known: Shingles) -> bool:
    return len(rest & known) > _MOST_COMMON * min(len(rest), len(known))

"""Where a passage stands in a text, and where it stands in the text's next version. Pure.

The method: a passage is carried by the difference of two versions, both of which are stored, and
only where its words are unchanged and no other place could be meant. Similarity never carries
anything, it only proposes (``nearest``). The selectors are those of the W3C Web Annotation Data
Model, section 4.2.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from store.errors import InvalidError
from store.models import Span, TextQuote
from store.text.alignment import Run, Tokens, normalise
from store.text.passages import find, nearest
from store.text.shared_runs import shared_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["carry", "find", "holds", "nearest", "quote_at"]

CONTEXT = 32
"""Characters that a text quote keeps of what stands before and behind its passage."""

_ENOUGH = 24
"""Characters that must be unchanged in a row, the passage among them, to know its place by."""
_BUDGET = 500_000
"""Steps that the alignment of two texts may take: half a second, for texts made to be slow."""
_HORIZON = 60
"""Tokens to either side of two places that are compared to tell them apart."""
_CHANCE = 2
"""Tokens that another place may share with a passage's surroundings by chance: a stop, a "le"."""


def quote_at(text: str, span: Span) -> TextQuote:
    """Return the selectors of a span of a text.

    Raises:
        InvalidError: the span is empty or not within the text.
    """
    if not 0 <= span.start < span.end <= len(text):
        raise InvalidError("span", f"{span.start}-{span.end}")
    return TextQuote(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
    )


def holds(text: str, quote: TextQuote) -> bool:
    """Tell whether a quote stands in a text exactly where and among what it says."""
    if not 0 <= quote.start < quote.end <= len(text):
        return False
    return quote_at(text, Span(quote.start, quote.end)) == quote


def carry(old: str, new: str, spans: Sequence[Span]) -> list[Span | None]:
    """Return where each span of the old text stands in the new one, None where that is uncertain.

    A span that is given back holds the same words (``store.text.alignment.normalise``). None means
    deleted, rewritten, moved, or not to be told from another place with the same words.
    """
    if old == new:
        return list(spans)
    carrier = _Carrier(old, new)
    return [carrier.carry(span) for span in spans]


class _Carrier:
    """The two texts taken apart and aligned, once for all passages."""

    def __init__(self, old: str, new: str) -> None:
        self._old_text, self._new_text = old, new
        self._old, self._new = Tokens.of(old), Tokens.of(new)
        self._runs = shared_runs(self._old.keys, self._new.keys, _BUDGET)

    def carry(self, span: Span) -> Span | None:
        """Return where a span went."""
        first, last = self._old.covering(span)
        run = self._run_around(first, last)
        if run is None or not self._is_known_by(run, first, last):
            return None
        shift = run.new - run.old
        target = self._moved(span, first, last, shift)
        passage = normalise(self._old_text[span.start : span.end])
        if normalise(self._new_text[target.start : target.end]) != passage:
            return None
        return None if self._has_rival(first, last, shift) else target

    def _run_around(self, first: int, last: int) -> Run | None:
        if first >= last:
            return None
        runs = (run for run in self._runs if run.old <= first and last <= run.old + run.length)
        return next(runs, None)

    def _is_known_by(self, run: Run, first: int, last: int) -> bool:
        """Tell whether enough stayed the same for a passage to be there by more than chance.

        A long passage is known by itself, a short one by unchanged words to both sides.
        """
        if self._length(first, last) >= _ENOUGH:
            return True
        end, total = run.old + run.length, len(self._old.keys)
        has_neighbours = (run.old < first or first == 0) and (last < end or last == total)
        return has_neighbours and (run.length == total or self._length(run.old, end) >= _ENOUGH)

    def _length(self, first: int, last: int) -> int:
        return self._old.ends[last - 1] - self._old.starts[first]

    def _moved(self, span: Span, first: int, last: int, shift: int) -> Span:
        """Move a span by its first and last token; it may start or end inside one."""
        into_first = max(0, span.start - self._old.starts[first])
        before_last = max(0, self._old.ends[last - 1] - span.end)
        start = self._new.starts[first + shift] + into_first
        return Span(start, max(start, self._new.ends[last - 1 + shift] - before_last))

    def _has_rival(self, first: int, last: int, shift: int) -> bool:
        """Tell whether another place of the new text has as good a claim to be the passage's."""
        keys = self._old.keys[first:last]
        before, after = _places(self._old.keys, keys), _places(self._new.keys, keys)
        if len(before) == len(after) and before.index(first) == after.index(first + shift):
            return False
        left, right = self._shared_context(first, last, first + shift)
        for place in after:
            other_left, other_right = self._shared_context(first, last, place)
            if place != first + shift and (
                other_left + other_right >= left + right
                or other_left > left + _CHANCE
                or other_right > right + _CHANCE
            ):
                return True
        return False

    def _shared_context(self, first: int, last: int, place: int) -> tuple[int, int]:
        """Return how many tokens before and behind a place are those around the old passage."""
        old, new, end = self._old.keys, self._new.keys, place + last - first
        left = _shared(
            reversed(old[max(0, first - _HORIZON) : first]),
            reversed(new[max(0, place - _HORIZON) : place]),
        )
        return left, _shared(old[last : last + _HORIZON], new[end : end + _HORIZON])


def _places(keys: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return all indexes at which a run of tokens starts."""
    starts = (index for index, key in enumerate(keys) if key == wanted[0])
    return [index for index in starts if keys[index : index + len(wanted)] == wanted]


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many tokens two surroundings share; all, where both texts end together."""
    pairs = enumerate(zip_longest(one, other))
    return next((index for index, (a, b) in pairs if a != b), _HORIZON)

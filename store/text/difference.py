"""What changed between two versions of a text, word by word, as a person would say it. Pure.

Words and marks are aligned (``store.text.shared_runs``); what is left is smoothed: a word or two between longer
changes is told with them, and what was added or removed begins where a paragraph or a sentence does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from store.text.alignment import Run, with_plain_marks
from store.text.shared_runs import shared_runs
from store.text.typography import fold_typography

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.models import LastReading

BUDGET = 400_000
"""Steps that the search for shortest scripts may take: a few tenths of a second."""

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)+|\w+|[^\w\s]")
_SENTENCE_ENDS = frozenset(".!?…»")
_SLIDES = 40
"""Tokens by which a change is moved at most so that it begins well."""
_CRUMB_WORDS = 2
"""Words that stay between two changes and are told as changed with them, where the changes are longer."""


class DifferenceKind(StrEnum):
    """What became of a run of a text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DifferencePiece:
    """A run of the older text, of the newer one, or of both."""

    kind: DifferenceKind
    text: str


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What changed in an article's text from one version to another."""

    article_id: str
    older: int
    older_at: str
    """When it was taken in."""
    newer: int
    newer_at: str
    pieces: tuple[DifferencePiece, ...]
    """Of title and body, noise left out."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing that readers see changed but how the text is set."""
        return all(piece.kind is DifferenceKind.SAME for piece in without_typography(self.pieces))


def versions_to_compare(newest: int, reading: LastReading | None) -> tuple[int, int]:
    """Which two versions to show to somebody who asks what changed.

    The one that they read last and the newest; where those are one, the one that they had read before it, or,
    where there is none, the last two.
    """
    if reading is not None and reading.version < newest:
        return reading.version, newest
    if reading is not None and reading.earlier is not None:
        return reading.earlier, newest
    return max(1, newest - 1), newest


def difference(old: str, new: str, budget: int = BUDGET) -> tuple[DifferencePiece, ...]:
    """What was removed from a text and added to it, in the order of reading, the removed before the added.

    The pieces that are not added make up the old text, those that are not removed the new one.

    Args:
        old: the older text.
        new: the newer one.
        budget: steps that the search for the shortest script may take.
    """
    old_tokens, new_tokens = _Tokens(old), _Tokens(new)
    runs = shared_runs(old_tokens.keys, new_tokens.keys, budget)
    pieces: list[DifferencePiece] = []
    old_at = new_at = 0
    kept = _slid(_without_crumbs(runs, old_tokens, new_tokens), old_tokens, new_tokens)
    for run in [*kept, None]:
        old_end = old_tokens.start(run.old) if run else len(old)
        new_end = new_tokens.start(run.new) if run else len(new)
        pieces += _gap(old[old_at:old_end], new[new_at:new_end])
        if run:
            pieces += _run_pieces(old_tokens, new_tokens, run)
            old_at = old_tokens.ends[run.old + run.length - 1]
            new_at = new_tokens.ends[run.new + run.length - 1]
    return tuple(_merged(pieces))


def without_typography(pieces: Sequence[DifferencePiece]) -> tuple[DifferencePiece, ...]:
    """The pieces of a difference, but that what is only set otherwise is the same, as the newer text has it."""
    settled: list[DifferencePiece] = []
    for piece in pieces:
        folded = fold_typography(piece.text)
        follows = piece.kind is DifferenceKind.ADDED and bool(settled)
        if follows and settled[-1].kind is DifferenceKind.REMOVED:
            is_setting = fold_typography(settled[-1].text) == folded
            if is_setting:
                settled.pop()
        else:
            is_setting = not folded
        if not is_setting:
            settled.append(piece)
        elif piece.kind is not DifferenceKind.REMOVED:
            settled.append(DifferencePiece(DifferenceKind.SAME, piece.text))
    return tuple(_merged(settled))


class _Tokens:
    """A text's words and marks, and where they stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        matches = list(_TOKEN.finditer(text))
        self.keys = [with_plain_marks(match[0]) for match in matches]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]

    def start(self, index: int) -> int:
        """Where a token starts."""
        return self.starts[index]

    def same(self, one: int, other: int) -> bool:
        """Whether two of the tokens are the same."""
        return other < len(self.keys) and self.keys[one] == self.keys[other]

    def beginning(self, index: int) -> int:
        """How good a place a token is to begin at: of a paragraph, of a sentence, any."""
        if index == 0 or "\n" in self.text[self.ends[index - 1] : self.starts[index]]:
            return 2
        return int(self.keys[index - 1] in _SENTENCE_ENDS)

    def length(self, first: int, last: int) -> int:
        """Characters from the start of a token to the end of the one before ``last``."""
        return self.ends[last - 1] - self.starts[first] if first < last else 0


def _gap(removed: str, added: str) -> Iterator[DifferencePiece]:
    """What stands between two runs; white space that both have at an end is the same."""
    head = _common_white(removed, added)
    yield DifferencePiece(DifferenceKind.SAME, removed[:head])
    removed, added = removed[head:], added[head:]
    tail = _common_white(removed[::-1], added[::-1])
    same = removed[len(removed) - tail :]
    parts = zip(_parts(removed.removesuffix(same)), _parts(added.removesuffix(same)), strict=True)
    for old, new in parts:
        yield DifferencePiece(DifferenceKind.REMOVED, old)
        yield DifferencePiece(DifferenceKind.ADDED, new)
    yield DifferencePiece(DifferenceKind.SAME, same)


def _parts(text: str) -> tuple[str, str, str]:
    """The white space at the start, what stands between, and that at the end."""
    middle = text.strip()
    if not middle:
        return text, "", ""
    start, _, end = text.partition(middle)
    return start, middle, end


def _common_white(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next(
        (index for index, (a, b) in enumerate(pairs) if a != b or not a.isspace()),
        min(len(one), len(other)),
    )


def _run_pieces(old: _Tokens, new: _Tokens, run: Run) -> Iterator[DifferencePiece]:
    """The tokens of a run, and the white space between them; both may be set otherwise all the same."""
    for place in range(run.length):
        first, second = run.old + place, run.new + place
        yield from _token(
            old.text[old.starts[first] : old.ends[first]],
            new.text[new.starts[second] : new.ends[second]],
        )
        if place + 1 < run.length:
            yield from _gap(
                old.text[old.ends[first] : old.starts[first + 1]],
                new.text[new.ends[second] : new.starts[second + 1]],
            )


def _token(old: str, new: str) -> Iterator[DifferencePiece]:
    if old == new:
        yield DifferencePiece(DifferenceKind.SAME, old)
    else:
        yield DifferencePiece(DifferenceKind.REMOVED, old)
        yield DifferencePiece(DifferenceKind.ADDED, new)


def _merged(pieces: Sequence[DifferencePiece]) -> Iterator[DifferencePiece]:
    """Yield the pieces without empty ones; those of a kind that follow each other become one."""
    kind, texts = DifferenceKind.SAME, list[str]()
    for piece in pieces:
        if piece.text and piece.kind is not kind:
            if any(texts):
                yield DifferencePiece(kind, "".join(texts))
            kind, texts = piece.kind, []
        texts.append(piece.text)
    if any(texts):
        yield DifferencePiece(kind, "".join(texts))


def _without_crumbs(runs: Sequence[Run], old: _Tokens, new: _Tokens) -> list[Run]:
    """Leave out runs of a word or two between longer changes: "de" is no reason to stop and look."""
    kept: list[Run] = []
    for place, run in enumerate(runs):
        if run.length <= _CRUMB_WORDS:
            before = kept[-1] if kept else Run(0, 0, 0)
            after = runs[place + 1] if place + 1 < len(runs) else None
            length = old.length(run.old, run.old + run.length)
            if min(
                _changed(before, run, old, new), _changed(run, after, old, new)
            ) > length and not _has_line_end(run, old):
                continue
        kept.append(run)
    return kept


def _slid(runs: Sequence[Run], old: _Tokens, new: _Tokens) -> list[Run]:
    """Let what was only added, or only removed, start where a paragraph or a sentence does, if it can.

    "A. B. C." from "A. C." is the addition of "B." as well as of ". B"; people mean the first.
    """
    slid = list(runs)
    for place in range(1, len(slid)):
        before, after = slid[place - 1], slid[place]
        gap_old = (before.old + before.length, after.old)
        gap_new = (before.new + before.length, after.new)
        one_sided = (gap_old[0] == gap_old[1]) is not (gap_new[0] == gap_new[1])
        if one_sided:
            tokens, gap = (new, gap_new) if gap_old[0] == gap_old[1] else (old, gap_old)
            step = _best_slide(tokens, *gap, before.length, after.length)
            slid[place - 1] = Run(before.old, before.new, before.length + step)
            slid[place] = Run(after.old + step, after.new + step, after.length - step)
    return [run for run in slid if run.length]


def _best_slide(tokens: _Tokens, first: int, last: int, room_left: int, room_right: int) -> int:
    """By how many tokens to move a gap, to the left where negative, so that it begins well."""
    steps = [0]
    while len(steps) <= min(room_right, _SLIDES) and tokens.same(
        first + steps[-1], last + steps[-1]
    ):
        steps.append(steps[-1] + 1)
    step = 0
    while -step < min(room_left, _SLIDES) and tokens.same(first + step - 1, last + step - 1):
        step -= 1
        steps.append(step)
    return max(steps, key=lambda step: (tokens.beginning(first + step), -abs(step)))


def _changed(before: Run, after: Run | None, old: _Tokens, new: _Tokens) -> int:
    """Characters of the longer of what was removed and added between two runs."""
    old_end = after.old if after else len(old.keys)
    new_end = after.new if after else len(new.keys)
    return max(
        old.length(before.old + before.length, old_end),
        new.length(before.new + before.length, new_end),
    )


def _has_line_end(run: Run, old: _Tokens) -> bool:
    first, last = run.old, run.old + run.length
    return "\n" in old.text[old.starts[first] : old.ends[last - 1]]

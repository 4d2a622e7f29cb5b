"""A difference of two texts laid out for reading: paragraphs, marks, what may be passed over. Pure.

The marks, ``[-removed-]`` and ``{+added+}``, are those of wdiff: they are read without colours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.text.difference import DifferenceKind, without_typography
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.text.difference import DifferencePiece

MARKS = {DifferenceKind.REMOVED: ("[-", "-]"), DifferenceKind.ADDED: ("{+", "+}")}
PARAGRAPH_END = "¶"
"""Stands for the end of a paragraph that was added or removed."""

_WHITE = frozenset(" \t\n")
_LINE_ENDS = re.compile(r"\s*\n\s*")
_CONTEXT = 1
"""Unchanged paragraphs that are shown before and after a changed one."""

Run = tuple[DifferenceKind, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of both texts."""

    runs: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it was removed or added."""
        return any(kind is not DifferenceKind.SAME for kind, _ in self.runs)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Unchanged paragraphs that are passed over."""

    count: int


def paragraphs(pieces: Sequence[DifferencePiece]) -> list[Paragraph]:
    """The paragraphs of a difference, in order, without empty ones; how a text is set is no difference."""
    found: list[list[Run]] = [[]]
    for piece in without_typography(pieces):
        first, *others = _LINE_ENDS.split(piece.text)
        _add(found[-1], piece.kind, first)
        for line in others:
            if piece.kind is not DifferenceKind.SAME:
                _add(found[-1], piece.kind, PARAGRAPH_END)
            found.append([])
            _add(found[-1], piece.kind, line)
    return [Paragraph(tuple(runs)) for runs in found if any(text.strip() for _, text in runs)]


def _add(runs: list[Run], kind: DifferenceKind, text: str) -> None:
    if text and runs and runs[-1][0] is kind:
        runs[-1] = (kind, runs[-1][1] + text)
    elif text:
        runs.append((kind, text))


def condensed(whole: Sequence[Paragraph]) -> Iterator[Paragraph | Skipped]:
    """Yield the changed paragraphs with those around them, and how many are passed over between."""
    near = {
        place + step
        for place, paragraph in enumerate(whole)
        if paragraph.is_changed
        for step in range(-_CONTEXT, _CONTEXT + 1)
    }
    skipped = 0
    for place, paragraph in enumerate(whole):
        if place in near:
            if skipped:
                yield Skipped(skipped)
            skipped = 0
            yield paragraph
        else:
            skipped += 1
    if skipped:
        yield Skipped(skipped)


def marked(run: Run) -> str:
    """A run as it is shown, cleaned, on one line and with its marks; spaces at its ends stay."""
    kind, text = run
    opening, closing = MARKS.get(kind, ("", ""))
    cleaned = clean_line(text)
    before = " " if text[:1] in _WHITE else ""
    after = " " if text[-1:] in _WHITE and cleaned else ""
    return f"{opening}{before}{cleaned}{after}{closing}"

"""Which words of one text are which words of another: a difference by tokens. Pure.

White space, the shape of apostrophes, quotation marks and dashes, and the composition of accents do
not count: they change with a site's software, not with what an editor quoted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.models import Span

_TOKEN = re.compile(r"[\w\u0300-\u036f]+|[^\w\s]")
_SAME_CHARACTER = str.maketrans("’‘ʼ´`“”„‟«»‐‑‒–—―−", '\'\'\'\'\'""""""-------')


def normalise(text: str) -> str:
    """Return what of a text must stay the same for a passage to be the same passage: its tokens."""
    return " ".join(_TOKEN.findall(with_plain_marks(text)))


def with_plain_marks(text: str) -> str:
    """Return a text with one shape of apostrophes, quotation marks and dashes, its accents composed."""
    return unicodedata.normalize("NFC", text).translate(_SAME_CHARACTER)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's words and marks, without its white space."""

    keys: list[str]
    """Each token, normalised."""
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Take a text apart."""
        matches = list(_TOKEN.finditer(text))
        return cls(
            [with_plain_marks(match[0]) for match in matches],
            [match.start() for match in matches],
            [match.end() for match in matches],
        )

    def covering(self, span: Span) -> tuple[int, int]:
        """Return first and past-the-last index of the tokens that a span touches."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens in a row that are the same in both texts: indexes of the first, and how many."""

    old: int
    new: int
    length: int


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many elements two lists share at their starts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def joined(runs: Sequence[Run]) -> list[Run]:
    """Join runs that follow each other without a gap in either text; drop empty ones."""
    whole: list[Run] = []
    for run in runs:
        last = whole[-1] if whole else Run(0, 0, 0)
        if (run.old, run.new) == (last.old + last.length, last.new + last.length):
            whole[-1:] = [Run(last.old, last.new, last.length + run.length)]
        elif run.length:
            whole.append(run)
    return [run for run in whole if run.length]

"""Whole pages saved as plain text: how much of what is not the article is marked, and how much of it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from store.models import Span
from store.text.layout import lay_out
from tests.quality.data import lines, share, tell

FILES = ("boilerplate_pages.jsonl.gz",)

FLOOR = 0.9
"""The least share of boilerplate characters that must be marked."""

CEILING = 0.02
"""The most of the article's."""


def measure() -> bool:
    """Mark all pages, print the figures for both ways to part lines; whether floor and ceiling hold."""
    pages = list(lines("boilerplate_pages.jsonl.gz"))
    return all([_measure(pages, "\n", "lines"), _measure(pages, "\n\n", "paragraphs")])


def _measure(pages: Sequence[dict[str, Any]], gap: str, parted: str) -> bool:
    marked: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for page in pages:
        text = gap.join(page["lines"])
        noise = lay_out(text).noise
        start = 0
        for line, label in zip(page["lines"], page["labels"], strict=True):
            total[label] += len(line)
            marked[label] += _covered(Span(start, start + len(line)), noise)
            start += len(line) + len(gap)
    found = {label: share(marked[label], total[label]) for label in total}
    tell(what="noise", parted=parted, pages=len(pages), marked=found)
    return found["boiler"] >= FLOOR and found["main"] <= CEILING


def _covered(line: Span, noise: Sequence[Span]) -> int:
    return sum(max(0, min(line.end, each.end) - max(line.start, each.start)) for each in noise)

"""Channel Definition Format (https://www.w3.org/TR/NOTE-CDFsubmit.html), the oldest of feeds. Pure.

feedparser knows its elements where their text stands inside; the format has it in an attribute as well.
"""

from __future__ import annotations

import re

_PROLOGUE = re.compile(r"\s*(?:<\?[^>]*\?>\s*|<!--(?:[^-]|-(?!->))*+-->\s*|<!DOCTYPE[^>\[]*>\s*)*")
_CHANNEL = re.compile(r"<channel[\s>]", re.IGNORECASE)
_VALUE = re.compile(
    r"<(title|abstract|author|publisher|copyright)\s+value\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')\s*/>",
    re.IGNORECASE,
)


def is_cdf(text: str) -> bool:
    """Whether a document is a channel of this format: one that stands in nothing else."""
    prologue = _PROLOGUE.match(text)
    return _CHANNEL.match(text, prologue.end() if prologue else 0) is not None


def with_texts_inside(text: str) -> str:
    """A channel whose elements have inside what they have as their value."""
    return _VALUE.sub(_inside, text)


def _inside(match: re.Match[str]) -> str:
    name, double, single = match.groups()
    return f"<{name}>{single if double is None else double}</{name}>"

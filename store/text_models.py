"""Places in texts: see ``store.models``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Where an annotation stands in a text: W3C Web Annotation's text quote and position selectors.

    ``prefix`` and ``suffix`` are the 32 characters around it, fewer at the ends of the text.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

"""What a search answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.query import SearchQuery
    from store.models import Span


@dataclass(frozen=True, slots=True)
class Snippet:
    """The passage of an article that answers a query best, on one line."""

    text: str
    """Whole words; ``…`` where the article's text goes on. Empty where none was asked for."""
    matches: tuple[Span, ...] = ()
    """Where the words that were asked for stand in ``text``."""


NO_SNIPPET = Snippet("")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query."""

    id: str
    score: float
    """The higher the better, comparable within one search only."""
    snippet: Snippet = NO_SNIPPET


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to a query."""

    hits: tuple[Hit, ...]
    """Best first, newest first among equals; those that were asked for by limit and offset."""
    total: int
    """How many articles answer the query."""
    query: SearchQuery

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
    version: int | None = None
    """The earlier version that says so, where the article no longer does."""
    taken: str = ""
    """When that version was taken in."""


NO_SNIPPET = Snippet("")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query."""

    id: str
    score: float
    """The higher the better, comparable within one search only."""
    snippet: Snippet = NO_SNIPPET
    lacks: tuple[str, ...] = ()
    """What it lacks of what was wanted, as it was typed."""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to a query."""

    hits: tuple[Hit, ...]
    """Those that were asked for by limit and offset: what has all that is wanted, the best first, newest
    first among equals; then, where that is little, what lacks some of it. Of a question
    the best come first, whether they lack anything or not."""
    total: int
    """How many articles have all that is wanted."""
    query: SearchQuery

    @property
    def full_matches(self) -> int:
        """How many of the hits have all that is wanted."""
        return sum(not hit.lacks for hit in self.hits)

    @property
    def first_lacking(self) -> int | None:
        """The first hit that lacks some of what is wanted, counted from 0; None where none does."""
        return next((place for place, hit in enumerate(self.hits) if hit.lacks), None)

    @property
    def is_mixed(self) -> bool:
        """Whether hits that have all that is wanted follow such as lack some of it."""
        first = self.first_lacking
        return first is not None and first < self.full_matches

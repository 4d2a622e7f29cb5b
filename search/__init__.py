"""The index and what can be read out of texts: Whoosh behind a surface of our own.

Everything here is imported when it is first used, so that ``import search`` costs nothing and
Whoosh is loaded by whoever searches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.parts import loading

if TYPE_CHECKING:
    from search.highlight import find_matches
    from search.index import ArticleIndex, IndexState
    from search.indexer import Indexer, IndexProgress, IndexSource
    from search.query import QueryProblem, SearchQuery
    from search.results import Hit, SearchResults, Snippet

__all__ = [
    "ArticleIndex",
    "Hit",
    "IndexProgress",
    "IndexSource",
    "IndexState",
    "Indexer",
    "QueryProblem",
    "SearchQuery",
    "SearchResults",
    "Snippet",
    "find_matches",
]

_HOMES = {
    "ArticleIndex": "search.index",
    "Hit": "search.results",
    "IndexProgress": "search.indexer",
    "IndexSource": "search.indexer",
    "IndexState": "search.index",
    "Indexer": "search.indexer",
    "QueryProblem": "search.query",
    "SearchQuery": "search.query",
    "SearchResults": "search.results",
    "Snippet": "search.results",
    "find_matches": "search.highlight",
}


if not TYPE_CHECKING:
    # A checker of types would take any name for one that is here.
    __getattr__ = loading(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)

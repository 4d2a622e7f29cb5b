"""Which articles answer a query only by what they said before they changed. Pure."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from search import nodes
from search.nodes import Phrase, Word, wanted_words
from search.wanted import TEXT_FIELDS, wanted_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from search.nodes import Node
    from search.query import SearchQuery

FIELD = "version"
"""The field of what articles said before."""


@lru_cache(maxsize=32)
def asked_of_versions(query: SearchQuery) -> SearchQuery | None:
    """Return what a query wants of earlier versions, as if it were wanted of a text; None for nothing."""
    words = [replace(word, field=None) for word in wanted_words(query.node) if word.field == FIELD]
    return replace(query, node=nodes.And(tuple(words))) if words else None


def answers_only_before(
    query: SearchQuery, texts: Iterable[str], language: str | None = None
) -> bool:
    """Return whether an article that a query finds does not answer it by what it says now.

    Args:
        query: a query that finds it.
        texts: its title, its body and its notes as they are now.
        language: the article's.
    """
    wanted = wanted_in(query, language)
    numbers = {number for text in texts for each in wanted.matches(text) for number in each.words}
    return not _holds(query.node, {wanted.words[number] for number in numbers})


def _holds(node: Node, held: AbstractSet[Word | Phrase]) -> bool:
    """Whether an article with these words fulfils a part of a query that finds it."""
    match node:
        case nodes.And(parts):
            return all(_holds(part, held) for part in parts)
        case nodes.Or(parts):
            return any(_holds(part, held) for part in parts)
        case nodes.Same(written, others):
            return _holds(written, held) or any(_holds(other, held) for other in others)
        case Word() | Phrase():
            return node in held or node.field not in TEXT_FIELDS
        case _:
            return True

"""The passages of one article that answer a query: of its body alone, in the offsets of its whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search import SearchQuery
    from search.passages import Passage
    from store.models import ArticleText
    from tui.services import Services


def answering_passages(
    services: Services, query: SearchQuery, text: ArticleText, language: str | None
) -> Sequence[Passage]:
    """The passages of an article that answer a query, the best first; none in its title and its noise.

    Args:
        services: The desk, whose index knows which words are rare.
        query: What was asked for.
        text: The article's text.
        language: The article's.
    """
    from search.highlight import find_passages  # noqa: PLC0415 - it brings the analyser along

    weights = services.index.word_weights(query, language)
    return find_passages(query, _body(text), language, weights)


def _body(text: ArticleText) -> str:
    """The text with white lines of the same length where its title and its noise are."""
    body = text.text
    hidden = [(0, text.body_start), *((span.start, span.end) for span in text.noise)]
    for start, end in hidden:
        body = body[:start] + "\n" * (end - start) + body[end:]
    return body

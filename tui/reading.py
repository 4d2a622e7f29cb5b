"""What the reader shows of an article. Blocks; called in threads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.article_lines import article_lines
from tui.passages import answering_passages

if TYPE_CHECKING:
    from search import SearchQuery, Snippet
    from store.models import (
        Annotation,
        Article,
        ArticleNote,
        ArticleText,
        LastReading,
        Mission,
        Role,
        Span,
    )
    from tui.services import Services


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the reader shows of one article."""

    article: Article
    text: ArticleText
    annotations: tuple[Annotation, ...]
    notes: tuple[ArticleNote, ...]
    links: tuple[tuple[Mission, Role], ...]
    matches: tuple[Span, ...]
    passages: tuple[Span, ...] = ()
    """Where those of its passages start that answer the search, the best first: their first matches."""
    extras: tuple[str, ...] = ()
    """What else there is to say of it, a line each."""
    copies: tuple[CopyReading, ...] = ()
    """The other articles with its text, newest first."""
    last_reading: LastReading | None = None
    """What the editor had read of it."""
    earlier: Snippet | None = None
    """What the search found in an earlier version of it only."""
    mentions: tuple[Span, ...] = ()
    """Where names stand in its text that the desk knows."""

    @property
    def is_read_in_sight(self) -> bool:
        """Whether it counts as read once it was in sight for a while.

        Not where it has changed since it was read: the change was not seen by passing over it.
        """
        article = self.article
        return not article.is_read or article.read_version is None


@dataclass(frozen=True, slots=True)
class CopyReading:
    """What the reader shows of another article with the same text."""

    article: Article
    notes: tuple[ArticleNote, ...]
    links: tuple[tuple[Mission, Role], ...]


def read_article(
    services: Services, article_id: str, query: SearchQuery | None, collection: str | None = None
) -> Reading:
    """All that the reader shows of an article, in a search and in a collection if they are shown."""
    desk = services.desk
    article, text = desk.articles.get(article_id), desk.articles.text(article_id)
    return Reading(
        article=article,
        text=text,
        annotations=tuple(desk.annotations.of(article_id)),
        notes=tuple(desk.annotations.notes(article_id)),
        links=tuple(desk.missions.links_of(article_id)),
        matches=()
        if query is None
        else tuple(services.matches(query, text.text, article.language)),
        passages=() if query is None else _passages(services, query, article, text),
        extras=tuple(article_lines(services, article_id, collection)),
        copies=_copies(services, article_id),
        last_reading=desk.articles.last_reading(article_id),
        earlier=None if query is None else services.found_before(query, article_id),
        mentions=tuple(desk.entities.places(text)),
    )


def other_version(services: Services, reading: Reading, version: int, words: str) -> Reading:
    """The same article in another version of its text.

    Args:
        services: The open desk.
        reading: What the reader shows.
        version: The number of the version.
        words: What is said of it above the text.
    """
    text = services.desk.articles.text(reading.article.id, version)
    mentions = tuple(services.desk.entities.places(text))
    return replace(reading, text=text, mentions=mentions, matches=(), passages=(), extras=(words,))


def _passages(
    services: Services, query: SearchQuery, article: Article, text: ArticleText
) -> tuple[Span, ...]:
    found = answering_passages(services, query, text, article.language)
    return tuple(passage.matches[0] for passage in found)


def _copies(services: Services, article_id: str) -> tuple[CopyReading, ...]:
    desk = services.desk
    ids = [each for each in desk.duplicates.group_of(article_id) if each != article_id]
    return tuple(
        CopyReading(
            article=article,
            notes=tuple(desk.annotations.notes(article.id)),
            links=tuple(desk.missions.links_of(article.id)),
        )
        for article in (desk.articles.rows(ids) if ids else ())
    )

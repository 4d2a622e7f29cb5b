"""What else there is to say of an article above its text, a line each. Blocks; called in threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import Triage
from tui.enum_words import label
from tui.feed_words import linked_file
from tui.i18n import _
from tui.naming import named_by_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.services import Services


def article_lines(
    services: Services, article_id: str, collection: str | None = None
) -> Iterator[str]:
    """Yield what the collection shown says of it, why it is near, files, names and facts, as text of others."""
    yield from _comments(services, article_id, collection)
    yield from _near(services, article_id)
    yield from map(linked_file, services.desk.articles.enclosures(article_id))
    yield from _names(services, article_id)
    yield from _facts(services, article_id)


def near_line(words: Sequence[str]) -> str:
    """What is said of the words by which an article is near to what was kept."""
    return _("Near to what you keep: {words}").format(words=" · ".join(words))


def _near(services: Services, article_id: str) -> Iterator[str]:
    """Why an article is near about which nothing was decided: what was kept is what it is near to."""
    words = services.near_words(article_id)
    if words and services.desk.articles.get(article_id).triage is Triage.NEW:
        yield near_line(words)


def _comments(services: Services, article_id: str, slug: str | None) -> tuple[str, ...]:
    if slug is None:
        return ()
    collection = services.desk.collections.get(slug)
    return tuple(
        f"{collection.title} : {item.comment}"
        for item in collection.items
        if item.article_id == article_id and item.comment
    )


def _names(services: Services, article_id: str) -> Iterator[str]:
    """Whom and what the article mentions, a line for each kind."""
    for kind, names in named_by_kind(services.desk.entities.mentioned(article_id)):
        yield f"{label(kind)} : {' · '.join(names)}"


def _facts(services: Services, article_id: str) -> Iterator[str]:
    """The facts that rest on its passages, a line each."""
    facts = services.desk.facts.of(article_id)
    if facts:
        from tui.fact_words import fact_heading, fact_words  # noqa: PLC0415 - few articles have any

        yield from (f"! {fact_heading(fact)} : {fact_words(fact)}" for fact in facts)

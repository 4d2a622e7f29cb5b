"""A desk as the index sees it: articles with change numbers, changed by verbs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from store.models import ArticleKind, IndexDocument, Triage


class FakeDesk:
    """Satisfies ``search.IndexSource``; each verb is a change that the index must follow."""

    def __init__(self) -> None:
        self._articles: dict[str, IndexDocument] = {}
        self._number = 0

    def publishes(self, title: str = "", text: str = "", **known: Any) -> str:
        """Take an article in; returns its id."""
        place = len(self._articles)
        article_id = known.pop("id", f"{place:03d}_{place * 0x9E3779B97F4A7C15 % 2**64:016x}")
        self._articles[article_id] = IndexDocument(
            id=article_id,
            change_number=self._next_number(),
            title=title,
            text=text,
            **{**_UNKNOWN, **known},
        )
        return str(article_id)

    def changes(self, article_id: str, **values: Any) -> None:
        """Change what is known of an article."""
        article = self._articles[article_id]
        self._articles[article_id] = replace(article, change_number=self._next_number(), **values)

    def forgets_everything(self) -> None:
        """Be as a desk that was restored from before its first article."""
        self._articles.clear()
        self._number = 0

    def loses(self, article_id: str) -> None:
        """Be as a desk that was restored from before this article, and went on since."""
        del self._articles[article_id]
        for other in list(self._articles):
            self.changes(other)

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def numbers(self) -> dict[str, int]:
        """The change number of each article."""
        return {article.id: article.change_number for article in self._articles.values()}

    def current(self) -> int:
        """The highest change number."""
        return self._number

    def after(self, number: int, limit: int = 200) -> list[IndexDocument]:
        """Articles changed since, in ascending order of their numbers."""
        changed = [article for article in self._articles.values() if article.change_number > number]
        return sorted(changed, key=lambda article: article.change_number)[:limit]

    def pending(self, number: int) -> int:
        """How many articles changed since."""
        return len(self.after(number, len(self._articles)))


_UNKNOWN: dict[str, Any] = {
    "notes": (),
    "quotes": (),
    "tags": (),
    "missions": (),
    "collections": (),
    "source": None,
    "author": None,
    "url": None,
    "published": None,
    "added": "2020-01-01T00:00:00Z",
    "language": None,
    "kind": ArticleKind.ARTICLE,
    "triage": Triage.NEW,
    "is_read": False,
    "starred": False,
    "annotation_kinds": (),
}

"""What an article is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import _

if TYPE_CHECKING:
    from store.models import Article


def called(article: Article) -> str:
    """The headline of an article, said to be a file's name where the text says nothing."""
    if article.is_empty:
        return _("{file} (no text)").format(file=article.headline)
    return article.headline

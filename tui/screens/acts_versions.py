"""What is done about an article that changed: seeing what changed in it since it was read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.i18n import _
from tui.modals.difference import DifferenceModal, VersionsWish
from tui.version_words import difference_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search import SearchQuery
    from store.desk import Desk
    from store.models import Article
    from store.text.difference import VersionDifference
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler
    from tui.services import Services


async def differences(screen: DeskScreen) -> None:
    """Show what changed in the article: since the version that a search found, else since it was read."""
    article_id = screen.articles.highlighted
    if article_id is None:
        screen.warn(_("There is no article here."))
        return
    article = await screen.read(lambda desk: desk.articles.get(article_id))
    if article.version == 1:
        screen.warn(_("This article has not changed since it was taken in."))
        return
    reading = await screen.read(lambda desk: desk.articles.last_reading(article_id))
    wish = await screen.jobs.read(partial(_wish, screen.services, article, screen.lister.query))
    while True:
        found = await screen.jobs.labour(partial(_compare, screen.services.desk, article_id, wish))
        summary = difference_words(found, reading)
        wish = await screen.ask(DifferenceModal(article.headline, summary, found, article.version))
        if wish is None:
            break
    # Who looked at what changed has read it.
    screen.pager.opened()


def _wish(services: Services, article: Article, query: SearchQuery | None) -> VersionsWish | None:
    """The version in which alone a search found the article, and the newest."""
    found = None if query is None else services.found_before(query, article.id)
    if found is None or found.version is None:
        return None
    return VersionsWish(found.version, article.version)


def _compare(desk: Desk, article_id: str, wish: VersionsWish | None) -> VersionDifference:
    if wish is None:
        return desk.articles.compare(article_id)
    return desk.articles.compare(article_id, wish.older, wish.newer)


VERSION_ACTS: Mapping[str, Handler] = {"differences": differences}

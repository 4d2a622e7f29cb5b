"""What is done about an article that changed: seeing what changed in it since it was read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.i18n import _
from tui.modals.difference import DifferenceModal, VersionsWish
from tui.version_words import difference_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.desk import Desk
    from store.difference import VersionDifference
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


async def differences(screen: DeskScreen) -> None:
    """Show what changed in the article, since the editor read it where they did."""
    article_id = screen.articles.highlighted
    if article_id is None:
        screen.warn(_("There is no article here."))
        return
    article = await screen.read(lambda desk: desk.articles.get(article_id))
    if article.version == 1:
        screen.warn(_("This article has not changed since it was taken in."))
        return
    reading = await screen.read(lambda desk: desk.articles.last_reading(article_id))
    wish: VersionsWish | None = None
    while True:
        found = await screen.jobs.labour(partial(_compare, screen.services.desk, article_id, wish))
        summary = difference_words(found, reading)
        wish = await screen.ask(DifferenceModal(article.headline, summary, found, article.version))
        if wish is None:
            break
    # Who looked at what changed has read it.
    screen.pager.opened()


def _compare(desk: Desk, article_id: str, wish: VersionsWish | None) -> VersionDifference:
    if wish is None:
        return desk.articles.compare(article_id)
    return desk.articles.compare(article_id, wish.older, wish.newer)


VERSION_ACTS: Mapping[str, Handler] = {"differences": differences}

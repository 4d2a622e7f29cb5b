"""Moving about: from pane to pane, from article to article, into a search and out of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.commands import Where
from tui.i18n import _
from tui.places import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


def _go(pane: Where, screen: DeskScreen) -> None:
    if pane is Where.READER:
        screen.pager.opened()
    screen.go_to_pane(pane)


def _step(step: int, screen: DeskScreen) -> None:
    screen.step_pane(step)


def _turn(step: int, screen: DeskScreen) -> None:
    screen.articles.action_move(step)


def back(screen: DeskScreen) -> None:
    """Leave the article, drop the marks, end the search, go to the views: one step at a time."""
    if screen.pane is Where.FACETS:
        screen.beside.leave_facets()
    elif screen.pane is Where.READER:
        screen.go_to_pane(Where.LIST)
    elif screen.articles.marked:
        screen.articles.clear_marks()
    elif screen.lister.ask.query:
        screen.end_search()
    elif screen.pane is Where.LIST and screen.trail.go_back():
        return
    elif screen.pane is Where.LIST and screen.has_class("-narrow"):
        screen.go_to_pane(Where.VIEWS)
    elif screen.pane is Where.VIEWS:
        screen.go_to_pane(Where.LIST)


def search(screen: DeskScreen) -> None:
    """Type a query."""
    screen.go_to_search()


def search_everywhere(screen: DeskScreen) -> None:
    """Search beyond the place, or in it again."""
    screen.search_everywhere()
    if not screen.lister.ask.query:
        screen.go_to_search()


def sort(screen: DeskScreen) -> None:
    """Turn the order round."""
    if screen.place.kind is PlaceKind.COLLECTION and not screen.lister.ask.query:
        screen.warn(
            _("A collection has the order you give it: {up} and {down} move an article.").format(
                up=screen.key_of("move-up"), down=screen.key_of("move-down")
            )
        )
    elif screen.place.kind is PlaceKind.SIMILAR and not screen.lister.ask.query:
        screen.warn(_("The most alike come first here."))
    else:
        screen.change_order()


MOVING_ACTS: Mapping[str, Handler] = {
    "next-pane": partial(_step, 1),
    "previous-pane": partial(_step, -1),
    "go-views": partial(_go, Where.VIEWS),
    "go-list": partial(_go, Where.LIST),
    "go-article": partial(_go, Where.READER),
    "next-article": partial(_turn, 1),
    "previous-article": partial(_turn, -1),
    "back": back,
    "search": search,
    "search-everywhere": search_everywhere,
    "sort": sort,
}

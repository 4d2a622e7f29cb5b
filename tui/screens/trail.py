"""The way from one article to those like it, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import Where
from tui.places import PlaceKind, similar_place

if TYPE_CHECKING:
    from store.models import Article
    from tui.listing import Ask
    from tui.screens.desk import DeskScreen

_LONGEST = 50
"""Steps that can be gone back."""


class Trail:
    """Where a person came from when they asked for the articles like one."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._steps: list[tuple[Ask, str, Where]] = []

    def follow(self, article: Article) -> None:
        """List the articles that are like this one."""
        place = similar_place(article.id, article.headline)
        if place == self._screen.place and not self._screen.lister.ask.query:
            return
        self._steps.append((self._screen.lister.ask, article.id, self._screen.pane))
        del self._steps[:-_LONGEST]
        self._screen.show_place(place)
        self._screen.go_to_pane(Where.LIST)

    def go_back(self) -> bool:
        """List again what was listed before, with the cursor on the article; False where nothing was."""
        if self._screen.place.kind is not PlaceKind.SIMILAR or not self._steps:
            return False
        ask, article_id, pane = self._steps.pop()
        self._screen.list_again(ask, article_id)
        if pane is Where.READER:
            self._screen.go_to_pane(pane)
        return True

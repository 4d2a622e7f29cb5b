"""What would suit the article on the screen: said below it once a person stays with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from search.errors import SearchError
from tui import suggesting
from tui.commands import Where
from tui.safe_text import plain
from tui.suggesting_words import hint_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.timer import Timer

    from tui.screens.desk import DeskScreen
    from tui.services import Services
    from tui.suggesting import Advice

REST_SECONDS = 0.3
"""How long an article is on the screen before it is looked at."""


class Adviser:
    """Looks for tags and missions that would suit the article on the screen, and for none else."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._article_id: str | None = None
        self._rest: Timer | None = None
        self._advice: Sequence[Advice] | None = None

    def look_at(self, article_id: str | None) -> None:
        """Say what would suit this article, once it stays on the screen; nothing of any other.

        To be called again whenever what is known of the article may have changed.
        """
        if self._rest is not None:
            self._rest.stop()
        if article_id != self._article_id:
            self._screen.reader.border_subtitle = ""
        self._article_id, self._advice = article_id, None
        if article_id is not None:
            self._rest = self._screen.set_timer(REST_SECONDS, self._begin)

    def advise(self, article_id: str, show: Callable[[Sequence[Advice]], None]) -> None:
        """Have shown what would suit an article: at once where it is known, else as soon as it is."""
        if article_id == self._article_id and self._advice is not None:
            show(self._advice)
        else:
            self._screen.start(self._hand_over(article_id, show), "advice")

    async def _hand_over(self, article_id: str, show: Callable[[Sequence[Advice]], None]) -> None:
        advice = await self._ask(article_id)
        if article_id == self._article_id:
            self._advice = advice
        show(advice)

    def _begin(self) -> None:
        if not self._screen.is_reader_in_sight or self._article_id is None:
            return
        if self._screen.keeper.is_idle and self._screen.pane is not Where.SEARCH:
            self._screen.start(self._look(self._article_id), "advice")
        else:
            # The index does not know yet what was done; or nobody reads, for they are typing.
            self._rest = self._screen.set_timer(REST_SECONDS, self._begin)

    async def _look(self, article_id: str) -> None:
        advice = await self._ask(article_id)
        if article_id == self._article_id:
            self._advice = advice
            key = self._screen.key_of("suggestions")
            words = plain(hint_words(advice, key))
            if words != self._screen.reader.border_subtitle:
                self._screen.reader.border_subtitle = words

    async def _ask(self, article_id: str) -> Sequence[Advice]:
        return await self._screen.jobs.read(
            partial(_suggestions, self._screen.services, article_id)
        )


def _suggestions(services: Services, article_id: str) -> Sequence[Advice]:
    """Called in a thread. An index that cannot be asked suggests nothing; a search says why."""
    try:
        return suggesting.suggestions(services, article_id)
    except SearchError:
        return ()

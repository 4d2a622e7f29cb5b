"""A desk open on a screen that nobody sees, worked by keys."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from textual import events

from store.desk import Desk
from store.models import View
from tests.support.desks import write_articles
from tests.tui.modals.host import screen_text
from tests.tui.steady import PATIENCE_SECONDS, running
from tui.app import MarbreApp
from tui.keys import key_name
from tui.screens.desk import DeskScreen
from tui.services import Services
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from store.models import Article
    from tests.tui.steady import SteadyPilot

SIZES = ((80, 24), (160, 48))
NEVER = 3600.0
LOOK_SECONDS = 0.01
AWAITED = frozenset({"act", "export", "feeds", "list", "opened", "reading", "refresh", "rows"})
"""Groups of work that a key begins; the rest goes on by itself, or waits for the person."""


class Session:
    """One editor at the keyboard."""

    def __init__(self, app: MarbreApp, pilot: SteadyPilot) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def desk(self) -> Desk:
        return self.app.services.desk

    @property
    def screen(self) -> DeskScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, DeskScreen)
        return screen

    @property
    def listed(self) -> tuple[str, ...]:
        """The ids that the list shows."""
        return tuple(self.screen.articles.ids)

    @property
    def current(self) -> str:
        """The article under the cursor."""
        assert self.screen.articles.highlighted is not None
        return self.screen.articles.highlighted

    @property
    def text(self) -> str:
        """All that stands on the screen."""
        return screen_text(self.app)

    @property
    def list_text(self) -> str:
        """What stands in the list alone, line by line."""
        pane = self.screen.articles
        return "\n".join(pane.render_line(line).text for line in range(pane.size.height))

    def told(self) -> str:
        """All that the screen told by messages that go away."""
        return "\n".join(str(each.message) for each in self.app._notifications)

    def article(self, article_id: str) -> Article:
        return self.desk.articles.get(article_id)

    async def press(self, *keys: str) -> None:
        """Press keys; what starts with ``=`` is typed letter by letter."""
        for key in keys:
            for each in key[1:] if key.startswith("=") and len(key) > 1 else [key]:
                self.pilot.post(each)
                await self.settle()

    def types_at_once(self, *keys: str) -> None:
        """Let keys come faster than anything is done, as over a slow line."""
        for key in keys:
            character = key if len(key) == 1 else None
            self.app.post_message(events.Key(key_name(key), character))

    @property
    def is_at_work(self) -> bool:
        """Whether something that a key began is under way: a list, an article, a question, an act."""
        workers = (each for each in self.app.workers if not each.is_finished)
        return self.screen.holds_keys or any(each.group in AWAITED for each in workers)

    async def settle(self) -> None:
        """Wait until what a key began is done and drawn; what goes on by itself is not waited for."""
        await self.pilot.settle()
        await self.until(lambda: not self.is_at_work)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE_SECONDS
        while not condition():
            assert loop.time() < end, f"in vain\n{self.told()}\n{self.text}"
            await self.pilot.pause(LOOK_SECONDS)

    async def until_modal(self, name: str) -> None:
        """Wait until a modal of this class is open and has the focus."""
        await self.until(lambda: type(self.app.screen).__name__ == name and self.app.focused)

    async def until_desk(self) -> None:
        """Wait until all modals are closed."""
        await self.until(lambda: self.app.screen is self.screen and not self.screen.holds_keys)

    async def until_indexed(self) -> None:
        """Wait until the index follows."""
        services = self.app.services
        await self.until(lambda: self.screen.keeper.is_idle and services.pending() == 0)


def make_desk(folder: Path, editor: str = "anne") -> list[str]:
    """A desk of four articles in the inbox; gives their ids as the list shows them."""
    write_articles(folder)
    with Desk.create(folder, editor=editor) as desk:
        return list(desk.articles.ids(View()))


@asynccontextmanager
async def open_desk(
    folder: Path,
    *,
    size: tuple[int, int] = (160, 48),
    settings: Settings | None = None,
    editor: str = "anne",
    watch_seconds: float = NEVER,
    kind: type[Services] = Services,
) -> AsyncIterator[Session]:
    """Open a desk on the screen; ``kind`` may be services of which some do not work."""
    with kind.open(folder, settings or Settings(), editor=editor) as services:
        app = MarbreApp(services, watch_seconds=watch_seconds)
        async with running(app, size=size) as pilot:
            session = Session(app, pilot)
            await session.until(lambda: session.screen.keeper.is_idle)
            yield session

"""An app worked by keys, one step after the other: what a key began is done before the next one comes.

Textual's own pilot goes on as soon as the process uses no processor time, which on a machine that has
other things to do says nothing. This one goes on once no message is under way and all is drawn.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump
    from textual.screen import Screen

PATIENCE_SECONDS = 60.0
"""After how long an app that does not come to rest is given up; a slow machine needs seconds."""

ROUNDS = 2
"""How often in a row nothing may have been under way."""


class SteadyPilot(Pilot[None]):
    """A pilot who waits for the app instead of guessing whether it is idle."""

    def __init__(self, app: App[None], stir: _Stir) -> None:
        super().__init__(app)
        self._stir = stir

    async def press(self, *keys: str) -> None:
        """Press keys, each after all that the one before it brought about."""
        for key in keys:
            self.post(key)
            await self.settle()

    def post(self, key: str) -> None:
        """Have a key come, without waiting for what it does."""
        is_character = len(key) == 1
        name = _character_to_key(key) if is_character and not key.isalnum() else key
        self.app.post_message(events.Key(name, key if is_character else key_to_character(key)))

    async def pause(self, delay: float | None = None) -> None:
        """Wait until the app is at rest, after so many seconds if they are given."""
        if delay is not None:
            await asyncio.sleep(delay)
        await self.settle()

    async def settle(self) -> None:
        """Wait until no message is under way and all is drawn."""
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE_SECONDS
        quiet = 0
        while quiet < ROUNDS and self.app._exception is None and self.app.is_running:
            assert loop.time() < until, "the app does not come to rest"
            before = self._stir.count
            await self._pass_all_queues()
            self._draw()
            await self.app.animator.wait_until_complete()
            is_quiet = self._stir.count == before and self._is_at_rest()
            quiet = quiet + 1 if is_quiet else 0

    def _draw(self) -> None:
        # What is to be drawn is drawn by a timer; this is what it does.
        self.app.screen._on_timer_update()

    def _pumps(self) -> list[MessagePump]:
        """All that has messages to see to, and all of the screen in front, which may be seeing to one.

        A screen behind has itself and the one in front drawn anew whenever a message reaches it.
        """
        *behind, front = self.app.screen_stack
        nodes = (node for each in behind for node in each.walk_children(with_self=True))
        waiting = (node for node in nodes if node.message_queue_size or node._next_callbacks)
        return [self.app, *front.walk_children(with_self=True), *waiting]

    def _is_at_rest(self) -> bool:
        if self.app._resize_event is not None:
            return False
        if any(pump.message_queue_size or pump._next_callbacks for pump in self._pumps()):
            return False
        return not _has_to_draw(self.app.screen)

    async def _pass_all_queues(self) -> None:
        """Wait until all that is in any queue has been seen to."""
        notes = _Notes()
        for pump in self._pumps():
            notes.count += pump.call_later(notes.arrived)
        failed: asyncio.Future[bool] = asyncio.ensure_future(self.app._exception_event.wait())
        if notes.count:
            await asyncio.wait(
                {notes.all_arrived, failed},
                timeout=PATIENCE_SECONDS,
                return_when=asyncio.FIRST_COMPLETED,
            )
            assert notes.all_arrived.done() or failed.done(), "messages are not seen to"
        failed.cancel()


class _Stir:
    """Counts the messages that any part of an app began to see to, but for notes."""

    def __init__(self, on_message: Callable[[Message], None] | None) -> None:
        self.count = 0
        self._on_message = on_message

    def __call__(self, message: Message) -> None:
        is_note = isinstance(message, events.Callback) and _Notes.are_sent_by(message.callback)
        self.count += not is_note
        if self._on_message is not None:
            self._on_message(message)


class _Notes:
    """Counts what is sent through queues as it arrives."""

    def __init__(self) -> None:
        self.count = 0
        self.all_arrived: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    @staticmethod
    def are_sent_by(callback: object) -> bool:
        """Whether a callback is a note's."""
        return isinstance(callback, partial) and getattr(callback.func, "__func__", None) is (
            _Notes.arrived
        )

    def arrived(self) -> None:
        """Be told that one has gone through a queue."""
        self.count -= 1
        if not self.count and not self.all_arrived.done():
            self.all_arrived.set_result(True)


def _has_to_draw(screen: Screen[Any]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


@asynccontextmanager
async def running(
    app: App[None],
    size: tuple[int, int] = (80, 24),
    *,
    on_message: Callable[[Message], None] | None = None,
) -> AsyncIterator[SteadyPilot]:
    """Run an app on a screen that nobody sees; it is at rest when it is handed over.

    Args:
        app: The app.
        size: Columns and rows of the screen.
        on_message: Called with each message that any part of the app sees to, from the first on.
    """
    stir = _Stir(on_message)
    async with app.run_test(size=size, message_hook=stir):
        pilot = SteadyPilot(app, stir)
        await pilot.settle()
        yield pilot

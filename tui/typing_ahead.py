"""Keys that are typed faster than what they are meant for appears: each goes where it was meant to go."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.dom import DOMNode

_ROUNDS = 3
"""How often one goes up behind a key: the key itself does, then what the widget tells of it, then what one
around it makes of that, as a chooser does of its line's."""


class TypedAhead:
    """The keys that wait, in the order in which they were typed; all is called by the app's own loop."""

    def __init__(
        self, waits: Callable[[], bool], deliver: Callable[[events.Key], Awaitable[None]]
    ) -> None:
        """Take how keys are delivered.

        Args:
            waits: Whether what the next key is meant for has yet to appear.
            deliver: Hands a key to what there is.
        """
        self._waits = waits
        self._deliver = deliver
        self._keys: deque[events.Key] = deque()
        self._followed: DOMNode | None = None

    async def take(self, key: events.Key) -> None:
        """Deliver a key, after those that wait."""
        self._keys.append(key)
        await self.go_on()

    async def go_on(self) -> None:
        """Deliver what can be; to be called when what was waited for has appeared."""
        while self._keys and not self._follows() and not self._waits():
            await self._deliver(self._keys.popleft())

    def forget(self) -> None:
        """Forget the keys that wait: what they were meant for does not come."""
        self._keys.clear()

    def follow(self, widget: DOMNode) -> None:
        """Let keys wait until what a widget tells of a key has arrived wherever it goes.

        A message goes up through the queues of all that is around the widget, and so does what follows it.
        """
        self._followed = widget
        self._climb(widget, widget, _ROUNDS)

    def _follows(self) -> bool:
        # What closed on the way tells nothing any more.
        return self._followed is not None and self._followed.is_attached

    async def _arrive(self) -> None:
        self._followed = None
        await self.go_on()

    def _climb(self, start: DOMNode, node: DOMNode, rounds: int) -> None:
        parent = node.parent
        if parent is not None:
            goes_on = node.call_later(self._climb, start, parent, rounds)
        elif rounds > 1:
            goes_on = node.call_later(self._climb, start, start, rounds - 1)
        else:
            goes_on = node.call_later(self._arrive)
        if not goes_on:
            self._followed = None

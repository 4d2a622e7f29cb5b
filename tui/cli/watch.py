"""``collect`` until a signal says stop: one round in order, or with ``--watch`` again and again."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

from store.clock import utc_now
from store.errors import AlreadyCollectingError, DeskBusyError
from tui.cli.output import warn
from tui.words import describe_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from tui.cli.session import Session

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SHORTEST = 30.0
"""Seconds between two looks, however much is due."""


def go_on(session: Session, minutes: int, collect: Callable[[Callable[[], bool]], object]) -> None:
    """Collect, wait until a feed is due, and so on.

    Args:
        session: the desk.
        minutes: how long to wait at most: feeds may be added meanwhile.
        collect: makes one round; asks several times a second whether to stop.
    """
    with stopped_by_signals() as stopped:
        while not stopped.is_set():
            try:
                collect(stopped.is_set)
            except (AlreadyCollectingError, DeskBusyError) as error:
                warn(describe_error(error))
            stopped.wait(_seconds_to_wait(session, minutes))


def _seconds_to_wait(session: Session, minutes: int) -> float:
    due = session.services.next_due()
    until_due = (due - utc_now()).total_seconds() if due else minutes * 60.0
    return max(_SHORTEST, min(until_due, minutes * 60.0))


@contextmanager
def stopped_by_signals() -> Iterator[Event]:
    """Have signals that end a process set an event for the length of a block; the second ends it at once."""
    stopped = Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = {number: signal.signal(number, stop) for number in _STOPPING}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

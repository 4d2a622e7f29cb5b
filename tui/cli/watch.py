"""``collect`` until a signal says stop: one round in order, or with ``--watch`` again and again."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

from store.clock import utc_now
from store.errors import AlreadyCollectingError, DeskBusyError, DeskUnwritableError
from tui.cli.output import warn
from tui.words import describe_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from types import FrameType

    from store.clock import Clock
    from tui.cli.session import Session

    Collect = Callable[[Callable[[], bool], bool], object]

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SHORTEST = 30.0
"""Seconds between two looks, however much is due."""
_SLICE = 30.0
"""Seconds after which the clock on the wall is looked at again."""


def go_on(
    session: Session,
    minutes: int,
    references: Sequence[str],
    collect: Collect,
    wait: Callable[[datetime, Event], None] | None = None,
) -> None:
    """Collect, wait until a feed is due, and so on.

    Args:
        session: the desk.
        minutes: how long to wait at most: feeds may be added meanwhile.
        references: the feeds that are meant, all where there are none.
        collect: makes one round, given what to ask several times a second whether to stop, and whether it is
            the first: what is not due then is not fetched again and again.
        wait: waits for a moment or for the wish to stop.
    """
    is_first = True
    with stopped_by_signals() as stopped:
        while not stopped.is_set():
            try:
                collect(stopped.is_set, is_first)
            except (AlreadyCollectingError, DeskBusyError) as error:
                warn(describe_error(error))
            except DeskUnwritableError as error:
                # A disk that is full now may not be so in an hour; rights do not come by themselves.
                if is_first:
                    raise
                warn(describe_error(error))
            is_first = False
            (wait or wait_until)(_next_look(session, minutes, references), stopped)


def _next_look(session: Session, minutes: int, references: Sequence[str]) -> datetime:
    now = utc_now()
    latest = now + timedelta(minutes=minutes)
    due = session.services.next_due(references)
    return max(now + timedelta(seconds=_SHORTEST), min(due or latest, latest))


def wait_until(
    moment: datetime, stopped: Event, clock: Clock = utc_now, every: float = _SLICE
) -> None:
    """Wait for a moment by the clock on the wall, or for the wish to stop.

    A machine that sleeps stops its other clocks: what was due meanwhile is due when it wakes. Where the
    clock is set back, the wait is over, too, since nobody knows how much of it is left.

    Args:
        moment: when to go on.
        stopped: the wish to stop.
        clock: the clock on the wall.
        every: seconds between two looks at it.
    """
    before = clock()
    while before < moment and not stopped.wait(min(every, (moment - before).total_seconds())):
        now = clock()
        if now < before:
            return
        before = now


@contextmanager
def stopped_by_signals() -> Iterator[Event]:
    """Have signals that end a process set an event for the length of a block; the second ends it at once."""
    stopped = Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    # Who starts it with a signal ignored wants it so: ``nohup``, a shell's ``&``.
    heeded = [number for number in _STOPPING if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heeded}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

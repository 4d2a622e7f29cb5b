"""Blocking work beside an event loop, without waiting for what hangs.

The loop's own executor is joined when the loop ends and the interpreter joins every pool: a name server
that does not answer would hold both up. A thread that nobody waits for does not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def run_aside(work: Callable[[], T]) -> T:
    """The result of ``work``, done in a thread of its own; cancelled, the thread is left to itself."""
    future: Future[T] = Future()
    Thread(target=_settle, args=(future, work), daemon=True).start()
    return await asyncio.wrap_future(future)


def _settle(future: Future[T], work: Callable[[], T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    # Whatever it is, it belongs to the one who awaits the result.
    except BaseException as error:  # noqa: BLE001 - handed on, not handled
        future.set_exception(error)

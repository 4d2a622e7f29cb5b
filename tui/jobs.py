"""Threads for what is slow: readings side by side, acts one after the other, long work apart.

The interface awaits both without standing still. A writing that was asked for is done even where
nobody waits for it any more, so that an act that a person saw happen has happened.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

ResultT = TypeVar("ResultT")
ValueT = TypeVar("ValueT")

READERS = 3
LABOURERS = 3


class Jobs:
    """The threads of one open desk."""

    def __init__(self) -> None:
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="marbre-reader")
        self._labourers = ThreadPoolExecutor(LABOURERS, thread_name_prefix="marbre-labourer")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="marbre-writer")
        self.is_closing = False
        """True once the desk is being closed: long work looks at it and stops."""

    async def read(self, call: Callable[[], ResultT]) -> ResultT:
        """Run what only reads."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, call)

    async def write(self, call: Callable[[], ResultT]) -> ResultT:
        """Run what writes, after all that was to be written before."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, call))

    async def labour(self, call: Callable[[], ResultT]) -> ResultT:
        """Run what takes long: collecting, indexing, looking through the folder."""
        return await asyncio.get_running_loop().run_in_executor(self._labourers, call)

    def close(self) -> None:
        """Wait until all that was to be written is, and take nothing more."""
        self.is_closing = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._labourers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)


class Latest(Generic[ValueT]):
    """Hands values from a thread to the interface: of many, the newest when it has time for one."""

    def __init__(
        self, post: Callable[[Callable[[], None]], object], show: Callable[[ValueT], None]
    ) -> None:
        """Take what is called.

        Args:
            post: Has the interface call something soon; called from any thread.
            show: Shows a value; called by the interface.
        """
        self._post = post
        self._show = show
        self._values: list[ValueT] = []

    def __call__(self, value: ValueT) -> None:
        """Hand a value over."""
        is_awaited = bool(self._values)
        self._values.append(value)
        if not is_awaited:
            self._post(self._deliver)

    def _deliver(self) -> None:
        values, self._values = self._values, []
        if values:
            self._show(values[-1])

"""Handing over to the sink: in one thread, one call after another, what has come meanwhile in one call.

A call of the sink costs a wait for the disk, whatever it holds. The first feed that is ready is handed over
at once; those that come while the sink is at work are handed over together. What is to be remembered of feeds
that held nothing goes along with others, or waits for more of its kind.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock
from time import monotonic
from typing import Protocol, Self, TypeVar

from store.errors import UnknownError
from store.models import Delivery, EntryOutcome, FeedState, KnownEntry

T = TypeVar("T")
Taken = Sequence[EntryOutcome]
_MOST_ENTRIES = 500
"""Entries after which no further feed joins a call: others want to write to the desk too."""
_LEAST_SECONDS = 0.1
"""From the start of a call to that of the next, unless half of ``_MOST_ENTRIES`` waits: what a call costs
beside its entries is shared by them then."""
_START_SECONDS = 0.05
"""What the first requests are given to be sent before the sink prepares, unless it is wanted sooner: both
would wait for the interpreter, and the servers' answers take longer than that."""
_MEMORY_SECONDS = 0.25
"""How long what is only to be remembered waits for company: it harms nobody to be lost in a crash."""


class EntrySink(Protocol):
    """Where entries go; each call is whole or not at all, and comes from one thread."""

    def prepare(self) -> object:
        """Do what must be done before any other call; the first feeds are being fetched meanwhile."""

    def known(
        self, feed_id: str, guids: Sequence[str], canonical_urls: Sequence[str]
    ) -> Sequence[KnownEntry]:
        """What is there already, by guid and by canonical URL."""

    def take_deliveries(self, deliveries: Sequence[Delivery]) -> Sequence[Taken | UnknownError]:
        """Take in what feeds gave, and what to remember of each; for each, what became of its entries."""

    def settle(self) -> None:
        """Wait until what was taken in is there for good."""

    def move(self, feed_id: str, url: str) -> bool:
        """Follow a feed to another address; False where that cannot be."""

    def pause(self, feed_id: str) -> None:
        """Collect from a feed no longer: it is gone for good."""


class Handover:
    """The way to a sink, from an event loop; a context manager, which settles what was taken in."""

    def __init__(self, sink: EntrySink) -> None:
        self._sink = sink
        self._thread = ThreadPoolExecutor(1, "marbre-intake")
        self._lock = Lock()
        self._waiting: list[tuple[Delivery, Future[Taken]]] = []
        self._next_call = 0.0
        self._memory_timer: asyncio.TimerHandle | None = None
        self._is_ending = Event()
        self._is_wanted = Event()
        self._prepared: Future[object] = Future()

    def __enter__(self) -> Self:
        self._prepared = self._thread.submit(self._prepare)
        return self

    def __exit__(self, *_: object) -> None:
        self._is_ending.set()
        self._is_wanted.set()
        try:
            self._thread.submit(self._sink.settle).result()
            self._prepared.result()
        finally:
            self._thread.shutdown()

    async def take(self, delivery: Delivery) -> Taken:
        """What became of the entries of a feed.

        Raises:
            UnknownError: the sink knows no such feed.
        """
        result = self._line_up(delivery)
        self._thread.submit(self._take_waiting)
        return await _outcome(result)

    async def remember(self, feed_id: str, state: FeedState) -> None:
        """Remember of a feed what the collector saw, where it held nothing to be taken in.

        Raises:
            UnknownError: the sink knows no such feed.
        """
        result = self._line_up(Delivery(feed_id, state=state))
        if self._is_ending.is_set():
            self._thread.submit(self._take_waiting)
        elif self._memory_timer is None:
            loop = asyncio.get_running_loop()
            self._memory_timer = loop.call_later(_MEMORY_SECONDS, self._take_memories)
        await _outcome(result)

    def end(self) -> None:
        """Have what comes from now on wait for no company: it is the last, and takes along what waits."""
        self._is_ending.set()

    async def call(self, work: Callable[[EntrySink], T]) -> T:
        """Ask something else of the sink."""

        def ask() -> T:
            self._prepared.result()
            return work(self._sink)

        self._is_wanted.set()
        return await _outcome(self._thread.submit(ask))

    def _line_up(self, delivery: Delivery) -> Future[Taken]:
        result: Future[Taken] = Future()
        with self._lock:
            self._waiting.append((delivery, result))
        self._is_wanted.set()
        return result

    def _prepare(self) -> object:
        self._is_wanted.wait(_START_SECONDS)
        return self._sink.prepare()

    def _take_memories(self) -> None:
        self._memory_timer = None
        self._thread.submit(self._take_waiting)

    def _take_waiting(self) -> None:
        if self._count_waiting() < _MOST_ENTRIES // 2:
            # A call that comes right after another is better made of what comes meanwhile too.
            self._is_ending.wait(max(0.0, self._next_call - monotonic()))
        chosen = self._choose()
        if not chosen:
            return
        self._next_call = monotonic() + _LEAST_SECONDS
        try:
            self._prepared.result()
            taken = self._sink.take_deliveries([delivery for delivery, _ in chosen])
        # Whatever it is, it belongs to those who await the outcome.
        except BaseException as error:  # noqa: BLE001 - handed on, not handled
            for _, result in chosen:
                result.set_exception(error)
            return
        for (_, result), outcome in zip(chosen, taken, strict=True):
            if isinstance(outcome, UnknownError):
                result.set_exception(outcome)
            else:
                result.set_result(outcome)

    def _count_waiting(self) -> int:
        with self._lock:
            return sum(len(delivery.entries) for delivery, _ in self._waiting)

    def _choose(self) -> list[tuple[Delivery, Future[Taken]]]:
        """The deliveries of the next call, in the order in which they came."""
        chosen: list[tuple[Delivery, Future[Taken]]] = []
        count = 0
        with self._lock:
            while self._waiting and count < _MOST_ENTRIES:
                delivery, result = self._waiting.pop(0)
                if result.set_running_or_notify_cancel():
                    chosen.append((delivery, result))
                    count += len(delivery.entries)
        return chosen


async def _outcome(begun: Future[T]) -> T:
    """The result of what the sink does; once it is begun, who is cancelled waits for its end."""
    result = asyncio.wrap_future(begun)
    while True:
        try:
            return await asyncio.shield(result)
        except asyncio.CancelledError:
            if begun.cancel():
                raise

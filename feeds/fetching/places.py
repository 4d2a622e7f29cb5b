"""Where fetches stand: at most so many at each host, so many at all, and few with much in their hands.

Nobody keeps a place while waiting for another, and who waits for a host keeps nobody from the others.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict

_FEW = 300
"""Connections that may be left open: a process may have about a thousand files open."""

LARGE_AT_ONCE = 2
"""Large bodies that may be held at one time: twenty of the largest fill a memory."""


class Places:
    """All the places of a collection."""

    def __init__(self, at_once: int, per_host: int) -> None:
        self.everywhere = asyncio.Semaphore(max(1, at_once))
        self.hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(max(1, per_host))
        )
        self._per_host = max(1, per_host)
        self._waiting: Counter[str] = Counter()
        """How many wait for a place at each host; those for which nobody waits are not in it."""
        self._kept_open: set[str] = set()
        """Hosts to whom connections stay open, since more is asked of them."""
        self.large = asyncio.Semaphore(LARGE_AT_ONCE)

    async def take_at(self, host: str) -> None:
        """Wait for a place at a host."""
        self._waiting[host] += 1
        try:
            await self.hosts[host].acquire()
        finally:
            self._waiting[host] -= 1
            if not self._waiting[host]:
                del self._waiting[host]

    def are_done_with(self, host: str) -> bool:
        """Whether a connection to a host would stay open for nobody, or too many would stay open."""
        if host not in self._waiting:
            self._kept_open.discard(host)
            return len(self.hosts) * self._per_host > _FEW
        if len(self._kept_open) * self._per_host < _FEW:
            self._kept_open.add(host)
        return host not in self._kept_open


class Place:
    """One of the places at a host and one of all, taken together and given back together."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._host: str | None = None
        self._has_place = False
        self._is_large = False

    async def take(self, host: str) -> None:
        """Wait for a place at a host, then for one of all; what was held is given back before."""
        if host == self._host:
            return
        self.leave()
        await self._places.take_at(host)
        self._host = host
        await self._places.everywhere.acquire()
        self._has_place = True

    async def take_large(self) -> None:
        """Wait to be one of the few that hold a large body, until the place is left."""
        if not self._is_large:
            await self._places.large.acquire()
            self._is_large = True

    def leave_host(self) -> None:
        """Give back the place at the host: nothing more is asked of it."""
        if self._host is not None:
            self._places.hosts[self._host].release()
            self._host = None

    def step_aside(self) -> None:
        """Give everything back unless what is held is large: nothing more is fetched."""
        if not self._is_large:
            self.leave()

    def leave(self) -> None:
        """Give everything back."""
        self.leave_host()
        if self._is_large:
            self._places.large.release()
            self._is_large = False
        if self._has_place:
            self._places.everywhere.release()
            self._has_place = False

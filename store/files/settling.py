"""Waiting until new files are on the disk, beside what else is done; then their second names go."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Lock

from store.files.article_files import refusals
from store.files.file_systems import FileSystem

_WAITERS = 8
"""Threads that wait for files one by one."""
_PORTION = 16
"""Files that one of them waits for before it looks for more; beyond, the whole file system is written out."""
_MOST_WAITING = 2_000
"""Files that may be named and not yet on the disk; whoever writes more waits for some of them."""


def settle(names: Sequence[str], file_system: FileSystem | None = None) -> None:
    """Wait until files are on the disk, then take their second names away.

    Args:
        names: the second names; those that are gone meanwhile were settled by somebody else.
        file_system: theirs, watched since before they were written; None has each file waited for.

    Raises:
        DeskUnwritableError: the system refused one; its second name stays.
    """
    if file_system is not None and len(names) > _PORTION and file_system.sync():
        for name in names:
            _take_away(name)
        return
    portions = [names[start : start + _PORTION] for start in range(0, len(names), _PORTION)]
    if len(portions) == 1:
        _settle_portion(names)
    elif portions:
        with ThreadPoolExecutor(_WAITERS, "marbre-sync") as waiters:
            deque(waiters.map(_settle_portion, portions), maxlen=0)


def _take_away(name: str) -> None:
    # Without a context manager: there are many, and that takes as long as the call itself.
    try:
        os.unlink(name)  # noqa: PTH108 - no Path either
    except FileNotFoundError:
        return
    except OSError:
        with refusals(name):
            raise


def _settle_portion(names: Sequence[str]) -> None:
    with ExitStack() as opened:
        handles = [(name, _being_written_out(name, opened)) for name in names]
        for name, handle in handles:
            if handle is not None:
                with refusals(name):
                    os.fsync(handle)
                _take_away(name)


def _being_written_out(name: str, opened: ExitStack) -> int | None:
    """A file that the system begins to write out: to wait for many costs little more than for one then."""
    with refusals(name), suppress(FileNotFoundError):
        handle = os.open(name, os.O_RDONLY)
        opened.callback(os.close, handle)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        return handle
    return None


class Settler:
    """Settles the files of a folder while others are being written; any thread may call it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._waiting: list[str] = []
        self._under_way: list[str] = []
        self._jobs: deque[Future[None]] = deque()
        self._pool: ThreadPoolExecutor | None = None
        self._file_system: FileSystem | None = None

    def watch(self) -> set[str]:
        """Look out for failures, before files are written; gives the second names yet to be taken away."""
        with self._lock:
            if self._file_system is None:
                with refusals(self._folder):
                    self._file_system = FileSystem(self._folder)
            return {*self._waiting, *self._under_way}

    def add(self, names: Sequence[str]) -> None:
        """Settle files by their second names, beside what the caller goes on to do.

        Raises:
            DeskUnwritableError: the system refused an earlier one.
        """
        with self._lock:
            if names:
                self._waiting.extend(names)
                self._pool = self._pool or ThreadPoolExecutor(1, "marbre-settle")
                self._jobs.append(self._pool.submit(self._settle_waiting))
        self._wait(_MOST_WAITING)

    def finish(self) -> None:
        """Wait until all are settled.

        Raises:
            DeskUnwritableError: the system refused one.
        """
        try:
            self._wait(0)
        finally:
            with self._lock:
                pool, self._pool = self._pool, None
            if pool is not None:
                pool.shutdown()

    def close(self) -> None:
        """Look for failures no longer; of what nobody waited for, nothing is said."""
        with self._lock:
            pool, self._pool = self._pool, None
            file_system, self._file_system = self._file_system, None
        if pool is not None:
            pool.shutdown()
        # Not before: to a job under way, its number could mean another file by then.
        if file_system is not None:
            file_system.close()

    def _settle_waiting(self) -> None:
        """Settle all that has come by now; the jobs behind this one may find nothing left to do."""
        with self._lock:
            names, self._waiting = self._waiting, []
            self._under_way = names
        try:
            settle(names, self._file_system)
        finally:
            with self._lock:
                self._under_way = []

    def _wait(self, most: int) -> None:
        """Wait until no more files than this are not settled."""
        while True:
            with self._lock:
                job = self._jobs[0] if self._jobs else None
                is_enough = len(self._waiting) + len(self._under_way) <= most
                if job is None or (is_enough and most):
                    return
            try:
                job.result()
            finally:
                with self._lock:
                    if self._jobs and self._jobs[0] is job:
                        self._jobs.popleft()

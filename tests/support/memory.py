"""How much memory a process and its children hold together, looked at again and again."""

from __future__ import annotations

import threading

import psutil


class MemoryWatch:
    """Looks until it is ended.

    Args:
        pid: the process; this one where None.
        seconds: between two looks.
    """

    def __init__(self, pid: int | None = None, seconds: float = 0.01) -> None:
        self._most = 0
        self._pid = pid
        self._seconds = seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> int:
        """The most bytes that were seen, what the processes share counted once for each."""
        self._done.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._done.wait(self._seconds):
            try:
                own = psutil.Process(self._pid)
                everybody = [own, *own.children(recursive=True)]
            except psutil.Error:
                continue
            self._most = max(self._most, sum(map(_held, everybody)))


def _held(process: psutil.Process) -> int:
    try:
        held: int = process.memory_info().rss
    except psutil.Error:
        return 0
    return held

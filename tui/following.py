"""A process that has the index follow the desk while much comes in: what has come can be found meanwhile.

It is a process of its own since indexing and collecting would wait for each other in one, and it stands back
behind whatever else the machine has to do. What it has not taken in when it is told to end, the desk's own
process takes in afterwards.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

    from feeds.collecting.collector import CollectProgress

_AFTER_SECONDS = 1.0
"""How long after the first article it begins: most rounds are over by then."""
_MANY = 300
"""Articles after which it begins at once: there are more to come."""
_END_SECONDS = 20.0
"""How long it may go on with what it is at; a killed one costs the work of a commit."""
_START = (
    "import sys; sys.path[:] = sys.argv[2:]; from tui.followed import follow; follow(sys.argv[1])"
)


class Follower:
    """Follows from the first article of a collection to its end; a context manager.

    At the end it is told to stop; ``wait`` is for those who go on with the index themselves.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._timer: Timer | None = None
        self._is_due = False
        self._process: subprocess.Popen[bytes] | None = None
        self._has_ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._has_ended = True
            timer, process = self._timer, self._process
        if timer is not None:
            timer.cancel()
        if process is not None and process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()

    def wait(self) -> None:
        """Wait until it is done with what it was at when the collection ended."""
        if self._process is None:
            return
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def is_at_work(self) -> bool:
        """Whether the process runs now."""
        process = self._process
        return process is not None and process.poll() is None

    def watching(
        self, progress: Callable[[CollectProgress], None] | None
    ) -> Callable[[CollectProgress], None]:
        """A collection's progress, of which this takes note on its way."""

        def take_note(state: CollectProgress) -> None:
            self._expect(state.new + state.changed)
            if progress is not None:
                progress(state)

        return take_note

    def _expect(self, count: int) -> None:
        """Begin in a moment or, where so many articles have come, at once."""
        if count and self._timer is None:
            self._timer = Timer(_AFTER_SECONDS, self._start)
            self._timer.daemon = True
            self._timer.start()
        if count >= _MANY and not self._is_due:
            self._is_due = True
            Thread(target=self._start, daemon=True).start()

    def _start(self) -> None:
        path = [place for place in sys.path if place]
        with self._lock:
            if not self._has_ended and self._process is None:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                    [sys.executable, "-I", "-c", _START, str(self._folder), *path],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )

"""A program on a terminal of its own: keys go in, frames come out with the moment of each."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from signal import SIGKILL
from struct import pack
from subprocess import Popen
from termios import TIOCSWINSZ
from types import TracebackType
from typing import Self

import pyte

SIZE = {"LINES", "COLUMNS"}
"""In the environment they count for more than the terminal's own size."""

_QUIET_SECONDS = 0.15
_BYTES = 1 << 16
_BEGIN, _END = b"\x1b[?2026h", b"\x1b[?2026l"
_ANSWERS = {
    # Asked whether frames may be marked by their beginning and end, it says yes.
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[c": b"\x1b[?62;c",
    b"\x1b[6n": b"\x1b[1;1R",
}
# What pyte would take for text.
_PRIVATE = re.compile(rb"\x1b\[[>=<?][0-9;]*[a-zA-Z$]|\x1b\[\?[0-9;]*\$[a-z]|\x1bP[^\x1b]*\x1b\\")


@dataclass(frozen=True, slots=True)
class Chunk:
    """What came in one piece."""

    at: float
    """Seconds of ``time.perf_counter``."""
    data: bytes


class Terminal:
    """A child process on a pseudo-terminal; use it in a ``with``."""

    def __init__(
        self, command: Sequence[str], folder: Path, columns: int = 160, rows: int = 48
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._here, there = os.openpty()
        ioctl(there, TIOCSWINSZ, pack("HHHH", rows, columns, 0, 0))
        inherited = {key: value for key, value in os.environ.items() if key not in SIZE}
        environment = inherited | {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_ANIMATIONS": "none",
            "LC_ALL": "C.UTF-8",
        }
        self._process = Popen(
            [sys.executable, *command],
            cwd=folder,
            env=environment,
            stdin=there,
            stdout=there,
            stderr=there,
            start_new_session=True,
        )
        os.close(there)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.killpg(self._process.pid, SIGKILL)
        self._process.wait()
        os.close(self._here)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return list(self.screen.display)

    def press(self, key: str) -> float:
        """Send a key; returns when."""
        at = time.perf_counter()
        os.write(self._here, key.encode())
        return at

    def listen(self, until: Callable[[], bool] = lambda: True, *, seconds: float = 30.0) -> None:
        """Draw what comes until the screen rests, and until what is waited for is there.

        Raises:
            TimeoutError: it did not come.
        """
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._draw(self.read())
            if until():
                return
        raise TimeoutError("\n".join(self.lines))

    def read(self) -> list[Chunk]:
        """Take what comes until nothing more does for a moment, without drawing it."""
        chunks: list[Chunk] = []
        last = time.perf_counter()
        while time.perf_counter() - last < _QUIET_SECONDS:
            chunk = self._read(_QUIET_SECONDS / 5)
            if chunk is not None:
                chunks.append(chunk)
                last = chunk.at
        return chunks

    def moments(
        self, chunks: Sequence[Chunk], conditions: Sequence[Callable[[], bool]]
    ) -> list[float | None]:
        """Draw what came, and return when each condition first held at the end of a frame."""
        found: list[float | None] = [None] * len(conditions)
        for chunk in chunks:
            self._draw([chunk])
            if _END not in chunk.data:
                continue
            for number, condition in enumerate(conditions):
                if found[number] is None and condition():
                    found[number] = chunk.at
        return found

    def worked(self) -> float:
        """Return the CPU seconds that all threads of the child have worked."""
        total = 0
        for task in Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"):
            total += int(task.read_text().split()[0])
        return total / 1e9

    def _draw(self, chunks: Sequence[Chunk]) -> None:
        for chunk in chunks:
            self._stream.feed(_PRIVATE.sub(b"", chunk.data))

    def _read(self, seconds: float) -> Chunk | None:
        ready, _, _ = select.select([self._here], [], [], seconds)
        if not ready:
            return None
        data = os.read(self._here, _BYTES)
        at = time.perf_counter()
        for question, answer in _ANSWERS.items():
            if question in data:
                os.write(self._here, answer)
        return Chunk(at, data)

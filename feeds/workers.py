"""Work on hostile text in processes of its own, which can be killed and hold a limit of memory.

feedparser takes quadratic time over some feeds and much memory over others, and holds the interpreter
meanwhile. A process is started when there is work for it, kept for the next, and killed when it takes too
long. It reads jobs from its standard input and answers on its standard output, each a length and a pickle;
a worker's answers are records of this package, and its own input comes from here alone.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from threading import Lock
from typing import IO, Any, ParamSpec, TypeVar

from feeds.errors import FeedProblem, ParseError
from feeds.serving import LENGTH, TOO_HEAVY, Bytes, receive, send
from feeds.threads import run_aside

P = ParamSpec("P")
T = TypeVar("T")

_MOST_PROCESSES = 4
_HEAVY = 1_000_000
"""Bytes from which a job is heavy: one of those at a time, by a process that then ends."""
# The interpreter gets the very path of this one, and nothing of the environment or the working folder.
_START = (
    "import sys; sys.path[:] = sys.argv[3:];"
    " from feeds.serving import serve; serve(int(sys.argv[1]), sys.argv[2].split(','))"
)


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """What one job may take."""

    seconds: float = 10.0
    memory_bytes: int = 100_000_000
    """Beyond what the process takes before its first job."""


class WorkerPool:
    """Processes that work on what is hostile; close it when the work is done."""

    def __init__(
        self,
        limits: WorkLimits | None = None,
        processes: int | None = None,
        libraries: Sequence[str] = ("feeds.reading.parse",),
    ) -> None:
        """Make ready for work; the processes are started when there is some, or by ``prepare``.

        Args:
            limits: for each job.
            processes: how many there may be; as many as there are processors, within reason, where None.
            libraries: modules that a process loads before its first job.
        """
        self._limits = limits or WorkLimits()
        self._libraries = ",".join(libraries)
        self._most = processes or min(_MOST_PROCESSES, os.cpu_count() or 1)
        self._places = asyncio.Semaphore(self._most)
        self._heavy = asyncio.Semaphore(1)
        self._idle: list[_Worker] = []

    async def prepare(self, jobs: int) -> None:
        """Start the processes for so many jobs that are about to come, before any has."""
        new = [self._new() for _ in range(min(jobs, self._most))]
        self._idle += new
        starts = (run_aside(worker.start) for worker in new)
        # One that cannot be started is tried again by the job that wants it.
        await asyncio.gather(*starts, return_exceptions=True)

    async def run(self, size: int, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a function of a module, called in one of the processes.

        Args:
            size: bytes of what is worked on; heavy jobs wait for one another.
            work: what is called; it may raise ``ProblemError``.
            args: what it is called with; pickled, as its result is.
            kwargs: likewise.

        Raises:
            ProblemError: the function's own.
            ParseError: ``too-slow``, ``too-heavy``, or ``unreadable`` where it fails in another way.
        """
        job = _packed((self._limits.seconds, work, [_lent(each) for each in args], kwargs))
        async with self._place(is_heavy=size > _HEAVY):
            worker = self._idle.pop() if self._idle else self._new()
            try:
                async with asyncio.timeout(self._limits.seconds):
                    answer = await run_aside(lambda: worker.ask(job))
            except TimeoutError as error:
                worker.kill()
                raise ParseError(FeedProblem("too-slow")) from error
            except BaseException:
                worker.kill()
                raise
            if size > _HEAVY or answer == TOO_HEAVY:
                worker.kill()
            else:
                self._idle.append(worker)
        if isinstance(answer, FeedProblem):
            raise ParseError(answer)
        result: T = answer[0]
        return result

    def _new(self) -> _Worker:
        return _Worker(self._limits.memory_bytes, self._libraries)

    def close(self) -> None:
        """End the processes."""
        while self._idle:
            self._idle.pop().kill()

    @asynccontextmanager
    async def _place(self, *, is_heavy: bool) -> AsyncIterator[None]:
        if is_heavy:
            async with self._heavy, self._places:
                yield
        else:
            async with self._places:
                yield


class _Worker:
    """One process, seen from here."""

    def __init__(self, memory_bytes: int, libraries: str) -> None:
        self._arguments = [str(memory_bytes), libraries]
        self._process: subprocess.Popen[bytes] | None = None
        self._is_killed = False
        self._starting = Lock()

    def ask(self, job: Sequence[Bytes]) -> Any:
        """The answer to a job; blocks, and ends where the process is killed meanwhile."""
        self.start()
        process = self._process
        try:
            if process is None or process.stdin is None or process.stdout is None:
                return TOO_HEAVY
            for part in job:
                send(process.stdin, part)
            return pickle.loads(receive(process.stdout))  # noqa: S301 - our own process
        except (OSError, EOFError):
            # Out of memory where Python itself could not say so any more, or out of its time.
            self.kill()
            return TOO_HEAVY
        finally:
            if self._is_killed:
                self.kill()

    def start(self) -> None:
        """Start the process, unless that was done or it is wanted no longer; blocks shortly."""
        with self._starting:
            if self._process is None and not self._is_killed:
                self._process = self._started()

    def kill(self) -> None:
        """End the process, whatever it is at."""
        self._is_killed = True
        with self._starting:
            process = self._process
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)

    def _started(self) -> subprocess.Popen[bytes]:
        path = [place for place in sys.path if place]
        return subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-I", "-c", _START, *self._arguments, *path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def _lent(value: object) -> object:
    """Bytes that are not to be copied on their way; anything else as it is."""
    return pickle.PickleBuffer(value) if isinstance(value, bytes) else value


def _packed(job: object) -> list[Bytes]:
    """A job as it is sent: how many parts follow, the job, and the bytes that were lent to it."""
    buffers: list[pickle.PickleBuffer] = []
    head = pickle.dumps(job, 5, buffer_callback=buffers.append)
    return [LENGTH.pack(len(buffers)), head, *(buffer.raw() for buffer in buffers)]


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return

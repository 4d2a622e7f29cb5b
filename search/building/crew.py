"""The processes that build, seen from the one that has them build."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from search.building.pipes import receive, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import IO, Self

    from store.models import IndexDocument

_MOST = 2
_POLL_SECONDS = 0.05
_PATIENCE_SECONDS = 2.0
"""For what was taken in to be written, where it is to stop; it seldom takes longer than one."""

# The interpreter gets the very path of this one, and nothing of the environment or the working folder.
_START = "import sys; sys.path[:] = sys.argv[2:]; from search.building.worker import serve; serve(sys.argv[1])"


class CrewLostError(Exception):
    """A building process could not be started, or is gone."""


class StoppedError(Exception):
    """Somebody wanted the building to stop."""


class Crew:
    """Building processes, at most one per processor. Use it as a context: they end with it.

    Args:
        folder: the index's.
        should_stop: asked again and again while there is nothing to do but wait.
        most: how many processes there may be.

    Raises:
        CrewLostError: they could not be started.
    """

    def __init__(self, folder: Path, should_stop: Callable[[], bool], most: int = _MOST) -> None:
        self._should_stop = should_stop
        self._told_to_stop: float | None = None
        self._members: list[_Member] = []
        self._selector = selectors.DefaultSelector()
        self._folder = folder
        self._count = min(most, _processors())
        self._start()

    def _start(self) -> None:
        try:
            for _ in range(self._count):
                self._members.append(_Member(self._folder))
        except OSError as error:
            self.end()
            raise CrewLostError from error
        for member in self._members:
            self._selector.register(member.answers, selectors.EVENT_READ, member)

    def renew(self) -> None:
        """Go on with other processes, which take none of the memory that these took by and by."""
        for member in self._members:
            self._selector.unregister(member.answers)
            member.end()
        self._members.clear()
        self._start()

    @property
    def size(self) -> int:
        """How many processes there are."""
        return len(self._members)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> None:
        """End the processes, whatever they are at."""
        for member in self._members:
            member.end()
        self._members.clear()
        self._selector.close()

    def add(self, batches: Iterator[Sequence[IndexDocument]]) -> Iterator[Sequence[IndexDocument]]:
        """Give articles to whoever has time; yields those that were taken in, batch by batch.

        Where it is to stop, no more are given out; those that were are taken in.

        Raises:
            CrewLostError, StoppedError: what they took in since the last time is lost.
            OSError: the system refused a file.
        """
        idle = deque(self._members)
        busy: dict[_Member, Sequence[IndexDocument]] = {}
        # The next one is made ready while all are at work.
        following = next(batches, None)
        while busy or following is not None:
            while idle and following is not None:
                member = idle.popleft()
                member.tell("add", following)
                busy[member] = following
                following = next(batches, None)
            for member in self._ready(busy, _PATIENCE_SECONDS):
                member.answer()
                yield busy.pop(member)
                idle.append(member)
            if self._should_stop():
                following = None

    def finish(self) -> list[Any]:
        """Return the segments of what was taken in, written through to the disk.

        Raises:
            as ``add``.
        """
        questions = [(member, "finish", None) for member in self._members]
        answers = self._ask(questions, _PATIENCE_SECONDS)
        return [segment for segment in answers if segment is not None]

    def join(self, groups: Sequence[Sequence[Any]]) -> list[Any]:
        """Return one segment for each group of segments.

        Raises:
            as ``add``.
            IndexDamagedError, ArraysDamagedError: one of them is not as it was written.
        """
        joined = []
        for start in range(0, len(groups), self.size):
            some = zip(self._members, groups[start:], strict=False)
            joined += self._ask([(member, "join", group) for member, group in some])
        return joined

    def _ask(
        self, questions: Sequence[tuple[_Member, str, Any]], patience: float = 0.0
    ) -> list[Any]:
        waiting = {}
        for place, (member, work, argument) in enumerate(questions):
            member.tell(work, argument)
            waiting[member] = place
        answers: list[Any] = [None] * len(questions)
        while waiting:
            for member in self._ready(waiting, patience):
                answers[waiting.pop(member)] = member.answer()
        return answers

    def _ready(self, members: Mapping[_Member, Any], patience: float) -> list[_Member]:
        """Wait a moment for answers of these; returns who has one.

        Args:
            members: who was told to do something.
            patience: seconds to wait at most from when it is to stop.
        """
        if self._should_stop():
            now = time.monotonic()
            self._told_to_stop = self._told_to_stop or now
            if now >= self._told_to_stop + patience:
                raise StoppedError
        found = self._selector.select(_POLL_SECONDS)
        return [key.data for key, _ in found if key.data in members]


class _Member:
    """One process."""

    def __init__(self, folder: Path) -> None:
        path = [place for place in sys.path if place]
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-I", "-c", _START, str(folder.resolve()), *path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def answers(self) -> IO[bytes]:
        """Where it answers."""
        if self.process.stdout is None:
            raise CrewLostError
        return self.process.stdout

    def tell(self, work: str, argument: Any) -> None:
        """Tell it what to do."""
        try:
            if self.process.stdin is not None:
                send(self.process.stdin, (work, argument))
        except OSError as error:
            raise CrewLostError from error

    def answer(self) -> Any:
        """Return its answer, or raise what failed there."""
        try:
            outcome, value = receive(self.answers)
        except EOFError as error:
            raise CrewLostError from error
        if outcome == "failed":
            raise value
        return value

    def end(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                # What was not sent yet is of no use any more.
                with suppress(OSError):
                    stream.close()


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

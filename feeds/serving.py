"""What the processes do that work on hostile text, and how jobs come and answers go: see ``feeds.workers``.

It stands apart from what starts and kills them, which takes longer to load than most jobs do.
"""

from __future__ import annotations

import gc
import pickle
import struct
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import IO, Any

from feeds.errors import FeedProblem, ProblemError

Bytes = bytes | memoryview
LENGTH = struct.Struct(">Q")
TOO_HEAVY = FeedProblem("too-heavy")


def serve(memory_bytes: int, libraries: Sequence[str]) -> None:
    """Work on jobs from standard input until it ends: what the processes do."""
    # Records of a feed are freed as they are done with; looking for circles among them again and again
    # only costs time.
    gc.set_threshold(50_000, 20, 20)
    for library in libraries:
        # Before the limits.
        import_module(library)
    _limit(memory_bytes)
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints belongs to nobody.
    sys.stdout = sys.stderr
    while True:
        try:
            answer = _do(_receive_job(source))
        except EOFError:
            return
        send(answers, pickle.dumps(answer, 5))


def _do(job: list[bytes]) -> Any:
    try:
        seconds, work, args, kwargs = pickle.loads(job[0], buffers=job[1:])  # noqa: S301 - from who started us
        # Without a second hold on what may be large.
        job.clear()
        _limit_time(seconds)
        return (work(*args, **kwargs),)
    except ProblemError as error:
        return error.problem
    except MemoryError:
        return TOO_HEAVY
    # Hostile text makes libraries fail in more ways than could be listed.
    except Exception as error:  # noqa: BLE001 - reported by its name
        return FeedProblem("unreadable", type(error).__name__)


def _limit(memory_bytes: int) -> None:
    """Hold this process to what it may take; to a bound of memory on Linux alone, since others keep none."""
    import resource  # noqa: PLC0415 - not on every system

    if sys.platform == "linux":
        with open("/proc/self/statm", "rb") as told:  # noqa: PTH123 - each process would load pathlib for it
            pages = int(told.read().split()[0])
        total = pages * resource.getpagesize() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (total, total))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Should nobody be left to kill it, the system does."""
    import resource  # noqa: PLC0415 - not on every system

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _receive_job(stream: IO[bytes]) -> list[bytes]:
    (count,) = LENGTH.unpack(receive(stream))
    return [receive(stream) for _ in range(count + 1)]


def send(stream: IO[bytes], data: Bytes) -> None:
    """Send bytes, their length first."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next bytes that were sent.

    Raises:
        EOFError: nothing comes any more.
    """
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data

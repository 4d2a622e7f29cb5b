"""Threads for what is slow."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tui.jobs import Jobs, Latest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


async def test_writings_are_done_one_after_the_other(jobs: Jobs) -> None:
    done: list[int] = []
    at_once = threading.Semaphore(1)

    def write(number: int) -> None:
        assert at_once.acquire(blocking=False)
        done.append(number)
        at_once.release()

    await asyncio.gather(*(jobs.write(partial(write, number)) for number in range(50)))
    assert done == list(range(50))


async def test_a_writing_that_nobody_waits_for_is_done() -> None:
    jobs = Jobs()
    gate, done = threading.Event(), threading.Event()
    first = asyncio.ensure_future(jobs.write(gate.wait))
    second = asyncio.ensure_future(jobs.write(done.set))
    await asyncio.sleep(0)
    second.cancel()
    gate.set()
    await first
    jobs.close()
    assert done.is_set()


async def test_readings_do_not_wait_for_writings(jobs: Jobs) -> None:
    gate = threading.Event()
    writing = asyncio.ensure_future(jobs.write(gate.wait))
    assert await jobs.read(lambda: "read") == "read"
    assert await jobs.labour(lambda: "done") == "done"
    gate.set()
    assert await writing


async def test_failures_come_to_whoever_waits(jobs: Jobs) -> None:
    with pytest.raises(ZeroDivisionError):
        await jobs.write(lambda: 1 // 0)


async def test_long_work_is_told_that_the_desk_closes() -> None:
    jobs = Jobs()
    seen = threading.Event()

    def work() -> None:
        while not jobs.is_closing:
            seen.set()

    labour = asyncio.ensure_future(jobs.labour(work))
    await asyncio.to_thread(seen.wait)
    jobs.close()
    await labour


def test_of_many_values_the_newest_is_shown() -> None:
    posted: list[Callable[[], None]] = []
    shown: list[int] = []
    latest = Latest(posted.append, shown.append)
    for value in range(5):
        latest(value)
    assert len(posted) == 1
    posted.pop()()
    assert shown == [4]
    latest(9)
    posted.pop()()
    assert shown == [4, 9]

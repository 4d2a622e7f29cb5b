"""Work in processes that can be killed; the functions are the standard library's, which any process has."""

from __future__ import annotations

import asyncio
import base64
import os
import re
import time
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import psutil
import pytest

from feeds.errors import ParseError
from feeds.reading.parse import parse_feed
from feeds.workers import WorkerPool, WorkLimits
from tests.feeds import samples

T = TypeVar("T")
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def children() -> list[psutil.Process]:
    return [each for each in psutil.Process().children() if _is_worker(each)]


def _is_worker(process: psutil.Process) -> bool:
    line = process.cmdline()
    # For a moment after its start, a process does not show its line yet; one that has ended shows none either.
    is_new = not line and process.status() != psutil.STATUS_ZOMBIE
    return is_new or "feeds.serving" in " ".join(line)


@pytest.fixture(autouse=True)
def _no_process_stays() -> Iterator[None]:
    """A test that fails leaves nothing to the next."""
    yield
    for each in children():
        each.kill()
        each.wait()


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


async def problem_of(pool: WorkerPool, *job: Any, size: int = 1) -> str:
    with pytest.raises(ParseError) as caught:
        await pool.run(size, *job)
    return caught.value.problem.code


def test_a_feed_is_parsed_elsewhere() -> None:
    async def work() -> None:
        pool = WorkerPool(processes=1)
        body = samples.RSS_20.encode()
        parsed = await pool.run(len(body), parse_feed, body, url="https://a.example/", now=NOW)
        assert parsed == parse_feed(body, url="https://a.example/", now=NOW)
        assert await pool.run(1, os.getpid) != os.getpid()
        pool.close()

    run(work())


def test_processes_may_be_started_before_there_is_work() -> None:
    async def work() -> None:
        pool = WorkerPool(processes=2)
        await pool.prepare(5)
        started = {each.pid for each in children()}
        assert len(started) == 2
        together = await asyncio.gather(*(pool.run(1, os.getpid) for _ in range(2)))
        assert set(together) == started
        await pool.prepare(0)
        pool.close()
        assert children() == []

    run(work())


def test_a_process_is_kept_for_the_next_job_and_ended_in_the_end() -> None:
    async def work() -> list[int]:
        pool = WorkerPool(processes=1)
        assert children() == []
        pids = [await pool.run(1, os.getpid) for _ in range(3)]
        pool.close()
        return pids

    assert len(set(run(work()))) == 1
    assert children() == []


def test_a_problem_comes_back_and_the_process_goes_on() -> None:
    async def work() -> None:
        pool = WorkerPool(processes=1)
        pid = await pool.run(1, os.getpid)
        with pytest.raises(ParseError) as caught:
            await pool.run(1, parse_feed, b"", url="https://a.example/", now=NOW)
        assert caught.value.problem.code == "empty"
        assert await problem_of(pool, base64.b64decode, "a") == "unreadable"
        assert await pool.run(1, os.getpid) == pid
        pool.close()

    run(work())


def test_what_takes_too_long_is_killed_and_the_next_job_done() -> None:
    async def work() -> None:
        pool = WorkerPool(WorkLimits(seconds=0.5), processes=1)
        assert await problem_of(pool, re.fullmatch, "(a+)+b", "a" * 60) == "too-slow"
        assert await problem_of(pool, time.sleep, 60) == "too-slow"
        await asyncio.sleep(0)
        pool.close()

    run(work())
    assert children() == []


def test_what_takes_too_much_memory_ends() -> None:
    async def work() -> None:
        pool = WorkerPool(WorkLimits(memory_bytes=50_000_000), processes=1)
        assert await problem_of(pool, bytes, 200_000_000) == "too-heavy"
        assert await pool.run(1, len, "abc") == 3
        pool.close()

    run(work())


def test_a_process_that_dies_is_a_problem_of_its_job_alone() -> None:
    async def work() -> None:
        pool = WorkerPool(processes=1)
        assert await problem_of(pool, os._exit, 3) == "too-heavy"
        assert await pool.run(1, len, "abc") == 3
        pool.close()

    run(work())


def test_a_job_that_is_cancelled_leaves_no_process() -> None:
    async def work() -> None:
        pool = WorkerPool(processes=1)
        await pool.run(1, os.getpid)
        task = asyncio.create_task(pool.run(1, time.sleep, 60))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        pool.close()

    run(work())
    assert children() == []


def test_processes_are_never_more_than_wanted() -> None:
    async def work() -> set[int]:
        pool = WorkerPool(processes=2)
        pids = await asyncio.gather(*(pool.run(1, os.getpid) for _ in range(20)))
        pool.close()
        return set(pids)

    assert 1 <= len(run(work())) <= 2


def test_heavy_jobs_get_a_process_of_their_own() -> None:
    async def work() -> None:
        pool = WorkerPool(processes=2)
        pids = await asyncio.gather(*(pool.run(10**7, os.getpid) for _ in range(3)))
        assert len(set(pids)) == 3
        pool.close()

    run(work())
    assert children() == []

"""Real feeds with something wrong in them, thousands of times: no exception, nothing unclean, bounded time."""

from __future__ import annotations

import random
import tarfile
import time
from collections import Counter
from datetime import UTC, datetime

from feeds.errors import ParseError
from feeds.reading.parse import parse_feed
from tests.feeds.reading.test_mutated import KINDS, amiss
from tests.quality.data import FOLDER, tell
from tests.support.mutations import mutated

FILES = ("feeds_one_week.tar.gz",)
TIMES = 2_000
MOST_SECONDS = 5.0
"""Of processor time for one feed; by then, the process that reads it would soon be killed."""


def measure() -> bool:
    """Read mutated feeds; whether each gave clean records or a problem, and none took long."""
    bodies, chance, outcomes = _bodies(), random.Random(1), Counter[str]()
    slowest = 0.0
    for _ in range(TIMES):
        body = mutated(chance.choice(bodies), chance.choice(bodies), chance)
        begun = time.process_time()
        outcomes[_outcome(body)] += 1
        slowest = max(slowest, time.process_time() - begun)
    tell(
        what="mutated feeds",
        feeds=len(bodies),
        outcomes=dict(outcomes),
        slowest_seconds=round(slowest, 2),
    )
    return not outcomes["unclean"] and slowest < MOST_SECONDS


def _bodies() -> list[bytes]:
    with tarfile.open(FOLDER / FILES[0]) as archive:
        streams = [archive.extractfile(member) for member in archive.getmembers()]
        return [*KINDS.values(), *(stream.read() for stream in streams if stream is not None)]


def _outcome(body: bytes) -> str:
    try:
        feed = parse_feed(
            body, url="https://www.example.org/rss", now=datetime(2026, 3, 1, tzinfo=UTC)
        )
    except ParseError as error:
        return error.problem.code
    return "unclean" if amiss(feed) else "clean"

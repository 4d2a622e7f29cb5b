"""Run as a process: collects from the hostile server at the address given; one JSON object a line.

First what good feeds cost, then what became of all together, or of each of the cases that are named by
itself: ``memory`` is the bytes that this process and its workers hold together, at the most that was seen.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace

from feeds.collecting.collector import Collector, CollectReport
from feeds.workers import WorkLimits
from tests.feeds.fakes import LIMITS, OPEN_HERE, FakeSink, make_feed
from tests.support.hostile_server import CASES
from tests.support.memory import MemoryWatch

LEAST_SECONDS, MOST_SECONDS = 3.0, 60.0
"""Of all that a feed may take; between them, some times as long as good feeds take on this machine now."""

TIMES = 4
GOOD = [f"good-{number}" for number in range(8)]


def collect(address: str, names: list[str], seconds: float) -> tuple[CollectReport, FakeSink]:
    """Collect from these paths of the server."""
    limits = replace(
        LIMITS,
        timeout_seconds=seconds,
        per_host=20,
        max_bytes=20_000_000,
        allow_private_addresses=False,
    )
    sink = FakeSink()
    collector = Collector(sink, limits, network=OPEN_HERE, work=WorkLimits(seconds=seconds))
    return collector.collect([make_feed(f"{address}/{name}") for name in names]), sink


def main(address: str, *cases: str) -> None:
    """Collect from good feeds, then from all or from each."""
    rounds = [[case] for case in cases] or [[*GOOD[:4], *CASES, *GOOD[4:]]]
    limit = MOST_SECONDS
    for names in (GOOD, *rounds):
        watch, begun = MemoryWatch(), time.monotonic()
        report, sink = collect(address, names, limit)
        if names is GOOD:
            taken = time.monotonic() - begun
            limit = min(max(LEAST_SECONDS, TIMES * taken), MOST_SECONDS)
        problems = {_name(feed.url): feed.error and feed.error.code for feed in report.feeds}
        titles = [f"{_name(url)}: {article.title}" for (url, _), article in sink.articles.items()]
        result = {
            "seconds": round(time.monotonic() - begun, 2),
            "memory": watch.end(),
            "problems": problems,
            "titles": sorted(titles),
        }
        print(json.dumps(result), flush=True)


def _name(url: str) -> str:
    return url.rpartition("/")[2]


if __name__ == "__main__":
    main(*sys.argv[1:])

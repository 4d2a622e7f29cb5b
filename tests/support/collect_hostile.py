"""Run as a process: collects from the hostile server at the address given; one JSON object a line.

First what good feeds cost, then what became of all: ``memory`` is the bytes that this process and its
workers hold together, at the most that was seen.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from dataclasses import replace

import psutil

from feeds.collector import Collector, CollectReport
from feeds.workers import WorkLimits
from tests.feeds.fakes import LIMITS, OPEN_HERE, FakeSink, make_feed
from tests.support.hostile_server import CASES

SECONDS = 3.0
GOOD = [f"good-{number}" for number in range(8)]


class Watch:
    """Looks again and again how much memory there is to the process and its children."""

    def __init__(self) -> None:
        self.most = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> int:
        """The most that was seen."""
        self._done.set()
        self._thread.join()
        return self.most

    def _look(self) -> None:
        own = psutil.Process()
        while not self._done.wait(0.01):
            held = own.memory_info().rss
            for child in own.children(recursive=True):
                try:
                    held += child.memory_info().rss
                except psutil.Error:
                    continue
            self.most = max(self.most, held)


def collect(address: str, names: list[str]) -> tuple[CollectReport, FakeSink]:
    """Collect from these paths of the server."""
    limits = replace(
        LIMITS,
        timeout_seconds=SECONDS,
        per_host=20,
        max_bytes=20_000_000,
        allow_private_addresses=False,
    )
    sink = FakeSink()
    collector = Collector(sink, limits, network=OPEN_HERE, work=WorkLimits(seconds=SECONDS))
    return collector.collect([make_feed(f"{address}/{name}") for name in names]), sink


def main(address: str) -> None:
    """Collect twice."""
    for names in (GOOD, [*GOOD[:4], *CASES, *GOOD[4:]]):
        watch, begun = Watch(), time.monotonic()
        report, sink = collect(address, names)
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
    main(sys.argv[1])

"""Kills processes at work on an index, again and again, and looks at what they left.

Run as ``python -m tests.support.index_killer FOLDER KILLS SEED``; prints how many were killed while they
committed and while they merged. Each victim is a copy of this process, which has loaded everything: so a
kill takes a fraction of the time that a start would.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

from search import ArticleIndex, Indexer, IndexState, SearchQuery
from tests.support.index_follower import act, desk_after

_LONGEST = 0.4
"""Seconds for which a victim is left to work at most, from the first commit or merge on."""


def main(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill so many, look each time; returns what they were at."""
    chance = random.Random(seed)
    confirmed, found = 0, Counter[str]()
    for number in range(kills):
        merges = number % 2 == 1
        # The first that merges is killed as it begins to, whatever the machine is doing besides.
        seconds = chance.random() * _LONGEST if number != 1 else 0
        doing, reached = _kill_one(folder, confirmed, seconds, merges=merges)
        found[doing] += 1
        confirmed = max(confirmed, reached)
        _in_a_child(lambda: _look(folder, confirmed, thoroughly=number % 10 == 9))  # noqa: B023 - run at once
        confirmed = _in_a_child(lambda: _number(folder))
    _in_a_child(lambda: _finish(folder, confirmed))
    return found


def work(folder: Path, start: int, tell: Callable[[str], None], *, merges: bool) -> None:
    """Change a desk and have the index follow, now and then merge what is due, until killed."""
    desk, index = desk_after(start), ArticleIndex(folder)
    indexer = Indexer(index, desk)
    for step in count(start):
        if merges and step % 6 == 5:
            tell(f"merging {index.change_number()}")
            while index.merge(lambda: False):
                pass
        act(desk, step)
        tell(f"committing {index.change_number()}")
        indexer.catch_up()


def _kill_one(folder: Path, start: int, seconds: float, *, merges: bool) -> tuple[str, int]:
    """Let a victim work for a while; returns what it was at, and the last change it had confirmed."""
    reading, writing = os.pipe()
    victim = os.fork()
    if not victim:
        os.close(reading)
        try:
            work(folder, start, lambda words: _tell(writing, words), merges=merges)
        finally:
            # Only a failure leads here.
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as told:
        begun = "merging" if merges else "committing"
        last = told.readline()
        while last and not last.startswith(begun):
            last = told.readline()
        time.sleep(seconds)
        os.kill(victim, signal.SIGKILL)
        _, status = os.waitpid(victim, 0)
        assert os.WIFSIGNALED(status), "it failed by itself"
        doing, number = [last, *told.read().splitlines()][-1].split()
    return doing, int(number)


def _tell(pipe: int, words: str) -> None:
    os.write(pipe, f"{words}\n".encode())


def _in_a_child(look: Callable[[], int]) -> int:
    """Look at the index in a process that ends, since one with threads must not be copied."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, str(look()).encode())
            os._exit(0)
        finally:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, encoding="ascii") as told:
        assert status == 0, "see above"
        return int(told.read())


def _look(folder: Path, confirmed: int, *, thoroughly: bool) -> int:
    index = ArticleIndex(folder)
    assert index.state in {IndexState.READY, IndexState.CREATED}, index.state
    reached = index.change_number()
    assert reached >= confirmed, (reached, confirmed)
    assert index.change_numbers() == desk_after(reached).numbers()
    if thoroughly:
        assert index.verify() == []
    return reached


def _number(folder: Path) -> int:
    return ArticleIndex(folder).change_number()


def _finish(folder: Path, start: int) -> int:
    """Go on to the end: all is found, and nothing of the killed is left."""
    desk, index = desk_after(start + 10), ArticleIndex(folder)
    Indexer(index, desk).catch_up()
    # The process that a victim had started writes on until it sees that nobody listens.
    deadline = time.monotonic() + 120
    while index.merge(lambda: False) or list(folder.glob("*.merge")):
        assert time.monotonic() < deadline
    assert index.change_numbers() == desk.numbers()
    everything = index.search(SearchQuery.parse("filière navale"), limit=1)
    assert everything.total == len(desk.numbers())
    assert index.verify() == []
    left = {path.name.split(".")[0] for path in folder.iterdir() if path.name.endswith(".toc")}
    assert len(left) == 1, left
    return 0


if __name__ == "__main__":
    print(dict(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))

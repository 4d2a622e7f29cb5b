"""How long a change takes until it is found: ``make bench WHAT=commits N=…``.

Changes articles of an index of ``N`` one act at a time, as editors and the collector do, has the index
follow and searches for what changed. Prints one JSON object per line: ``engine kind p50_ms p95_ms
max_ms``, and the processor's time beside them. Last comes how long a search and a change take while
parts of the index are being merged.

``KEEP`` in the environment names a folder with an index that ``WHAT=search`` built and kept; it is copied,
never changed. ``ACTS`` says how many acts of each kind are done.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from search import ArticleIndex, Indexer, SearchQuery
from store.models import IndexDocument
from tests.bench._corpus import make_corpus, read_corpus
from tests.bench._whoosh_engines import Marbre

_SAMPLE = 3_000
"""How many articles of the corpus are kept in memory to be changed."""

_ACTS = 200
_MERGED = 20_000
"""About how many articles are merged while searches and changes are measured."""


class Desk:
    """The end of a long journal: knows the last changes and how many articles there are."""

    def __init__(self, sample: list[IndexDocument], count: int) -> None:
        self._articles = dict(enumerate(sample))
        self._count = count
        self._number = count
        self._changed: list[IndexDocument] = []

    def current(self) -> int:
        """The highest change number."""
        return self._number

    def pending(self, number: int) -> int:
        """How many articles changed since."""
        return self._count if not number else len(self.after(number, self._count))

    def after(self, number: int, limit: int = 200) -> list[IndexDocument]:
        """What changed since."""
        return [each for each in self._changed if each.change_number > number][:limit]

    def changes(self, place: int, **values: Any) -> None:
        """Change what is known of an article."""
        article = self._articles[place % len(self._articles)]
        self._articles[place % len(self._articles)] = self._next(article, **values)

    def publishes(self, count: int, title: str) -> None:
        """Take articles in."""
        for place in range(count):
            article = self._articles[(self._number + place) % len(self._articles)]
            self._count += 1
            self._next(article, id=f"n{self._count}_{self._count:016x}", title=title)

    def _next(self, article: IndexDocument, **values: Any) -> IndexDocument:
        self._number += 1
        changed = replace(article, change_number=self._number, **values)
        self._changed.append(changed)
        return changed

    def forgets(self, number: int) -> None:
        """Let go of changes up to a number, which the index has taken in."""
        self._changed = self.after(number, self._count)


def main(count: int) -> None:
    """Measure on ``count`` articles."""
    acts = int(os.environ.get("ACTS") or _ACTS)
    kept = os.environ.get("KEEP")
    with tempfile.TemporaryDirectory(prefix="marbre-bench-", dir=kept) as temporary:
        source = Path(kept or temporary) / str(count)
        corpus, folder = _prepare(source, Path(temporary) / "index", count)
        desk = Desk(list(islice(read_corpus(corpus), _SAMPLE)), count)
        index = ArticleIndex(folder)
        for kind, act in _kinds(desk).items():
            times = [_time(index, desk, act, number) for number in range(acts)]
            _say(kind, times, segments=index.segment_count())
        _during_merge(index, desk)
        index.close()


def _prepare(source: Path, folder: Path, count: int) -> tuple[Path, Path]:
    """Give the corpus, and a copy of its index."""
    corpus, built = source / "articles.jsonl", source / Marbre.name
    source.mkdir(parents=True, exist_ok=True)
    if not corpus.exists():
        make_corpus(corpus, count)
    if not built.exists():
        engine = Marbre(built)
        engine.count = count
        engine.build(read_corpus(corpus))
    # No file of an index is ever changed, only added, replaced and removed.
    shutil.copytree(built, folder, copy_function=os.link)
    return corpus, folder


def _kinds(desk: Desk) -> dict[str, Callable[[int], str]]:
    """Acts by their names; each does something and gives a query that finds only that."""

    def tag(number: int) -> str:
        desk.changes(number * 7, tags=(f"essai/tag{number}",))
        return f"tag:tag{number}"

    def note(number: int) -> str:
        desk.changes(number * 11, notes=(f"À rappeler avant le {number} : notez{number}.",))
        return f"note:notez{number}"

    def new(number: int) -> str:
        desk.publishes(1, f"Le seul{number} du jour")
        return f"title:seul{number}"

    def many(number: int) -> str:
        desk.publishes(50, f"Les nombreux{number} du jour")
        return f"title:nombreux{number}"

    return {"changed tag": tag, "added note": note, "new article": new, "50 new articles": many}


def _time(
    index: ArticleIndex, desk: Desk, act: Callable[[int], str], number: int
) -> tuple[float, float]:
    """Milliseconds from an act to its being found, and of the processor."""
    query = SearchQuery.parse(act(number))
    started, used = time.perf_counter(), time.process_time()
    Indexer(index, desk).catch_up()
    total = index.search(query, limit=20).total
    times = _spent(started, used)
    desk.forgets(index.change_number())
    if not total:
        raise SystemExit(f"{query.text}: not found")
    # Between two acts of a person there is time for what need not be waited for.
    while index.is_scattered and index.merge(lambda: False):
        pass
    return times


def _during_merge(index: ArticleIndex, desk: Desk) -> None:
    """Measure searches and changes alone, then while segments are being merged."""
    _fill(index, desk)
    questions = cycle(
        [
            SearchQuery.parse(text, typing=True)
            for text in ("conseil régional", "port", "filière nau")
        ]
    )
    acts = _kinds(desk)
    _say("search alone", list(islice(_searches(index, questions), 200)))
    merged: list[int] = []
    merger = Thread(target=lambda: merged.append(index.merge(lambda: False)))
    merger.start()
    searches: list[tuple[float, float]] = []
    changes: list[tuple[float, float]] = []
    number = 1_000_000
    while merger.is_alive():
        searches += islice(_searches(index, questions), 10)
        number += 1
        query = SearchQuery.parse(acts["changed tag"](number))
        started, used = time.perf_counter(), time.process_time()
        Indexer(index, desk).catch_up()
        index.search(query, limit=20)
        changes.append(_spent(started, used))
    merger.join()
    _say("search during a merge", searches, merged_segments=merged[0])
    _say("changed tag during a merge", changes)


def _fill(index: ArticleIndex, desk: Desk) -> None:
    """Have so many segments of one size that they are due to be merged."""
    while index.merge(lambda: False):
        pass
    for _ in range(8):
        for _ in range(_MERGED // 8 // 50):
            desk.publishes(50, "Le port agrandi")
        _take_in(index, desk)


def _take_in(index: ArticleIndex, desk: Desk) -> None:
    with index.write() as writer:
        for article in desk.after(index.change_number(), _MERGED):
            writer.add(article)
    desk.forgets(index.change_number())


def _searches(
    index: ArticleIndex, questions: Iterator[SearchQuery]
) -> Iterator[tuple[float, float]]:
    for query in questions:
        started, used = time.perf_counter(), time.process_time()
        index.search(query, limit=20, snippets=False)
        yield _spent(started, used)


def _spent(started: float, used: float) -> tuple[float, float]:
    """Milliseconds since, of the clock and of the processor."""
    return (time.perf_counter() - started) * 1e3, (time.process_time() - used) * 1e3


def _say(kind: str, times: list[tuple[float, float]], **facts: int) -> None:
    wall, processor = (sorted(values) for values in zip(*times, strict=True))
    figures = {
        "engine": "marbre",
        "kind": kind,
        "p50_ms": round(median(wall), 1),
        "p95_ms": round(wall[int(len(wall) * 0.95)], 1),
        "max_ms": round(wall[-1], 1),
        "cpu_p50_ms": round(median(processor), 1),
        "cpu_p95_ms": round(processor[int(len(processor) * 0.95)], 1),
        "times": len(times),
        **facts,
    }
    print(json.dumps(figures), flush=True)

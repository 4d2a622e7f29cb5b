"""``make bench WHAT=feeds N=…``: what the desk tells of its feeds, of copies and of nearness.

On a desk of the bench's corpus, given by 200 feeds over a year and a half, of which editors kept one article
in ten and discarded three. Told are medians of some calls, in milliseconds of the clock and of the processor;
of looking for copies and of indexing, milliseconds of the processor for each article. ``KEEP`` in the
environment names a folder to work in and to keep: a desk that was made there before is taken again, and what
was done to it while it was made is not told then.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median

from click.testing import CliRunner

from store.clock import to_text, utc_now
from store.desk import Desk
from store.models import Delivery, FeedDetails, IndexDocument, NewArticle, Triage, View
from tests.bench._corpus import make_corpus, read_corpus
from tui.cli.main import root
from tui.services import Services
from tui.settings import Settings

FEEDS = 200
_SPAN = timedelta(weeks=80)
_BATCH = 500
_CALLS = 5
_ROWS = 100
"""Articles whose nearness is asked for at once: those on a screen, and some."""


class _Hands:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = utc_now() - _SPAN

    def __call__(self) -> datetime:
        return self.now


def main(count: int) -> None:
    """Measure on a desk of ``count`` articles."""
    with tempfile.TemporaryDirectory(prefix="marbre-bench-") as temporary:
        folder = Path(os.environ.get("KEEP") or temporary) / str(count)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "made").exists():
            _make_desk(folder, count)
        _measure(folder / "desk", count)


def _make_desk(folder: Path, count: int) -> None:
    corpus = folder / "articles.jsonl"
    if not corpus.exists():
        make_corpus(corpus, count)
    hands = _Hands()
    with Desk.create(folder / "desk", clock=hands) as desk:
        _give(desk, hands, corpus, count)
    with Services.open(folder / "desk", Settings()) as services:
        worked = time.process_time()
        services.group_duplicates()
        looked = time.process_time()
        services.catch_up()
        indexed = time.process_time()
        copies = sum(map(len, services.desk.duplicates.all_groups()))
    _say(
        kind="looking for copies",
        articles=count,
        cpu_ms_per_article=round((looked - worked) / count * 1e3, 3),
        copies=copies,
    )
    # Without that of the processes that it has build the index.
    cost = round((indexed - looked) / count * 1e3, 3)
    _say(kind="indexing, the desk's own process", articles=count, cpu_ms_per_article=cost)
    (folder / "made").touch()


def _give(desk: Desk, hands: _Hands, corpus: Path, count: int) -> None:
    """Have the feeds give all articles by and by, and editors judge four in ten of them."""
    chance = Random(3)
    feeds = desk.feeds.add([FeedDetails(f"https://journal{n}.example/rss") for n in range(FEEDS)])
    documents = read_corpus(corpus)
    while batch := list(islice(documents, _BATCH)):
        hands.now += _SPAN * len(batch) / count
        groups = [batch[start :: _BATCH // 10] for start in range(_BATCH // 10)]
        taken = desk.intake.take_deliveries(
            [
                Delivery(
                    chance.choice(feeds).id, [_entry(each, hands.now, chance) for each in group]
                )
                for group in groups
            ]
        )
        ids = [
            entry.article_id for each in taken if not isinstance(each, Exception) for entry in each
        ]
        desk.articles.set_triage(ids[: len(ids) // 10], Triage.KEPT)
        desk.articles.set_triage(ids[len(ids) // 10 : len(ids) * 4 // 10], Triage.DISCARDED)
    desk.intake.settle()


def _entry(document: IndexDocument, now: datetime, chance: Random) -> NewArticle:
    address = f"https://corpus.example/{document.id}"
    published = to_text(now - timedelta(minutes=chance.randrange(300)))
    return NewArticle(
        document.title,
        document.text,
        guid=document.id,
        url=address,
        canonical_url=address,
        published=published,
    )


def _measure(folder: Path, count: int) -> None:
    with Services.open(folder, Settings()) as services:
        desk = services.desk
        _tell("feeds", count, desk.feeds.list)
        _tell("how the feeds are", count, desk.feeds_health.all)
        ids = desk.articles.ids(View())
        services.index.refresh()
        _tell("nearness, the first time", count, lambda: services.nearness(ids[:_ROWS]), calls=1)
        places = iter(range(_ROWS, len(ids), _ROWS))
        _tell("nearness of a screen", count, lambda: services.nearness(ids[next(places) :][:_ROWS]))

        def keep() -> None:
            desk.articles.set_triage([ids[next(places)]], Triage.KEPT)
            services.catch_up()

        _tell("nearness after an act", count, lambda: services.nearness(ids[:_ROWS]), before=keep)
    command = ["feeds", "list", "--desk", str(folder), "--json"]
    _tell("marbre feeds list --json", count, lambda: CliRunner().invoke(root, command))


def _tell(
    kind: str,
    count: int,
    call: Callable[[], object],
    *,
    calls: int = _CALLS,
    before: Callable[[], object] | None = None,
) -> None:
    wall, work = [], []
    for _ in range(calls):
        if before is not None:
            before()
        begun, worked = time.perf_counter(), time.process_time()
        call()
        wall.append((time.perf_counter() - begun) * 1e3)
        work.append((time.process_time() - worked) * 1e3)
    _say(
        kind=kind,
        articles=count,
        ms=round(median(wall), 1),
        cpu_ms=round(median(work), 1),
        calls=calls,
    )


def _say(**figures: object) -> None:
    print(json.dumps(figures, ensure_ascii=False), flush=True)

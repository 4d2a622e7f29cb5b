"""Which of the pairs that people sorted stand in one group, and what finding out costs at 10,000 articles."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from pathlib import Path
from random import Random

from feeds.judging.duplicates import find_same
from store.clock import to_text
from store.desk import Desk
from store.models import NewArticle
from tests.quality.data import lines, share, tell

FILES = ("near_duplicates.jsonl.gz", "news_fr.jsonl.gz")

FLOORS = {"exact": 0.99}
"""The least share of each class that must be grouped."""

CEILINGS = {"neg_recurring_bulletin": 0.01}
"""The most."""

_BATCH = 500
_ARTICLES = 10_000
_REPLACED = 0.3
"""The share of the words of an article that are replaced to make another one of it."""


def measure() -> bool:
    """Group the whole corpus on a desk, print a line per class; whether all floors and ceilings hold."""
    with tempfile.TemporaryDirectory() as name, Desk.create(Path(name) / "desk") as desk:
        ids = _take_in(desk)
        started, worked = time.perf_counter(), time.process_time()
        while desk.duplicates.look(find_same):
            pass
        spent, worked = time.perf_counter() - started, time.process_time() - worked
        groups = {ours: desk.duplicates.group_of(ours) for ours in ids.values()}
    tell(
        what="duplicates",
        articles=len(ids),
        ms_per_article=round(spent / len(ids) * 1000, 3),
        cpu_ms_per_article=round(worked / len(ids) * 1000, 3),
    )
    return _report(ids, {ours: min(group) for ours, group in groups.items()})


def _take_in(desk: Desk) -> dict[str, str]:
    """Take in the corpus, oldest first; gives our ids by theirs."""
    real = sorted(lines("news_fr.jsonl.gz"), key=lambda each: each["date"])
    found = [*real, *_others(real, _ARTICLES - len(real))]
    ids: dict[str, str] = {}
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        outcomes = desk.intake.add_articles([_article(each) for each in batch])
        for each, outcome in zip(batch, outcomes, strict=True):
            ids[each["id"]] = outcome.article_id
    return ids


def _others(real: list[dict[str, str]], wanted: int) -> Iterator[dict[str, str]]:
    """Yield as many articles as are wanted that share more with these than strangers do, yet are none."""
    random = Random(6)
    words = [word for each in real[:500] for word in each["text"].split()]
    for number, each in zip(range(wanted), cycle(real), strict=False):
        text = each["text"].split()
        for place in random.sample(range(len(text)), int(len(text) * _REPLACED)):
            text[place] = random.choice(words)
        yield {"id": f"other-{number}", "title": f"{number}", "text": " ".join(text)}


def _article(each: dict[str, str]) -> NewArticle:
    # The corpus has no addresses that tell its articles apart: an invented one does.
    url = f"https://corpus.example/{each['id']}"
    date = each.get("date")
    published = to_text(datetime.fromisoformat(date)) if date else None
    return NewArticle(each["title"], each["text"], url=url, canonical_url=url, published=published)


def _report(ids: dict[str, str], groups: dict[str, str]) -> bool:
    grouped: defaultdict[str, list[bool]] = defaultdict(list)
    for pair in lines("near_duplicates.jsonl.gz"):
        together = groups[ids[pair["a"]]] == groups[ids[pair["b"]]]
        grouped[pair["class"]].append(together)
    holds = True
    for name, decided in sorted(grouped.items()):
        found = share(sum(decided), len(decided))
        holds &= FLOORS.get(name, 0.0) <= found <= CEILINGS.get(name, 1.0)
        tell(what="duplicates", stratum=name, pairs=len(decided), grouped=found)
    return holds

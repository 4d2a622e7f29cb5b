"""A paper's feeds day after day: every entry once, changes as versions, new addresses as what they were."""

from __future__ import annotations

import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from feeds.canonical import canonical_url
from feeds.reading.parse import parse_feed
from feeds.reading.parsed import ParsedEntry
from store.desk import Desk
from store.models import FeedDetails, NewArticle, View
from tests.quality.data import FOLDER, lines, share, tell

FILES = ("feeds_one_week.tar.gz", "feed_updates.jsonl.gz")

FLOOR = 0.9
"""The least share of articles under a new guid that must be recognised."""


def measure() -> bool:
    """Replay the week and the updates; whether nothing is lost or doubled and enough recognised."""
    return all([_replay(), _updates()])


def _replay() -> bool:
    with tempfile.TemporaryDirectory() as folder, Desk.create(Path(folder) / "desk") as desk:
        outcomes: Counter[str] = Counter()
        guids = set[str]()
        texts: defaultdict[str, set[tuple[str | None, str]]] = defaultdict(set)
        for name, body in _captures():
            url = f"https://www.example.org/{name}"
            desk.feeds.add([FeedDetails(url)])
            feed = desk.feeds.get(url)
            parsed = parse_feed(body, url=url, now=datetime(2022, 1, 8, tzinfo=UTC))
            for entry in parsed.entries:
                guids.add(entry.guid)
                texts[entry.guid].add((entry.title, entry.body))
            taken = desk.intake.take_entries(feed.id, [_article(each) for each in parsed.entries])
            outcomes.update(each.outcome for each in taken)
        articles = desk.articles.rows(desk.articles.ids(View()))
        by_address = Counter(article.canonical_url for article in articles)
        changed = sum(len(each) > 1 for each in texts.values())
        versions = sum(article.version > 1 for article in articles)
        tell(
            what="week", guids=len(guids), articles=len(articles), outcomes=dict(outcomes),
            entries_with_several_texts=changed, articles_with_versions=versions,
        )  # fmt: skip
        return max(by_address.values()) == 1 and len(guids) * 0.98 <= len(articles) <= len(guids)


def _captures() -> Iterator[tuple[str, bytes]]:
    with tarfile.open(FOLDER / FILES[0]) as archive:
        for member in sorted(archive.getmembers(), key=lambda each: each.name):
            stream = archive.extractfile(member)
            if stream is not None:
                yield Path(member.name).name, stream.read()


def _article(entry: ParsedEntry) -> NewArticle:
    return NewArticle(
        entry.title,
        entry.body,
        url=entry.url,
        canonical_url=entry.canonical_url,
        published=entry.published,
        guid=entry.guid,
    )


def _updates() -> bool:
    found: Counter[tuple[str, bool]] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, Desk.create(Path(folder) / "desk") as desk:
        (feed,) = desk.feeds.add([FeedDetails("https://www.example.org/rss.xml")])
        owners: dict[str, str] = {}
        for update in lines(FILES[1]):
            ids = []
            for side in ("a", "b"):
                (taken,) = desk.intake.take_entries(feed.id, [_side(update, side)])
                ids.append(taken.article_id)
            found[update["kind"], ids[0] == ids[1]] += 1
            for each in ids:
                wrong += owners.setdefault(each, update["article_no"]) != update["article_no"]
    kinds = ("same_guid_updated", "same_article_new_guid")
    shares = {
        kind: share(found[kind, True], found[kind, True] + found[kind, False]) for kind in kinds
    }
    tell(what="updates", recognised=shares, wrongly=wrong)
    return shares[kinds[0]] == 1 and shares[kinds[1]] >= FLOOR and wrong == 0


def _side(update: dict[str, object], side: str) -> NewArticle:
    given = update[side]
    assert isinstance(given, dict)
    url = given.get("url") or f"https://www.example.org/article_{update['article_no']}"
    return NewArticle(
        given["title"], given["description"], url=url, canonical_url=canonical_url(url), guid=url
    )

"""Feeds of every kind with something wrong in them: a problem or clean records, nothing else."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.errors import ParseError
from feeds.reading.parse import parse_feed
from feeds.reading.parsed import ParsedEntry, ParsedFeed
from tests.feeds import samples
from tests.feeds.cleaning.test_clean import is_clean
from tests.support.mutations import mutated

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "La Vallée",
        "home_page_url": "https://vallee.example/",
        "items": [
            {
                "id": 7,
                "url": "https://vallee.example/scierie",
                "title": "La scierie embauche",
                "content_html": "<p>Six postes&nbsp;; un apprenti.</p>",
                "date_published": "2026-02-16T09:30:00+01:00",
                "authors": [{"name": "Ève"}],
                "tags": ["emploi"],
                "attachments": [{"url": "https://vallee.example/a.mp3", "mime_type": "audio/mpeg"}],
            }
        ],
    }
)
KINDS = {
    name: text.encode()
    for name, text in {
        "rss 2.0": samples.RSS_20,
        "rss 1.0": samples.RSS_10,
        "rss 0.91": samples.RSS_091,
        "atom 1.0": samples.ATOM_10,
        "atom 0.3": samples.ATOM_03,
        "cdf": samples.CDF,
        "json": JSON_FEED,
        "page": samples.HTML_PAGE,
    }.items()
}


def amiss(feed: ParsedFeed) -> list[object]:
    """What a person or a terminal should not get to see."""
    lines = [feed.title, *(part for entry in feed.entries for part in _lines(entry))]
    wrong: list[object] = [line for line in lines if line and ("\n" in line or not is_clean(line))]
    wrong += [entry.body for entry in feed.entries if not is_clean(entry.body)]
    wrong += [entry for entry in feed.entries if not entry.title and not entry.body]
    return wrong


def _lines(entry: ParsedEntry) -> list[str | None]:
    addresses = [each.url for each in entry.enclosures] + [
        each.media_type or "" for each in entry.enclosures
    ]
    return [
        entry.guid,
        entry.title,
        entry.url,
        entry.author,
        entry.source,
        *entry.categories,
        *addresses,
    ]


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_mutated_feeds_break_nothing(kind: str, seed: int) -> None:
    chance = random.Random(seed)
    body = mutated(KINDS[kind], chance.choice(list(KINDS.values())), chance)
    try:
        feed = parse_feed(body, url="https://courrier.example/rss.xml", now=NOW)
    except ParseError:
        return
    assert amiss(feed) == []

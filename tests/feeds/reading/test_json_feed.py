"""JSON Feed, through the parser as all feeds go."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import ParseError
from feeds.reading.parse import parse_feed
from feeds.reading.parsed import ParsedFeed

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Le Carnet des filières",
    "home_page_url": "https://filieres.example/",
    "language": "fr-FR",
    "items": [
        {
            "id": "42",
            "url": "https://filieres.example/lin?utm_source=rss",
            "title": "Le lin revient & s’étend",
            "content_html": "<p>Trente hectares.</p><script>x</script><p>Deux usines.</p>",
            "summary": "Court.",
            "date_published": "2026-03-01T09:00:00+01:00",
            "authors": [{"name": "Maud Kerbrat"}, {"name": "Yann Le Goff"}],
            "tags": ["textile", "lin"],
        },
        {"id": 43, "content_text": "Sans titre,\nni balise.", "author": {"name": "Maud Kerbrat"}},
        {"id": "44"},
        "rien",
    ],
}


def read(document: object) -> ParsedFeed:
    body = json.dumps(document).encode()
    return parse_feed(body, url="https://filieres.example/feed.json", now=NOW)


def test_a_feed_is_read() -> None:
    feed = read(FEED)
    assert (feed.title, feed.site_url, feed.skipped) == (
        "Le Carnet des filières",
        "https://filieres.example/",
        1,
    )
    first, second = feed.entries
    assert (first.title, first.body) == (
        "Le lin revient & s’étend",
        "Trente hectares.\n\nDeux usines.",
    )
    assert (first.guid, first.canonical_url) == ("42", "https://filieres.example/lin")
    assert (first.author, first.language) == ("Maud Kerbrat, Yann Le Goff", "fr")
    assert first.published == "2026-03-01T08:00:00Z"
    assert first.categories == ("textile", "lin")
    assert (second.title, second.body, second.guid) == (None, "Sans titre, ni balise.", "43")
    assert second.author == "Maud Kerbrat"


def test_it_is_known_however_it_names_its_version() -> None:
    text = json.dumps(FEED)
    long = json.dumps(
        {"items": FEED["items"], "user_comment": "x" * 5000} | FEED | {"icon": "y" * 5000}
    )
    nameless = json.dumps({key: value for key, value in FEED.items() if key != "version"})
    for each in (text.replace("/", "\\/"), long, nameless):
        feed = parse_feed(each.encode(), url="https://filieres.example/feed.json", now=NOW)
        assert feed.entries == read(FEED).entries


def test_a_feed_that_breaks_off_gives_the_items_that_are_whole() -> None:
    text = json.dumps(FEED, ensure_ascii=False)
    whole = read(FEED).entries
    begin, end = text.index('{"id": 43'), text.rindex("}]")
    for place in range(begin, end, 5):
        feed = parse_feed(text[:place].encode(), url="https://filieres.example/feed.json", now=NOW)
        assert feed.entries == whole[: len(feed.entries)]
        assert len(feed.entries) >= 1


@pytest.mark.parametrize(
    "body",
    [
        b'{"version": "https://jsonfeed.org/version/1"}',
        b'{"version": "https://jsonfeed.org/version/1", "items": {}}',
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
        b'{"items": []}',
    ],
)
def test_what_is_none(body: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        parse_feed(body, url="https://a.example/", now=NOW)
    assert caught.value.problem.code == "not-a-feed"


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
names = st.sampled_from(
    [
        "id",
        "url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "authors",
        "author",
        "tags",
        "date_published",
        "date_modified",
        "language",
    ]
)


@given(st.lists(st.dictionaries(names, values), max_size=4), st.dictionaries(names, values))
def test_no_record_is_too_odd(items: list[dict[str, Any]], more: dict[str, Any]) -> None:
    feed = read({**more, "version": FEED["version"], "items": items})
    for entry in feed.entries:
        assert not any(letter < " " for letter in entry.title or "")

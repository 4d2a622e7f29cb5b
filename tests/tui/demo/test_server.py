"""The demo's publications over HTTP, as a feed reader sees them."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import pytest

from tui.demo.content import DemoFeed, load_content
from tui.demo.documents import feed_document
from tui.demo.server import DemoServer

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = load_content()


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(CONTENT) as running:
        yield running


def get(server: DemoServer, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=sent)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def feed(slug: str) -> DemoFeed:
    return next(feed for feed in CONTENT.feeds if feed.slug == slug)


@pytest.mark.parametrize("each", CONTENT.feeds, ids=lambda each: each.slug)
def test_a_feed_reader_reads_every_story_whole(each: DemoFeed) -> None:
    document = feed_document(CONTENT, each, "http://127.0.0.1:1", 1)
    ET.fromstring(document)
    parsed = feedparser.parse(document)
    assert not parsed.bozo
    assert parsed.feed.title == each.title
    entries = each.entries_in(1)
    assert [entry.title for entry in parsed.entries] == [
        CONTENT.stories[entry.article].title for entry in entries
    ]
    for seen, entry in zip(parsed.entries, entries, strict=True):
        assert seen.published_parsed[:3] == entry.published.utctimetuple()[:3]
        for paragraph in CONTENT.stories[entry.article].paragraphs:
            assert paragraph in seen.content[0].value


def test_one_feed_is_not_utf_8(server: DemoServer) -> None:
    response, body = get(server, "/eco-littoral/feed.xml")
    assert "iso-8859-1" in (response.getheader("Content-Type") or "")
    assert "Éco Littoral" in body.decode("iso-8859-1")
    with pytest.raises(UnicodeDecodeError):
        body.decode()


def test_an_unchanged_feed_is_not_sent_again(server: DemoServer) -> None:
    path = "/le-courrier-du-ponant/feed.xml"
    first, _ = get(server, path)
    etag = first.getheader("ETag") or ""
    again, body = get(server, path, If_None_Match=etag)
    assert (again.status, body) == (304, b"")


def test_the_second_edition_brings_and_changes_an_article(server: DemoServer) -> None:
    path = "/le-courrier-du-ponant/feed.xml"
    first, before = get(server, path)
    server.edition = 2
    second, after = get(server, path, If_None_Match=first.getheader("ETag") or "")
    assert second.status == 200
    old = {entry.id: entry.title for entry in feedparser.parse(before).entries}
    new = {entry.id: entry.title for entry in feedparser.parse(after).entries}
    assert len(new.keys() - old.keys()) == 1
    assert len([guid for guid in old if new[guid] != old[guid]]) == 1


def test_entries_lead_to_pages(server: DemoServer) -> None:
    response, body = get(server, "/eco-littoral/halifax-retour.html?utm_source=rss")
    assert response.status == 200
    assert "Retour de Halifax" in body.decode("iso-8859-1")


@pytest.mark.parametrize("path", ["/", "/nothing/feed.xml", "/eco-littoral/nothing.html"])
def test_elsewhere_is_nothing(server: DemoServer, path: str) -> None:
    response, _ = get(server, path)
    assert response.status == 404


def test_a_port_that_is_taken_is_replaced_by_another(server: DemoServer) -> None:
    with DemoServer(CONTENT, port=server.port) as other:
        assert other.port != server.port


def test_addresses_do_not_depend_on_the_port_for_what_identifies_an_entry() -> None:
    one = feedparser.parse(feed_document(CONTENT, feed("eco-littoral"), "http://127.0.0.1:1", 1))
    two = feedparser.parse(feed_document(CONTENT, feed("eco-littoral"), "http://127.0.0.1:2", 1))
    assert [entry.id for entry in one.entries] == [entry.id for entry in two.entries]

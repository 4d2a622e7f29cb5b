"""The address of a page was given in the place of a feed's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from feeds.collecting.collector import Collector, CollectReport
from feeds.collecting.reports import FeedReport
from store.models import Feed, FeedState
from tests.feeds.fakes import HERE, LIMITS, FakeSink, make_feed
from tests.feeds.samples import numbered_rss
from tests.support.clock import TickingClock
from tests.support.feed_server import FeedServer

PAGE = "<!doctype html><html><head><title>Économie</title>{head}</head><body>{body}</body></html>"


@pytest.fixture
def sink() -> FakeSink:
    return FakeSink()


@pytest.fixture
def collect(sink: FakeSink, clock: TickingClock) -> Callable[[Feed], FeedReport]:
    def run(feed: Feed) -> FeedReport:
        report: CollectReport = Collector(sink, LIMITS, clock, HERE).collect([feed])
        return report.feeds[0]

    return run


def page(server: FeedServer, head: str = "", body: str = "<p>Bonjour</p>") -> str:
    return server.serves("/economie/", PAGE.format(head=head, body=body), "text/html")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/eco/rss/">', ""),
        ("", '<a href="/eco/rss/">Nos flux</a>'),
    ],
)
def test_the_feed_that_it_names_or_links_to_is_followed(
    server: FeedServer, collect: Callable[[Feed], FeedReport], head: str, body: str
) -> None:
    found = server.serves("/eco/rss/", numbered_rss([1, 2]))
    report = collect(make_feed(page(server, head, body)))
    assert (report.new, report.moved_to) == (2, found)


def test_one_that_cannot_be_had_is_told(
    server: FeedServer, collect: Callable[[Feed], FeedReport]
) -> None:
    report = collect(make_feed(page(server, body='<a href="/eco/rss/">Nos flux</a>')))
    assert report.error is not None
    assert report.error.code == "page-with-feed"
    assert report.error.detail == server.url("/eco/rss/")


def test_a_feed_where_sites_usually_have_one_is_found(
    server: FeedServer, sink: FakeSink, collect: Callable[[Feed], FeedReport]
) -> None:
    asked = page(server)
    found = server.serves("/rss.xml", numbered_rss([1]))
    report = collect(make_feed(asked))
    assert (report.new, report.moved_to) == (1, found)
    assert sink.moves == {asked: found}


def test_a_site_without_a_feed_is_asked_for_one_only_once(
    server: FeedServer, sink: FakeSink, collect: Callable[[Feed], FeedReport]
) -> None:
    asked = page(server)
    report = collect(make_feed(asked))
    assert report.error is not None
    assert report.error.code == "page-without-feed"
    before = server.count()
    collect(make_feed(asked, sink.states[asked]))
    assert server.count() == before + 1


def test_a_feed_that_worked_before_is_not_looked_for_elsewhere(
    server: FeedServer, collect: Callable[[Feed], FeedReport]
) -> None:
    server.serves("/feed/", numbered_rss([1]))
    state = FeedState(last_success="2026-02-20T08:00:00Z")
    report = collect(make_feed(page(server), state))
    assert (report.new, report.error and report.error.code) == (0, "page-without-feed")
    assert server.count("/feed/") == 0

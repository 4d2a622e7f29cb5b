"""Collecting whole texts: from pages, of new entries alone, never worse than the feed's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feeds.collecting.collector import Collector, CollectReport
from feeds.pages.sites import read_sites
from store.models import Feed, FullText
from tests.feeds.fakes import HERE, LIMITS, FakeSink, make_feed
from tests.feeds.samples import rss, rss_item
from tests.support import texts
from tests.support.clock import TickingClock
from tests.support.feed_server import FeedServer

TITLE, _, WHOLE = texts.PORT.partition("\n\n")
FIRST = WHOLE.split("\n\n")[0]


def page(text: str = WHOLE, around: str = "") -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return (
        f"<!doctype html><html lang=fr><head><title>{TITLE}</title></head><body><nav>Accueil</nav>{around}"
        f"<article><h1>{TITLE}</h1><div class=corps>{paragraphs}</div></article></body></html>"
    )


def feed(url: str, policy: FullText = FullText.WHEN_SHORT) -> Feed:
    made = make_feed(url)
    return replace(made, details=replace(made.details, full_text=policy))


class Desk:
    """A sink and what collects into it."""

    def __init__(self, sites: str = "") -> None:
        self.sink = FakeSink()
        self._collector = Collector(
            self.sink, LIMITS, TickingClock(), HERE, sites=read_sites(sites)
        )

    def collect(self, *feeds: Feed) -> CollectReport:
        return self._collector.collect(
            [replace(each, state=replace(each.state, body_hash=None)) for each in feeds]
        )

    def body(self, feed_url: str, guid: str = "1") -> str:
        return self.sink.articles[feed_url, guid].body


@pytest.fixture
def desk() -> Desk:
    return Desk()


def serve(server: FeedServer, *descriptions: str) -> str:
    items = [
        rss_item(TITLE, link=server.url(f"/page/{number}"), guid=str(number), description=text)
        for number, text in enumerate(descriptions, start=1)
    ]
    return server.serves("/flux", rss(*items))


def test_an_extract_becomes_the_whole_text(server: FeedServer, desk: Desk) -> None:
    url = serve(server, FIRST)
    server.serves("/page/1", page(), "text/html; charset=utf-8")
    assert desk.collect(feed(url)).new == 1
    taken = desk.sink.articles[url, "1"]
    assert taken.body == WHOLE.strip()
    assert taken.given == (TITLE, FIRST)


def test_never_means_never_and_a_whole_text_asks_for_no_page(
    server: FeedServer, desk: Desk
) -> None:
    url = serve(server, FIRST)
    desk.collect(feed(url, FullText.NEVER))
    assert desk.body(url) == FIRST
    whole = server.serves(
        "/entier", rss(rss_item(TITLE, link=server.url("/page/9"), guid="1", description=WHOLE))
    )
    desk.collect(feed(whole))
    assert [request.path for request in server.requests()] == ["/flux", "/entier"]


def test_known_entries_are_left_alone(server: FeedServer, desk: Desk) -> None:
    url = serve(server, FIRST)
    server.serves("/page/1", page(), "text/html; charset=utf-8")
    desk.collect(feed(url))
    report = desk.collect(feed(url))
    assert [request.path for request in server.requests()].count("/page/1") == 1
    assert report.new == 0


def test_a_changed_extract_brings_the_page_again_or_nothing(server: FeedServer, desk: Desk) -> None:
    url = serve(server, FIRST)
    server.serves("/page/1", page(), "text/html; charset=utf-8")
    desk.collect(feed(url))
    serve(server, f"{FIRST} (mis à jour)")
    server.answers("/page/1", 503)
    desk.collect(feed(url))
    assert desk.body(url) == WHOLE.strip(), "the extract does not take the place of the whole"
    newer = WHOLE.replace("lundi", "mardi")
    server.serves("/page/1", page(newer), "text/html; charset=utf-8")
    desk.collect(feed(url))
    assert desk.body(url) == newer.strip()


def test_without_its_page_an_entry_is_as_the_feed_gave_it(server: FeedServer, desk: Desk) -> None:
    url = serve(server, FIRST, FIRST + " Autre.", FIRST + " Tiers.", FIRST + " Quart.")
    server.answers("/page/1", 404)
    server.serves("/page/2", b"%PDF-1.7", "application/pdf")
    server.serves("/page/3", page(FIRST[:60]), "text/html; charset=utf-8")
    server.serves("/page/4", "<html><body></body></html>", "text/html")
    assert desk.collect(feed(url)).new == 4
    assert [desk.body(url, guid) for guid in "1234"] == [
        FIRST,
        f"{FIRST} Autre.",
        f"{FIRST} Tiers.",
        f"{FIRST} Quart.",
    ]


def test_a_site_that_gives_no_pages_is_not_asked_for_all(server: FeedServer, desk: Desk) -> None:
    url = serve(server, *(f"{FIRST} {number}" for number in range(30)))
    assert desk.collect(feed(url)).new == 30
    asked = [request.path for request in server.requests() if request.path.startswith("/page/")]
    assert len(asked) < 10


def test_pages_keep_the_limits_and_do_not_wait_for_their_own_feed(
    server: FeedServer, desk: Desk
) -> None:
    feeds = []
    for name in "abcd":
        items = [
            rss_item(TITLE, link=server.url(f"/{name}{number}"), guid=f"{name}{number}")
            for number in range(4)
        ]
        for number in range(4):
            text = f"{WHOLE}\n\nÉdition {name} {number}."
            server.serves(f"/{name}{number}", page(text), "text/html; charset=utf-8")
        feeds.append(feed(server.serves(f"/flux-{name}", rss(*items)), FullText.ALWAYS))
    assert desk.collect(*feeds).new == 16
    assert server.most_at_once <= LIMITS.per_host
    assert all(article.given is not None for article in desk.sink.articles.values())


def test_a_rule_for_the_site_says_what_the_article_is(server: FeedServer) -> None:
    desk = Desk('["127.0.0.1"]\ntext = ".corps"\nremove = ".corps > p + p"')
    url = serve(server, FIRST[:80])
    server.serves("/page/1", page(), "text/html; charset=utf-8")
    desk.collect(feed(url))
    assert desk.body(url) == FIRST


def test_pages_that_could_not_be_had_are_counted(server: FeedServer, desk: Desk) -> None:
    url = serve(server, FIRST, "Un extrait…", "Un autre extrait…")
    server.serves("/page/1", page(), "text/html; charset=utf-8")
    (report,) = desk.collect(feed(url)).feeds
    assert (report.new, report.pages_missing) == (3, 2)

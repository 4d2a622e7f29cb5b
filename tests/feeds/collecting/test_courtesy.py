"""What is owed to servers, and what is kept from them: rest, moves, places after redirects, credentials."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.collecting.collector import Collector, CollectReport, Timing
from feeds.errors import FetchError
from feeds.fetching.credentials import Credentials
from feeds.fetching.fetch import Fetched, Fetcher, FetchLimits, Wanted, resting_hosts
from store.clock import from_text, to_text
from store.models import Feed, FeedState
from tests.feeds import samples
from tests.feeds.fakes import HERE, LIMITS, FakeSink, make_feed
from tests.feeds.samples import numbered_rss
from tests.support.clock import TickingClock
from tests.support.feed_server import FeedServer

Collect = Callable[..., CollectReport]
ONE_BY_ONE = replace(LIMITS, at_once=1, per_host=1)


@pytest.fixture
def sink() -> FakeSink:
    return FakeSink()


@pytest.fixture
def collect(sink: FakeSink, clock: TickingClock) -> Collect:
    def run(
        *feeds: Feed, limits: FetchLimits = LIMITS, timing: Timing | None = None
    ) -> CollectReport:
        return Collector(sink, limits, clock, HERE, timing=timing).collect(feeds)

    return run


def fetch(url: str, limits: FetchLimits = LIMITS) -> Fetched:
    async def work() -> Fetched:
        async with Fetcher(limits, HERE) as fetcher, fetcher.place(url) as place:
            return await fetcher.fetch(Wanted(url), place)

    return asyncio.run(work())


def test_a_server_that_wants_a_rest_gets_it_for_all_its_feeds(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    server.answers("/tired", 429, {"Retry-After": "7200"})
    tired = server.url("/tired", "a.example")
    others = [server.url(f"/{n}", "a.example") for n in range(5)]
    elsewhere = server.url("/elsewhere", "b.example")
    server.serves("/elsewhere", numbered_rss([1]))
    report = collect(
        *map(make_feed, [tired, *others, elsewhere]), limits=replace(LIMITS, per_host=1)
    )
    codes = [feed.error.code if feed.error else None for feed in report.feeds]
    assert codes == ["http-429", *["resting"] * 5, None]
    assert server.count() == 2
    assert report.failed == 1
    until = sink.states[tired].host_rests_until
    assert until is not None
    assert {sink.states[url].next_due for url in others} == {until}
    assert {sink.states[url].failures for url in others} == {0}
    assert (sink.states[tired].next_due or "") >= until


def test_a_rest_is_remembered_and_ends(
    server: FeedServer, sink: FakeSink, collect: Collect, clock: TickingClock
) -> None:
    url = server.serves("/flux", samples.RSS_20)
    until = clock() + timedelta(hours=1)
    timing = Timing(resting=resting_hosts({url: to_text(until), "http://b.example/": None}))
    assert collect(make_feed(url), timing=timing).feeds[0].error is not None
    assert server.count() == 0
    clock.passes(timedelta(hours=2))
    assert collect(make_feed(url), timing=timing).new == 1


def test_a_server_to_which_one_is_led_rests_by_itself(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    server.answers("/tired", 429, {"Retry-After": "7200"})
    there = server.url("/tired", "b.example")
    server.redirects_to("/led", there)
    server.serves("/own", numbered_rss([1]))
    led, own = server.url("/led", "a.example"), server.url("/own", "a.example")
    assert collect(make_feed(led)).failed == 1
    report = collect(make_feed(led), make_feed(there), make_feed(own), limits=ONE_BY_ONE)
    assert [feed.error.code if feed.error else None for feed in report.feeds] == [
        *("resting", "http-429"),
        None,
    ]
    until = sink.states[there].host_rests_until
    assert sink.states[led].host_rests_until is None
    assert until is not None
    assert (sink.states[led].next_due or "") >= until


def test_503_without_a_wish_is_a_failure_like_others(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    url = server.answers("/flux", 503)
    collect(make_feed(url))
    assert (sink.states[url].failures, sink.states[url].host_rests_until) == (1, None)


def test_a_feed_that_moved_is_followed_after_days(
    server: FeedServer, sink: FakeSink, collect: Collect, clock: TickingClock
) -> None:
    new = server.serves("/new", numbered_rss([1]), etag='"1"')
    old = server.redirects_to("/old", "/new", 301)
    state = FeedState()
    for _ in range(4):
        report = collect(make_feed(old, state))
        state = sink.states[old]
        assert (sink.moves, report.feeds[0].moved_to) == ({}, None)
    assert state.moved_to == new
    clock.passes(timedelta(days=3))
    report = collect(make_feed(old, state))
    assert sink.moves == {old: new}
    assert (report.feeds[0].moved_to, sink.states[old].moved_to) == (new, None)


def test_a_feed_is_not_followed_to_what_is_no_feed(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    new = server.serves("/new", samples.HTML_PAGE, "text/html")
    old = server.redirects_to("/old", "/new", 301)
    state = FeedState(
        last_success="2026-03-02T07:00:00Z",
        moved_to=new,
        moved_since="2026-02-02T08:00:00Z",
        moved_times=9,
    )
    assert collect(make_feed(old, state)).failed == 1
    assert sink.moves == {}


def test_a_feed_that_breaks_off_is_fetched_whole_the_next_time(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    whole = numbered_rss(range(4))
    for end in ("</item>", "numéro 3 co"):
        cut = whole[: whole.rindex(end) + len(end)]
        url = server.serves("/flux", cut, etag='"1"', last_modified="hier")
        collect(make_feed(url))
        state = sink.states[url]
        assert (state.etag, state.last_modified, state.body_hash) == (None, None, None)
        server.serves("/flux", whole + "<!-- 0,2 s -->", etag='"1"')
        assert collect(make_feed(url, state)).not_modified == 0
        assert len(sink.articles) == 4
        assert sink.states[url].etag == '"1"'
        sink.articles.clear()


def test_a_server_that_says_for_ever_that_nothing_has_changed_is_not_believed(
    server: FeedServer, sink: FakeSink, collect: Collect, clock: TickingClock
) -> None:
    url = server.serves("/flux", numbered_rss([1]), etag='"1"')
    collect(make_feed(url))
    server.serves("/flux", numbered_rss([1, 2]), etag='"1"')
    clock.passes(timedelta(days=1))
    assert collect(make_feed(url, sink.states[url])).not_modified == 1
    clock.passes(timedelta(days=6))
    assert collect(make_feed(url, sink.states[url])).new == 1
    assert collect(make_feed(url, sink.states[url])).not_modified == 1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(301, 301, "/c"), (308, 301, "/c"), (301, 302, "/b"), (302, 301, None), (307, 308, None)],
)
def test_only_what_is_for_good_moves_a_feed(
    server: FeedServer, first: int, second: int, expected: str | None
) -> None:
    server.serves("/c", numbered_rss([1]))
    server.redirects_to("/b", "/c", second)
    found = fetch(server.redirects_to("/a", "/b", first))
    assert found.moved_to == (expected and server.url(expected))


def test_a_feed_that_is_gone_for_good_is_paused(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    url = server.answers("/gone", 410)
    collect(make_feed(url), make_feed(server.url("/absent")))
    assert sink.paused == {url}


def test_redirects_count_among_the_places_of_their_host(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    urls = []
    for number in range(12):
        server.serves(f"/at/{number}", numbered_rss([number]))
        target = server.url(f"/at/{number}", "one.example")
        server.redirects_to(f"/from/{number}", target)
        urls.append(server.url(f"/from/{number}", f"host{number}.example"))
    report = collect(*map(make_feed, urls), limits=replace(LIMITS, per_host=1, at_once=6))
    assert report.new == 12
    assert server.most_at_once_on("one.example") == 1


def test_what_servers_and_feeds_wish_is_in_the_timetable(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    wish = "<ttl>300</ttl><skipDays><day>Sunday</day></skipDays>"
    body = numbered_rss([1]).replace("<item>", f"{wish}<item>", 1)
    url = server.serves("/flux", body)
    collect(make_feed(url))
    state = sink.states[url]
    assert (state.ttl_minutes, state.skip_hours, state.skip_days) == (300, "", "6")
    due, checked = from_text(state.next_due or ""), from_text(state.last_checked or "")
    assert due - checked >= timedelta(minutes=300)


def said(server: FeedServer, path: str) -> list[str | None]:
    return [request.headers.get("authorization") for request in server.requests(path)]


def test_credentials_go_to_their_server_alone(server: FeedServer) -> None:
    server.serves("/c", samples.RSS_20)
    server.redirects_to("/b", server.url("/c", "other.example"))
    url = server.redirects_to("/a", "/b")
    limits = replace(LIMITS, credentials={url: Credentials("anne", "sésame:ouvre")})
    fetch(url, limits)
    basic = "Basic " + base64.b64encode("anne:sésame:ouvre".encode()).decode()
    assert [said(server, path) for path in ("/a", "/b", "/c")] == [[basic], [basic], [None]]


def test_credentials_of_a_host_serve_all_its_feeds(server: FeedServer) -> None:
    server.serves("/a", samples.RSS_20)
    limits = replace(LIMITS, credentials={"a.example": Credentials("anne", "x")})
    fetch(server.url("/a", "a.example"), limits)
    fetch(server.url("/a", "b.example"), limits)
    assert [bool(each) for each in said(server, "/a")] == [True, False]


def test_credentials_go_to_the_safe_side_of_their_server(server: FeedServer) -> None:
    journey = replace(LIMITS, credentials={"A.example.": Credentials("anne", "x")})
    assert journey.credentials_of("https://a.example/rss") == Credentials("anne", "x")
    server.serves("/a", samples.RSS_20)
    fetch(server.url("/a", "a.example"), journey)
    assert all(said(server, "/a"))


def test_a_redirect_cannot_say_as_whom_one_comes(server: FeedServer) -> None:
    server.serves("/b", samples.RSS_20)
    target = server.url("/b").replace("//", "//eve:x@")
    fetch(server.redirects_to("/a", target))
    assert said(server, "/b") == [None]


def test_passwords_are_not_shown(server: FeedServer) -> None:
    limits = replace(LIMITS, credentials={"a.example": Credentials("anne", "sesame")})
    assert "sesame" not in repr(limits)
    assert "sesame" not in repr(Credentials("anne", "sesame"))
    url = server.answers("/a", 403).replace("//", "//anne:sesame@")
    with pytest.raises(FetchError) as caught:
        fetch(url, limits)
    assert "sesame" not in repr(caught.value)

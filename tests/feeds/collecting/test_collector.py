"""Collecting many feeds from a real server into a sink that only remembers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.collecting.collector import Collector, CollectProgress, CollectReport
from feeds.errors import FeedProblem
from feeds.judging.rules import Rule
from store.errors import DeskBusyError
from store.models import Feed, FeedState, RuleKind
from tests.feeds import samples
from tests.feeds.fakes import HERE, LIMITS, FakeSink, make_feed
from tests.feeds.samples import numbered_rss, rss, rss_item
from tests.support.clock import TickingClock
from tests.support.feed_server import FeedServer

Collect = Callable[..., CollectReport]


@pytest.fixture
def sink() -> FakeSink:
    return FakeSink()


@pytest.fixture
def collect(sink: FakeSink, clock: TickingClock) -> Collect:
    def run(
        *feeds: Feed,
        progress: Callable[[CollectProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        timeout: float = LIMITS.timeout_seconds,
    ) -> CollectReport:
        limits = replace(LIMITS, timeout_seconds=timeout)
        return Collector(sink, limits, clock, HERE).collect(feeds, progress, cancelled)

    return run


def test_a_feed_is_handed_over_with_its_state(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    url = server.serves("/flux", samples.RSS_20, etag='"v1"', last_modified="hier")
    report = collect(make_feed(url))
    (article,) = sink.articles.values()
    assert article.title == "La criée de Port-Aven s’équipe d’une usine à glace"
    assert article.source == "Le Courrier de l’Estuaire"
    assert article.feed_id == url
    assert article.guid == "criee-12"
    (feed,) = report.feeds
    assert (feed.new, feed.known, feed.changed, feed.error) == (1, 0, 0, None)
    assert feed.article_ids == ("article-criee-12",)
    state = sink.states[url]
    assert (state.etag, state.last_modified) == ('"v1"', "hier")
    assert state.own_title == "Le Courrier de l’Estuaire"
    assert state.site_url == "https://courrier.example/"
    assert state.last_checked == state.last_success
    assert report.started < (state.last_success or "") < report.ended
    assert (state.last_error, state.failures) == (None, 0)


def test_a_feed_that_did_not_change_is_not_looked_at(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    url = server.serves("/flux", samples.RSS_20, etag='"v1"')
    collect(make_feed(url))
    first = sink.states[url]
    report = collect(make_feed(url, first))
    assert server.requests("/flux")[1].headers["if-none-match"] == '"v1"'
    assert report.feeds[0].not_modified
    assert (report.new, report.known, report.not_modified) == (0, 0, 1)
    again = sink.states[url]
    assert again == replace(
        first,
        last_checked=again.last_checked,
        last_success=again.last_success,
        every_minutes=again.every_minutes,
        next_due=again.next_due,
    )
    assert (sink.states[url].last_checked or "") > (first.last_checked or "")


def test_the_same_body_is_not_looked_at_either(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    url = server.serves("/flux", samples.RSS_20)
    collect(make_feed(url))
    report = collect(make_feed(url, sink.states[url]))
    assert "if-none-match" not in server.requests("/flux")[1].headers
    assert report.not_modified == 1


def test_what_is_new_known_and_changed_is_counted(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    url = server.serves("/flux", numbered_rss([1, 2]))
    collect(make_feed(url))
    changed = numbered_rss([1, 2, 3]).replace("numéro 2 commence", "numéro 2 s’arrête")
    server.serves("/flux", changed)
    report = collect(make_feed(url, sink.states[url]))
    assert (report.new, report.known, report.changed) == (1, 1, 1)
    assert report.article_ids == ("article-chantier-2", "article-chantier-3")


def test_entries_with_nothing_in_them_are_counted(server: FeedServer, collect: Collect) -> None:
    url = server.serves("/flux", rss(rss_item("Un", guid="1"), rss_item(guid="2")))
    assert collect(make_feed(url)).skipped == 1


def test_one_feed_that_fails_hurts_no_other(
    server: FeedServer, sink: FakeSink, collect: Collect, clock: TickingClock
) -> None:
    good = [server.serves(f"/bon{n}", numbered_rss([n])) for n in range(4)]
    server.redirects_to("/rond", "/rond")
    bad = {
        server.url("/absent"): "http-404",
        server.answers("/ferme", 410): "http-410",
        server.serves("/page", samples.HTML_PAGE, "text/html"): "page-with-feed",
        server.serves("/vide", b""): "empty",
        server.sends_a_bomb("/bombe", 20): "too-large",
        server.breaks_off("/coupe"): "connection",
        server.url("/rond"): "redirect-loop",
        server.drips_slowly("/lent"): "timeout",
        "file:///etc/passwd": "bad-address",
        "http://[::1": "bad-address",
    }
    urls = [url for pair in zip(bad, [*good, *good[:0]], strict=False) for url in pair]
    urls += [url for url in [*good, *bad] if url not in urls]
    begun = time.monotonic()
    Collector(FakeSink(), LIMITS, clock, HERE).collect([make_feed(url) for url in good])
    # The one that drips is waited for, the good ones need what they need on this machine now.
    report = collect(*map(make_feed, urls), timeout=max(2.0, 4 * (time.monotonic() - begun)))
    problems = {feed.url: feed.error.code for feed in report.feeds if feed.error}
    assert problems == bad
    assert [feed.url for feed in report.feeds] == urls
    assert (report.new, report.failed) == (4, len(bad))
    assert sorted(map(str, sink.titles())) == [f"Chantier numéro {n}" for n in range(4)]
    assert not report.is_cancelled


def test_failures_are_counted_and_forgotten(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    url = server.serves("/flux", samples.RSS_20, etag='"v1"')
    collect(make_feed(url))
    good = sink.states[url]
    server.answers("/flux", 503)
    collect(make_feed(url, good))
    collect(make_feed(url, sink.states[url]))
    bad = sink.states[url]
    assert (bad.last_error, bad.failures) == ("http-503", 2)
    assert (bad.etag, bad.body_hash, bad.last_success) == (
        good.etag,
        good.body_hash,
        good.last_success,
    )
    assert (bad.last_checked or "") > (good.last_checked or "")
    server.serves("/flux", samples.RSS_20, etag='"v1"')
    collect(make_feed(url, bad))
    assert (sink.states[url].last_error, sink.states[url].failures) == (None, 0)


def test_a_feed_that_is_removed_meanwhile(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    gone = server.serves("/parti", numbered_rss([1]))
    stays = server.serves("/reste", numbered_rss([2]))
    gone_and_bad = server.url("/absent")
    sink.forgets(gone)
    sink.forgets(gone_and_bad)
    report = collect(make_feed(gone), make_feed(stays), make_feed(gone_and_bad))
    removed = FeedProblem("removed")
    assert [feed.error for feed in report.feeds] == [removed, None, removed]
    assert report.new == 1


def test_a_desk_that_cannot_be_written_to_stops_it(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    urls = [server.serves(f"/{n}", numbered_rss([n])) for n in range(5)]
    sink.is_busy()
    with pytest.raises(DeskBusyError):
        collect(*map(make_feed, urls))


def test_the_sink_is_called_from_one_thread_that_is_not_ours(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    urls = [server.serves(f"/{n}", numbered_rss([n])) for n in range(8)]
    collect(*map(make_feed, urls))
    assert len(sink.threads) == 1
    assert threading.get_ident() not in sink.threads


def test_progress(server: FeedServer, collect: Collect) -> None:
    urls = [server.serves(f"/{n}", numbered_rss([n, n + 10])) for n in range(3)]
    urls.append(server.url("/absent"))
    seen: list[tuple[CollectProgress, int]] = []
    collect(
        *map(make_feed, urls),
        progress=lambda progress: seen.append((progress, threading.get_ident())),
    )
    assert [progress.done for progress, _ in seen] == [1, 2, 3, 4]
    assert {thread for _, thread in seen} == {threading.get_ident()}
    last, _ = seen[-1]
    bytes_read = sum(len(numbered_rss([n, n + 10]).encode()) for n in range(3))
    assert last == CollectProgress(4, 4, new=6, changed=0, failed=1, bytes_read=bytes_read)


def test_no_feeds_at_all(collect: Collect) -> None:
    report = collect()
    assert (report.feeds, report.new, report.failed) == ((), 0, 0)


def test_a_cancelled_collection_ends_at_once(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    good = server.serves("/bon", numbered_rss([1]))
    slow = [server.never_answers(f"/lent{n}") for n in range(30)]
    done = threading.Event()
    report = collect(
        *map(make_feed, [good, *slow]),
        progress=lambda _: done.set(),
        cancelled=done.is_set,
    )
    assert report.feeds[0].new == 1
    assert {feed.error for feed in report.feeds[1:]} == {FeedProblem("cancelled")}
    assert report.is_cancelled
    assert report.failed == 0
    assert list(sink.states) == [good]


def test_what_is_being_handed_over_is_finished(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    urls = [server.serves(f"/{n}", numbered_rss([n])) for n in range(4)]
    sink.holds_on()

    def cancelled() -> bool:
        if sink.taking.is_set():
            threading.Timer(0.05, sink.goes_on).start()
            return True
        return False

    report = collect(*map(make_feed, urls), cancelled=cancelled)
    assert len(sink.calls) == 1
    assert report.new == len(sink.articles) == len(sink.states) == sink.calls[0] < len(urls)
    assert report.is_cancelled


def test_nothing_is_fetched_for_a_collection_that_is_cancelled_before(
    server: FeedServer, collect: Collect
) -> None:
    report = collect(make_feed(server.serves("/flux", samples.RSS_20)), cancelled=lambda: True)
    assert report.is_cancelled
    assert server.count() == 0


def test_a_feed_may_be_on_a_private_network_where_it_says_so(
    server: FeedServer, sink: FakeSink, clock: TickingClock
) -> None:
    url = server.serves("/flux", numbered_rss([1]))
    other = server.serves("/autre", numbered_rss([2]))
    limits = replace(LIMITS, allow_private_addresses=False)
    feeds = [make_feed(url, allow_private=True), make_feed(other)]
    report = Collector(sink, limits, clock, HERE).collect(feeds)
    assert [feed.error.code if feed.error else None for feed in report.feeds] == [
        None,
        "private-address",
    ]


@pytest.mark.parametrize(
    ("title", "source", "expected"),
    [
        (None, None, "Le Courrier de l’Estuaire"),
        ("Courrier", None, "Courrier"),
        ("Courrier", "Le Courrier", "Le Courrier"),
    ],
)
def test_the_publication(
    server: FeedServer,
    sink: FakeSink,
    collect: Collect,
    title: str | None,
    source: str | None,
    expected: str,
) -> None:
    collect(make_feed(server.serves("/flux", samples.RSS_20), title=title, source=source))
    assert [article.source for article in sink.articles.values()] == [expected]


def test_the_publication_of_a_gathered_entry(
    server: FeedServer, sink: FakeSink, collect: Collect
) -> None:
    gathered = rss_item("Un", guid="1", more='<source url="https://a.example/">Autre</source>')
    url = server.serves("/flux", rss(gathered))
    collect(make_feed(url, title="Revue"))
    assert [article.source for article in sink.articles.values()] == ["Autre"]


def test_dates_to_come_are_judged_by_the_clock(
    server: FeedServer, sink: FakeSink, collect: Collect, clock: TickingClock
) -> None:
    dated = rss_item("Un", guid="1", date="Tue, 03 Mar 2026 18:00:00 GMT")
    url = server.serves("/flux", rss(dated))
    collect(make_feed(url))
    clock.passes(timedelta(days=7))
    collect(make_feed(url, FeedState()))
    assert [article.published for article in sink.articles.values()] == ["2026-03-03T18:00:00Z"]


def test_what_rules_keep_out_is_handed_over_apart(
    server: FeedServer, sink: FakeSink, clock: TickingClock
) -> None:
    url = server.serves("/flux", numbered_rss(range(4)))
    other = server.serves("/autre", numbered_rss(range(4)))
    block = Rule("r", RuleKind.BLOCK, "3", lambda entry: "3" in (entry.title or ""))
    rules = {url: [block]}
    collector = Collector(sink, LIMITS, clock, HERE, lambda feed_id: rules.get(feed_id, []))
    report = collector.collect([make_feed(url), make_feed(other)])
    assert [(feed.new, feed.blocked) for feed in report.feeds] == [(3, 1), (4, 0)]
    assert (report.new, report.blocked) == (7, 1)
    (blocked,) = sink.blocked
    assert (blocked.article.guid, blocked.rule_id) == ("chantier-3", "r")
    assert "" not in report.article_ids

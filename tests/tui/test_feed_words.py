"""How a feed is said to be: what ails it, since when, and what helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.models import Feed, FeedDetails, FeedHealth, FeedState
from tests.tui.test_words import literals
from tui.feed_words import FeedSign, failing_since, feed_sign, gives_nothing, standing
from tui.moments import moment
from tui.problem_words import advice_on, describe_code
from tui.screens.acts_feeds import site_of
from tui.screens.feed_rows import feed_about

AT = "2025-03-01T08:00:00Z"
WELL = FeedHealth("f", (0,) * 12, None, 0, 0, 0, AT, is_silent=False, gives_nothing_kept=False)
SILENT = replace(WELL, is_silent=True)
UNKEPT = replace(WELL, gives_nothing_kept=True)
KEPT_OUT = replace(WELL, blocked=4)


def feed(count: int = 1, *, paused: bool = False, **state: object) -> Feed:
    details = FeedDetails("https://a.example/rss?x=1", paused=paused)
    return Feed("f", details, replace(FeedState(), **state), AT, count)  # type: ignore[arg-type] # any of its fields


WORKS = feed(last_success=AT)
FAILS = feed(last_success=AT, last_error="http-404", failures=3)


@pytest.mark.parametrize(
    ("known", "health", "sign", "words"),
    [
        (WORKS, WELL, FeedSign.WORKS, "2025-03-01"),
        (WORKS, SILENT, FeedSign.QUIET, "silent since 2025-03-01"),
        (WORKS, UNKEPT, FeedSign.QUIET, "nothing of it is kept"),
        (feed(0, last_success=AT), KEPT_OUT, FeedSign.QUIET, "rules keep out all of it"),
        (WORKS, KEPT_OUT, FeedSign.WORKS, "2025-03-01"),
        (FAILS, WELL, FeedSign.FAILS, "there is nothing at this address any more"),
        (feed(paused=True, last_error="timeout"), WELL, FeedSign.PAUSED, "paused"),
        (
            feed(paused=True, last_error="http-410"),
            WELL,
            FeedSign.PAUSED,
            describe_code("http-410"),
        ),
        (feed(), None, FeedSign.NEW, "not collected yet"),
        (feed(host_rests_until=AT), None, FeedSign.NEW, "asked for no visits before " + moment(AT)),
    ],
)
def test_what_most_needs_to_be_known(
    known: Feed, health: FeedHealth | None, sign: FeedSign, words: str
) -> None:
    assert feed_sign(known, health) is sign
    assert words in standing(known, health)


def test_a_feed_that_gives_something_gives_not_nothing() -> None:
    assert not gives_nothing(WORKS, KEPT_OUT)
    assert gives_nothing(feed(0), KEPT_OUT)


def test_it_is_said_since_when_a_feed_fails() -> None:
    assert failing_since(WORKS) == ""
    assert failing_since(FAILS) == f"failed 3 times, worked until {moment(AT)}"
    assert failing_since(replace(FAILS, state=replace(FAILS.state, failures=1))).startswith(
        "failed once"
    )
    assert failing_since(feed(last_error="dns", failures=1)) == "failed at its only visit"
    assert failing_since(feed(last_error="dns", failures=2)) == "failed at all of its 2 visits"


def test_what_ails_a_feed_and_what_helps_stand_before_its_address() -> None:
    first, *_others, last = feed_about(FAILS, WELL)
    assert first.startswith("⚠ there is nothing at this address any more (failed 3 times")
    assert "look on its site" in first
    assert last == "https://a.example/rss?x=1"
    resting = replace(FAILS, details=replace(FAILS.details, paused=True))
    assert "look on" not in feed_about(resting, WELL)[0], "nobody tries it"


_SAY_THEMSELVES = {
    "private-address", "page-with-feed", "resting", "not-a-page", "no-article", "removed",
    "cancelled", "http-401", "http-407", "proxy", "not-http", "garbled",
}  # fmt: skip
"""Codes whose words tell what to do, or that no feed is left with."""


def test_every_error_of_a_feed_says_what_helps() -> None:
    codes = literals("feeds", r'(?:problem|FeedProblem)\(\s*"([a-z-]+)"')
    assert {"timeout", "not-a-feed", "too-large"} <= codes
    for code in {*codes, "http-403", "http-404", "http-410", "http-418", "http-429", "http-503"}:
        assert advice_on(code) or code in _SAY_THEMSELVES, code
    assert advice_on("of-a-newer-release") == ""


def test_the_site_of_a_feed_is_what_it_says_else_its_servers_front_page() -> None:
    assert site_of(feed(site_url="https://b.example/")) == "https://b.example/"
    assert site_of(feed(site_url="javascript:alert(1)")) == "https://a.example/"

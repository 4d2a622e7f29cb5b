"""What ``collect`` says of passwords, proxies and servers that are not in order, and what it never says."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from store.clock import from_text, utc_now
from tests.support.feed_server import FeedServer
from tests.tui.cli.conftest import CommandLine
from tui.services import Services
from tui.settings import CollectSettings, Settings

RSS = "<rss version='2.0'><channel><title>Les Quais</title><item><title>La grue</title></item></channel></rss>"
SECRET = "sesame-ouvre-toi"


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def test_a_password_is_shown_nowhere(
    marbre: CommandLine, server: FeedServer, write_settings: Callable[[str], None]
) -> None:
    write_settings(f'[credentials]\n"127.0.0.1" = "anne:{SECRET}"\n')
    closed = server.answers("/closed", 401)
    led = server.redirects_to("/led", f"http://anne:{SECRET}@127.0.0.2:{server.port}/x")
    broken = server.redirects_to("/broken", f"ftp://anne:{SECRET}@127.0.0.1/")
    marbre.done("feeds", "add", closed, led, broken, server.serves("/rss", RSS), "--allow-private")
    calls = (
        ("collect",),
        ("collect", "--all", "--json"),
        ("collect", "--last"),
        ("feeds", "list", "--json"),
        ("feeds", "export"),
        ("feeds", "add", f"https://anne:{SECRET}@a.example/rss"),
    )
    for words in calls:
        outcome = marbre(*words)
        assert SECRET not in outcome.output + outcome.errors
    assert server.requests("/closed")[0].headers["authorization"].startswith("Basic ")
    assert all(
        SECRET not in path.read_text("utf-8", "replace") for path in marbre.desk.rglob("*.txt")
    )


def test_a_variable_that_holds_no_password_is_named(
    marbre: CommandLine, server: FeedServer, write_settings: Callable[[str], None]
) -> None:
    write_settings('[credentials]\n"127.0.0.1" = "env:JOURNAL"\n')
    marbre.done("feeds", "add", server.serves("/rss", RSS), "--allow-private")
    outcome = marbre("collect", "--quiet")
    assert (outcome.status, outcome.output) == (0, "")
    (line,) = outcome.errors.splitlines()
    assert "JOURNAL" in line
    marbre.done("collect", "--all", JOURNAL=f"anne:{SECRET}")
    said = [request.headers.get("authorization") for request in server.requests("/rss")]
    assert [bool(each) for each in said] == [False, True]


def test_a_proxy_is_told_from_a_server(marbre: CommandLine) -> None:
    marbre.done("feeds", "add", "http://gazette.example/rss", "--title", "Gazette")
    outcome = marbre("collect", http_proxy=f"http://anne:{SECRET}@127.0.0.1:1", no_proxy="")
    assert outcome.status == 1
    assert "https_proxy" in outcome.errors
    assert outcome.errors.rstrip().endswith("(127.0.0.1:1)")
    assert SECRET not in outcome.errors


@pytest.mark.parametrize(
    ("body", "encoding", "words"),
    [
        (gzip.compress(RSS.encode())[:50], "gzip", "broke off"),
        (b"\xff\xff", "deflate", "packed"),
    ],
    ids=["broken off", "not packed"],
)
def test_what_is_not_whole_is_told(
    marbre: CommandLine, server: FeedServer, body: bytes, encoding: str, words: str
) -> None:
    url = server.serves("/rss", body, encoding=encoding)
    marbre.done("feeds", "add", url, "--allow-private", "--title", "Quais")
    outcome = marbre("collect")
    assert outcome.status == 1
    (line,) = outcome.errors.splitlines()
    assert words in line
    server.serves("/rss", RSS)
    assert marbre.done("collect", "Quais").lines[-1] == "1 feed, 1 new article"


def test_a_rest_is_remembered_for_all_feeds_at_its_host(
    marbre: CommandLine, server: FeedServer
) -> None:
    tired = server.answers("/tired", 503, {"Retry-After": "7200"})
    marbre.done("feeds", "add", tired, "--allow-private", "--title", "Las")
    assert marbre("collect").status == 1
    marbre.done("feeds", "add", server.serves("/rss", RSS), "--allow-private", "--title", "Quais")
    for words in (("collect",), ("collect", "--all"), ("collect", "Quais")):
        outcome = marbre(*words)
        assert outcome.status == 0
        assert "asked for no visits before" in outcome.errors
    assert (server.count("/tired"), server.count("/rss")) == (1, 0)
    assert marbre("collect", "--all", "--quiet").errors == ""


def test_the_settings_bound_the_timetable(
    marbre: CommandLine, server: FeedServer, write_settings: Callable[[str], None]
) -> None:
    marbre.done("feeds", "add", server.serves("/rss", RSS), "--allow-private")
    write_settings("[collect]\nevery_minutes_min = 600\n")
    marbre.done("collect", "--quiet")
    first = marbre.done("feeds", "list", "--json").record["next_due"]
    ahead = from_text(first) - utc_now()
    assert timedelta(hours=8) < ahead < timedelta(hours=17)
    marbre.done("collect", "--quiet")
    assert server.count("/rss") == 1
    shorter = Settings(collect=CollectSettings(every_minutes_min=1, every_minutes_max=30))
    with Services.open(marbre.desk, shorter) as services:
        due = services.next_due()
    assert due is not None
    assert due - utc_now() < timedelta(hours=1)

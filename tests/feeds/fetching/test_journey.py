"""What a fetch carries along."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from yarl import URL

from feeds.fetching.credentials import Credentials
from feeds.fetching.journey import Journey, as_address, validator

START = "https://a.example/rss"
NOTHING: SimpleCookie = SimpleCookie()


def led(*targets: str, status: int = 301, start: str = START) -> Journey:
    journey = Journey(start, 30.0)
    here = start
    for target in targets:
        journey.note_redirect(URL(here), target, status, NOTHING)
        here = target
    return journey


def test_where_it_is_for_good() -> None:
    assert led().lasting() is None
    assert led("https://b.example/rss").lasting() == "https://b.example/rss"
    assert led("https://b.example/rss", status=302).lasting() is None
    assert led(
        "http://a.example/x", "https://a.example/x", start="http://a.example/"
    ).lasting() == ("https://a.example/x")
    assert led("https://b.example/x", START).lasting() is None
    assert led("https://b.example/x", "https://A.example/rss").lasting() is None
    written = "https://été.example/à#haut"
    assert led("https://b.example/x", "https://été.example/à", start=written).lasting() is None


def test_what_was_said_on_an_open_way_is_not_for_good() -> None:
    assert led("http://a.example/rss").lasting() is None
    assert led("http://a.example/rss", "https://evil.example/rss").lasting() is None
    assert led("https://b.example/", "http://b.example/").lasting() == "https://b.example/"


def test_neither_passwords_nor_places_on_a_page_are_followed() -> None:
    assert led("https://eve:x@b.example/rss#top").lasting() == "https://b.example/rss"


def test_cookies_have_a_limit_and_no_control_characters() -> None:
    for value in ("x" * 5000, "é"):
        journey = Journey(START, 30.0)
        journey.note_redirect(URL(START), START, 302, SimpleCookie({"visit": value}))
        assert "Cookie" not in journey.headers(URL(START)) or "é" not in str(
            journey.headers(URL(START))
        )


def test_going_round() -> None:
    journey = led()
    assert not journey.is_going_round(URL(START))
    assert journey.is_going_round(URL(START))
    journey.note_redirect(URL(START), START, 302, SimpleCookie({"visit": "1"}))
    assert not journey.is_going_round(URL(START))
    assert journey.is_going_round(URL(START))
    assert any(journey.is_going_round(URL(f"{START}?{n}")) for n in range(20))


def test_passwords_stay_with_their_server() -> None:
    journey = Journey(START, 30.0, Credentials("anne", "x"))
    assert "Authorization" in journey.headers(URL("https://a.example/autre"))
    assert journey.headers(URL("https://b.example/rss")) == {}
    assert journey.headers(URL("http://a.example/rss")) == {}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ('"v1"', '"v1"'),
        ('W/"v1"', 'W/"v1"'),
        ("sans guillemets", "sans guillemets"),
        ('"é"', None),
        ('"\x01"', None),
        ("x" * 513, None),
        (None, None),
    ],
)
def test_validators(said: str | None, kept: str | None) -> None:
    assert validator(said) == kept


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("/a b?c=%20#d", "/a b?c=%20#d"),
        ("/été", "/été"),
        ("/\udce9t\udce9?a=%20", "/%E9t%E9?a=%20"),
    ],
)
def test_bytes_that_are_no_letters_are_escaped(location: str, address: str) -> None:
    assert as_address(location) == address

"""What headers say of when to come again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetching.headers import fresh_seconds, rests_until

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Mon, 02 Mar 2026 13:00:00 GMT", 3600),
        ("999999999999", 86400),
        ("Mon, 02 Mar 2099 13:00:00 GMT", 86400),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", None),
        ("Mon, 02 Mar 2020 13:00:00 GMT", None),
        ("²", None),
    ],
)
def test_retry_after(header: str, seconds: int | None) -> None:
    until = rests_until(header, 503, NOW)
    assert (until and (until - NOW).total_seconds()) == seconds


@pytest.mark.parametrize(("header", "minutes"), [("", 15), ("-5", 15), ("soon", 15), ("3600", 60)])
def test_who_is_asked_too_often_is_left_alone_without_saying_for_how_long(
    header: str, minutes: int
) -> None:
    assert rests_until(header, 429, NOW) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("cache_control", "expires", "age", "seconds"),
    [
        ("max-age=600", "", "", 600),
        ('public, Max-Age="600"', "", "100", 500),
        ("no-cache, max-age=600", "", "", 0),
        ("max-age=600", "", "900", 0),
        ("max-age=-600", "", "", 0),
        ("max-age=600", "Mon, 02 Mar 2020 12:00:00 GMT", "", 600),
        ("", "Mon, 02 Mar 2020 12:00:00 GMT", "", 0),
        ("max-age=600, no-store", "", "", 0),
        ("", "Mon, 02 Mar 2026 12:10:00 GMT", "", 600),
        ("", "0", "", 0),
        ("max-age=viel", "Mon, 02 Mar 2026 12:10:00 GMT", "", 0),
        ("", "", "", 0),
    ],
)
def test_for_how_long_an_answer_holds(
    cache_control: str, expires: str, age: str, seconds: float
) -> None:
    date = "Mon, 02 Mar 2026 12:00:00 GMT"
    assert fresh_seconds(cache_control, expires, date, age) == seconds


@given(st.text(), st.text(), st.text(), st.text())
def test_no_header_is_too_odd(control: str, expires: str, date: str, age: str) -> None:
    assert fresh_seconds(control, expires, date, age) >= 0
    assert fresh_seconds(f"max-age={control}", expires, date, age) >= 0
    until = rests_until(control, 503, NOW)
    assert until is None or NOW < until <= NOW + timedelta(days=1)

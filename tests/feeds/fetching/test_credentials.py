"""Whose a name and a password are."""

from __future__ import annotations

import pytest
from yarl import URL

from feeds.fetching.credentials import Credentials, find_credentials, host_of, may_be_told

ANNE = Credentials("anne", "sésame:ouvre")


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("https://a.example/rss", "https://a.example/rss"),
        ("https://A.example/rss", "https://a.example/rss"),
        ("http://a.example/rss", "https://a.example/rss"),
        ("a.example", "https://a.example/rss?x=1"),
        ("A.Example", "http://a.example:8080/rss"),
        ("a.example.", "https://a.example/rss"),
        ("a.example:8443", "https://a.example:8443/rss"),
        ("a.example:443", "https://a.example/rss"),
        ("été.example", "https://xn--t-9fab.example/rss"),
        ("[::1]", "http://[::1]/rss"),
    ],
)
def test_for_whom_they_are(key: str, url: str) -> None:
    assert find_credentials({"b.example": Credentials("b", "b"), key: ANNE}, url) is ANNE


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("https://a.example/rss", "https://a.example/autre"),
        ("https://a.example/rss", "http://a.example/rss"),
        ("http://a.example:8080/rss", "https://a.example:8080/rss"),
        ("a.example", "https://x.a.example/rss"),
        ("a.example", "https://a.example.evil.example/rss"),
        ("a.example:8443", "https://a.example/rss"),
        ("", "https://a.example/rss"),
        ("http://[", "https://a.example/rss"),
        ("a.example", "http://["),
    ],
)
def test_for_whom_they_are_not(key: str, url: str) -> None:
    assert find_credentials({key: ANNE}, url) is None


def test_the_address_goes_before_the_host() -> None:
    known = {"a.example": Credentials("b", "b"), "https://a.example/rss": ANNE}
    assert find_credentials(known, "https://A.example/rss") is ANNE


def test_what_is_said() -> None:
    assert ANNE.as_header() == "Basic YW5uZTpzw6lzYW1lOm91dnJl"
    assert "sésame" not in repr(ANNE)


@pytest.mark.parametrize(
    ("own", "asked", "may"),
    [
        ("https://a.example/", "https://a.example/x", True),
        ("http://a.example/", "https://a.example/x", True),
        ("https://a.example/", "http://a.example/x", False),
        ("https://a.example/", "https://b.example/x", False),
        ("https://a.example/", "https://a.example:8443/x", False),
        ("http://a.example:8080/", "https://a.example:8443/x", False),
    ],
)
def test_who_may_be_told_after_a_redirect(own: str, asked: str, may: bool) -> None:
    assert may_be_told(URL(own), URL(asked)) is may


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://A.Example.:8080/x", "a.example"),
        ("https://Été.example/", "xn--t-9fab.example"),
        ("http://[0:0:0:0:0:0:0:1]/", "::1"),
        ("http://[", ""),
        ("flux", ""),
    ],
)
def test_the_host_by_which_limits_are_counted(url: str, host: str) -> None:
    assert host_of(url) == host

"""Which addresses mean the same article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.canonical import canonical_url, web_address

TABLE = [
    # Trackers go
    ("https://gazette.example/a-123.html#xtor=RSS-37", "https://gazette.example/a-123.html"),
    ("https://gazette.example/x.html?xtor=RSS-3-[x]", "https://gazette.example/x.html"),
    ("https://gazette.example/a?at_medium=RSS&at_campaign=rss", "https://gazette.example/a"),
    ("https://gazette.example/a?utm_source=rss&utm_medium=f&fbclid=1", "https://gazette.example/a"),
    ("https://gazette.example/a.N123?mtm_campaign=x&gclid=2", "https://gazette.example/a.N123"),
    ("https://gazette.example/a?UTM_Source=rss", "https://gazette.example/a"),
    ("https://gazette.example/p?id=7&ref=rss&PHPSESSID=abc", "https://gazette.example/p?id=7"),
    ("https://gazette.example/p;jsessionid=1F?id=7", "https://gazette.example/p?id=7"),
    ("https://gazette.example/p?id=7&amp;utm_source=x", "https://gazette.example/p?id=7"),
    ("https://gazette.example/p?source=newsletter", "https://gazette.example/p"),
    # What may be the article stays
    ("https://gazette.example/p?id=7", "https://gazette.example/p?id=7"),
    ("https://cci.example/p?reference=2017-35", "https://cci.example/p?reference=2017-35"),
    ("https://cci.example/p?cid=7", "https://cci.example/p?cid=7"),
    ("https://cci.example/p?ref=A7", "https://cci.example/p?ref=A7"),
    ("https://cci.example/p?gamme=3&galerie=1", "https://cci.example/p?galerie=1&gamme=3"),
    ("https://cci.example/?p=12", "https://cci.example/?p=12"),
    ("https://cci.example/#!/page/3", "https://cci.example/#!/page/3"),
    # One way of writing
    ("HTTP://Gazette.Example:80/A", "http://gazette.example/A"),
    ("https://gazette.example.:443/a", "https://gazette.example/a"),
    ("https://gazette.example:8443/a", "https://gazette.example:8443/a"),
    ("https://gazette.example", "https://gazette.example/"),
    ("https://gazette.example/a?b=2&a=1", "https://gazette.example/a?a=1&b=2"),
    ("https://gazette.example/a?a=2&a=1", "https://gazette.example/a?a=2&a=1"),
    ("https://gazette.example/été", "https://gazette.example/%C3%A9t%C3%A9"),
    ("https://gazette.example/%c3%a9t%c3%a9", "https://gazette.example/%C3%A9t%C3%A9"),
    ("https://gazette.example/%7Eanne", "https://gazette.example/~anne"),
    ("https://gazette.example/a//b", "https://gazette.example/a/b"),
    ("https://écho.example/a", "https://xn--cho-9la.example/a"),
    ("https://anne:secret@gazette.example/a", "https://gazette.example/a"),
    ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ("  https://gazette.example/a\n", "https://gazette.example/a"),
    ("https://gazette.example/\u202ea\u200b", "https://gazette.example/a"),
]


@pytest.mark.parametrize(("given_url", "expected"), TABLE)
def test_the_canonical_address(given_url: str, expected: str) -> None:
    assert canonical_url(given_url) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:redaction@gazette.example",
        "urn:uuid:12",
        "//gazette.example/a",
        "/a",
        "http://",
        "http://gazette.example:port/",
        "http://gazette.example:99999/",
        "http://[::1/",
        "https://gazette.example/\ud800",
        "https://gazette.example/" + "a" * 5000,
    ],
)
def test_what_is_not_of_the_web_has_none(text: str) -> None:
    assert canonical_url(text) is None
    assert web_address(text) is None


def test_relative_links_are_made_absolute() -> None:
    assert web_address("b?c=1", "https://gazette.example/a/") == "https://gazette.example/a/b?c=1"
    assert web_address("//autre.example/", "https://gazette.example/") == "https://autre.example/"
    assert web_address("javascript:x", "https://gazette.example/") is None


pieces = st.sampled_from(
    ("/", "//", "/a", "/b-c.html", "?", "utm_source=rss", "xtor=RSS-1", "id=3", "&", "&amp;", "=", "ref=rss",
     "%7E", ";jsessionid=3", "..", ":80", ":443", "@", ".", "-", "é", "+", "src", "b=a", "a=b", "A")
)  # fmt: skip


@given(
    st.sampled_from(("https://", "http://gazette.example", "https://cci.example/a?")),
    st.lists(pieces),
)
def test_plain_addresses_are_taken_apart_like_any(start: str, ends: list[str]) -> None:
    url = start + "".join(ends)
    # A fragment without anything is left out of both, but is for the library to see.
    assert canonical_url(url) == canonical_url(f"{url}#")
    assert web_address(url) == web_address(f"{url}#")


@given(st.text(max_size=80), st.text(max_size=40))
def test_a_canonical_address_is_its_own(path: str, query: str) -> None:
    once = canonical_url(f"https://gazette.example/{path}?{query}")
    assert once is None or canonical_url(once) == once


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    for address in (canonical_url(text), web_address(text, "https://gazette.example/")):
        assert address is None or address.startswith(("http://", "https://"))

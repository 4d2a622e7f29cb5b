"""The feeds that pages name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.reading.discover import FoundFeed, find_feeds, is_page

URL = "https://journal.example/economie/"
PAGE = """<!doctype html><html><head><title>Économie</title>
<link rel="alternate" type="application/rss+xml" title="Commentaires" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml; charset=utf-8" title="À la &lt;une&gt;" href="rss.xml">
<link rel="ALTERNATE nofollow" type="application/atom+xml" href="https://autre.example/atom">
<link rel="alternate" type="application/feed+json" href="//cdn.example/feed.json">
<link rel="alternate" type="text/html" hreflang="en" href="/en">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" type="application/rss+xml" href="rss.xml">
<link rel="stylesheet" type="text/xml" href="style.xml">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
<link rel="alternate" type="application/json" href="/flux/feed.json">
<link rel="alternate" type="text/xml+oembed" href="/oembed?url=feed">
<link rel="feed" href="/entrees">
</head><body><p>Bonjour</p></body></html>"""


def test_feeds_are_found_those_of_comments_last() -> None:
    assert find_feeds(PAGE, URL) == (
        FoundFeed("https://journal.example/economie/rss.xml", "À la"),
        FoundFeed("https://autre.example/atom", None),
        FoundFeed("https://cdn.example/feed.json", None),
        FoundFeed("https://journal.example/flux/feed.json", None),
        FoundFeed("https://journal.example/entrees", None),
        FoundFeed("https://journal.example/comments/feed/", "Commentaires"),
    )


def test_addresses_are_relative_to_the_base() -> None:
    page = (
        "<html><head><base href='https://b.example/x/'>"
        "<link rel=alternate type=application/rss+xml href=y></head></html>"
    )
    assert [feed.url for feed in find_feeds(page, URL)] == ["https://b.example/x/y"]


@pytest.mark.parametrize(
    ("link", "is_feed"),
    [
        ("/feed", True),
        ("feed/", True),
        ("/fr/rss/", True),
        ("/rss/une.xml", True),
        ("/a/b/c.atom#haut", True),
        ("/?feed=rss2", True),
        ("/spip.php?page=backend&lang=fr", True),
        ("https://www.journal.example/flux.xml", True),
        ("https://feeds.feedburner.com/journal", True),
        ("https://reseau.example.org/rss", False),
        ("/feedback", False),
        ("/nos-flux-rss-expliques", False),
        ("javascript:feed()/feed", False),
        ("/plan.xml", False),
    ],
)
def test_feeds_that_a_page_links_to(link: str, is_feed: bool) -> None:
    page = f"<html><body><a href='{link}'>RSS</a></body></html>"
    assert bool(find_feeds(page, URL)) is is_feed


def test_those_that_are_named_come_before_those_that_are_linked_to() -> None:
    named = PAGE.replace("<p>", "<a href='/rss'>Flux</a><p>")
    feeds = [feed.url for feed in find_feeds(named, URL)]
    assert feeds[0] == "https://journal.example/economie/rss.xml"
    assert feeds[-2] == "https://journal.example/rss"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, True),
        ("\ufeff\n<HTML>", True),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", True),
        ("<?xml version='1.0'?><rss version='2.0'>", False),
        ("<?xml version='1.0'?><opml><head><title>Mes flux</title></head></opml>", False),
        ("{}", False),
        ("", False),
    ],
)
def test_what_is_a_page(text: str, expected: bool) -> None:
    assert is_page(text) is expected


@given(st.text(alphabet="<>/=\"' linkrelatype&#;\x00\ud800é"))
def test_no_page_is_too_odd(text: str) -> None:
    find_feeds(text, URL)
    find_feeds(f"<link rel=alternate type=application/rss+xml href={text}", URL)

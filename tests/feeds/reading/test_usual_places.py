"""Where sites may have their feeds."""

from __future__ import annotations

from feeds.reading.usual_places import usual_places


def test_a_page_may_have_a_feed_of_its_own() -> None:
    assert usual_places("https://journal.example/economie/?page=2")[:2] == (
        "https://journal.example/economie/feed/",
        "https://journal.example/feed/",
    )


def test_a_document_and_a_front_page_have_none() -> None:
    for url in ("https://journal.example/a.html", "https://journal.example"):
        assert usual_places(url)[0] == "https://journal.example/feed/"

"""Where words stand on a page."""

from __future__ import annotations

import pytest
from lxml import html

from feeds.errors import ParseError
from feeds.fetching.fetch import Fetched
from feeds.pages.finding import FoundPlace, find_places
from feeds.pages.selectors import to_xpath

PAGE = """<!doctype html><html><head><title>Le quai</title></head><body class="page">
<script>var a = "Le quai est long";</script>
<aside class="boite"><p>Le quai est long…</p></aside>
<div class="colonne"><div class="article-1234 corps" id="article-1234"><p>Trois grues.</p>
<p class="chapo">« Le&nbsp;quai est&#8239;long&nbsp;», dit le <b>port</b>.</p>
<p>Il coûte cher, dit-on, à la ville.</p>
</div><div class="corps annexe"><p>Annexe</p></div></div></body></html>"""


def find(words: str, page: str = PAGE) -> tuple[FoundPlace, ...]:
    return find_places(
        Fetched("https://a.example/", page.encode(), "text/html", None, None, False), words
    )


def test_the_elements_are_told_from_the_outside_in() -> None:
    assert find("quai est long », dit le port") == (
        FoundPlace("div.colonne", 18, 1),
        FoundPlace("div.colonne > div.corps", 17, 2),
        FoundPlace("p.chapo", 7, 1),
    )


def test_each_selector_finds_the_words() -> None:
    tree = html.document_fromstring(PAGE)
    for place in find("Il coûte cher"):
        found = tree.xpath(to_xpath(place.selector))
        assert len(found) == place.elements
        assert any("Il coûte cher" in element.text_content() for element in found)


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("rien", PAGE),
        ("", PAGE),
        ("« … »", PAGE),
        ("quai", ""),
        ("var a", PAGE),
        ("quai", "<html></html>"),
    ],
)
def test_words_that_are_not_there(words: str, page: str) -> None:
    with pytest.raises(ParseError):
        find(words, page)

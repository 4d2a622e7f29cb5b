"""What is put right in feeds before they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.reading.repair import breaks_off, with_whole_references, without_torn_entry


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a>R&D &amp; &#8364; &#x20AC;</a>", "<a>R&amp;D &amp; &#8364; &#x20AC;</a>"),
        ("<a href='?b=1&c=2'/>", "<a href='?b=1&amp;c=2'/>"),
        ("<a>&eacute;&nbsp;&inconnu;</a>", "<a>&#233;&#160;&amp;inconnu;</a>"),
        ("<![CDATA[a & b &eacute;]]>&", "<![CDATA[a & b &eacute;]]>&amp;"),
        ("<![CDATA[a & b", "<![CDATA[a & b"),
        ("&<!ENTITY eur '€'>&eur;", "&<!ENTITY eur '€'>&eur;"),
        ("& " * 60_000, "& " * 60_000),
    ],
)
def test_references_are_made_those_of_xml(text: str, expected: str) -> None:
    assert with_whole_references(text) == expected


@given(st.lists(st.sampled_from(["&", "amp;", "x;", "<![CDATA[", "]]>", " ", "é", "#9;"])))
def test_what_is_put_right_stays_so(pieces: list[str]) -> None:
    once = with_whole_references("".join(pieces))
    assert with_whole_references(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<rss><item>1</item><item>2", "<rss><item>1</item>"),
        ("<feed><ENTRY x='1'>1</ENTRY><entry\n", "<feed><ENTRY x='1'>1</ENTRY>"),
        ("<rss><item>1</item><items>", "<rss><item>1</item><items>"),
        ("<rss><item>1<item>2</channel></rss>", "<rss><item>1<item>2</channel></rss>"),
        ("<html><p>", "<html><p>"),
        ("", ""),
    ],
)
def test_an_entry_that_breaks_off_is_left_out(text: str, expected: str) -> None:
    assert without_torn_entry(text) == expected


def test_a_feed_breaks_off_where_its_end_is_missing() -> None:
    assert breaks_off("<rss><channel>")
    assert breaks_off(' {"items": [')
    assert not breaks_off("<RSS></Channel></RSS><!-- cache -->")
    assert not breaks_off('{"items": []}\n')

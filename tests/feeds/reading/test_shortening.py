"""Long texts put aside: the feed reads the same."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.reading import parse
from feeds.reading.entry import Publication, read_entry
from feeds.reading.shortening import Shortened
from tests.feeds.samples import rss

LONG = (
    "<p>Le bac de l’île reprend ; trois traversées par jour, dit-on, &amp; deux le dimanche.</p>"
    * 9
)


LATIN = LONG.replace("’", "'").replace("î", "i")


class Whole(Shortened):
    """Leaves every text where it is."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self.text = text


def entries(feed: str, kind: type[Shortened]) -> list[tuple[str | None, str]]:
    """Titles and bodies, with texts put aside or not."""
    shortened = kind(feed)
    document = parse._document(shortened.text, "https://a.example/")
    now = datetime(2026, 3, 2, tzinfo=UTC)
    publication = Publication(None, None, None, ())
    found = [
        read_entry(dict(each), shortened.whole, publication, now) for each in document["entries"]
    ]
    return [(each.title, each.body) for each in found if each]


@pytest.mark.parametrize(
    ("feed", "is_shorter"),
    [
        (rss(f"<item><description>{escape(LONG)}</description></item>"), True),
        (rss(f"<item><description>\n<![CDATA[{LONG}]]>\n</description></item>"), True),
        (rss(f"<item><content:encoded><![CDATA[{LONG}]]></content:encoded></item>"), True),
        (rss(f"<item><description><![CDATA[{LONG}]]>et <![CDATA[{LONG}]]></description></item>"), False),
        (rss(f"<item><description>{escape(LONG)} &eacute;</description></item>"), False),
        (rss(f"<item><description>{LONG.replace('<p>', '').replace('</p>', ' ')}</description></item>"), True),
        (rss(f"<item><title>{escape(LONG)}</title><description>court</description></item>"), False),
        (rss(f"<item><description><![CDATA[{LONG}]]]></description></item>"), True),
        (rss(f"<item><description><![CDATA[Ã©tÃ© {LATIN}]]></description></item>"), True),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>u</title><id>1</id>'
            f'<content type="html">{escape(LONG)}</content></entry></feed>',
            True,
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>u</title><id>1</id>'
            f'<content type="text">{escape(LONG)}</content></entry></feed>',
            True,
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>u</title><id>1</id>'
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
            f"{LONG}</div></content></entry></feed>",
            False,
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>u</title><id>1</id>'
            f'<content type="application/octet-stream">{"QUJD" * 200}</content></entry></feed>',
            False,
        ),
    ],
)  # fmt: skip
def test_the_feed_reads_the_same(feed: str, is_shorter: bool) -> None:
    assert entries(feed, Shortened) == entries(feed, Whole)
    assert (len(Shortened(feed).text) < len(feed)) is is_shorter


@given(
    st.lists(
        st.sampled_from(["<", "]]>", "&amp;", "&#233;", "é", "mot ", "<b>", "</b>", "\n", "]"])
    )
)
def test_any_text_reads_the_same(pieces: list[str]) -> None:
    text = "".join(pieces) + "Le bac reprend. " * 30
    for inner in (f"<![CDATA[{text}]]>", escape(text)):
        feed = rss(f"<item><guid>1</guid><description>{inner}</description></item>")
        assert entries(feed, Shortened) == entries(feed, Whole)

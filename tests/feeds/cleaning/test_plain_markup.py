"""HTML that is plain reads the same without a parser."""

from __future__ import annotations

from html.entities import name2codepoint

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.cleaning.clean import clean_paragraphs
from feeds.cleaning.markup import flatten_plain

PHRASES = ("a", "b", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup", "u")
BLOCKS = ("p", "h1", "h3", "div", "figure", "figcaption", "section", "ul", "ol", "li", "blockquote")
OTHERS = (
    "q",
    "pre",
    "table",
    "td",
    "iframe",
    "script",
    "hr",
    "center",
    "font",
    "video",
    "main",
    "P",
    "dl",
    "dd",
)
TEXTS = (
    "a", "mot ", "  ", "\n", " b", " ", "\u00a0", "\u00a0!", "é", "&amp;", "&nbsp;", "&eacute;", "&#8217;",
    "&#150;", "&#233;", "&lt;p&gt;", "&", "&amp", "&x;", ">", "’", "\t", "&apos;", "\u202f?", "«", "😀", "\x01",
    "\x7f", "\x96", "\u200b", "&#160;", "&shy;", "e\u0301", "\r\n", "&#12;", "<", "\0", "3",
)  # fmt: skip
ATTRIBUTES = (
    "", ' class="x"', ' href="https://a.example/?b=c&amp;d"', " title='é > b'", " alt", " x=y", ' a="b"c="d"',
    '\n id="q"', ' style = "a"', ' title="<b>"', ' start="4"', ' value="7"',
    ' reversed', ' class="wp-caption-text"',
)  # fmt: skip

text = st.lists(st.sampled_from(TEXTS), max_size=3).map("".join)
void = st.sampled_from(("<br>", "<br/>", "<br />", '<img src="a.jpg" alt="b">', "<img/>"))


def elements(names: tuple[str, ...], inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements that are closed where they should be."""
    return st.tuples(st.sampled_from(names), st.sampled_from(ATTRIBUTES), inside).map(
        lambda parts: f"<{parts[0]}{parts[1]}>{parts[2]}</{parts[0]}>"
    )


phrases = st.lists(st.one_of(text, void, elements(PHRASES, text)), max_size=4).map("".join)
paragraphs = st.lists(elements(("p", "p", "h2", "div"), phrases), max_size=4).map("\n".join)
nested = st.recursive(
    phrases,
    lambda inside: st.lists(elements(BLOCKS + PHRASES, inside), max_size=3).map("".join),
    max_leaves=6,
)
tag = st.tuples(st.sampled_from(("<", "</")), st.sampled_from(PHRASES + BLOCKS + OTHERS)).map(
    lambda parts: f"{parts[0]}{parts[1]}>"
)
soup = st.lists(st.one_of(text, tag, void), max_size=9).map("".join)


@settings(max_examples=400)
@given(st.one_of(phrases, paragraphs, nested, soup, st.tuples(paragraphs, soup).map("".join)))
def test_any_html_reads_the_same(html: str) -> None:
    # A comment says nothing, but is for a parser to leave out.
    assert clean_paragraphs(f"<br>{html}") == clean_paragraphs(f"<br>{html}<!-- -->")


@pytest.mark.parametrize("name", [*name2codepoint, "apos"])
def test_every_name_of_a_character_reads_the_same(name: str) -> None:
    html = f"<p>a&{name};b</p>"
    assert clean_paragraphs(html) == clean_paragraphs(f"{html}<!-- -->")


def test_articles_are_plain() -> None:
    html = (
        '<div class="entry"><h2>La glace</h2>\n<p>Deux <a href="/e">millions</a>&nbsp;; <b>six</b> postes.'
        '<br/>\nFin&#8217;mai.</p><figure><img src="a.jpg"/><figcaption>Le port</figcaption></figure>'
        "<ul><li>un</li><li>deux</li></ul></div>"
    )
    assert flatten_plain(html) == (
        "La glace\n\nDeux millions\u00a0; six postes.\nFin’mai.\n\n[Le port]\n\n- un\n- deux"
    )


@pytest.mark.parametrize(
    "html",
    ["<p>a", "<p>a</b>", "<b><p>a</p></b>", "<p><div>a</div></p>", "<p x=y>a</p>", "<script>a</script>",
     "<p>&a;</p>", "<p>a < b</p>", "<p>a & b</p>", "<!-- a --><p>a</p>", "<li>a</li>", "<p>a</p></p>",
     "<P>a</P>", "<p/>", "<p>&#1;</p>", "<blockquote>a</blockquote>", "<ul><p>a</p></ul>"],
)  # fmt: skip
def test_the_rest_is_left_to_a_parser(html: str) -> None:
    assert flatten_plain(html) is None

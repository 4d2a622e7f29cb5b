"""Markup and hostile characters to text that reads well."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.cleaning.clean import (
    clean_author,
    clean_line,
    clean_paragraphs,
    clean_plain_paragraphs,
    clean_text,
    clean_title,
)

PARAGRAPHS = [
    ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
    ("<p>Un<p>Deux", "Un\n\nDeux"),
    ("Un<br>deux<br/><br>trois", "Un\ndeux\n\ntrois"),
    ("<div>Un</div>deux", "Un\n\ndeux"),
    ("<h2>Les quais</h2><p>Trois\n   quais.</p>", "Les quais\n\nTrois quais."),
    ("<p>Le <b>port</b> <i>bleu</i>.</p>", "Le port bleu."),
    ("<ul><li>un<li>deux</ul>fin", "- un\n- deux\n\nfin"),
    ("<ol><li>un</li><li>deux</li></ol>", "1. un\n2. deux"),
    ("<ul><li>un<ul><li>un a</li></ul></li><li>deux</ul>", "- un\n  - un a\n- deux"),
    ("<ul><li><p>un</p><p>suite</p></li></ul>", "- un\n  suite"),
    ("<blockquote><p>Oui.</p><p>Non<br>non.</p></blockquote>fin", "> Oui.\n\n> Non\n> non.\n\nfin"),
    ("Il dit <q>oui</q>.", "Il dit «\u00a0oui\u00a0»."),
    (
        "<table><tr><th>Lot</th><th>Prix</th></tr><tr><td>Quai</td><td>22</td></tr></table>",
        "Lot | Prix\nQuai | 22",
    ),
    ("<table><tr><td><p>Un</p><p>Deux</p></td></tr></table>", "Un\n\nDeux"),
    ("<pre>a\nb</pre>", "a\nb"),
    ("<dl><dt>Quai<dd>long</dl>", "Quai\n\nlong"),
    ("<figure><img src=x alt=y><figcaption>Le quai</figcaption></figure>t", "Le quai\n\nt"),
    # Entities once
    ("<p>R&amp;D, l&rsquo;eau &eacute;t&eacute; &#8364;</p>", "R&D, l’eau été €"),
    ("<p>&amp;lt;b&amp;gt; &amp;amp;</p>", "&lt;b&gt; &amp;"),
    ("R&amp;D", "R&D"),
    ("5 < 6 et 7 > 6", "5 < 6 et 7 > 6"),
    ("<p>l&#146;eau</p>", "l’eau"),
    # French spacing
    ("<p>Oui&nbsp;! Vraiment\u202f?</p>", "Oui\u00a0! Vraiment\u202f?"),
    ("<p>« Oui&nbsp; »</p>", "« Oui\u00a0»"),
    ("<p>fin.&nbsp; Début</p>", "fin. Début"),
    ("<p>un</p><p>&nbsp;</p><p>deux</p>", "un\n\ndeux"),
    # What is not text
    ("a<script>alert('</p>')</script>b<style>p{}</style>c", "abc"),
    ("a<iframe>b</iframe><noscript>c</noscript><template>d</template>", "a"),
    ("<svg><title>t</title><script>x</script></svg><math><mi>x</mi></math>a", "a"),
    ("<form>Votre avis<textarea>t</textarea><button>Envoyer</button></form>", "Votre avis"),
    ("<p>a</p><!-- <p>b</p> --><?php c ?>", "a"),
    ("<a href=\"javascript:x\" onclick='y'>lien</a>", "lien"),
    ("<p>a</p><p>b", "a\n\nb"),
    ("</p></div>a</td>", "a"),
    ("<td>a</td><td>b</td>", "a\n\nb"),
    ("<li>seul", "seul"),
    # Text without markup
    ("Un\n\ndeux\ntrois", "Un\n\ndeux trois"),
    ("", ""),
    (" \n ", ""),
    ("<p> </p>", ""),
    ("<!-- -->", ""),
]


@pytest.mark.parametrize(("html", "expected"), PARAGRAPHS)
def test_paragraphs_read_well(html: str, expected: str) -> None:
    assert clean_paragraphs(html) == expected


CHARACTERS = [
    ("\x1b[31mRouge\x1b[0m", "Rouge"),
    ("\x1b]0;titre\x07suite", "suite"),
    ("\x1b]8;;https://x.example\x1b\\lien\x1b]8;;\x1b\\", "lien"),
    ("\x9b31mRouge", "Rouge"),
    ("\x9d0;titre\x9csuite", "suite"),
    ("\x1bPq\x1b\\fin", "fin"),
    ("a\x1bcb", "ab"),
    ("a\x00b\x07c\x7fd", "abcd"),
    ("\u202eabc\u202c\u2066d\u2069\u200f", "abcd"),
    ("co\u00adop\u200bé\u2060ra\ufefftive", "coopérative"),
    ("l\x92œuvre\x85", "l’œuvre…"),
    ("e\u0301te\u0301", "été"),
    ("12\u202f000\u00a0€", "12\u202f000\u00a0€"),
    ("un\r\ndeux\u2028trois", "un\ndeux\ntrois"),
    ("\ud800a\ufffe\U000e0041", "a"),
]


@pytest.mark.parametrize(("text", "expected"), CHARACTERS)
def test_hostile_characters_go(text: str, expected: str) -> None:
    assert clean_text(text) == expected


TITLES = [
    ("  Le <b>port</b>\n  s’étend ", "Le port s’étend"),
    ("Caf&eacute; &amp; th&eacute;", "Café & thé"),
    ("Caf&amp;eacute;", "Caf&eacute;"),
    ("Le prix\u00a0: 5 < 6", "Le prix\u00a0: 5 < 6"),
    ("&#27;[31mRouge&#x1B;[0m", "Rouge"),
    ("\u00a0", None),
    ("\u200b\u202e", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles_are_one_line_or_none(text: str | None, expected: str | None) -> None:
    assert clean_title(text) == expected


def test_a_plain_title_keeps_what_looks_like_a_tag() -> None:
    assert clean_title("Le <b> de l’affaire", is_html=False) == "Le <b> de l’affaire"


def test_a_plain_text_keeps_what_looks_like_a_tag() -> None:
    assert clean_plain_paragraphs("Le <b>\n\nsuite\x1b[1m") == "Le <b>\n\nsuite"


def test_endless_titles_and_authors_are_cut() -> None:
    title, author = clean_title("mot " * 1000), clean_author("nom " * 1000)
    assert title is not None
    assert author is not None
    assert len(title) <= 200
    assert len(author) <= 200
    assert title.endswith("mot…")


def is_clean(text: str) -> bool:
    bad = {"Cc", "Cs", "Co"}
    hidden = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    return all(
        letter == "\n" or (unicodedata.category(letter) not in bad and letter not in hidden)
        for letter in text
    )


PIECES = (
    "<p> </p> <li> <td> <tr> <table> </table> <ul> </ul> <br> <q> <blockquote> <pre> </pre> <script> <svg>"
    " < & &#27; &nbsp; &#x9b; \x1b] \x9b \x07 \u202e \x00 mot é ! ?"
)
HOSTILE = st.lists(
    st.sampled_from([*PIECES.split(" "), " ", "\n", "\u00a0"]) | st.text(max_size=8), max_size=40
).map("".join)


@given(HOSTILE)
def test_whatever_comes_is_clean_and_in_paragraphs(html: str) -> None:
    for text in (clean_paragraphs(html), clean_plain_paragraphs(html)):
        assert is_clean(text)
        assert "\n\n\n" not in text
        assert text == text.strip()


@given(HOSTILE)
def test_whatever_comes_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line
    assert is_clean(line)
    title = clean_title(text)
    assert title is None or title.strip() == title != ""


@given(HOSTILE)
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@pytest.mark.parametrize(
    "piece", ["<div>", "<td>", "<a href=", "<!--", "<ul><li>", "&", "<b><p>", "\x1b]"]
)
def test_depth_and_length_cost_nothing(piece: str) -> None:
    # With work that grows with the square of the length, this would take minutes and run into the limit.
    assert isinstance(clean_paragraphs("<p>" + piece * 100_000), str)

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
    # Tables
    (
        "<table><tr><th>Lot</th><th>Prix</th></tr><tr><td>Quai</td><td>22</td></tr></table>",
        "Lot\u00a0 | Prix\nQuai | \u00a0\u00a022",
    ),
    (
        "<table><caption>Lots</caption><tr><td></td><td>2025</td><td>2026</td></tr>"
        "<tr><th>Quai</th><td></td><td>7&nbsp;M€</td></tr><tr><td><p>Voie</p></td><td>12</td></tr></table>fin",
        "Lots\n\n"
        "\u00a0\u00a0\u00a0\u00a0 | 2025 | 2026\n"
        "Quai | \u00a0\u00a0\u00a0\u00a0 | 7\u00a0M€\n"
        "Voie | \u00a0\u00a012\n\nfin",
    ),
    (
        f"<table><tr><td>a</td><td>{'mot ' * 25}</td></tr><tr><td>b</td><td></td><td>c</td></tr></table>",
        f"a | {('mot ' * 25).strip()}\nb | | c",
    ),
    (
        "<table><tr><td colspan=2>Ports</td></tr><tr><td>a<td>b<tr><td>c<td>d</table>",
        "Ports\na\u00a0\u00a0\u00a0\u00a0 | b\nc\u00a0\u00a0\u00a0\u00a0 | d",
    ),
    (
        "<blockquote><table><tr><td>a<td>b<tr><td>c<td>d</table>e</blockquote>",
        "> a | b\n> c | d\n\n> e",
    ),
    (
        "<table><tr><td>Un long texte.</td></tr><tr><td></td><td>Un autre.</td></tr></table>",
        "Un long texte.\n\nUn autre.",
    ),
    ("<table><tr><td><p>Un</p><p>Deux</p></td></tr></table>", "Un\n\nDeux"),
    ("<pre>a\nb</pre>", "a\nb"),
    ("<pre>  a = 1\n\tb  c\n\n  fin</pre>", "a = 1\n\u00a0\u00a0b\u00a0\u00a0c\n\nfin"),
    ("Un.<br>&nbsp;<br />\nDeux.", "Un.\n\nDeux."),
    # Terms and what they mean
    (
        "<dl><dt>Quai<dd>long<dt>Pont<dd>bas<br>gris</dl>fin",
        "Quai\n  long\nPont\n  bas\n  gris\n\nfin",
    ),
    (f"<dl><dt>Quai<dd>{'long ' * 50}</dl>", f"Quai\n\n{('long ' * 50).strip()}"),
    ("<dt>Quai<dd>long", "Quai\n\nlong"),
    # Numbers as the author gave them
    ("<ol start=5><li>un</li><li>deux</li></ol>", "5. un\n6. deux"),
    (
        '<ol start="5"><li>un</li><li value="9">deux</li><li>trois</li></ol>',
        "5. un\n9. deux\n10. trois",
    ),
    ("<ol start=3 reversed><li>un</li><li>deux</li></ol>", "3. un\n2. deux"),
    ("<ol start=x><li>un</li></ol>", "1. un"),
    # What stands below a picture
    ("<figure><img src=x alt=y><figcaption>Le quai</figcaption></figure>t", "[Le quai]\n\nt"),
    (
        "<figure><figcaption><p>Le quai</p><p>© Ève</p></figcaption></figure>t",
        "[Le quai\n\n© Ève]\n\nt",
    ),
    ('<img><p class="wp-caption-text">Le quai</p><p>b</p>', "[Le quai]\n\nb"),
    ("<figcaption></figcaption>t", "t"),
    # What is raised
    ("<p>10<sup>6</sup> m<sup>3</sup>, 10<sup>-3</sup></p>", "10⁶ m³, 10⁻³"),
    (
        "<p>Le 1<sup>er</sup> mai, au XX<sup>e</sup> siècle, n<sup>o</sup> 3</p>",
        "Le 1er mai, au XXe siècle, no 3",
    ),
    (
        '<p>Le quai<sup>1</sup>, le pont<a href="#n"><sup>2,3</sup></a>.</p>',
        "Le quai[1], le pont[2,3].",
    ),
    ("<p>En 2024<sup><a href='#n'>2</a></sup> CO<sub>2</sub></p>", "En 2024² CO2"),
    ("<p><sup>1</sup> Selon le port.</p>", "1 Selon le port."),
    # What cannot be shown is named
    (
        '<p>a</p><iframe title="Le port vu du ciel" src="https://www.films.example/embed/7">x</iframe>b',
        "a\n\n[Le port vu du ciel – films.example]\n\nb",
    ),
    ("<iframe title='https://f.example/w?v=7' src='//f.example/7'></iframe>", "[f.example]"),
    ("<video src='https://films.example/a.mp4'>Votre navigateur</video>b", "[films.example]\n\nb"),
    (
        "<iframe src='https://a.example/' width=1 height=1></iframe><iframe src='javascript:x'></iframe>b",
        "b",
    ),
    ("<iframe title='a\x1b[31m]\u202eb' src='https://[x'></iframe>", "[a]b]"),
    # Empty lines part paragraphs where nothing else does
    ("Un <b>quai</b>\nlong.\n \nDeux.", "Un quai long.\n\nDeux."),
    ("<p>Un</p>\n\n deux\n\ntrois", "Un\n\ndeux trois"),
    ("<![CDATA[<p>Un</p>]]>", "Un"),
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
    ("<svg><title>t</title><script>x</script></svg>a", "a"),
    ("Soit <math><mi>x</mi><mo>=</mo><mn>2</mn><annotation>x=2</annotation></math>.", "Soit x=2."),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Par Ève Marin (avec AFP)", "Ève Marin (avec AFP)"),
        ("par : Ève Marin et Luc Petit", "Ève Marin et Luc Petit"),
        ("Auteur Ève Marin", "Ève Marin"),
        ("Propos recueillis par Ève Marin", "Ève Marin"),
        ("Parme Éditions", "Parme Éditions"),
        ("par ici", "par ici"),
    ],
)
def test_names_come_without_what_leads_them_in(text: str, expected: str) -> None:
    assert clean_author(text) == expected


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
    "<p> </p> <li> <td> <tr> <table> </table> <ul> </ul> <br> <q> <blockquote> <pre> </pre> <script> <svg> <dl>"
    " <dt> <dd> </dl> <figcaption> </figcaption> <sup> </sup> <iframe> </iframe> <![CDATA[ ]]> <ol> </ol>"
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
    "piece",
    [
        "<div>", "<td>", "<a href=", "<!--", "<ul><li>", "&", "<b><p>", "\x1b]", "<dl><dt>a", "<dl><dd>a</dl>",
        "<table><tr><td>a", "<tr><td>a<td>b", "<figcaption>a", "<sup>1", "<sup>1</sup>", "<ol start=2><li>a",
        "<pre> a\n", "<blockquote><table><td>a", "<iframe title=a>", "<td colspan=99>a", "<![CDATA[",
        "a\n\n<b>",
    ],
)  # fmt: skip
def test_depth_and_length_cost_nothing(piece: str) -> None:
    # With work that grows with the square of the length, this would take minutes and run into the limit.
    assert isinstance(clean_paragraphs("<p>" + piece * 100_000), str)

"""CSS selectors as people write them for pages of news."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from feeds.pages.selectors import SelectorError, to_xpath

PAGE = html.document_fromstring(
    """
    <html lang=fr><body>
      <main id=contenu class="page article-page">
        <h1 itemprop="headline">Titre</h1>
        <p class="chapo intro">Chapô</p>
        <div class="corps"><p>Un</p><p data-kind='l"un'>Deux</p><aside><p>Pub</p></aside></div>
        <time datetime="2026-02-15T09:30">hier</time>
      </main>
      <div class="corps-annexe"><p>Annexe</p></div>
    </body></html>
    """
)


def texts(selector: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in PAGE.xpath(to_xpath(selector))]


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("h1", ["Titre"]),
        (".corps > p", ["Un", "Deux"]),
        ("div.corps p", ["Un", "Deux", "Pub"]),
        (".corps>p", ["Un", "Deux"]),
        ("h1 + p", ["Chapô"]),
        ("p + p", ["Deux"]),
        (".intro.chapo", ["Chapô"]),
        ("#contenu .chapo", ["Chapô"]),
        ("main#contenu h1", ["Titre"]),
        ("[datetime]", ["hier"]),
        ("time[datetime^='2026']", ["hier"]),
        ("[datetime$='09:30']", ["hier"]),
        ("[datetime*='-02-']", ["hier"]),
        ("[class~=intro]", ["Chapô"]),
        ('[itemprop="headline"]', ["Titre"]),
        ("[itemprop=headline]", ["Titre"]),
        ("[data-kind='l\"un']", ["Deux"]),
        ("h1, .chapo ,time", ["Titre", "Chapô", "hier"]),
        (".page *[datetime]", ["hier"]),
        ("#contenu > div:nth-child(3) > p:nth-child(2)", ["Deux"]),
        (".corps > p:first-child", ["Un"]),
        (".corps > :last-child", ["Pub"]),
        ("aside > p:only-child", ["Pub"]),
        (".corps p:nth-of-type(2)", ["Deux"]),
        ("#contenu > :nth-child(odd)", ["Titre", "UnDeuxPub"]),
        ("#contenu > p:nth-child(even)", ["Chapô"]),
        ("#contenu > :nth-last-child(2)", ["UnDeuxPub"]),
        (".corps > p:last-of-type", ["Deux"]),
        (".corps > *:not(aside)", ["Un", "Deux"]),
        ("p:not([class]):not([data-kind])", ["Un", "Pub", "Annexe"]),
        ("p:not(p.chapo)", ["Un", "Deux", "Pub", "Annexe"]),
        ("h1 ~ time", ["hier"]),
        (".cor", []),
        ("h2", []),
    ],
)
def test_what_a_selector_finds(selector: str, found: list[str]) -> None:
    assert texts(selector) == found


REFUSED = (
    "",
    ",",
    "h1,",
    "p:hover",
    ":first-of-type",
    "p:nth-child(x)",
    "p:nth-child(99999)",
    "p:not()",
    "p:not(a b)",
    "p:not(:not(a))",
    "a::text",
    ">",
    "> p",
    "p >",
    "p..x",
    "[",
    "[a=']",
    "p{}",
)


@pytest.mark.parametrize("selector", [*REFUSED, "x" * 600])
def test_what_is_no_selector_is_refused(selector: str) -> None:
    with pytest.raises(SelectorError):
        to_xpath(selector)


@given(
    st.text("ab#.[]=~^$*'\", >+:", max_size=20)
    | st.lists(
        st.sampled_from(["p", ":not(", ")", ":first-child", ":nth-child(2)", ".a", " ", "~", "#b"])
    ).map("".join)
)
def test_whatever_is_read_is_an_xpath(selector: str) -> None:
    try:
        path = to_xpath(selector)
    except SelectorError:
        return
    etree.XPath(path)

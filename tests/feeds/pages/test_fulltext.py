"""Which pages are wanted, and which texts are the better ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feeds.pages.fulltext import (
    is_extract,
    wants_page,
    with_feeds_lede,
    with_page,
    without_repeated,
)
from store.intake.recognise import content_hash
from store.models import FullText, NewArticle
from tests.support import texts

WHOLE = texts.WOOD.partition("\n\n")[2]
EXTRACT = WHOLE[:200].rstrip() + "…"
ENTRY = NewArticle(
    "La filière bois part chercher des acheteurs", EXTRACT, url="https://a.example/bois", guid="1"
)
PAGE = NewArticle(
    "Bois : en route pour le Québec", WHOLE, author="Odile Perrin", published="2026-03-01T12:00:00Z"
)
CONSENT = NewArticle(
    "Vos choix",
    "Nous et nos partenaires utilisons des cookies pour mesurer l’audience, personnaliser la publicité et "
    "améliorer nos services. Vous pouvez accepter, refuser ou paramétrer vos choix à tout moment. "
    * 3,
)


def test_a_feed_says_whether_pages_are_wanted() -> None:
    long = replace(ENTRY, body=WHOLE)
    assert not wants_page(FullText.NEVER, ENTRY)
    assert wants_page(FullText.WHEN_SHORT, ENTRY)
    assert not wants_page(FullText.WHEN_SHORT, long)
    assert wants_page(FullText.ALWAYS, long)
    assert not wants_page(FullText.ALWAYS, replace(long, url=None))


@pytest.mark.parametrize(
    "end",
    ["…", " [...]", " [\u2026]", "\n\nLire la suite", "\n\nLire l’article sur le site", "..."],
)
def test_a_long_text_that_breaks_off_is_an_extract(end: str) -> None:
    assert not is_extract(WHOLE)
    assert is_extract(WHOLE[:1200] + end)


def test_the_text_of_the_page_with_what_the_feed_said() -> None:
    found = with_page(ENTRY, PAGE)
    assert found == replace(
        ENTRY,
        body=WHOLE,
        given=(ENTRY.title, EXTRACT),
        author="Odile Perrin",
        published="2026-03-01T12:00:00Z",
    )
    assert content_hash(found) == content_hash(ENTRY), "the feed gives what it gave"


def test_a_page_without_title_in_the_feed_gives_its_own() -> None:
    nameless = replace(ENTRY, title=None)
    found = with_page(nameless, PAGE)
    assert found.title == PAGE.title
    assert content_hash(found) == content_hash(nameless)


def test_the_stub_of_a_paywall_is_not_taken() -> None:
    stub = replace(PAGE, body=WHOLE[:120])
    assert with_page(ENTRY, stub) == ENTRY


def test_a_page_about_something_else_is_not_taken() -> None:
    assert len(CONSENT.body) > len(EXTRACT)
    assert with_page(ENTRY, CONSENT) == ENTRY


def test_one_text_for_several_entries_is_none_of_theirs() -> None:
    others = [replace(ENTRY, guid=guid, body=f"{EXTRACT} {guid}") for guid in "23"]
    found = [with_page(each, PAGE) for each in [ENTRY, *others]]
    assert without_repeated([ENTRY, *others], found) == [ENTRY, *others]
    assert without_repeated([ENTRY], found[:1]) == found[:1]


LEDE = "Trois scieries de la vallée partent ensemble au Québec, où le chêne et la charpente se vendent bien."


def completed(given: str, page: str = WHOLE) -> NewArticle:
    return replace(ENTRY, body=page, given=(ENTRY.title, given))


def test_a_lede_that_the_pages_text_lacks_stands_before_it() -> None:
    found = with_feeds_lede(completed(LEDE))
    assert found.body == f"{LEDE}\n\n{WHOLE}"
    assert found.given == (ENTRY.title, LEDE)
    assert found.prepared is not None
    assert found.prepared.body == found.body


@pytest.mark.parametrize(
    ("given", "page"),
    [
        (LEDE, f"{LEDE}\n\n{WHOLE}"),
        (LEDE, f"{WHOLE}\n\n{LEDE.replace(' ', chr(0xA0), 3)}"),
        (LEDE.replace("Trois", "Quatre"), f"{LEDE}\n\n{WHOLE}"),
        (f"{LEDE} Lire la suite", WHOLE),
        (f"{LEDE[:60]}…", WHOLE),
        ("Filière bois", WHOLE),
        (LEDE * 7, WHOLE),
        ("", WHOLE),
    ],
)
def test_nothing_is_said_twice_nor_half(given: str, page: str) -> None:
    assert with_feeds_lede(completed(given, page)).body == page


def test_an_entry_without_its_page_is_as_the_feed_gave_it() -> None:
    assert with_feeds_lede(ENTRY) == ENTRY

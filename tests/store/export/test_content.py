from __future__ import annotations

from types import MappingProxyType

import pytest

from store.export import EXPORTERS
from store.export.content import body_without_noise, chapo, clean, day, link
from tests.support.selections import FRENCH, WOOD_ARTICLE, article, article_text


def test_table_of_formats_is_what_the_command_line_offers() -> None:
    assert isinstance(EXPORTERS, MappingProxyType)
    assert {(e.name, e.suffix, e.media_type) for e in EXPORTERS.values()} == {
        ("markdown", ".md", "text/markdown"),
        ("json", ".json", "application/json"),
        ("csv", ".csv", "text/csv"),
    }
    assert all(name == exporter.name for name, exporter in EXPORTERS.items())


def test_opening_paragraph_is_cut_between_words() -> None:
    extract = chapo(WOOD_ARTICLE.text)
    assert extract.startswith("Onze scieries")
    assert len(extract) <= 150
    assert extract.endswith("…")


def test_kicker_is_no_opening_paragraph() -> None:
    opening = "Le port fluvial a signé lundi un accord qui double le nombre de ses liaisons."
    assert chapo(article_text("1", f"Transports\n{opening}\nAutre chose.")) == opening


def test_short_text_is_its_own_opening() -> None:
    assert chapo(article_text("1", "Un mot.\nDeux.")) == "Un mot."
    assert chapo(article_text("1", "")) == ""


def test_body_has_neither_title_nor_noise() -> None:
    body = body_without_noise(WOOD_ARTICLE.text)
    assert body.startswith("Onze scieries")
    assert "commentaire" not in body


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024-05-01T23:00:00Z", "1er mai 2024"),
        ("2024-08-12", "12 août 2024"),
        ("mi-février", "mi-février"),
        (None, None),
        ("", None),
    ],
)
def test_day_is_told_in_words(moment: str | None, words: str | None) -> None:
    assert day(moment, FRENCH) == words


def test_characters_that_do_something_are_left_out() -> None:
    assert clean("a\x1b[2J\x9b\u202eb\u2028c\r\nd\te\ud800") == "a[2Jb\nc\nd\te"


@pytest.mark.parametrize(
    ("url", "canonical_url", "handed_out"),
    [
        ("https://a.example/x?utm_source=rss", "https://a.example/x", "https://a.example/x"),
        ("https://a.example/x?id=7", None, "https://a.example/x?id=7"),
        ("javascript:alert(1)", None, None),
    ],
)
def test_the_canonical_address_is_handed_out_first(
    url: str, canonical_url: str | None, handed_out: str | None
) -> None:
    assert link(article("000_x", "Titre", url=url, canonical_url=canonical_url)) == handed_out

"""Bytes to text, whatever is declared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.reading.encoding import decode

TEXT = "L’œuvre d’été coûte 12 €"
DECLARED = '<?xml version="1.0" encoding="{}"?><t>{}</t>'


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "windows-1252",
        "iso-8859-15",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "macroman",
    ],
)
def test_what_is_declared_is_read(encoding: str) -> None:
    text = DECLARED.format(encoding, TEXT.replace("’", "'") if "8859" in encoding else TEXT)
    assert decode(text.encode(encoding)) == text


def test_the_header_is_read_where_the_document_says_nothing() -> None:
    text = "<t>12 € d'œuvre</t>"
    assert decode(text.encode("iso-8859-15"), 'text/xml; charset="ISO-8859-15"') == text


@pytest.mark.parametrize("claim", ["iso-8859-1", "us-ascii", "utf-8", "no-such-charset", "base64"])
def test_windows_1252_under_another_name(claim: str) -> None:
    text = DECLARED.format(claim, TEXT)
    assert decode(text.encode("windows-1252"), f"text/xml; charset={claim}") == text


@pytest.mark.parametrize("claim", ["iso-8859-1", "windows-1252", "iso-8859-15"])
def test_utf_8_under_another_name(claim: str) -> None:
    text = DECLARED.format(claim, TEXT)
    assert decode(text.encode(), f"text/xml; charset={claim}") == text


def test_a_byte_order_mark_goes() -> None:
    assert decode(b"\xef\xbb\xbf<t>\xc3\xa9</t>", "text/xml; charset=iso-8859-1") == "<t>é</t>"


def test_a_stray_byte_in_utf_8_spoils_nothing_else() -> None:
    assert decode("été ".encode() + b"l\x92eau") == "été l’eau"


def test_pages_declare_in_a_meta_tag() -> None:
    text = '<html><head><meta http-equiv="x" content="text/html; charset=iso-8859-15">œ €'
    assert decode(text.encode("iso-8859-15")) == text


def test_seven_bits_are_not_taken_for_ascii() -> None:
    text = '<?xml version="1.0" encoding="iso-2022-jp"?><t>日本</t>'
    assert decode(text.encode("iso-2022-jp")) == text


@given(st.binary(max_size=300), st.text(max_size=30))
def test_nothing_fails(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
    assert isinstance(decode(body, f"text/xml; charset={content_type}"), str)

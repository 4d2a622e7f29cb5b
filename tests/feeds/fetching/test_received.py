from __future__ import annotations

import pytest

from feeds.fetching.received import Received, is_cut_short


def test_a_body_is_whole_however_it_came() -> None:
    chunks = [bytes([number % 251]) * (number * 79_190 % 400_000) for number in range(20)]
    with Received() as received:
        for chunk in chunks:
            received.add(chunk)
        assert received.size == sum(map(len, chunks)) > 2_000_000
        assert received.whole() == b"".join(chunks)


def test_nothing_is_held_afterwards() -> None:
    with Received() as received:
        received.add(b"a" * 3_000_000)
        received.add(b"b")
    assert received.whole() == b""


@pytest.mark.parametrize(
    ("body", "is_cut"),
    [
        (b"<?xml version='1.0'?><rss><channel></channel></rss>", False),
        (b"<rss><channel/></RSS>\n<!-- 0.2 s -->\n", False),
        (b"<rss><channel><item><title>Le qu", True),
        (b"<rss><channel></channel>", True),
        (b"<feed xmlns='x'><entry/>", True),
        (b"<atom:feed xmlns:atom='x'></atom:feed>", False),
        (b"<rdf:RDF\nxmlns='x'><item>", True),
        (b'{"version": "https://jsonfeed.org/version/1.1"', False),
        ("<rss></rss>".encode("utf-16"), False),
        (b"<html><body>", False),
        (b"", False),
    ],
)
def test_what_breaks_off(body: bytes, is_cut: bool) -> None:
    assert is_cut_short(body) is is_cut

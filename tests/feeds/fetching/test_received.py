from __future__ import annotations

from feeds.fetching.received import Received


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

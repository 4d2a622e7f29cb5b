"""Documents with something wrong in them, as transfers, editors and attackers leave them."""

from __future__ import annotations

import random

_SPLINTERS = (
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE r [<!ENTITY a 'b'>]>", b"&#27;[31m",
    b"&#x202e;", b"\x00", b"\x1b]0;x\x07", b"\xff\xfe", b"\xc3", b"\xe2\x80\xae", b"</item>", b"</entry>",
    b"<item>", b"<entry>", b"<title>", b"<title type='xhtml'>", b"<content mode='base64'>",
    b"<link href='//[::1'/>",
    b"encoding='utf-16'", b"xml:base='javascript:x'", b"xmlns='http://purl.org/atom/ns#'", b"9" * 400,
    b"{", b"[[", b'"', b"\\ud800",
    b"<pubDate>Mon, 99 Foo 99999</pubDate>", b"<enclosure url='http://x/%zz' length='-1'/>",
)  # fmt: skip


def mutated(body: bytes, other: bytes, chance: random.Random) -> bytes:
    """A document with up to eight things wrong in it.

    Args:
        body: the document.
        other: another, of which parts may get into it.
        chance: what decides.
    """
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(body) + 1)
        end = min(len(body), start + chance.choice((0, 1, 5, 40, 400)))
        piece = body[start:end]
        body = body[:start] + _instead(piece, other, chance) + body[end:]
    return body


def _instead(piece: bytes, other: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(other) + 1)
    return chance.choice(
        (
            b"",
            piece * 3,
            piece[::-1],
            piece + chance.choice(_SPLINTERS),
            chance.choice(_SPLINTERS) * chance.choice((1, 1, 50)),
            bytes(chance.randrange(256) for _ in range(chance.randint(1, 8))),
            other[place : place + chance.choice((10, 200))],
            piece.decode("utf-8", "replace").encode("utf-16"),
        )
    )

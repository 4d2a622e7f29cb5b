"""What has come of a body so far.

It is kept in blocks: one buffer that grows is moved again and again, and the holes that it leaves behind are
not given back to the system.
"""

from __future__ import annotations

import re
from typing import Self

GZIP_START = b"\x1f\x8b"
"""How a body begins that is packed so, whatever its server says of it."""

_BLOCK = 1_000_000
"""Bytes of a block, about."""
_ENDS = 4096
"""Bytes at either end of a document in which its root is looked for: comments may stand around it."""
_ROOT = re.compile(rb"<((?:[\w-]+:)?(?:rss|feed|rdf|channel))[\s>]", re.IGNORECASE)


class Received:
    """The bytes of a body; a context manager, which lets go of them at its end.

    An error keeps alive what the functions that it passed through had in hand, and many may be waiting for
    their reports at one time.
    """

    def __init__(self) -> None:
        self.size = 0
        """Bytes so far."""
        self._blocks: list[bytes] = []
        self._last = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._blocks.clear()
        self._last.clear()

    def add(self, chunk: bytes) -> None:
        """Take in what came next."""
        self.size += len(chunk)
        self._last += chunk
        if len(self._last) >= _BLOCK:
            self._blocks.append(bytes(self._last))
            self._last.clear()

    def whole(self) -> bytes:
        """All of it."""
        return b"".join([*self._blocks, self._last])


def is_cut_short(body: bytes) -> bool:
    """Whether a feed of XML breaks off before its end, as far as its bytes tell.

    Nothing else tells where a server ends an answer by hanging up, or what makes the feed failed half-way.
    """
    root = _ROOT.search(body[:_ENDS])
    return root is not None and b"</" + root[1].lower() not in body[-_ENDS:].lower()

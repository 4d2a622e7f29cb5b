"""The reading of feeds, for who has it done by another process and need not load what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from feeds.reading.parsed import ParsedFeed


def parse_aside(body: bytes, *, url: str, content_type: str = "", now: datetime) -> ParsedFeed:
    """``feeds.reading.parse.parse_feed``, in a process that has that loaded.

    Raises:
        ParseError: as that does.
    """
    from feeds.reading.parse import parse_feed  # noqa: PLC0415 - loaded in that process alone

    return parse_feed(body, url=url, content_type=content_type, now=now)

"""What reading a feed gives: plain records, without anything that reads feeds.

Who only has them read by another process needs nothing of what that takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from store.models import Enclosure

if TYPE_CHECKING:
    from store.text.layout import Prepared


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """An entry of a feed, cleaned; its title or its body is not empty."""

    guid: str
    """The feed's own, else the canonical URL, else the SHA-256 of title and body."""
    title: str | None
    body: str
    """Paragraphs parted by empty lines, without the title."""
    url: str | None
    canonical_url: str | None
    """None too where the link leads to the site's front page and so names no article."""
    author: str | None
    published: str | None
    """In UTC; None where the feed says nothing or nonsense. An hour still to come is that of reading."""
    language: str | None
    """ISO 639, in lower case: ``fr``."""
    source: str | None
    """The publication, where the feed gathers those of others."""
    categories: tuple[str, ...] = ()
    """What the feed files it under, in its order, each once."""
    enclosures: tuple[Enclosure, ...] = ()
    """Files that it links to."""
    prepared: Prepared | None = field(default=None, compare=False, repr=False)
    """What was worked out of title and body already."""

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with the body in it once, and without what asks Python to be unpacked."""
        is_shared = self.prepared is not None and self.prepared.body is self.body
        linked = tuple([(each.url, each.media_type, each.size) for each in self.enclosures])
        values = (
            self.guid,
            self.title,
            self.url,
            self.canonical_url,
            self.author,
            self.published,
            self.language,
            self.source,
            self.categories,
        )
        return _unpack, (None if is_shared else self.body, linked, self.prepared, *values)


def _unpack(
    body: str | None, linked: tuple[Any, ...], prepared: Any, guid: str, title: str, *values: Any
) -> ParsedEntry:
    whole = prepared.body if body is None else body
    files = tuple([Enclosure(*each) for each in linked])
    fields: list[Any] = [guid, title, whole, *values, files, prepared]
    return ParsedEntry(*fields)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed holds."""

    title: str | None
    site_url: str | None
    entries: tuple[ParsedEntry, ...]
    """In the feed's order."""
    skipped: int = 0
    """Entries with neither title nor text."""
    ttl_minutes: int | None = None
    """For how long it says that it need not be fetched again."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, UTC, in which it says that nothing happens."""
    skip_days: tuple[int, ...] = ()
    """Days of the week likewise, Monday being 0."""

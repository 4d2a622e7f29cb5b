"""What comes in: see ``store.models``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.enums import ArticleKind

if TYPE_CHECKING:
    from store.text.layout import Prepared


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry of a feed links to."""

    url: str
    media_type: str | None = None
    """As the feed says, such as ``audio/mpeg``."""
    size: int | None = None
    """Bytes, as the feed says."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way in, cleaned already; ``Desk.intake`` writes its file and its row."""

    title: str | None
    body: str
    """Paragraphs parted by empty lines, without the title."""
    source: str | None = None
    """The publication, as readers know it."""
    author: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    published: str | None = None
    language: str | None = None
    kind: ArticleKind = ArticleKind.ARTICLE
    feed_id: str | None = None
    guid: str | None = None
    given: tuple[str | None, str] | None = None
    """Title and body as the feed gave them, where the page's stand above; they tell a change of the feed."""
    categories: tuple[str, ...] = ()
    """What the feed files it under; for rules, and not kept of an article."""
    tags: tuple[str, ...] = ()
    """What it is tagged with if it is new to the desk, beside its feed's tags."""
    enclosures: tuple[Enclosure, ...] = ()
    """Files that its feed gives links to, in the feed's order."""
    prepared: Prepared | None = field(default=None, compare=False, repr=False)
    """What was worked out of title and body already."""

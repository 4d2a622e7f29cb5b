"""What the acts of the journal went to, by the names that people know: headlines, names of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.act_words import describe_entry
from tui.safe_text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.desk import Desk
    from store.models import JournalEntry


def describe_acts(desk: Desk, entries: Sequence[JournalEntry]) -> list[str]:
    """What acts did, each in a few words that name the first article or feed that it went to."""
    ids = list(dict.fromkeys(id_ for entry in entries for id_ in _articles(entry)))
    names = {row.id: shortened(row.headline) for row in desk.articles.rows(ids)}
    names |= {feed.details.url: shortened(feed.name) for feed in desk.feeds.list()}
    return [describe_entry(entry, names) for entry in entries]


def _articles(entry: JournalEntry) -> Iterator[str]:
    """The articles of an act that are named: one is enough."""
    if entry.subject.get("article"):
        yield str(entry.subject["article"])
    yield from map(str, entry.subject.get("articles", ())[:1])

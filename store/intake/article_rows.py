"""The rows of articles that are new on the desk, written many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.acts import take_change_numbers
from store.database import Connection
from store.enums import Triage
from store.files.article_files import FileMark, parse_name
from store.text.layout import Layout
from store.versions import dump_spans

# fmt: off
_FACTS = (
    "title", "source", "author", "url", "canonical_url", "published", "language", "kind", "feed_id", "guid",
    "article_key",
)
_COLUMNS = (
    "id", "number", "digest", "headline", "fetched", "dated", "version", "change_number", "first_number",
    "file_hash", "file_size", "file_time", "is_ours", *_FACTS,
)
# fmt: on
_VERSION = ("article_id", "version", "text", "body_start", "noise", "taken")
_STATE = ("article_id", "triage", "is_read", "starred")


@dataclass(frozen=True, slots=True)
class NewRow:
    """An article whose file is there."""

    article_id: str
    data: bytes
    """Its text as UTF-8."""
    layout: Layout
    mark: FileMark
    facts: Mapping[str, Any]
    """Columns of ``article`` beside those that text and file tell; others are null."""
    is_ours: bool
    """Whether this program wrote the file and may write it again."""


def insert_articles(connection: Connection, rows: Sequence[NewRow], taken: str) -> None:
    """Add articles, each with its first version, as new to the editors and with a change number."""
    first = take_change_numbers(connection, len(rows))
    articles = [_article(row, taken, number) for number, row in enumerate(rows, first)]
    connection.insert_many("article", _COLUMNS, articles)
    states = [(row.article_id, Triage.NEW.value, 0, 0) for row in rows]
    connection.insert_many("article_state", _STATE, states)
    versions = [_version(row, taken) for row in rows]
    connection.insert_many("article_version", _VERSION, versions, encoded={"text"})


def _article(row: NewRow, taken: str, change_number: int) -> tuple[object, ...]:
    number, digest = parse_name(row.article_id)
    facts, mark = row.facts, row.mark
    return (
        row.article_id,
        number,
        digest,
        row.layout.headline,
        taken,
        facts.get("published") or taken,
        1,
        change_number,
        change_number,
        mark.digest,
        mark.size,
        mark.time,
        int(row.is_ours),
        *map(facts.get, _FACTS),
    )


def _version(row: NewRow, taken: str) -> tuple[object, ...]:
    layout = row.layout
    return (row.article_id, 1, row.data, layout.body_start, dump_spans(layout.noise), taken)

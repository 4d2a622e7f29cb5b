"""The rows of articles that are new on the desk, written many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.database import Connection
from store.files import FileMark, parse_name
from store.layout import Layout
from store.recognise import article_key
from store.versions import dump_spans

# fmt: off
_COLUMNS = (
    "id", "number", "digest", "title", "headline", "source", "author", "url", "canonical_url", "published",
    "fetched", "dated", "language", "kind", "feed_id", "guid", "version", "change_number", "file_hash",
    "file_size", "file_time", "is_ours", "article_key",
)
# fmt: on
_INSERT = (
    f"INSERT INTO article ({', '.join(_COLUMNS)})"  # noqa: S608 - the columns above
    f" VALUES ({', '.join(f':{column}' for column in _COLUMNS)})"
)


@dataclass(frozen=True, slots=True)
class NewRow:
    """An article whose file is there."""

    article_id: str
    text: str
    layout: Layout
    mark: FileMark
    facts: Mapping[str, Any]
    """Columns of ``article`` beside those that text and file tell; others are null."""
    is_ours: bool
    """Whether this program wrote the file and may write it again."""


def insert_articles(connection: Connection, rows: Sequence[NewRow], taken: str) -> None:
    """Add articles, each with its first version and as new to the editors."""
    connection.run_many(_INSERT, [_article(row, taken) for row in rows])
    connection.run_many(
        "INSERT INTO article_state (article_id, triage, is_read, starred)"
        " VALUES (:id, 'new', 0, 0)",
        [{"id": row.article_id} for row in rows],
    )
    connection.run_many(
        "INSERT INTO article_version (article_id, version, text, body_start, noise, taken)"
        " VALUES (:id, 1, :text, :body_start, :noise, :taken)",
        [
            {
                "id": row.article_id,
                "text": row.text,
                "body_start": row.layout.body_start,
                "noise": dump_spans(row.layout.noise),
                "taken": taken,
            }
            for row in rows
        ],
    )


def _article(row: NewRow, taken: str) -> dict[str, Any]:
    number, digest = parse_name(row.article_id)
    return dict.fromkeys(_COLUMNS) | {
        "id": row.article_id,
        "number": number,
        "digest": digest,
        "headline": row.layout.headline,
        "fetched": taken,
        "dated": row.facts.get("published") or taken,
        "version": 1,
        "change_number": 0,
        "file_hash": row.mark.digest,
        "file_size": row.mark.size,
        "file_time": row.mark.time,
        "is_ours": int(row.is_ours),
        "article_key": article_key(row.facts.get("canonical_url")),
        **row.facts,
    }

"""Which version of an article each editor read last: what tells that it has changed for them since.

Being read or unread is the desk's and is decided; what stands here is noted of each editor, and is no act.
A version that says nothing new (``store.text.same_reading``) has been read by who read one that says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from store.database import Connection
from store.models import LastReading
from store.versions import as_seen, read_text

_NOTE = """
    INSERT INTO article_reading (article_id, editor, version, read_at)
    SELECT id, :editor, version, :now FROM article WHERE id = :id
    ON CONFLICT (article_id, editor) DO UPDATE SET
        earlier = article_reading.version, earlier_at = article_reading.read_at,
        version = excluded.version, read_at = excluded.read_at
    WHERE article_reading.version < excluded.version
"""

BEHIND = """
    SELECT article.id FROM article CROSS JOIN article_reading
    WHERE article.version > 1 AND article_reading.article_id = article.id
    AND article_reading.editor = :editor AND article_reading.version < article.version
"""
"""The articles that changed since ``:editor`` read them."""


def note_reading(connection: Connection, ids: Sequence[str], editor: str, now: str) -> list[str]:
    """Note that an editor read the newest version of articles; gives those that were changed for them."""
    behind = _behind(connection, ids, editor)
    connection.run_many(_NOTE, ({"id": each, "editor": editor, "now": now} for each in ids))
    return behind


def forget_reading(connection: Connection, ids: Sequence[str], editor: str) -> list[str]:
    """Note that an editor read nothing of articles; gives those that were changed for them."""
    behind = _behind(connection, ids, editor)
    connection.run_many(
        "DELETE FROM article_reading WHERE article_id = :id AND editor = :editor",
        ({"id": each, "editor": editor} for each in ids),
    )
    return behind


def _behind(connection: Connection, ids: Sequence[str], editor: str) -> list[str]:
    sql = f"{BEHIND} AND article.id IN (:among)"
    return [row[0] for row in connection.rows_among(sql, list(ids), editor=editor)]


def carry_readings(connection: Connection, article_id: str) -> None:
    """Let those who read a version that says the same as the newest one have read that.

    A paper that sets its text anew, stamps the hour on it or goes back to an earlier title says nothing new.
    """
    rows = connection.rows(
        "SELECT DISTINCT article_reading.version AS was_read, article.version AS newest"
        " FROM article_reading JOIN article ON article.id = article_reading.article_id"
        " WHERE article.id = :id AND article_reading.version < article.version",
        id=article_id,
    )
    if not rows:
        return
    from store.text.same_reading import reads_the_same  # noqa: PLC0415 - few sessions take in versions

    newest = _texts(connection, article_id, rows[0]["newest"])
    for version, number in rows:
        pairs = zip(_texts(connection, article_id, version), newest, strict=True)
        if any(reads_the_same(old, new) for old, new in pairs):
            connection.run(
                "UPDATE article_reading SET version = :number"
                " WHERE article_id = :id AND version = :version",
                id=article_id,
                version=version,
                number=number,
            )


def _texts(connection: Connection, article_id: str, version: int) -> tuple[str, str]:
    """A version's title and body as readers see them, and with noise, by which lists of others are known."""
    text = read_text(connection, article_id, version)
    return ("", "") if text is None else (as_seen(text), text.text)


def versions_read(connection: Connection, ids: Sequence[str], editor: str) -> dict[str, int]:
    """The version of each of these articles that an editor read last; without those never read."""
    rows = connection.rows_among(
        "SELECT article_id, version FROM article_reading"
        " WHERE editor = :editor AND article_id IN (:among)",
        ids,
        editor=editor,
    )
    return {row[0]: int(row[1]) for row in rows}


def readers_behind(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Of these articles, the editors for whom each has changed since they read it."""
    rows = connection.rows_among(
        "SELECT article_reading.article_id, editor FROM article_reading"
        " JOIN article ON article.id = article_reading.article_id"
        " WHERE article_reading.version < article.version AND article.id IN (:among)"
        " ORDER BY editor",
        ids,
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for article_id, editor in rows:
        found[article_id].append(editor)
    return {article_id: tuple(editors) for article_id, editors in found.items()}


def last_reading(connection: Connection, article_id: str, editor: str) -> LastReading | None:
    """What an editor read of an article last; None where they never did."""
    row = connection.row(
        "SELECT * FROM article_reading WHERE article_id = :id AND editor = :editor",
        id=article_id,
        editor=editor,
    )
    if row is None:
        return None
    return LastReading(row["version"], row["read_at"], row["earlier"], row["earlier_at"])

"""Editorial acts: rows changed, with how they were before, so that every act has its inverse.

An act changes rows through ``Act.insert``, ``update`` and ``delete`` alone. Each change is kept as the row
before and the row after; applied backwards they undo the act, applied forwards they redo it. A change is
refused where the row is no longer as the act left it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from store.clock import Clock, to_text
from store.database import Connection, Database, RowLike
from store.models import JournalEntry

Values = dict[str, Any]

SAMPLE = 20
"""How many ids or addresses a journal entry names; the rest is a number."""


@dataclass(frozen=True, slots=True)
class EditorialTable:
    """A table whose rows only acts change."""

    name: str
    key: tuple[str, ...]
    articles: str = ""
    """The articles that a row concerns, as a query with the row's columns as parameters."""
    carried: frozenset[str] = frozenset()
    """Columns that the carrying of annotations sets too, outside of acts."""


_OWN_ARTICLE = "SELECT :article_id"
_GROUPED_ARTICLES = """
    SELECT :article_id
    UNION SELECT article_id FROM duplicate_group WHERE group_id = :group_id OR group_id
        IN (SELECT group_id FROM duplicate_group WHERE article_id = :article_id)
    UNION SELECT article_id FROM duplicate_decision WHERE group_id = :group_id OR group_id
        IN (SELECT group_id FROM duplicate_group WHERE article_id = :article_id)
"""
_ANCHOR = frozenset(
    {"exact", "prefix", "suffix", "start_offset", "end_offset", "version", "is_orphan"}
)
TABLES = {
    table.name: table
    for table in (
        EditorialTable("article_state", ("article_id",), _OWN_ARTICLE),
        EditorialTable("tag", ("id",), "SELECT article_id FROM article_tag WHERE tag_id = :id"),
        EditorialTable(
            "tag_alias", ("alias_key",), "SELECT article_id FROM article_tag WHERE tag_id = :tag_id"
        ),
        EditorialTable("article_tag", ("article_id", "tag_id"), _OWN_ARTICLE),
        EditorialTable("annotation", ("id",), _OWN_ARTICLE, _ANCHOR),
        EditorialTable("article_note", ("id",), _OWN_ARTICLE),
        EditorialTable(
            "mission", ("id",), "SELECT article_id FROM mission_link WHERE mission_id = :id"
        ),
        EditorialTable("mission_link", ("mission_id", "article_id"), _OWN_ARTICLE),
        EditorialTable(
            "collection",
            ("id",),
            "SELECT article_id FROM collection_item WHERE collection_id = :id",
        ),
        EditorialTable("collection_section", ("id",)),
        EditorialTable("collection_item", ("collection_id", "article_id"), _OWN_ARTICLE),
        EditorialTable("saved_search", ("id",)),
        EditorialTable("feed", ("id",)),
        EditorialTable("feed_rule", ("id",)),
        EditorialTable("duplicate_decision", ("article_id",), _GROUPED_ARTICLES),
        EditorialTable("suggestion_refusal", ("article_id", "kind", "target_id")),
        EditorialTable(
            "entity", ("id",), "SELECT article_id FROM entity_mention WHERE entity_id = :id"
        ),
        EditorialTable(
            "entity_name",
            ("kind", "name"),
            "SELECT article_id FROM entity_mention WHERE entity_id = :entity_id",
        ),
        EditorialTable("entity_exclusion", ("entity_id", "article_id"), _OWN_ARTICLE),
        EditorialTable("name_refusal", ("name_key",)),
        EditorialTable(
            "fact",
            ("id",),
            "SELECT article_id FROM annotation JOIN fact_passage ON annotation_id = annotation.id"
            " WHERE fact_id = :id",
        ),
        EditorialTable("fact_party", ("fact_id", "place")),
        EditorialTable(
            "fact_passage",
            ("fact_id", "annotation_id"),
            "SELECT article_id FROM annotation WHERE id = :annotation_id",
        ),
        EditorialTable("fact_part", ("fact_id", "part_id")),
    )
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row, before and after an act; None where it was not there."""

    table: str
    before: Values | None
    after: Values | None

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.after, self.before)


class ChangeRefusedError(Exception):
    """A row is no longer as the act left it."""


@dataclass(slots=True)
class Act:
    """An act while it is being made, inside one transaction."""

    connection: Connection
    editor: str
    at: str
    subject: Values = field(default_factory=dict)
    """What the journal says it was done to; set by who makes the act."""
    changes: list[Change] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    """Ids of articles whose index entry is out of date now."""
    entry: JournalEntry | None = None
    """The journal's entry, once the act is done; None where nothing changed."""

    def insert(self, table: str, **row: object) -> None:
        """Add a row; all its columns are given."""
        self._make(Change(table, None, row))

    def update(self, table: str, row: RowLike, **values: object) -> bool:
        """Change columns of a row that was read just before; False where they held that already."""
        before = dict(row)
        after = before | values
        if after == before:
            return False
        self._make(Change(table, before, after))
        return True

    def delete(self, table: str, row: RowLike) -> None:
        """Take a row away that was read just before."""
        self._make(Change(table, dict(row), None))

    def _make(self, change: Change) -> None:
        self.touched |= apply_change(self.connection, change)
        self.changes.append(change)


class Acts:
    """What the subjects of a desk have in common: a database, an editor, a clock, and how acts are made."""

    def __init__(self, database: Database, editor: str, clock: Clock) -> None:
        self._database = database
        self._editor = editor
        self._clock = clock

    def _now(self) -> str:
        return to_text(self._clock())

    @contextmanager
    def _act(self, code: str) -> Iterator[Act]:
        """Make one act: all of it in one transaction with its journal entry, or nothing."""
        with self._database.writing() as connection:
            act = Act(connection, self._editor, self._now())
            yield act
            if act.changes:
                act.entry = _write_entry(act, code)
                from store.mentions import follow_names  # noqa: PLC0415 - it brings along how texts are read

                act.touched |= follow_names(connection, act.changes)
                raise_change_numbers(connection, act.touched)


def new_id() -> str:
    """A name for a row that no other row on any machine will have."""
    return uuid4().hex


def apply_change(connection: Connection, change: Change) -> set[str]:
    """Bring a row from ``before`` to ``after``; gives the ids of the articles it concerns.

    Raises:
        ChangeRefusedError: the row is not as ``before`` says.
        sqlite3.IntegrityError: another row stands in the way.
    """
    table = TABLES[change.table]
    touched = _concerned(connection, table, change.before)
    if change.before is None and change.after is not None:
        _insert(connection, table, change.after)
    elif change.before is not None and change.after is None:
        _delete(connection, table, change.before)
    elif change.before is not None and change.after is not None:
        _update(connection, table, change.before, change.after)
    return touched | _concerned(connection, table, change.after)


def raise_change_numbers(connection: Connection, article_ids: Iterable[str]) -> None:
    """Give each of these articles a change number of its own, higher than all before."""
    ids = sorted(article_ids)
    if not ids:
        return
    number = take_change_numbers(connection, len(ids))
    connection.run_many(
        "UPDATE article SET change_number = :number,"
        " first_number = CASE first_number WHEN 0 THEN :number ELSE first_number END"
        " WHERE id = :id",
        ({"id": each, "number": each_number} for each_number, each in enumerate(ids, number)),
    )


def take_change_numbers(connection: Connection, count: int) -> int:
    """The first of so many change numbers in a row, higher than all before; nobody else gets them."""
    last = int(connection.value("SELECT number FROM change_counter WHERE id = 1"))
    connection.run("UPDATE change_counter SET number = :number WHERE id = 1", number=last + count)
    return last + 1


def sampled(ids: Sequence[str]) -> Values:
    """Articles as a journal entry names them."""
    return {"articles": list(ids[:SAMPLE]), "count": len(ids)}


def entry_from_row(row: RowLike) -> JournalEntry:
    """The journal's entry that a row of ``journal`` holds."""
    return JournalEntry(
        number=row["number"],
        at=row["at"],
        editor=row["editor"],
        act=row["act"],
        subject=json.loads(row["subject"]),
        undone_by=row["undone_by"],
        undone_at=row["undone_at"],
    )


def _write_entry(act: Act, code: str) -> JournalEntry:
    connection = act.connection
    number = int(connection.value("SELECT coalesce(max(number), 0) + 1 FROM journal"))
    # What this editor had undone before cannot be redone after something new.
    connection.run(
        "UPDATE journal SET is_redoable = 0 WHERE undone_by = :editor AND is_redoable = 1",
        editor=act.editor,
    )
    connection.run(
        "INSERT INTO journal (number, at, editor, act, subject, is_redoable)"
        " VALUES (:number, :at, :editor, :act, :subject, 0)",
        number=number,
        at=act.at,
        editor=act.editor,
        act=code,
        subject=json.dumps(act.subject, ensure_ascii=False),
    )
    connection.run_many(
        "INSERT INTO journal_change (journal_number, place, table_name, row_before, row_after)"
        " VALUES (:number, :place, :table, :before, :after)",
        (
            {
                "number": number,
                "place": place,
                "table": change.table,
                "before": _dump(change.before),
                "after": _dump(change.after),
            }
            for place, change in enumerate(act.changes)
        ),
    )
    return JournalEntry(number, act.at, act.editor, code, act.subject)


def _dump(row: Values | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)


def _concerned(connection: Connection, table: EditorialTable, row: Values | None) -> set[str]:
    if row is None or not table.articles:
        return set()
    return {found[0] for found in connection.rows(table.articles, **row)}


def _where(table: EditorialTable) -> str:
    return " AND ".join(f"{column} = :key_{column}" for column in table.key)


def _key(table: EditorialTable, row: Values) -> Values:
    return {f"key_{column}": row[column] for column in table.key}


def _current(connection: Connection, table: EditorialTable, row: Values) -> Values:
    sql = f"SELECT * FROM {table.name} WHERE {_where(table)}"  # noqa: S608 - names from TABLES alone
    found = connection.row(sql, **_key(table, row))
    if found is None:
        raise ChangeRefusedError
    return dict(found)


def _insert(connection: Connection, table: EditorialTable, row: Values) -> None:
    columns, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
    connection.run(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", **row)  # noqa: S608 - as above


def _delete(connection: Connection, table: EditorialTable, row: Values) -> None:
    current = _current(connection, table, row)
    if any(current[column] != row[column] for column in row.keys() - table.carried):
        raise ChangeRefusedError
    sql = f"DELETE FROM {table.name} WHERE {_where(table)}"  # noqa: S608 - names from TABLES alone
    connection.run(sql, **_key(table, row))


def _update(connection: Connection, table: EditorialTable, before: Values, after: Values) -> None:
    current = _current(connection, table, before)
    columns = [column for column in after if before[column] != after[column]]
    if any(current[column] != before[column] for column in columns if column not in table.carried):
        raise ChangeRefusedError
    settings = ", ".join(f"{column} = :{column}" for column in columns)
    sql = f"UPDATE {table.name} SET {settings} WHERE {_where(table)}"  # noqa: S608 - as above
    values = {column: after[column] for column in columns}
    connection.run(sql, **values, **_key(table, before))

"""Which later act stands in the way of one that is to be undone, or done again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from store.acts import TABLES, Change
from store.database import Connection, Row

REFERENCES = {
    ("article_tag", "tag_id"): "tag",
    ("tag_alias", "tag_id"): "tag",
    ("mission_link", "mission_id"): "mission",
    ("collection_section", "collection_id"): "collection",
    ("collection_item", "collection_id"): "collection",
    ("collection_item", "section_id"): "collection_section",
    ("feed_rule", "feed_id"): "feed",
    ("entity_name", "entity_id"): "entity",
    ("entity_exclusion", "entity_id"): "entity",
    ("fact", "mission_id"): "mission",
    ("fact_party", "fact_id"): "fact",
    ("fact_party", "entity_id"): "entity",
    ("fact_passage", "fact_id"): "fact",
    ("fact_passage", "annotation_id"): "annotation",
    ("fact_part", "fact_id"): "fact",
    ("fact_part", "part_id"): "fact",
}
"""The columns of editorial tables by which a row rests on one of another, by its id."""

_Key = tuple[object, ...]
"""A table and the values of its key."""


def later_act(connection: Connection, number: int, changes: Sequence[Change]) -> int | None:
    """The newest act after ``number`` that the changes cannot pass over; None where no act is.

    It changed one of the same rows, made one that rests on a row that is to go, or took away one that a
    row rests on that is to come.
    """
    rows = connection.rows_among(
        "SELECT journal_change.*, number FROM journal_change"
        " JOIN journal ON number = journal_number"
        " WHERE number > :number AND undone_at IS NULL AND table_name IN (:among)"
        " ORDER BY number DESC",
        sorted(_tables_near(change.table for change in changes)),
        number=number,
    )
    own = {_key(change) for change in changes}
    going = {_key(change) for change in changes if change.after is None}
    wanted = {each for change in changes for each in _foundations(change.table, change.after)}
    for row in rows:
        later = change_of(row)
        rests_on = set(_foundations(later.table, later.after))
        is_lacking = later.after is None and _key(later) in wanted
        if _key(later) in own or is_lacking or rests_on & going:
            return int(row["number"])
    return None


def change_of(row: Row) -> Change:
    """The change that a row of ``journal_change`` holds."""
    before, after = row["row_before"], row["row_after"]
    return Change(
        row["table_name"],
        None if before is None else json.loads(before),
        None if after is None else json.loads(after),
    )


def _tables_near(names: Iterator[str]) -> set[str]:
    """Tables, those that rest on them and those that they rest on."""
    own = set(names)
    pairs = [(table, other) for (table, _column), other in REFERENCES.items()]
    above = {table for table, other in pairs if other in own}
    return own | above | {other for table, other in pairs if table in own}


def _key(change: Change) -> _Key:
    row = change.after or change.before or {}
    return (change.table, *(row.get(column) for column in TABLES[change.table].key))


def _foundations(table: str, row: dict[str, Any] | None) -> Iterator[_Key]:
    """Yield the keys of what a row rests on; nothing for no row."""
    for column in row or ():
        other = REFERENCES.get((table, column))
        if other is not None and row is not None and row[column] is not None:
            yield (other, row[column])

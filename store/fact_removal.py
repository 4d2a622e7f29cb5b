"""What becomes of facts when what they rest on, or belong to, is taken away."""

from __future__ import annotations

from store.acts import Act

_OF_FACT = (
    ("fact_part", "fact_id"),
    ("fact_part", "part_id"),
    ("fact_party", "fact_id"),
    ("fact_passage", "fact_id"),
    ("fact", "id"),
)


def take_fact(act: Act, fact_id: str) -> None:
    """Take a fact away; its passages stay marked in their articles."""
    for table, column in _OF_FACT:
        sql = f"SELECT * FROM {table} WHERE {column} = :id"  # noqa: S608 - the constants above
        for row in act.connection.rows(sql, id=fact_id):
            act.delete(table, row)


def take_facts_of(act: Act, mission_id: str) -> int:
    """Take all facts of a mission away; gives how many there were."""
    rows = act.connection.rows("SELECT id FROM fact WHERE mission_id = :id", id=mission_id)
    for row in rows:
        take_fact(act, row["id"])
    return len(rows)


def take_support(act: Act, annotation_id: str) -> int:
    """Let no fact rest on a passage any more; gives how many rested on nothing else and went with it."""
    rows = act.connection.rows(
        "SELECT fact_passage.*, (SELECT count(*) FROM fact_passage AS other"
        " WHERE other.fact_id = fact_passage.fact_id) AS support"
        " FROM fact_passage WHERE annotation_id = :id ORDER BY fact_id",
        id=annotation_id,
    )
    gone = 0
    for row in rows:
        passage = dict(row)
        if passage.pop("support") == 1:
            take_fact(act, row["fact_id"])
            gone += 1
        else:
            act.delete("fact_passage", passage)
    return gone

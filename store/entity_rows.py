"""The rows of entities: found by their names, made, and handed over, as parts of acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.acts import Act, new_id
from store.articles import require_articles
from store.database import Connection, Row
from store.enums import EntityKind
from store.errors import TakenError
from store.names import entity_name, name_key
from store.references import only_one

_SHORTEST_ID = 6
"""Digits of an id that are taken for one: fewer may be a name mistyped."""


def require_entity(connection: Connection, reference: str, kind: EntityKind | None = None) -> Row:
    """The row of the entity that goes by a name or an alias, or whose id begins so.

    Raises:
        UnknownError: there is none.
        AmbiguousError: there are several.
    """
    sql = (
        "SELECT DISTINCT entity.* FROM entity JOIN entity_name ON entity_name.entity_id = entity.id"
        " WHERE entity_name.name_key = :key AND (:kind IS NULL OR entity.kind = :kind)"
        " ORDER BY entity.id"
    )
    found = connection.rows(sql, key=name_key(reference), kind=kind)
    if len(found) > 1:
        # One whose very name it is comes before those that only go by it.
        found = [row for row in found if name_key(row["name"]) == name_key(reference)] or found
    if not found and len(reference) >= _SHORTEST_ID:
        found = connection.rows(
            "SELECT * FROM entity WHERE substr(id, 1, :length) = :start ORDER BY id LIMIT 9",
            start=reference,
            length=len(reference),
        )
    return only_one("entity", reference, found, lambda row: f"{row['kind']} {row['name']}")


def names_of(connection: Connection, entity_id: str) -> Sequence[Row]:
    """The rows of all names that an entity goes by."""
    return rows_of(connection, "entity_name", entity_id)


def rows_of(connection: Connection, table: str, entity_id: str) -> Sequence[Row]:
    """The rows of a table that are an entity's."""
    return connection.rows(f"SELECT * FROM {table} WHERE entity_id = :id", id=entity_id)  # noqa: S608 - constants


def exclusions_of(connection: Connection, entity_id: str) -> dict[str, Row]:
    """The exclusions of an entity by the articles that do not mean it."""
    rows = rows_of(connection, "entity_exclusion", entity_id)
    return {row["article_id"]: row for row in rows}


def require_free(connection: Connection, entity_id: str, kind: EntityKind, name: str) -> None:
    """See that no other entity of a kind goes by a name.

    Raises:
        TakenError: one does; it is named.
    """
    row = connection.row(
        "SELECT entity.name FROM entity_name JOIN entity ON entity.id = entity_id"
        " WHERE entity_name.kind = :kind AND entity_name.name_key = :key AND entity_id <> :id",
        kind=kind.value,
        key=name_key(name),
        id=entity_id,
    )
    if row is not None:
        raise TakenError("entity", row[0])


def confirm(act: Act, kind: EntityKind, names: Sequence[str]) -> str:
    """Make an entity that goes by these names, the first of which is its own; gives its id."""
    entity_id = new_id()
    made = {"editor": act.editor, "created": act.at}
    act.insert("entity", id=entity_id, kind=kind.value, name=names[0], **made)
    for each in dict.fromkeys(names):
        give_name(act, entity_id, kind, each)
    return entity_id


def refuse_names(act: Act, names: Sequence[str]) -> list[str]:
    """Remember names that are not to be suggested; gives those that were suggested until now."""
    known = {row[0] for row in act.connection.rows("SELECT name_key FROM name_refusal")}
    new = {name_key(name): name for name in map(entity_name, names)}
    fresh = {key: name for key, name in new.items() if key not in known}
    for key, name in fresh.items():
        act.insert("name_refusal", name_key=key, name=name, editor=act.editor, created=act.at)
    return list(fresh.values())


def leave_out(act: Act, row: Row, ids: Sequence[str]) -> list[str]:
    """Say that articles do not mean an entity; gives those of which that was not said before."""
    known = exclusions_of(act.connection, row["id"])
    changed = [each for each in require_articles(act.connection, ids) if each not in known]
    made = {"editor": act.editor, "created": act.at}
    for article_id in changed:
        act.insert("entity_exclusion", entity_id=row["id"], article_id=article_id, **made)
    return changed


def give_name(act: Act, entity_id: str, kind: EntityKind, name: str) -> None:
    """Let an entity go by a name that no other of its kind has."""
    require_free(act.connection, entity_id, kind, name)
    known = {row["name"] for row in names_of(act.connection, entity_id)}
    if name not in known:
        values: dict[str, Any] = {"kind": kind.value, "name": name, "name_key": name_key(name)}
        act.insert("entity_name", **values, entity_id=entity_id)


def hand_over(act: Act, old: Row, new: Row) -> None:
    """Give all that is one entity's to another."""
    connection = act.connection
    mentions = connection.rows(
        "SELECT article_id FROM entity_mention WHERE entity_id = :id", id=new["id"]
    )
    # Where the other is mentioned by its own names, what the one's meant there does not matter.
    kept = {row["article_id"] for row in mentions} | exclusions_of(connection, new["id"]).keys()
    for article_id, exclusion in exclusions_of(connection, old["id"]).items():
        if article_id in kept:
            act.delete("entity_exclusion", exclusion)
        else:
            act.update("entity_exclusion", exclusion, entity_id=new["id"])
    for party in rows_of(connection, "fact_party", old["id"]):
        act.update("fact_party", party, entity_id=new["id"])
    own = {name["name"] for name in names_of(connection, new["id"])}
    for name in names_of(connection, old["id"]):
        if name["name"] in own:
            act.delete("entity_name", name)
        else:
            act.update("entity_name", name, entity_id=new["id"], kind=new["kind"])

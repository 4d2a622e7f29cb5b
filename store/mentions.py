"""Which articles mention which entities: found by the names in the newest texts, kept as rows.

The rows follow from texts, names and exclusions, so that no act writes them; they are brought up to date
after whatever changes one of these, undoing included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from store.database import Connection, Row
from store.entity_models import Entity, EntityNames
from store.enums import EntityKind
from store.names import NameMatcher, like_pattern, name_key, spellings
from store.versions import newest_texts

if TYPE_CHECKING:
    from store.acts import Change

_PORTION = 500
_Pair = tuple[str, str]
"""An article and an entity, by their ids."""


def note_mentions(connection: Connection, article_ids: Collection[str]) -> None:
    """Look for names in articles that are new or have a new text. Nothing, where no names are known."""
    if not article_ids or not _has_names(connection):
        return
    _look_again(connection, sorted(article_ids))


def follow_names(connection: Connection, changes: Iterable[Change]) -> set[str]:
    """Bring mentions up to date after an act, or after its undoing; gives the articles concerned."""
    rows = [
        (change.table, row)
        for change in changes
        if change.table in {"entity_name", "entity_exclusion"}
        for row in (change.before, change.after)
        if row is not None
    ]
    if not rows:
        return set()
    articles = {row["article_id"] for table, row in rows if table == "entity_exclusion"}
    entities = sorted({row["entity_id"] for _, row in rows})
    sql = "SELECT article_id FROM entity_mention WHERE entity_id IN (:among)"
    articles |= {row[0] for row in connection.rows_among(sql, entities)}
    for name in sorted({row["name"] for table, row in rows if table == "entity_name"}):
        for spelling in spellings(name):
            articles |= _articles_with(connection, spelling)
    return _look_again(connection, sorted(articles))


def stale_mentions(connection: Connection) -> list[str]:
    """The articles whose mentions are not what their texts and the names say."""
    ids = [row[0] for row in connection.rows("SELECT id FROM article ORDER BY id")]
    if not _has_names(connection):
        ids = []
    compared = _compared(connection, ids)
    return sorted({pair[0] for before, after in compared for pair in before ^ after})


def mend_mentions(connection: Connection, article_id: str) -> set[str]:
    """Find the mentions of an article anew; gives it where they were not what they are."""
    return _look_again(connection, [article_id])


def read_matcher(connection: Connection, ids: Sequence[str] | None = None) -> NameMatcher:
    """What finds the names of entities; of all without ids."""
    sql = "SELECT name, entity_id FROM entity_name"
    rows = (
        connection.rows(sql)
        if ids is None
        else connection.rows_among(f"{sql} WHERE entity_id IN (:among)", ids)
    )
    return NameMatcher((row["name"], row["entity_id"]) for row in rows)


def read_entities(connection: Connection, ids: Sequence[str] | None = None) -> list[Entity]:
    """Entities in the order of their names, with how many articles mention each; all without ids."""

    def rows(sql: str, key: str, after: str = "") -> list[Row]:
        if ids is None:
            return connection.rows(f"{sql} {after}")
        return connection.rows_among(f"{sql} WHERE {key} IN (:among) {after}", ids)

    names: defaultdict[str, list[str]] = defaultdict(list)
    found = rows("SELECT * FROM entity_name", "entity_id")
    for row in sorted(found, key=lambda row: (row["name_key"], row["name"])):
        names[row["entity_id"]].append(row["name"])
    counts = rows(
        "SELECT entity_id, count(*) FROM entity_mention", "entity_id", "GROUP BY entity_id"
    )
    number = {row[0]: int(row[1]) for row in counts}
    entities = [
        Entity(
            id=row["id"],
            kind=EntityKind(row["kind"]),
            name=row["name"],
            aliases=tuple(name for name in names[row["id"]] if name != row["name"]),
            article_count=number.get(row["id"], 0),
        )
        for row in rows("SELECT * FROM entity", "id")
    ]
    return sorted(entities, key=lambda each: (name_key(each.name), each.kind, each.id))


def names_of_articles(
    connection: Connection, ids: Sequence[str]
) -> Mapping[str, tuple[EntityNames, ...]]:
    """What the index is told of the entities that articles mention, by the articles' ids."""
    rows = connection.rows_among(
        "SELECT article_id, entity_id FROM entity_mention WHERE article_id IN (:among)", ids
    )
    if not rows:
        return {}
    entities = {
        each.id: EntityNames(each.kind, (each.name, *each.aliases))
        for each in read_entities(connection, sorted({row["entity_id"] for row in rows}))
    }
    found: defaultdict[str, list[EntityNames]] = defaultdict(list)
    for row in rows:
        if row["entity_id"] in entities:
            found[row["article_id"]].append(entities[row["entity_id"]])
    return {
        article_id: tuple(sorted(each, key=lambda names: (names.kind, names.names)))
        for article_id, each in found.items()
    }


def excluded_from(connection: Connection, article_id: str) -> set[str]:
    """The ids of the entities that an article does not mean, whatever its text says."""
    sql = "SELECT entity_id FROM entity_exclusion WHERE article_id = :article_id"
    return {row[0] for row in connection.rows(sql, article_id=article_id)}


def _has_names(connection: Connection) -> bool:
    return connection.row("SELECT 1 FROM entity_name LIMIT 1") is not None


def _articles_with(connection: Connection, name: str) -> set[str]:
    """The articles that may have a name in their newest text."""
    rows = connection.rows(
        "SELECT article_version.article_id FROM article_version JOIN article"
        " ON article.id = article_version.article_id AND article.version = article_version.version"
        " WHERE article_version.text LIKE :pattern ESCAPE '\\'",
        pattern=like_pattern(name),
    )
    return {row[0] for row in rows}


def _look_again(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Find the mentions of articles anew; gives those of which they are not what they were."""
    changed = set()
    for before, after in _compared(connection, ids):
        _write(connection, gone=before - after, new=after - before)
        changed |= {article_id for article_id, _ in before ^ after}
    return changed


def _compared(
    connection: Connection, ids: Sequence[str]
) -> Iterator[tuple[set[_Pair], set[_Pair]]]:
    """Yield, some articles at a time, their mentions as they are kept, and as their texts have them."""
    matcher = read_matcher(connection)
    for start in range(0, len(ids), _PORTION):
        portion = ids[start : start + _PORTION]
        found = {
            (text.article_id, entity_id)
            for text in newest_texts(connection, portion).values()
            for entity_id in matcher.ids_in(text.text, text.noise)
        }
        excluded = _pairs(connection, "entity_exclusion", portion)
        yield _pairs(connection, "entity_mention", portion), found - excluded


def _pairs(connection: Connection, table: str, ids: Sequence[str]) -> set[_Pair]:
    sql = f"SELECT article_id, entity_id FROM {table} WHERE article_id IN (:among)"  # noqa: S608 - one of two
    return {(row[0], row[1]) for row in connection.rows_among(sql, ids)}


def _write(connection: Connection, *, gone: Iterable[_Pair], new: Iterable[_Pair]) -> None:
    connection.run_many(
        "DELETE FROM entity_mention WHERE article_id = :article_id AND entity_id = :entity_id",
        [{"article_id": article, "entity_id": entity} for article, entity in gone],
    )
    connection.run_many(
        "INSERT INTO entity_mention (article_id, entity_id) VALUES (:article_id, :entity_id)",
        [{"article_id": article, "entity_id": entity} for article, entity in sorted(new)],
    )

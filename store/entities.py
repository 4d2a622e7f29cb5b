"""People, organisations and places: confirmed once by an editor, and known wherever texts name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.acts import Act, Acts, new_id, sampled
from store.articles import require_articles
from store.database import Connection, Row
from store.entity_models import Entity, EntityMention
from store.enums import EntityKind
from store.errors import InvalidError, TakenError
from store.mentions import excluded_from, read_entities, read_matcher
from store.models import JournalEntry, Span
from store.names import entity_name, name_key
from store.references import only_one
from store.versions import text_from_row


class Entities(Acts):
    """The entities of the desk."""

    def list(self, kind: EntityKind | None = None) -> Sequence[Entity]:
        """All entities, or those of one kind, by their names."""
        with self._database.reading() as connection:
            found = read_entities(connection)
        return [each for each in found if kind in {None, each.kind}]

    def get(self, reference: str, kind: EntityKind | None = None) -> Entity:
        """The entity of a name, an alias, or the start of an id, case and accents aside.

        Raises:
            UnknownError: there is none.
            AmbiguousError: there are several.
        """
        with self._database.reading() as connection:
            row = require_entity(connection, reference, kind)
            return read_entities(connection, [row["id"]])[0]

    def named(self, name: str) -> Sequence[Entity]:
        """All that go by a name, case and accents aside."""
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT DISTINCT entity_id FROM entity_name WHERE name_key = :key",
                key=name_key(name),
            )
            return read_entities(connection, [row[0] for row in rows])

    def of(self, article_id: str) -> Sequence[EntityMention]:
        """The entities that an article mentions, in the order in which it first does."""
        with self._database.reading() as connection:
            text = _newest(connection, article_id)
            if text is None:
                return []
            kept = text_from_row(text)
            spans: dict[str, list[Span]] = {}
            for found in read_matcher(connection).find(kept.text, kept.noise):
                for entity_id in found.ids:
                    spans.setdefault(entity_id, []).append(found.span)
            excluded = excluded_from(connection, article_id)
            meant = [key for key in spans if key not in excluded]
            entities = {each.id: each for each in read_entities(connection, meant)}
        return [EntityMention(entities[key], tuple(spans[key])) for key in meant]

    def left_out_of(self, article_id: str) -> Sequence[Entity]:
        """The entities that an editor said an article does not mean."""
        with self._database.reading() as connection:
            return read_entities(connection, sorted(excluded_from(connection, article_id)))

    def articles(self, reference: str, kind: EntityKind | None = None) -> Sequence[str]:
        """The ids of the articles that mention an entity, newest first.

        Raises:
            UnknownError, AmbiguousError: it is not one entity.
        """
        with self._database.reading() as connection:
            row = require_entity(connection, reference, kind)
            rows = connection.rows(
                "SELECT article.id FROM entity_mention JOIN article ON article.id = article_id"
                " WHERE entity_id = :id ORDER BY dated DESC, article.id DESC",
                id=row["id"],
            )
        return [each[0] for each in rows]

    def create(self, kind: EntityKind, name: str, aliases: Sequence[str] = ()) -> Entity:
        """Confirm an entity: from now on it is known in all texts that have its name or an alias.

        Raises:
            InvalidError: a name that cannot be.
            TakenError: another of this kind goes by it.
        """
        with self._act("create-entity") as act:
            entity_id = new_id()
            own = entity_name(name)
            act.insert(
                "entity", id=entity_id, kind=kind.value, name=own, editor=act.editor, created=act.at
            )
            for each in dict.fromkeys([own, *map(entity_name, aliases)]):
                _give_name(act, entity_id, kind, each)
            act.subject = {"kind": kind.value, "name": own}
        return self.get(entity_id)

    def rename(
        self, reference: str, new: str, kind: EntityKind | None = None
    ) -> JournalEntry | None:
        """Call an entity something else; the old name stays as an alias.

        Raises:
            UnknownError, AmbiguousError: it is not one entity.
            InvalidError, TakenError: the name cannot be, or is another's of its kind.
        """
        with self._act("rename-entity") as act:
            row = require_entity(act.connection, reference, kind)
            name = entity_name(new)
            _give_name(act, row["id"], EntityKind(row["kind"]), name)
            act.update("entity", row, name=name)
            act.subject = {"old": row["name"], "new": name}
        return act.entry

    def retype(
        self, reference: str, to: EntityKind, kind: EntityKind | None = None
    ) -> JournalEntry | None:
        """Say that an entity is of another kind.

        Raises:
            UnknownError, AmbiguousError: it is not one entity.
            TakenError: another of that kind goes by one of its names.
        """
        with self._act("retype-entity") as act:
            row = require_entity(act.connection, reference, kind)
            for name in _names_of(act.connection, row["id"]):
                _require_free(act.connection, row["id"], to, name["name"])
                act.update("entity_name", name, kind=to.value)
            act.update("entity", row, kind=to.value)
            act.subject = {"name": row["name"], "kind": to.value}
        return act.entry

    def merge(
        self, reference: str, into: str, kind: EntityKind | None = None
    ) -> JournalEntry | None:
        """Say that an entity is another one, which takes its names and its facts.

        Args:
            reference: the one that ends.
            into: the one that stays.
            kind: of both, where a name alone does not tell.

        Raises:
            UnknownError, AmbiguousError: one of the two is not one entity.
            InvalidError: both are the same.
        """
        with self._act("merge-entity") as act:
            old = require_entity(act.connection, reference, kind)
            new = require_entity(act.connection, into, kind)
            if old["id"] == new["id"]:
                raise InvalidError("entity-merge", into)
            _hand_over(act, old, new)
            act.delete("entity", old)
            act.subject = {"old": old["name"], "into": new["name"]}
        return act.entry

    def add_alias(
        self, reference: str, alias: str, kind: EntityKind | None = None
    ) -> JournalEntry | None:
        """Let an entity be known by another name too.

        Raises:
            UnknownError, AmbiguousError: it is not one entity.
            InvalidError, TakenError: the alias cannot be, or is another's of its kind.
        """
        with self._act("add-alias") as act:
            row = require_entity(act.connection, reference, kind)
            name = entity_name(alias)
            _give_name(act, row["id"], EntityKind(row["kind"]), name)
            act.subject = {"name": row["name"], "alias": name}
        return act.entry

    def remove_alias(
        self, reference: str, alias: str, kind: EntityKind | None = None
    ) -> JournalEntry | None:
        """Let an entity be known by one name less; its own cannot go.

        Raises:
            UnknownError, AmbiguousError: it is not one entity, or has no such alias.
        """
        with self._act("remove-alias") as act:
            row = require_entity(act.connection, reference, kind)
            name = entity_name(alias)
            names = [
                each
                for each in _names_of(act.connection, row["id"])
                if each["name"] != row["name"] and each["name_key"] == name_key(name)
            ]
            exact = [each for each in names if each["name"] == name]
            found = only_one("alias", alias, exact or names, lambda each: str(each["name"]))
            act.delete("entity_name", found)
            act.subject = {"name": row["name"], "alias": found["name"]}
        return act.entry

    def forget(self, reference: str, kind: EntityKind | None = None) -> JournalEntry | None:
        """Know an entity no longer; facts keep its name.

        Raises:
            UnknownError, AmbiguousError: it is not one entity.
        """
        with self._act("forget-entity") as act:
            row = require_entity(act.connection, reference, kind)
            for party in _rows_of(act.connection, "fact_party", row["id"]):
                act.update("fact_party", party, entity_id=None, name=row["name"])
            for exclusion in _rows_of(act.connection, "entity_exclusion", row["id"]):
                act.delete("entity_exclusion", exclusion)
            for name in _names_of(act.connection, row["id"]):
                act.delete("entity_name", name)
            act.delete("entity", row)
            act.subject = {"kind": row["kind"], "name": row["name"]}
        return act.entry

    def leave_out(
        self, reference: str, ids: Sequence[str], kind: EntityKind | None = None
    ) -> JournalEntry | None:
        """Say that in these articles the name means somebody or something else.

        Raises:
            UnknownError, AmbiguousError: it is not one entity, or an article is not there.
        """
        with self._act("leave-out-entity") as act:
            row = require_entity(act.connection, reference, kind)
            known = _left_out(act.connection, row["id"])
            changed = [each for each in require_articles(act.connection, ids) if each not in known]
            for article_id in changed:
                act.insert(
                    "entity_exclusion",
                    entity_id=row["id"],
                    article_id=article_id,
                    editor=act.editor,
                    created=act.at,
                )
            act.subject = {"name": row["name"], **sampled(changed)}
        return act.entry

    def let_back(
        self, reference: str, ids: Sequence[str], kind: EntityKind | None = None
    ) -> JournalEntry | None:
        """Take ``leave_out`` back for these articles.

        Raises:
            UnknownError, AmbiguousError: it is not one entity.
        """
        with self._act("let-back-entity") as act:
            row = require_entity(act.connection, reference, kind)
            known = _left_out(act.connection, row["id"])
            changed = [each for each in dict.fromkeys(ids) if each in known]
            for article_id in changed:
                act.delete("entity_exclusion", known[article_id])
            act.subject = {"name": row["name"], **sampled(changed)}
        return act.entry

    def refuse(self, names: Sequence[str]) -> JournalEntry | None:
        """Remember that these are no names to be suggested, in any article.

        Raises:
            InvalidError: one of them cannot be a name.
        """
        with self._act("refuse-names") as act:
            known = {row[0] for row in act.connection.rows("SELECT name_key FROM name_refusal")}
            new = {name_key(name): name for name in map(entity_name, names)}
            fresh = {key: name for key, name in new.items() if key not in known}
            for key, name in fresh.items():
                act.insert(
                    "name_refusal", name_key=key, name=name, editor=act.editor, created=act.at
                )
            act.subject = {"names": list(fresh.values())}
        return act.entry

    def refused(self) -> frozenset[str]:
        """What is not to be suggested, as ``store.names.name_key`` makes it of a name."""
        with self._database.reading() as connection:
            return frozenset(row[0] for row in connection.rows("SELECT name_key FROM name_refusal"))


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
    if not found and reference:
        found = connection.rows(
            "SELECT * FROM entity WHERE substr(id, 1, :length) = :start ORDER BY id LIMIT 9",
            start=reference,
            length=len(reference),
        )
    return only_one("entity", reference, found, lambda row: f"{row['kind']} {row['name']}")


def _newest(connection: Connection, article_id: str) -> Row | None:
    return connection.row(
        "SELECT article_version.* FROM article_version JOIN article"
        " ON article.id = article_version.article_id AND article.version = article_version.version"
        " WHERE article.id = :id",
        id=article_id,
    )


def _names_of(connection: Connection, entity_id: str) -> Sequence[Row]:
    return _rows_of(connection, "entity_name", entity_id)


def _rows_of(connection: Connection, table: str, entity_id: str) -> Sequence[Row]:
    return connection.rows(f"SELECT * FROM {table} WHERE entity_id = :id", id=entity_id)  # noqa: S608 - constants


def _left_out(connection: Connection, entity_id: str) -> dict[str, Row]:
    """The exclusions of an entity by the articles that do not mean it."""
    rows = _rows_of(connection, "entity_exclusion", entity_id)
    return {row["article_id"]: row for row in rows}


def _require_free(connection: Connection, entity_id: str, kind: EntityKind, name: str) -> None:
    row = connection.row(
        "SELECT entity.name FROM entity_name JOIN entity ON entity.id = entity_id"
        " WHERE entity_name.kind = :kind AND entity_name.name_key = :key AND entity_id <> :id",
        kind=kind.value,
        key=name_key(name),
        id=entity_id,
    )
    if row is not None:
        raise TakenError("entity", row[0])


def _give_name(act: Act, entity_id: str, kind: EntityKind, name: str) -> None:
    """Let an entity go by a name that no other of its kind has."""
    _require_free(act.connection, entity_id, kind, name)
    known = {row["name"] for row in _names_of(act.connection, entity_id)}
    if name not in known:
        values: dict[str, Any] = {"kind": kind.value, "name": name, "name_key": name_key(name)}
        act.insert("entity_name", **values, entity_id=entity_id)


def _hand_over(act: Act, old: Row, new: Row) -> None:
    """Give all that is one entity's to another."""
    connection = act.connection
    mentions = connection.rows(
        "SELECT article_id FROM entity_mention WHERE entity_id = :id", id=new["id"]
    )
    # Where the other is mentioned by its own names, what the one's meant there does not matter.
    kept = {row["article_id"] for row in mentions} | _left_out(connection, new["id"]).keys()
    for article_id, exclusion in _left_out(connection, old["id"]).items():
        if article_id in kept:
            act.delete("entity_exclusion", exclusion)
        else:
            act.update("entity_exclusion", exclusion, entity_id=new["id"])
    for party in _rows_of(connection, "fact_party", old["id"]):
        act.update("fact_party", party, entity_id=new["id"])
    own = {name["name"] for name in _names_of(connection, new["id"])}
    for name in _names_of(connection, old["id"]):
        if name["name"] in own:
            act.delete("entity_name", name)
        else:
            act.update("entity_name", name, entity_id=new["id"], kind=new["kind"])

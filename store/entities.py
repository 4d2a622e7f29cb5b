"""People, organisations and places: confirmed once by an editor, and known wherever texts name them."""

from __future__ import annotations

from collections.abc import Sequence

from store.acts import Acts, sampled
from store.entity_models import Entity, EntityMention, NameDecisions
from store.entity_rows import (
    confirm,
    exclusions_of,
    give_name,
    hand_over,
    leave_out,
    names_of,
    refuse_names,
    require_entity,
    require_free,
    rows_of,
)
from store.enums import EntityKind
from store.errors import InvalidError
from store.mentions import excluded_from, read_entities, read_matcher
from store.models import ArticleText, JournalEntry, Span
from store.names import entity_name, name_key
from store.references import only_one
from store.versions import newest_texts


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
            kept = newest_texts(connection, [article_id]).get(article_id)
            if kept is None:
                return []
            spans: dict[str, list[Span]] = {}
            for found in read_matcher(connection).find(kept.text, kept.noise):
                for entity_id in found.ids:
                    spans.setdefault(entity_id, []).append(found.span)
            excluded = excluded_from(connection, article_id)
            meant = [key for key in spans if key not in excluded]
            entities = {each.id: each for each in read_entities(connection, meant)}
        return [EntityMention(entities[key], tuple(spans[key])) for key in meant]

    def mentioned(self, article_id: str) -> Sequence[Entity]:
        """The entities that an article mentions by their names; quicker than ``of``, without places."""
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT entity_id FROM entity_mention WHERE article_id = :id", id=article_id
            )
            return read_entities(connection, [row[0] for row in rows]) if rows else []

    def places(self, text: ArticleText) -> Sequence[Span]:
        """Where in a text names stand of entities that its article mentions, from start to end.

        Quicker than ``of``, for only the names are looked for that the article is known to have.
        """
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT entity_id FROM entity_mention WHERE article_id = :id", id=text.article_id
            )
            if not rows:
                return []
            # What an editor said is not meant takes its place from a shorter name all the same.
            excluded = excluded_from(connection, text.article_id)
            matcher = read_matcher(connection, sorted({*(row[0] for row in rows), *excluded}))
        found = matcher.find(text.text, text.noise)
        return [each.span for each in found if not excluded.issuperset(each.ids)]

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
            own = entity_name(name)
            entity_id = confirm(act, kind, [own, *map(entity_name, aliases)])
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
            give_name(act, row["id"], EntityKind(row["kind"]), name)
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
            for name in names_of(act.connection, row["id"]):
                require_free(act.connection, row["id"], to, name["name"])
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
            hand_over(act, old, new)
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
            give_name(act, row["id"], EntityKind(row["kind"]), name)
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
                for each in names_of(act.connection, row["id"])
                if each["name"] != row["name"] and each["name_key"] == name_key(name)
            ]
            exact = [each for each in names if each["name"] == name]
            found = only_one("alias", alias, exact or names, lambda each: str(each["name"]))
            act.delete("entity_name", found)
            act.subject = {"name": row["name"], "alias": found["name"]}
        return act.entry

    def edit(
        self, reference: str, kind: EntityKind, name: str, aliases: Sequence[str]
    ) -> JournalEntry | None:
        """Say anew what an entity is and all that it goes by, as one act.

        Unlike with ``rename``, a name that is not among these is gone.

        Raises:
            UnknownError, AmbiguousError: it is not one entity.
            InvalidError, TakenError: a name cannot be, or is another's of its kind.
        """
        with self._act("edit-entity") as act:
            row = require_entity(act.connection, reference)
            wanted = dict.fromkeys([entity_name(name), *map(entity_name, aliases)])
            for known in names_of(act.connection, row["id"]):
                if known["name"] not in wanted or row["kind"] != kind.value:
                    act.delete("entity_name", known)
            for each in wanted:
                give_name(act, row["id"], kind, each)
            act.update("entity", row, kind=kind.value, name=entity_name(name))
            act.subject = {"name": entity_name(name), "kind": kind.value}
        return act.entry

    def decide(self, decisions: NameDecisions) -> JournalEntry | None:
        """Do all that was decided on the names of an article, as one act.

        Raises:
            UnknownError: an entity or the article is not there.
            InvalidError, TakenError: a name cannot be, or is another's of its kind.
        """
        with self._act("decide-names") as act:
            for kind, name in decisions.confirmed:
                confirm(act, kind, [entity_name(name)])
            for entity_id, name in decisions.aliases:
                row = require_entity(act.connection, entity_id)
                give_name(act, row["id"], EntityKind(row["kind"]), entity_name(name))
            refuse_names(act, decisions.refused)
            left_out = [require_entity(act.connection, each) for each in decisions.left_out]
            for row in left_out:
                leave_out(act, row, [decisions.article_id])
            act.subject = {
                "article": decisions.article_id,
                "confirmed": [name for _, name in (*decisions.confirmed, *decisions.aliases)],
                "refused": [*decisions.refused, *(row["name"] for row in left_out)],
            }
        return act.entry

    def forget(self, reference: str, kind: EntityKind | None = None) -> JournalEntry | None:
        """Know an entity no longer; facts keep its name.

        Raises:
            UnknownError, AmbiguousError: it is not one entity.
        """
        with self._act("forget-entity") as act:
            row = require_entity(act.connection, reference, kind)
            for party in rows_of(act.connection, "fact_party", row["id"]):
                act.update("fact_party", party, entity_id=None, name=row["name"])
            for exclusion in rows_of(act.connection, "entity_exclusion", row["id"]):
                act.delete("entity_exclusion", exclusion)
            for name in names_of(act.connection, row["id"]):
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
            act.subject = {"name": row["name"], **sampled(leave_out(act, row, ids))}
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
            known = exclusions_of(act.connection, row["id"])
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
            act.subject = {"names": refuse_names(act, names)}
        return act.entry

    def refused(self) -> frozenset[str]:
        """What is not to be suggested, as ``store.names.name_key`` makes it of a name."""
        with self._database.reading() as connection:
            return frozenset(row[0] for row in connection.rows("SELECT name_key FROM name_refusal"))

"""Rules: what editors decided shall be taken in from the feeds. What they mean is not judged here."""

from __future__ import annotations

import json
from collections.abc import Sequence

from store.acts import Act, Acts, new_id
from store.database import Connection, Row
from store.errors import InvalidError, TakenError, UnknownError
from store.models import FeedRule, JournalEntry, RuleKind
from store.references import only_one
from store.tagtree import tag_name


class FeedRules(Acts):
    """The rules of the desk's feeds."""

    def list(self, feed_id: str | None = None) -> Sequence[FeedRule]:
        """All rules, oldest first.

        Args:
            feed_id: only those that a feed is judged by: its own, and those for all feeds.
        """
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT feed_rule.* FROM feed_rule LEFT JOIN feed ON feed.id = feed_id"
                " WHERE coalesce(feed.removed, 0) = 0"
                " AND (:feed_id IS NULL OR feed_id IS NULL OR feed_id = :feed_id)"
                " ORDER BY created, kind, query, feed_rule.id",
                feed_id=feed_id,
            )
        return [_rule(row) for row in rows]

    def get(self, reference: str) -> FeedRule:
        """A rule by the start of its id.

        Raises:
            UnknownError: there is none.
            AmbiguousError: several begin so.
        """
        found = [rule for rule in self.list() if reference and rule.id.startswith(reference)]
        return only_one("feed-rule", reference, found, lambda rule: rule.id)

    def add(
        self, kind: RuleKind, query: str, *, feed_id: str | None = None, tags: Sequence[str] = ()
    ) -> FeedRule:
        """Make a rule, for one feed or for all.

        Args:
            kind: what it decides.
            query: what it holds for; whoever adds it has made sure that it can be understood.
            feed_id: the feed; all feeds where None.
            tags: what the articles that it holds for are tagged with.

        Raises:
            InvalidError: the query is empty, or a tag's name cannot be.
            UnknownError: there is no such feed.
            TakenError: there is this very rule.
        """
        with self._act("add-rule") as act:
            values = _values(query, tags)
            url = _address(act.connection, feed_id)
            _refuse_twin(act.connection, kind, values["query"], feed_id)
            rule_id = new_id()
            act.insert(
                "feed_rule",
                id=rule_id,
                feed_id=feed_id,
                kind=kind.value,
                **values,
                editor=act.editor,
                created=act.at,
            )
            _describe(act, kind, values["query"], url)
        return self.get(rule_id)

    def edit(
        self, rule_id: str, *, query: str | None = None, tags: Sequence[str] | None = None
    ) -> JournalEntry | None:
        """Change what a rule holds for, or the tags it gives; what is None stays.

        Raises:
            UnknownError: there is no such rule.
            InvalidError: the query is empty, or a tag's name cannot be.
            TakenError: there is such a rule already.
        """
        rule = self.get(rule_id)
        return self.rewrite(
            rule.id,
            rule.kind,
            rule.query if query is None else query,
            feed_id=rule.feed_id,
            tags=rule.tags if tags is None else tags,
        )

    def rewrite(
        self,
        rule_id: str,
        kind: RuleKind,
        query: str,
        *,
        feed_id: str | None = None,
        tags: Sequence[str] = (),
    ) -> JournalEntry | None:
        """Let a rule be another one in all that a person can say of it; it keeps its place.

        Args:
            rule_id: the rule.
            kind: what it decides from now on.
            query: what it holds for.
            feed_id: the feed; all feeds where None.
            tags: what the articles that it holds for are tagged with.

        Raises:
            UnknownError: there is no such rule, or no such feed.
            InvalidError: the query is empty, or a tag's name cannot be.
            TakenError: there is such a rule already.
        """
        with self._act("edit-rule") as act:
            row = _require(act.connection, rule_id)
            values = _values(query, tags)
            url = _address(act.connection, feed_id)
            if (kind.value, values["query"], feed_id) != (
                row["kind"],
                row["query"],
                row["feed_id"],
            ):
                _refuse_twin(act.connection, kind, values["query"], feed_id)
            act.update("feed_rule", row, kind=kind.value, feed_id=feed_id, **values)
            _describe(act, kind, values["query"], url)
        return act.entry

    def remove(self, rule_id: str) -> JournalEntry | None:
        """Take a rule away; what it kept out comes in when its feed gives it again.

        Raises:
            UnknownError: there is no such rule.
        """
        with self._act("remove-rule") as act:
            row = _require(act.connection, rule_id)
            act.delete("feed_rule", row)
            rule = _rule(row)
            _describe(act, rule.kind, rule.query, _address(act.connection, rule.feed_id))
        return act.entry


def _values(query: str, tags: Sequence[str]) -> dict[str, str]:
    if not query.strip():
        raise InvalidError("query", query)
    names = [tag_name(tag) for tag in tags]
    return {"query": query.strip(), "tags": json.dumps(names, ensure_ascii=False)}


def _describe(act: Act, kind: RuleKind, query: str, url: str | None) -> None:
    act.subject = {"kind": kind.value, "query": query, "feed": url}


def _address(connection: Connection, feed_id: str | None) -> str | None:
    """The address of the feed that a rule is for, None where it is for all."""
    if feed_id is None:
        return None
    row = connection.row("SELECT url FROM feed WHERE id = :id", id=feed_id)
    if row is None:
        raise UnknownError("feed", feed_id)
    return str(row["url"])


def _refuse_twin(connection: Connection, kind: RuleKind, query: str, feed_id: str | None) -> None:
    twin = connection.row(
        "SELECT 1 FROM feed_rule WHERE kind = :kind AND query = :query"
        " AND coalesce(feed_id, '') = coalesce(:feed_id, '')",
        kind=kind.value,
        query=query,
        feed_id=feed_id,
    )
    if twin is not None:
        raise TakenError("feed-rule", query)


def _require(connection: Connection, rule_id: str) -> Row:
    row = connection.row("SELECT * FROM feed_rule WHERE id = :id", id=rule_id)
    if row is None:
        raise UnknownError("feed-rule", rule_id)
    return row


def _rule(row: Row) -> FeedRule:
    return FeedRule(
        id=row["id"],
        feed_id=row["feed_id"],
        kind=RuleKind(row["kind"]),
        query=row["query"],
        tags=tuple(json.loads(row["tags"])),
        editor=row["editor"],
        created=row["created"],
    )

"""Tags: a tree by ``/`` with aliases; renaming and merging keep the old names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from store.acts import Act, Acts, new_id, sampled
from store.articles import require_articles
from store.database import Connection, Row
from store.errors import UnknownError
from store.models import JournalEntry, Tag, TagPlan
from store.tagtree import TagMove, lineage, plan_move, tag_key, tag_name
from store.text.folding import fold


class Tags(Acts):
    """The tags of the desk."""

    def list(self) -> Sequence[Tag]:
        """All tags by name, with parents that exist only as the start of others (their id is empty)."""
        with self._database.reading() as connection:
            rows = connection.rows("SELECT * FROM tag")
            names = {row["id"]: row["name"] for row in rows}
            others = _aliases_by_tag(connection)
            bearers = _count_bearers(connection, names)
        by_key = {row["name_key"]: row["id"] for row in rows}
        shown = {fold(name): name for full in names.values() for name in lineage(full)}
        shown |= {fold(name): name for name in names.values()}
        return [
            Tag(
                by_key.get(key, ""),
                shown[key],
                tuple(others[by_key.get(key, "")]),
                bearers[key],
            )
            for key in sorted(shown)
        ]

    def names(self) -> Mapping[str, Sequence[str]]:
        """The aliases of each tag by its name, without parents that exist only as the start of others.

        Quick however many articles bear them.
        """
        with self._database.reading() as connection:
            rows = connection.rows("SELECT id, name FROM tag ORDER BY name_key")
            others = _aliases_by_tag(connection)
        return {row["name"]: others[row["id"]] for row in rows}

    def apply(
        self, ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> JournalEntry | None:
        """Give tags to articles and take others from them, as one act; new tags are made.

        Raises:
            UnknownError: an article, or a tag to be removed, is not there.
            InvalidError: a new tag's name cannot be.
        """
        with self._act("tag-articles") as act:
            articles = require_articles(act.connection, ids)
            gone = [find_tag(act.connection, name) for name in remove]
            given = [_find_or_make(act, name) for name in add]
            changed: dict[str, None] = {}
            for tag in gone:
                changed |= dict.fromkeys(_take(act, tag["id"], articles))
            for tag in given:
                changed |= dict.fromkeys(_give(act, tag["id"], articles))
            act.subject = {
                "added": [tag["name"] for tag in given],
                "removed": [tag["name"] for tag in gone],
                **sampled(list(changed)),
            }
        return act.entry

    def plan_rename(self, old: str, new: str) -> TagPlan:
        """What ``rename`` would do; it raises what that raises."""
        with self._database.reading() as connection:
            return _as_plan(connection, _plan(connection, old, new, merge=False))

    def plan_merge(self, old: str, into: str) -> TagPlan:
        """What ``merge`` would do; it raises what that raises."""
        with self._database.reading() as connection:
            find_tag(connection, into)
            return _as_plan(connection, _plan(connection, old, into, merge=True))

    def rename(self, old: str, new: str) -> JournalEntry | None:
        """Give a tag and those below it another name; the old names stay as aliases.

        Raises:
            UnknownError: there is no such tag.
            TakenError: the new name is another tag's; a merge is meant.
            InvalidError: the new name cannot be, or lies below the old one.
        """
        with self._act("rename-tag") as act:
            moves = _plan(act.connection, old, new, merge=False)
            count = _as_plan(act.connection, moves).article_count
            for move in moves:
                _move(act, move)
            act.subject = {"old": _shown(act.connection, old), "new": tag_name(new), "count": count}
        return act.entry

    def merge(self, old: str, into: str) -> JournalEntry | None:
        """Let one tag, with those below it, become another that is there.

        Raises:
            UnknownError: one of them is not there.
            InvalidError: a tag would be merged into one below it.
        """
        with self._act("merge-tag") as act:
            target = find_tag(act.connection, into)["name"]
            moves = _plan(act.connection, old, target, merge=True)
            count = _as_plan(act.connection, moves).article_count
            for move in moves:
                _move(act, move)
            act.subject = {"old": _shown(act.connection, old), "into": target, "count": count}
        return act.entry

    def delete(self, name: str) -> JournalEntry | None:
        """Take a tag from all articles and end it, with its aliases; those below it stay.

        Raises:
            UnknownError: there is no such tag.
        """
        with self._act("delete-tag") as act:
            tag = find_tag(act.connection, name)
            bearers = act.connection.rows(
                "SELECT * FROM article_tag WHERE tag_id = :id", id=tag["id"]
            )
            for row in bearers:
                act.delete("article_tag", row)
            for row in _aliases(act.connection, tag["id"]):
                act.delete("tag_alias", row)
            act.delete("tag", tag)
            act.subject = {"name": tag["name"], "count": len(bearers)}
        return act.entry


def _aliases_by_tag(connection: Connection) -> defaultdict[str, list[str]]:
    others: defaultdict[str, list[str]] = defaultdict(list)
    for alias, tag_id in connection.rows("SELECT alias, tag_id FROM tag_alias ORDER BY alias_key"):
        others[tag_id].append(alias)
    return others


def _count_bearers(connection: Connection, names: Mapping[str, str]) -> dict[str, int]:
    """How many articles bear each tag or one below it, by the tag's key."""
    rows = connection.rows("SELECT tag_id, count(*) AS bearers FROM article_tag GROUP BY tag_id")
    own = {row["tag_id"]: int(row["bearers"]) for row in rows}
    families: defaultdict[str, list[str]] = defaultdict(list)
    for tag_id, name in names.items():
        for level in lineage(name):
            families[fold(level)].append(tag_id)
    counts = {}
    for key, family in families.items():
        borne = [tag_id for tag_id in family if tag_id in own]
        # One article may bear several of a family, and is one bearer of their parent.
        counts[key] = (
            _distinct_bearers(connection, borne)
            if len(borne) > 1
            else sum(own[tag_id] for tag_id in borne)
        )
    return counts


def _distinct_bearers(connection: Connection, tag_ids: Sequence[str]) -> int:
    sql = "SELECT DISTINCT article_id FROM article_tag WHERE tag_id IN (:among)"
    return len({row[0] for row in connection.rows_among(sql, tag_ids)})


def find_tag(connection: Connection, name: str) -> Row:
    """The row of the tag that goes by this name or alias.

    Raises:
        UnknownError: there is none.
    """
    row = _find(connection, tag_key(name))
    if row is None:
        raise UnknownError("tag", name)
    return row


def give_tags(connection: Connection, article_id: str, names: Sequence[str]) -> None:
    """Give an article on its way in the tags that its feed has by default. No act."""
    for name in names:
        row = _find(connection, tag_key(name))
        tag_id = row["id"] if row is not None else new_id()
        if row is None:
            connection.run(
                "INSERT INTO tag (id, name, name_key) VALUES (:id, :name, :name_key)",
                **_new_row(tag_id, name),
            )
        connection.run(
            "INSERT INTO article_tag (article_id, tag_id) VALUES (:article_id, :tag_id)"
            " ON CONFLICT (article_id, tag_id) DO NOTHING",
            article_id=article_id,
            tag_id=tag_id,
        )


def _new_row(tag_id: str, name: str) -> dict[str, str]:
    return {"id": tag_id, "name": tag_name(name), "name_key": tag_key(name)}


def _find(connection: Connection, key: str) -> Row | None:
    return connection.row("SELECT * FROM tag WHERE name_key = :key", key=key) or connection.row(
        "SELECT tag.* FROM tag JOIN tag_alias ON tag_alias.tag_id = tag.id WHERE alias_key = :key",
        key=key,
    )


def _find_or_make(act: Act, name: str) -> Row:
    if _find(act.connection, tag_key(name)) is None:
        act.insert("tag", **_new_row(new_id(), name))
    return find_tag(act.connection, name)


def _aliases(connection: Connection, tag_id: str) -> list[Row]:
    return connection.rows(
        "SELECT * FROM tag_alias WHERE tag_id = :id ORDER BY alias_key", id=tag_id
    )


def _give(act: Act, tag_id: str, articles: Sequence[str]) -> list[str]:
    bearers = _bearers(act.connection, tag_id, articles)
    changed = [article for article in articles if article not in bearers]
    for article_id in changed:
        act.insert("article_tag", article_id=article_id, tag_id=tag_id)
    return changed


def _take(act: Act, tag_id: str, articles: Sequence[str]) -> list[str]:
    bearers = _bearers(act.connection, tag_id, articles)
    for row in bearers.values():
        act.delete("article_tag", row)
    return list(bearers)


def _bearers(connection: Connection, tag_id: str, articles: Sequence[str]) -> dict[str, Row]:
    rows = connection.rows_among(
        "SELECT * FROM article_tag WHERE tag_id = :tag_id AND article_id IN (:among)",
        articles,
        tag_id=tag_id,
    )
    return {row["article_id"]: row for row in rows}


def _shown(connection: Connection, name: str) -> str:
    row = _find(connection, tag_key(name))
    return row["name"] if row is not None else tag_name(name)


def _plan(connection: Connection, old: str, new: str, *, merge: bool) -> list[TagMove]:
    tags = {row["id"]: row["name"] for row in connection.rows("SELECT id, name FROM tag")}
    known = _find(connection, tag_key(old))
    moves = plan_move(tags, known["name"] if known else tag_name(old), tag_name(new), merge=merge)
    if not moves and known is None:
        raise UnknownError("tag", old)
    return moves


def _as_plan(connection: Connection, moves: Sequence[TagMove]) -> TagPlan:
    rows = connection.rows_among(
        "SELECT article_id FROM article_tag WHERE tag_id IN (:among)",
        [move.tag_id for move in moves],
    )
    return TagPlan(
        renamed=tuple((move.old, move.new) for move in moves if not move.into),
        merged=tuple((move.old, move.new) for move in moves if move.into),
        article_count=len({row[0] for row in rows}),
    )


def _move(act: Act, move: TagMove) -> None:
    connection = act.connection
    row = connection.row("SELECT * FROM tag WHERE id = :id", id=move.tag_id)
    if row is None:
        raise UnknownError("tag", move.old)
    if move.into is None:
        _drop_alias(act, tag_key(move.new))
        act.update("tag", row, name=move.new, name_key=tag_key(move.new))
        if tag_key(move.old) != tag_key(move.new):
            act.insert("tag_alias", **_alias(move.old, move.tag_id))
        return
    bearers = connection.rows("SELECT * FROM article_tag WHERE tag_id = :id", id=move.tag_id)
    _give(act, move.into, [bearer["article_id"] for bearer in bearers])
    for bearer in bearers:
        act.delete("article_tag", bearer)
    for alias in _aliases(connection, move.tag_id):
        act.update("tag_alias", alias, tag_id=move.into)
    act.delete("tag", row)
    act.insert("tag_alias", **_alias(move.old, move.into))


def _alias(name: str, tag_id: str) -> dict[str, str]:
    return {"alias_key": tag_key(name), "alias": name, "tag_id": tag_id}


def _drop_alias(act: Act, key: str) -> None:
    """A name that becomes a tag's own is nobody's alias any more."""
    row = act.connection.row("SELECT * FROM tag_alias WHERE alias_key = :key", key=key)
    if row is not None:
        act.delete("tag_alias", row)

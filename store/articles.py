"""Articles: finding them, reading them, and what editors decide on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store import grouping, readings
from store.acts import Act, Acts, raise_change_numbers, sampled
from store.article_records import read_articles
from store.database import Connection, Row
from store.enclosures import enclosures_of
from store.errors import UnknownError
from store.models import (
    Article,
    ArticleText,
    Enclosure,
    JournalEntry,
    LastReading,
    Triage,
    View,
    ViewCounts,
)
from store.references import CANDIDATES, only_one
from store.tagtree import tag_key
from store.versions import as_seen, read_text

if TYPE_CHECKING:
    from store.text.difference import VersionDifference

_NEWEST_FIRST = " ORDER BY article.dated DESC, article.id DESC"


class Articles(Acts):
    """The articles of the desk."""

    def resolve(self, reference: str) -> str:
        """The id that a reference means: the id itself, or a start of it, of its number or its hex part.

        Raises:
            UnknownError: nothing starts so.
            AmbiguousError: several do.
        """
        text = reference.strip().removesuffix(".txt")
        with self._database.reading() as connection:
            if connection.value("SELECT id FROM article WHERE id = :id", id=text) is not None:
                return text
            found = _starting_with(connection, text)
        return only_one("article", reference, found, str)

    def get(self, article_id: str) -> Article:
        """What is known of an article.

        Raises:
            UnknownError: there is none of this id.
        """
        rows = self.rows([article_id])
        if not rows:
            raise UnknownError("article", article_id)
        return rows[0]

    def enclosures(self, article_id: str) -> Sequence[Enclosure]:
        """The files that the article's feed gave links to; none where it gave none."""
        with self._database.reading() as connection:
            return enclosures_of(connection, article_id)

    def text(self, article_id: str, version: int | None = None) -> ArticleText:
        """An article's text, the newest or one of its earlier versions.

        Raises:
            UnknownError: there is no such article or version.
        """
        with self._database.reading() as connection:
            newest = connection.value("SELECT version FROM article WHERE id = :id", id=article_id)
            if newest is None:
                raise UnknownError("article", article_id)
            text = read_text(connection, article_id, version or newest)
        if text is None:
            raise UnknownError("version", f"{article_id} {version}")
        return text

    def versions(self, article_id: str) -> Sequence[tuple[int, str]]:
        """The numbers of an article's texts, oldest first, each with when it was taken in."""
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT version, taken FROM article_version WHERE article_id = :id ORDER BY version",
                id=article_id,
            )
        return [(row["version"], row["taken"]) for row in rows]

    def compare(
        self, article_id: str, older: int | None = None, newer: int | None = None
    ) -> VersionDifference:
        """What changed from one version of an article's text to another.

        Where they are not named: what changed since the editor read it, else the last change.

        Raises:
            UnknownError: there is no such article or version.
        """
        from store.text import difference  # noqa: PLC0415 - few sessions compare versions

        taken = dict(self.versions(article_id))
        if not taken:
            raise UnknownError("article", article_id)
        last = newer or self.get(article_id).version
        first, last = difference.versions_to_compare(last, self.last_reading(article_id))
        first = min(older or first, last)
        for version in (first, last):
            if version not in taken:
                raise UnknownError("version", f"{article_id} {version}")
        texts = [self.text(article_id, version) for version in (first, last)]
        old, new = (as_seen(text) for text in texts)
        return difference.VersionDifference(
            article_id, first, taken[first], last, taken[last], difference.difference(old, new)
        )

    def ids(self, view: View) -> Sequence[str]:
        """The ids of all articles in a view, in the order of its list."""
        condition, parameters = _condition(view, self._editor)
        order = _NEWEST_FIRST
        if view.collection is not None:
            order = " ORDER BY item_order.section_place, item_order.place"
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT article.id FROM article"  # noqa: S608 - _condition builds it from constants
                f" JOIN article_state ON article_state.article_id = article.id {condition} {order}",
                **parameters,
            )
            ids = [row[0] for row in rows]
            return grouping.fold(connection, ids) if view.folded else ids

    def rows(self, ids: Sequence[str]) -> Sequence[Article]:
        """Articles in the order asked for; ids of none are left out."""
        with self._database.reading() as connection:
            return read_articles(connection, ids, self._editor)

    def counts(self) -> ViewCounts:
        """The numbers that stand beside the views; articles with one text count once in each.

        Starred and orphaned articles are counted one by one, since their lists show each of them.
        """
        with self._database.reading() as connection:
            row = connection.row(_COUNTS, editor=self._editor)
            sources = connection.rows(
                "SELECT source, count(*) FROM article WHERE source IS NOT NULL"
                " GROUP BY source ORDER BY source"
            )
            surplus = grouping.surplus(connection)
        values = {} if row is None else {name: row[name] or 0 for name in row.keys()}  # noqa: SIM118 - a Row iterates values
        for name, count in surplus.views.items():
            values[name] -= count
        counted = tuple((name, count - surplus.sources.get(name, 0)) for name, count in sources)
        return ViewCounts(**values, sources=counted)

    def set_triage(self, ids: Sequence[str], triage: Triage) -> JournalEntry | None:
        """Keep, discard or put back articles, as one act."""
        return self._set_state("set-triage", ids, "triage", triage.value)

    def set_read(self, ids: Sequence[str], is_read: bool) -> JournalEntry | None:
        """Mark articles as read or unread, as one act; the editor has read their newest text, or none of it."""
        with self._act("set-read") as act:
            _change_state(act, ids, "is_read", int(is_read))
            if is_read:
                changed = readings.note_reading(act.connection, ids, act.editor, act.at)
            else:
                changed = readings.forget_reading(act.connection, ids, act.editor)
            raise_change_numbers(act.connection, {*changed} - act.touched)
        return act.entry

    def set_starred(self, ids: Sequence[str], starred: bool) -> JournalEntry | None:
        """Give articles a star or take it, as one act."""
        return self._set_state("set-starred", ids, "starred", int(starred))

    def mark_opened(self, article_id: str, *, copies: bool = False) -> bool:
        """Note that the editor saw an article: read from now on. No act, since nobody decided anything.

        Gives whether it was unread, or had changed since they read it.

        Args:
            article_id: the article.
            copies: whether those with the same text were read with it.
        """
        with self._database.writing() as connection:
            ids = grouping.together(connection, [article_id]) if copies else [article_id]
            unread = connection.rows_among(
                "SELECT article_id FROM article_state WHERE is_read = 0 AND article_id IN (:among)",
                ids,
            )
            connection.run_many(
                "UPDATE article_state SET is_read = 1 WHERE article_id = :id",
                ({"id": row[0]} for row in unread),
            )
            changed = readings.note_reading(connection, ids, self._editor, self._now())
            touched = {*(row[0] for row in unread), *changed}
            raise_change_numbers(connection, touched)
        return bool(touched)

    def last_reading(self, article_id: str) -> LastReading | None:
        """What the editor read of an article last; None where they never did."""
        with self._database.reading() as connection:
            return readings.last_reading(connection, article_id, self._editor)

    def _set_state(
        self, code: str, ids: Sequence[str], column: str, value: str | int
    ) -> JournalEntry | None:
        with self._act(code) as act:
            _change_state(act, ids, column, value)
        return act.entry


def _change_state(act: Act, ids: Sequence[str], column: str, value: str | int) -> None:
    rows = known_rows(act.connection, "article_state", "article_id", ids)
    changed = [
        row["article_id"] for row in rows if act.update("article_state", row, **{column: value})
    ]
    shown = value if column == "triage" else bool(value)
    act.subject = {column: shown, **sampled(changed)}


_COUNTS = f"""
    SELECT coalesce(sum(CASE WHEN triage = 'new' THEN 1 ELSE 0 END), 0) AS inbox,
           coalesce(sum(CASE WHEN triage = 'kept' THEN 1 ELSE 0 END), 0) AS kept,
           coalesce(sum(CASE WHEN triage = 'discarded' THEN 1 ELSE 0 END), 0) AS discarded,
           count(*) AS everything,
           coalesce(sum(starred), 0) AS starred,
           coalesce(sum(1 - is_read), 0) AS unread,
           (SELECT count(*) FROM annotation WHERE is_orphan = 1) AS orphans,
           (SELECT count(*) FROM ({readings.BEHIND}) AS behind) AS changed
    FROM article_state
"""  # noqa: S608 - with a constant of this package


def known_rows(connection: Connection, table: str, column: str, ids: Sequence[str]) -> list[Row]:
    """The rows of a table for these articles, in the order asked for.

    Raises:
        UnknownError: one of them is not on the desk.
    """
    sql = f"SELECT * FROM {table} WHERE {column} IN (:among)"  # noqa: S608 - names are constants
    by_id = {row[column]: row for row in connection.rows_among(sql, list(dict.fromkeys(ids)))}
    for article_id in ids:
        if article_id not in by_id:
            raise UnknownError("article", article_id)
    return [by_id[article_id] for article_id in dict.fromkeys(ids)]


def require_articles(connection: Connection, ids: Sequence[str]) -> list[str]:
    """These ids, each once.

    Raises:
        UnknownError: one of them is not on the desk.
    """
    return [row["article_id"] for row in known_rows(connection, "article_state", "article_id", ids)]


def _starting_with(connection: Connection, text: str) -> list[str]:
    """Ids whose own start, number or hex part a reference is, the number in full before a start."""
    if not text:
        return []
    limit = CANDIDATES + 1
    if text.isascii() and text.isdigit():
        exact = connection.rows(
            "SELECT id FROM article WHERE number = :number ORDER BY id LIMIT :limit",
            number=int(text),
            limit=limit,
        )
        if exact and len(text) >= len(f"{int(text):03d}"):
            return [row[0] for row in exact]
    found = connection.rows(
        "SELECT id FROM article WHERE substr(id, 1, :length) = :text"
        " UNION SELECT id FROM article WHERE substr(digest, 1, :length) = :text"
        " ORDER BY id LIMIT :limit",
        text=text,
        length=len(text),
        limit=limit,
    )
    return [row[0] for row in found]


def _condition(view: View, editor: str) -> tuple[str, dict[str, object]]:
    """What follows the tables in a query for the articles of a view, and its parameters."""
    conditions: list[str] = []
    parameters: dict[str, object] = {}
    for condition, values in _conditions(view, editor):
        conditions.append(condition)
        parameters |= values
    joins = ""
    if view.collection is not None:
        joins = _ITEM_ORDER
        parameters["collection"] = view.collection
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return joins + where, parameters


def _conditions(view: View, editor: str) -> Iterator[tuple[str, dict[str, object]]]:
    if view.triage is not None:
        yield "article_state.triage = :triage", {"triage": view.triage.value}
    if view.source is not None:
        yield "article.source = :source", {"source": view.source}
    if view.feed_id is not None:
        yield "article.feed_id = :feed_id", {"feed_id": view.feed_id}
    if view.starred is not None:
        yield "article_state.starred = :starred", {"starred": int(view.starred)}
    if view.unread is not None:
        yield "article_state.is_read = :is_read", {"is_read": int(not view.unread)}
    if view.orphans:
        yield "article.id IN (SELECT article_id FROM annotation WHERE is_orphan = 1)", {}
    if view.changed:
        yield f"article.id IN ({readings.BEHIND})", {"editor": editor}
    if view.tag is not None:
        yield _TAGGED, {"tag_key": tag_key(view.tag)}
    if view.mission is not None:
        yield _LINKED, {"mission": view.mission}


_TAGGED = """article.id IN (
    SELECT article_id FROM article_tag JOIN tag ON tag.id = article_tag.tag_id
    WHERE name_key = :tag_key OR substr(name_key, 1, length(:tag_key) + 1) = :tag_key || '/')"""

_LINKED = """article.id IN (
    SELECT article_id FROM mission_link JOIN mission ON mission.id = mission_id WHERE slug = :mission)"""

_ITEM_ORDER = """ JOIN (
    SELECT collection_item.article_id, collection_item.place,
           coalesce(collection_section.place, -1) AS section_place
    FROM collection_item JOIN collection ON collection.id = collection_item.collection_id
    LEFT JOIN collection_section ON collection_section.id = collection_item.section_id
    WHERE collection.slug = :collection) AS item_order ON item_order.article_id = article.id"""

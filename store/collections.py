"""Collections: ordered selections with sections, an introduction and a comment per article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.acts import Act, Acts, new_id, sampled
from store.articles import require_articles
from store.database import Connection, Row
from store.errors import InvalidError, TakenError, UnknownError
from store.models import Collection, CollectionItem, CollectionSection, JournalEntry
from store.slugs import check_slug, make_slug

_SELECT = (
    "SELECT collection.*, (SELECT count(*) FROM collection_item"
    " WHERE collection_id = collection.id) AS article_count FROM collection"
)


class Collections(Acts):
    """The collections of the desk."""

    def list(self) -> Sequence[Collection]:
        """All collections, the newest first, without their sections and articles."""
        with self._database.reading() as connection:
            rows = connection.rows(f"{_SELECT} ORDER BY created DESC, slug")
        return [_collection(row) for row in rows]

    def get(self, slug: str) -> Collection:
        """One collection with its sections and articles in reading order.

        Raises:
            UnknownError: there is none of this slug.
        """
        with self._database.reading() as connection:
            return read_collection(connection, slug)

    def create(
        self,
        title: str,
        introduction: str = "",
        slug: str | None = None,
        *,
        articles: Sequence[str] = (),
        section: str | None = None,
    ) -> Collection:
        """Make a collection, and put articles into it by the same act.

        Args:
            title: what it is called.
            introduction: what it says before its articles.
            slug: made from the title where none is given.
            articles: those to be put into it.
            section: the heading that they stand under; none where it is None.

        Raises:
            InvalidError: no title, or a slug that cannot be.
            TakenError: the slug is another collection's.
            UnknownError: an article is not there.
        """
        with self._act("create-collection") as act:
            taken = {row[0] for row in act.connection.rows("SELECT slug FROM collection")}
            name = check_slug("collection", slug, taken) if slug else make_slug(title, taken)
            act.insert(
                "collection",
                id=new_id(),
                slug=name,
                title=_title(title),
                introduction=introduction,
                created=act.at,
            )
            added = _put(act, _require(act.connection, name), articles, section)
            act.subject = {"slug": name, "title": title} | (sampled(added) if added else {})
        return self.get(name)

    def edit(
        self, slug: str, *, title: str | None = None, introduction: str | None = None
    ) -> JournalEntry | None:
        """Change a collection's title or introduction; its slug stays.

        Raises:
            UnknownError: there is none of this slug.
            InvalidError: the title is empty.
        """
        with self._act("edit-collection") as act:
            row = _require(act.connection, slug)
            values: dict[str, Any] = {} if title is None else {"title": _title(title)}
            values |= {} if introduction is None else {"introduction": introduction}
            act.update("collection", row, **values)
            act.subject = _named(row)
        return act.entry

    def remove(self, slug: str) -> JournalEntry | None:
        """Take a collection away; its articles stay on the desk.

        Raises:
            UnknownError: there is none of this slug.
        """
        with self._act("remove-collection") as act:
            row = _require(act.connection, slug)
            for item in _items(act.connection, row["id"]):
                act.delete("collection_item", item)
            for section in _sections(act.connection, row["id"]):
                act.delete("collection_section", section)
            act.delete("collection", row)
            act.subject = _named(row)
        return act.entry

    def add(self, slug: str, ids: Sequence[str], section: str | None = None) -> JournalEntry | None:
        """Put articles at the end of a collection, or of a section of it; those in it already stay.

        Raises:
            UnknownError: the collection or an article is not there.
        """
        with self._act("add-to-collection") as act:
            row = _require(act.connection, slug)
            added = _put(act, row, ids, section)
            act.subject = _named(row) | {"section": section} | sampled(added)
        return act.entry

    def take_out(self, slug: str, ids: Sequence[str]) -> JournalEntry | None:
        """Take articles out of a collection; those that are not in it are passed over.

        Raises:
            UnknownError: the collection is not there.
        """
        with self._act("take-from-collection") as act:
            row = _require(act.connection, slug)
            wanted = set(ids)
            gone = [
                item for item in _items(act.connection, row["id"]) if item["article_id"] in wanted
            ]
            for item in gone:
                act.delete("collection_item", item)
            act.subject = _named(row) | sampled([item["article_id"] for item in gone])
        return act.entry

    def move(
        self, slug: str, article_id: str, position: int, section: str | None = None
    ) -> JournalEntry | None:
        """Put an article at a position, counted from 0, of a section; None is before all sections.

        Raises:
            UnknownError: the collection, or the article in it, is not there.
        """
        with self._act("move-in-collection") as act:
            row = _require(act.connection, slug)
            moved = _require_item(act.connection, row["id"], article_id)
            section_id = _find_or_make_section(act, row["id"], section)
            others = [
                item
                for item in _items(act.connection, row["id"])
                if item["section_id"] == section_id and item["article_id"] != article_id
            ]
            position = max(0, min(position, len(others)))
            for place, item in enumerate([*others[:position], moved, *others[position:]]):
                act.update("collection_item", item, section_id=section_id, place=place)
            act.subject = _named(row) | {"article": article_id}
        return act.entry

    def comment(self, slug: str, article_id: str, text: str) -> JournalEntry | None:
        """Say something of an article in this collection; an empty text takes it away.

        Raises:
            UnknownError: the collection, or the article in it, is not there.
        """
        with self._act("comment-in-collection") as act:
            row = _require(act.connection, slug)
            item = _require_item(act.connection, row["id"], article_id)
            act.update("collection_item", item, comment=text.strip())
            act.subject = _named(row) | {"article": article_id}
        return act.entry

    def rename_section(self, slug: str, old: str, new: str) -> JournalEntry | None:
        """Give a section another heading.

        Raises:
            UnknownError: the collection or section is not there.
            InvalidError: the heading is empty.
            TakenError: another section has it.
        """
        with self._act("rename-section") as act:
            row = _require(act.connection, slug)
            section = _require_section(act.connection, row["id"], old)
            if new.strip() != old and _section(act.connection, row["id"], new) is not None:
                raise TakenError("section", new)
            act.update("collection_section", section, title=_title(new))
            act.subject = {"slug": slug, "old": old, "new": new}
        return act.entry

    def remove_section(self, slug: str, title: str) -> JournalEntry | None:
        """Take a heading away; its articles stay, before all sections.

        Raises:
            UnknownError: the collection or section is not there.
        """
        with self._act("remove-section") as act:
            row = _require(act.connection, slug)
            section = _require_section(act.connection, row["id"], title)
            items = _items(act.connection, row["id"])
            place = max((item["place"] for item in items), default=-1) + 1
            inside = [item for item in items if item["section_id"] == section["id"]]
            for offset, item in enumerate(inside):
                act.update("collection_item", item, section_id=None, place=place + offset)
            act.delete("collection_section", section)
            act.subject = {"slug": slug, "title": title}
        return act.entry


def read_collection(connection: Connection, slug: str) -> Collection:
    """A collection with its sections and articles in reading order.

    Raises:
        UnknownError: there is none of this slug.
    """
    row = connection.row(f"{_SELECT} WHERE slug = :slug", slug=slug)
    if row is None:
        raise UnknownError("collection", slug)
    sections = _sections(connection, row["id"])
    order = {section["id"]: place for place, section in enumerate(sections)}
    items = _items(connection, row["id"])
    items.sort(
        key=lambda item: (order.get(item["section_id"], -1), item["place"], item["article_id"])
    )
    return _collection(
        row,
        sections=tuple(CollectionSection(each["id"], each["title"]) for each in sections),
        items=tuple(
            CollectionItem(item["article_id"], item["section_id"], item["comment"])
            for item in items
        ),
    )


def _put(act: Act, row: Row, ids: Sequence[str], section: str | None) -> list[str]:
    """Put articles at the end of a collection, or of a section of it; gives those that were not in it."""
    section_id = _find_or_make_section(act, row["id"], section)
    items = _items(act.connection, row["id"])
    present = {item["article_id"] for item in items}
    place = max((item["place"] for item in items), default=-1) + 1
    added = [each for each in require_articles(act.connection, ids) if each not in present]
    for offset, article_id in enumerate(added):
        act.insert(
            "collection_item",
            collection_id=row["id"],
            article_id=article_id,
            section_id=section_id,
            place=place + offset,
            comment="",
        )
    return added


def _collection(row: Row, **parts: Any) -> Collection:
    return Collection(
        id=row["id"],
        slug=row["slug"],
        title=row["title"],
        introduction=row["introduction"],
        created=row["created"],
        article_count=row["article_count"],
        **parts,
    )


def _title(text: str) -> str:
    if not text.strip():
        raise InvalidError("title", text)
    return text.strip()


def _named(row: Row) -> dict[str, Any]:
    return {"slug": row["slug"], "title": row["title"]}


def _require(connection: Connection, slug: str) -> Row:
    row = connection.row("SELECT * FROM collection WHERE slug = :slug", slug=slug)
    if row is None:
        raise UnknownError("collection", slug)
    return row


def _items(connection: Connection, collection_id: str) -> list[Row]:
    return connection.rows(
        "SELECT * FROM collection_item WHERE collection_id = :id ORDER BY place, article_id",
        id=collection_id,
    )


def _require_item(connection: Connection, collection_id: str, article_id: str) -> Row:
    row = connection.row(
        "SELECT * FROM collection_item WHERE collection_id = :id AND article_id = :article_id",
        id=collection_id,
        article_id=article_id,
    )
    if row is None:
        raise UnknownError("article", article_id)
    return row


def _sections(connection: Connection, collection_id: str) -> list[Row]:
    return connection.rows(
        "SELECT * FROM collection_section WHERE collection_id = :id ORDER BY place, id",
        id=collection_id,
    )


def _section(connection: Connection, collection_id: str, title: str) -> Row | None:
    return connection.row(
        "SELECT * FROM collection_section WHERE collection_id = :id AND title = :title",
        id=collection_id,
        title=title.strip(),
    )


def _require_section(connection: Connection, collection_id: str, title: str) -> Row:
    row = _section(connection, collection_id, title)
    if row is None:
        raise UnknownError("section", title)
    return row


def _find_or_make_section(act: Act, collection_id: str, title: str | None) -> str | None:
    if title is None or not title.strip():
        return None
    if _section(act.connection, collection_id, title) is None:
        place = len(_sections(act.connection, collection_id))
        act.insert(
            "collection_section",
            id=new_id(),
            collection_id=collection_id,
            title=_title(title),
            place=place,
        )
    return str(_require_section(act.connection, collection_id, title)["id"])

"""Saved searches: queries kept under names."""

from __future__ import annotations

from collections.abc import Sequence

from store.acts import Acts, new_id
from store.database import Connection, Row
from store.errors import InvalidError, TakenError, UnknownError
from store.models import JournalEntry, SavedSearch
from store.tagtree import fold


class SavedSearches(Acts):
    """The saved searches of the desk."""

    def list(self) -> Sequence[SavedSearch]:
        """All saved searches by name."""
        with self._database.reading() as connection:
            rows = connection.rows("SELECT * FROM saved_search ORDER BY name_key")
        return [
            SavedSearch(row["id"], row["name"], row["query"], row["editor"], row["created"])
            for row in rows
        ]

    def save(self, name: str, query: str) -> JournalEntry | None:
        """Keep a query under a name; one of this name gets the new query.

        Raises:
            InvalidError: the name or the query is empty.
        """
        key = _key(name)
        if not query.strip():
            raise InvalidError("query", query)
        with self._act("save-search") as act:
            row = _find(act.connection, key)
            if row is not None:
                act.update("saved_search", row, query=query.strip())
            else:
                act.insert(
                    "saved_search",
                    id=new_id(),
                    name=name.strip(),
                    name_key=key,
                    query=query.strip(),
                    editor=act.editor,
                    created=act.at,
                )
            act.subject = {"name": name.strip(), "query": query.strip()}
        return act.entry

    def rename(self, old: str, new: str) -> JournalEntry | None:
        """Give a saved search another name.

        Raises:
            UnknownError: there is none of the old name.
            TakenError: there is one of the new name.
            InvalidError: the new name is empty.
        """
        with self._act("rename-search") as act:
            row = _require(act.connection, old)
            other = _find(act.connection, _key(new))
            if other is not None and other["id"] != row["id"]:
                raise TakenError("saved-search", new)
            act.update("saved_search", row, name=new.strip(), name_key=_key(new))
            act.subject = {"old": row["name"], "new": new.strip()}
        return act.entry

    def remove(self, name: str) -> JournalEntry | None:
        """Take a saved search away.

        Raises:
            UnknownError: there is none of this name.
        """
        with self._act("remove-search") as act:
            row = _require(act.connection, name)
            act.delete("saved_search", row)
            act.subject = {"name": row["name"]}
        return act.entry


def _key(name: str) -> str:
    if not name.strip():
        raise InvalidError("name", name)
    return fold(name.strip())


def _find(connection: Connection, key: str) -> Row | None:
    return connection.row("SELECT * FROM saved_search WHERE name_key = :key", key=key)


def _require(connection: Connection, name: str) -> Row:
    row = _find(connection, _key(name))
    if row is None:
        raise UnknownError("saved-search", name)
    return row

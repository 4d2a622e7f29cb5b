"""Saved searches: queries kept under names, and up to where each editor has looked at what they find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.acts import Acts, new_id
from store.database import Connection, Row
from store.errors import InvalidError, TakenError, UnknownError
from store.models import JournalEntry, SavedSearch
from store.text.folding import fold


class SavedSearches(Acts):
    """The saved searches of the desk."""

    def list(self) -> Sequence[SavedSearch]:
        """All saved searches by name."""
        with self._database.reading() as connection:
            rows = connection.rows("SELECT * FROM saved_search ORDER BY name_key")
        return [_saved(row) for row in rows]

    def get(self, name: str) -> SavedSearch:
        """The saved search of a name, however it is written.

        Raises:
            UnknownError: there is none of this name.
        """
        with self._database.reading() as connection:
            return _saved(_require(connection, name))

    def save(self, name: str, query: str) -> JournalEntry | None:
        """Keep a query under a name; one of this name gets the new query.

        What it finds now counts as looked at by the editor who keeps it.

        Raises:
            InvalidError: the name or the query is empty.
        """
        key = _key(name)
        if not query.strip():
            raise InvalidError("query", query)
        with self._act("save-search") as act:
            row = _find(act.connection, key)
            if row is not None:
                search_id = row["id"]
                act.update("saved_search", row, query=query.strip())
            else:
                search_id = new_id()
                act.insert(
                    "saved_search",
                    id=search_id,
                    name=name.strip(),
                    name_key=key,
                    query=query.strip(),
                    editor=act.editor,
                    created=act.at,
                )
            _look(act.connection, search_id, act.editor, _newest_number(act.connection))
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

    def looks(self) -> Mapping[str, int]:
        """Up to which change number this editor has looked at each search, by name.

        Searches that they never looked at are left out.
        """
        with self._database.reading() as connection:
            rows = connection.rows(_LOOKS, editor=self._editor)
        return {row["name"]: row["change_number"] for row in rows}

    def look(self, name: str, number: int) -> bool:
        """Note that this editor has seen what a search finds up to a change number.

        No act, since nobody decided anything. Returns whether it is news: what was seen stays seen.

        Raises:
            UnknownError: there is none of this name.
        """
        if self.looks().get(name, -1) >= number:
            return False
        with self._database.writing() as connection:
            row = _require(connection, name)
            return _look(connection, row["id"], self._editor, number)

    def arrived(self, ids: Sequence[str], number: int) -> Sequence[str]:
        """Those of these articles that came to the desk after a change number, in their order."""
        with self._database.reading() as connection:
            rows = connection.rows_among(_ARRIVED, ids, number=number)
        found = {row["id"] for row in rows}
        return [article_id for article_id in ids if article_id in found]


_LOOKS = """
    SELECT saved_search.name, search_look.change_number
    FROM search_look JOIN saved_search ON saved_search.id = search_look.search_id
    WHERE search_look.editor = :editor
"""
_ARRIVED = "SELECT id FROM article WHERE first_number > :number AND id IN (:among)"


def _look(connection: Connection, search_id: str, editor: str, number: int) -> bool:
    touched = connection.run(
        "INSERT INTO search_look (search_id, editor, change_number)"
        " VALUES (:search_id, :editor, :number)"
        " ON CONFLICT (search_id, editor) DO UPDATE SET change_number = excluded.change_number"
        " WHERE excluded.change_number > search_look.change_number",
        search_id=search_id,
        editor=editor,
        number=number,
    )
    return bool(touched)


def _newest_number(connection: Connection) -> int:
    return int(connection.value("SELECT number FROM change_counter WHERE id = 1"))


def _saved(row: Row) -> SavedSearch:
    return SavedSearch(row["id"], row["name"], row["query"], row["editor"], row["created"])


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

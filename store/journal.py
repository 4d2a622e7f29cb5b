"""The journal: who did what and when, and its undoing and redoing across restarts."""

from __future__ import annotations

from collections.abc import Sequence

from store.acts import (
    Acts,
    Change,
    ChangeRefusedError,
    apply_change,
    entry_from_row,
    raise_change_numbers,
)
from store.conflicts import change_of, later_act
from store.database import Connection, IntegrityError
from store.errors import NothingToUndoError, OthersActError, UndoConflictError, UnknownError
from store.mentions import follow_names
from store.models import JournalEntry
from store.versions import carry_stale


class Journal(Acts):
    """Every editorial act of the desk."""

    def list(self, limit: int = 50, editor: str | None = None) -> Sequence[JournalEntry]:
        """The newest acts first, of one editor or of all."""
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT * FROM journal WHERE :editor IS NULL OR editor = :editor"
                " ORDER BY number DESC LIMIT :limit",
                editor=editor,
                limit=limit,
            )
        return [entry_from_row(row) for row in rows]

    def undo(self, number: int | None = None) -> JournalEntry:
        """Take back this editor's last act, or the one with this number, whoever made it.

        Raises:
            NothingToUndoError: there is none left.
            OthersActError: all that is left was done by others; ask for one by its number.
            UndoConflictError: what it changed was changed again since.
        """
        with self._database.writing() as connection:
            entry = self._to_undo(connection, number)
            changes = [change.reversed() for change in reversed(_changes(connection, entry.number))]
            self._apply(connection, entry, changes)
            order = connection.value("SELECT coalesce(max(undo_order), 0) + 1 FROM journal")
            connection.run(
                "UPDATE journal SET undone_at = :at, undone_by = :editor, undo_order = :order,"
                " is_redoable = 1 WHERE number = :number",
                at=self._now(),
                editor=self._editor,
                order=order,
                number=entry.number,
            )
            return _entry(connection, entry.number)

    def redo(self, number: int | None = None) -> JournalEntry:
        """Do again what this editor undid last, or the act with this number.

        Raises:
            NothingToUndoError: there is none left.
            UndoConflictError: what it changed was changed since.
        """
        with self._database.writing() as connection:
            entry = self._to_redo(connection, number)
            self._apply(connection, entry, _changes(connection, entry.number))
            connection.run(
                "UPDATE journal SET undone_at = NULL, undone_by = NULL, undo_order = NULL,"
                " is_redoable = 0 WHERE number = :number",
                number=entry.number,
            )
            return _entry(connection, entry.number)

    def _to_undo(self, connection: Connection, number: int | None) -> JournalEntry:
        if number is not None:
            entry = _entry(connection, number)
            if entry.undone_at is not None:
                raise NothingToUndoError(redo=False)
            return entry
        newest = "SELECT * FROM journal WHERE undone_at IS NULL"
        own = connection.row(
            f"{newest} AND editor = :editor ORDER BY number DESC LIMIT 1", editor=self._editor
        )
        if own is not None:
            return entry_from_row(own)
        others = connection.row(f"{newest} ORDER BY number DESC LIMIT 1")
        if others is not None:
            raise OthersActError(entry_from_row(others))
        raise NothingToUndoError(redo=False)

    def _to_redo(self, connection: Connection, number: int | None) -> JournalEntry:
        if number is not None:
            entry = _entry(connection, number)
            if entry.undone_at is None:
                raise NothingToUndoError(redo=True)
            return entry
        row = connection.row(
            "SELECT * FROM journal WHERE is_redoable = 1 AND undone_by = :editor"
            " ORDER BY undo_order DESC LIMIT 1",
            editor=self._editor,
        )
        if row is None:
            raise NothingToUndoError(redo=True)
        return entry_from_row(row)

    def _apply(
        self, connection: Connection, entry: JournalEntry, changes: Sequence[Change]
    ) -> None:
        touched: set[str] = set()
        try:
            for change in changes:
                touched |= apply_change(connection, change)
        except (ChangeRefusedError, IntegrityError) as error:
            later = later_act(connection, entry.number, changes)
            raise UndoConflictError(
                entry, None if later is None else _entry(connection, later)
            ) from error
        touched |= carry_stale(connection) | follow_names(connection, changes)
        raise_change_numbers(connection, touched)


def _entry(connection: Connection, number: int) -> JournalEntry:
    row = connection.row("SELECT * FROM journal WHERE number = :number", number=number)
    if row is None:
        raise UnknownError("journal-entry", str(number))
    return entry_from_row(row)


def _changes(connection: Connection, number: int) -> Sequence[Change]:
    rows = connection.rows(
        "SELECT * FROM journal_change WHERE journal_number = :number ORDER BY place", number=number
    )
    return [change_of(row) for row in rows]

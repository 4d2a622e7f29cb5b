"""SQLite behind one small connection object: WAL, one writer at a time, readers never blocked.

Statements use named parameters and the subset of SQL that SQLite 3.37 and PostgreSQL 15 share, so that
this module is the only one that another database would need.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from store.errors import (
    DeskBusyError,
    DeskDamagedError,
    DeskFromFutureError,
    DeskUnwritableError,
)
from store.files import sharing

Row = sqlite3.Row
IntegrityError = sqlite3.IntegrityError


class RowLike(Protocol):
    """A row, or a mapping that stands for one."""

    def keys(self) -> Iterable[str]:
        """The names of its columns."""

    def __getitem__(self, column: str, /) -> Any:
        """The value of a column."""


_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_REFUSED = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
_IN_LIMIT = 500
_WRITER_CACHE = 4_000
"""KiB of the database that the writer keeps at hand: about what some hundred new articles touch. What has no
room is written, and read again, more than once."""


class Connection:
    """A connection that takes SQL with named parameters and gives rows."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """All rows of a query."""
        return self._raw.execute(sql, parameters).fetchall()

    def row(self, sql: str, **parameters: object) -> Row | None:
        """The first row of a query, None where there is none."""
        row: Row | None = self._raw.execute(sql, parameters).fetchone()
        return row

    def value(self, sql: str, **parameters: object) -> Any:
        """The first column of the first row, None where there is none."""
        row = self.row(sql, **parameters)
        return None if row is None else row[0]

    def run(self, sql: str, **parameters: object) -> int:
        """Carry out a statement; gives the number of rows it touched."""
        return self._raw.execute(sql, parameters).rowcount

    def run_many(self, sql: str, parameters: Iterable[Mapping[str, object]]) -> None:
        """Carry out a statement once for each set of parameters."""
        self._raw.executemany(sql, parameters)

    def insert_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        on_conflict: str = "",
        encoded: AbstractSet[str] = frozenset(),
    ) -> None:
        """Add rows, each with its values in the order of the columns: by name they take longer.

        Args:
            table: where to.
            columns: which values the rows hold.
            rows: any number of them.
            on_conflict: what follows ``ON CONFLICT``; without it, a row that is there is an error.
            encoded: columns of texts that are given as their UTF-8 bytes.
        """
        marks = ", ".join("CAST(? AS TEXT)" if each in encoded else "?" for each in columns)
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - named by this package
        self._raw.executemany(f"{sql} ON CONFLICT {on_conflict}" if on_conflict else sql, rows)

    def rows_among(
        self, sql: str, values: Sequence[str] | Sequence[int], **parameters: object
    ) -> list[Row]:
        """Rows of a query that holds ``IN (:among)``, asked in portions for any number of values."""
        found: list[Row] = []
        for start in range(0, len(values), _IN_LIMIT):
            portion = values[start : start + _IN_LIMIT]
            if parameters:
                names = {f"among{place}": value for place, value in enumerate(portion)}
                marks = ", ".join(f":{name}" for name in names)
                given: Any = {**parameters, **names}
            else:
                # By their places, values are found in half the time.
                marks, given = ", ".join("?" * len(portion)), [*portion] * sql.count("(:among)")
            found += self._raw.execute(sql.replace("(:among)", f"({marks})"), given).fetchall()
        return found

    def roll_back(self) -> None:
        """Undo the transaction under way; there is none where a full disk had SQLite undo it by itself."""
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def copy_to(self, target: Connection) -> None:
        """Copy the whole database into another, page by page, as it stands now."""
        self._raw.backup(target._raw)

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()


class Database:
    """The database file of a desk, for all threads of a process.

    Args:
        path: the file; made where it is missing.
        busy_seconds: how long a writer waits for another process before ``DeskBusyError``.
    """

    def __init__(self, path: Path, busy_seconds: float = 5.0) -> None:
        self.path = path
        self.busy_seconds = busy_seconds
        self._readers: list[Connection] = []
        self._pool_lock = threading.Lock()
        self._write_lock = threading.RLock()
        with self._translated():
            self._writer = self._connect()
            self._writer.run(f"PRAGMA cache_size = -{_WRITER_CACHE}")
        sharing.inherit_rights(path)
        self._watcher: Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the desk for the whole block, and never waits."""
        with self._translated():
            with self._pool_lock:
                connection = self._readers.pop() if self._readers else None
            connection = connection or self._connect()
            try:
                connection.run("BEGIN")
                yield connection
            finally:
                connection.roll_back()
                with self._pool_lock:
                    self._readers.append(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction of its own: kept if the block ends, undone if it raises.

        Raises:
            DeskBusyError: another thread or process was writing for longer than the limit.
        """
        if not self._write_lock.acquire(timeout=self.busy_seconds):
            raise DeskBusyError(self.busy_seconds)
        try:
            with self._translated():
                self._writer.run("BEGIN IMMEDIATE")
                try:
                    yield self._writer
                    self._writer.run("COMMIT")
                except BaseException:
                    self._writer.roll_back()
                    raise
        finally:
            self._write_lock.release()

    def data_version(self) -> int:
        """A number that differs from the last one when anybody, this process too, has written since."""
        with self._translated(), self._pool_lock:
            self._watcher = self._watcher or self._connect()
            return int(self._watcher.value("PRAGMA data_version"))

    def migrate(self, before: Callable[[], object] = lambda: None) -> None:
        """Bring the database to the newest schema, each step in a transaction of its own.

        Args:
            before: what is done before the first step, where the database holds anything yet.

        Raises:
            DeskFromFutureError: it was written by a newer release.
        """
        steps = migrations()
        found = self._schema_number()
        if found > len(steps):
            raise DeskFromFutureError(found, len(steps))
        if 0 < found < len(steps):
            before()
        for number, script in enumerate(steps, start=1):
            if number > found:
                self._take_step(number, script.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Let go of all connections."""
        with self._pool_lock:
            watcher = [self._watcher] if self._watcher else []
            for connection in [*self._readers, *watcher, self._writer]:
                connection.close()
            self._readers.clear()

    def _connect(self) -> Connection:
        raw = sqlite3.connect(
            self.path, timeout=self.busy_seconds, isolation_level=None, check_same_thread=False
        )
        raw.row_factory = sqlite3.Row
        connection = Connection(raw)
        connection.run("PRAGMA journal_mode = WAL")
        connection.run("PRAGMA synchronous = FULL")
        connection.run("PRAGMA foreign_keys = ON")
        return connection

    def _schema_number(self) -> int:
        with self.reading() as connection:
            has_table = connection.value(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_step'"
            )
            return int(connection.value("SELECT max(number) FROM schema_step")) if has_table else 0

    def _take_step(self, number: int, script: str) -> None:
        with self.writing() as connection:
            connection.run("CREATE TABLE IF NOT EXISTS schema_step (number INTEGER PRIMARY KEY)")
            if (connection.value("SELECT max(number) FROM schema_step") or 0) >= number:
                return  # another process took this step while we waited
            for statement in split_statements(script):
                connection.run(statement)
            broken = connection.rows("PRAGMA foreign_key_check")
            if broken:
                raise DeskDamagedError(str(self.path), f"foreign key of {broken[0][0]}")
            connection.run("INSERT INTO schema_step (number) VALUES (:number)", number=number)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", None)
            primary = code & 0xFF if code is not None else None
            if primary in _BUSY:
                raise DeskBusyError(self.busy_seconds) from error
            if primary in _DAMAGED:
                raise DeskDamagedError(str(self.path), str(error)) from error
            if primary in _REFUSED:
                raise DeskUnwritableError(str(self.path), str(error)) from error
            raise


def migrations() -> list[Path]:
    """The scripts of ``store/migrations``, in order of their numbers."""
    folder = Path(__file__).parent / "migrations"
    return sorted(path for path in folder.iterdir() if path.suffix == ".sql")


def split_statements(script: str) -> list[str]:
    """The single statements of an SQL script, comments left in."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending.strip())
            pending = ""
    return statements

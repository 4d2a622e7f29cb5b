"""Backups: the database by SQLite's online backup, and the list of article files with their hashes.

The database holds every text, so that a backup can write lost files again.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from store.acts import raise_change_numbers
from store.clock import Clock, from_text, to_text, utc_now
from store.database import Connection, Database
from store.errors import DeskDamagedError, DeskUnwritableError, UnknownError
from store.files import article_files, sharing
from store.files.desk_folder import DATABASE, MARBRE
from store.files.incoming import incoming_folder

KEPT = 10
"""How many backups a desk keeps."""

DUE = timedelta(days=1)
"""How old the newest may be."""

_FILES = "files.json"
_SUMMARY = "backup.json"
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup of a desk."""

    name: str
    """Its folder in ``.marbre/backups``; made from the time."""
    made: str
    size: int
    """Bytes of the database."""
    article_count: int


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restore did."""

    name: str
    safety: str | None
    """Name of the backup of what was there before, or where a damaged database was put."""
    rewritten: tuple[str, ...]
    """Articles whose file was missing and was written again from the backup."""
    differing: tuple[str, ...]
    """Articles whose file is not as it was then; the file was left and counts as a newer version."""


class Backups:
    """The backups of a desk."""

    def __init__(self, database: Database, clock: Clock, marbre: Path) -> None:
        self._database = database
        self._clock = clock
        self._folder = marbre / "backups"

    def list(self) -> Sequence[BackupInfo]:
        """All backups, the newest first."""
        return find_backups(self._folder)

    def make(self) -> Path:
        """Make a backup and let go of the oldest above ten; gives its folder.

        Raises:
            DeskUnwritableError: the system refused.
        """
        sharing.make_folder(self._folder)
        made = to_text(self._clock())
        name = _free_name(self._folder, made)
        part = self._folder / f"{name}{_UNFINISHED}"
        try:
            _write_backup(self._database, part, made)
            part.rename(self._folder / name)
            article_files.sync_folder(self._folder)
            self._forget_old()
        except OSError as error:
            raise DeskUnwritableError(str(part), str(error.strerror)) from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return self._folder / name

    def make_if_due(self) -> Path | None:
        """Make a backup if the newest is older than a day."""
        backups = self.list()
        if backups and self._clock() - from_text(backups[0].made) < DUE:
            return None
        return self.make()

    def _forget_old(self) -> None:
        for backup in find_backups(self._folder)[KEPT:]:
            shutil.rmtree(self._folder / backup.name, ignore_errors=True)
        for part in self._folder.glob(f"*{_UNFINISHED}"):
            # A younger one may be another process's that is still at work.
            if self._clock().timestamp() - part.stat().st_mtime > DUE.total_seconds():
                shutil.rmtree(part, ignore_errors=True)


def find_backups(folder: Path) -> Sequence[BackupInfo]:
    """The backups in a folder, the newest first; unfinished ones are none."""
    if not folder.is_dir():
        return []
    found = []
    for path in folder.iterdir():
        summary = path / _SUMMARY
        if path.suffix != _UNFINISHED and summary.is_file() and (path / DATABASE).is_file():
            told = json.loads(summary.read_text(encoding="utf-8"))
            size = (path / DATABASE).stat().st_size
            found.append(BackupInfo(path.name, told["made"], size, told["article_count"]))
    return sorted(found, key=lambda backup: (backup.made, backup.name), reverse=True)


def restore(folder: Path, name: str | None = None, clock: Clock = utc_now) -> RestoreReport:
    """Put the database back as it was in a backup, the newest where none is named.

    What is there now is backed up first; a database too damaged for that is put aside. Every article gets
    a new change number, so that indexes notice.

    Args:
        folder: the desk; other processes may have it open.
        name: the backup's name or its start.
        clock: the hour.

    Raises:
        UnknownError: there is no such backup.
        DeskBusyError: another process was writing for too long.
    """
    marbre = folder / MARBRE
    backup = _choose(find_backups(marbre / "backups"), name)
    source = marbre / "backups" / backup.name
    path = marbre / DATABASE
    highest, safety = _save_present(path, clock, marbre)
    database = Database(path)
    with closing(database):
        _copy_back(source / DATABASE, path)
        database.migrate()
        with database.writing() as connection:
            # Higher than any number that an index of the desk as it was may have followed to.
            connection.run(
                "UPDATE change_counter SET number = max(number, :highest)", highest=highest
            )
            ids = [row[0] for row in connection.rows("SELECT id FROM article")]
            raise_change_numbers(connection, ids)
            rewritten, differing = _compare_files(connection, folder, source)
    return RestoreReport(backup.name, safety, tuple(rewritten), tuple(differing))


def _choose(backups: Sequence[BackupInfo], name: str | None) -> BackupInfo:
    found = [each for each in backups if name is None or each.name.startswith(name)]
    if not found:
        raise UnknownError("backup", name or "")
    return found[0]


def _write_backup(database: Database, part: Path, made: str) -> None:
    shutil.rmtree(part, ignore_errors=True)
    sharing.make_folder(part)
    with closing(sqlite3.connect(part / DATABASE)) as raw, database.reading() as connection:
        connection.copy_to(Connection(raw))
        rows = connection.rows("SELECT id, file_hash, file_size FROM article ORDER BY id")
    listing = {row["id"] + ".txt": [row["file_hash"], row["file_size"]] for row in rows}
    summary = {"made": made, "article_count": len(listing)}
    for name, content in ((_FILES, listing), (_SUMMARY, summary)):
        text = json.dumps(content, ensure_ascii=False, indent=1)
        article_files.write_file(part / name, text, part)
    sharing.inherit_rights(part / DATABASE)


def _free_name(folder: Path, made: str) -> str:
    name, number = made.replace(":", ""), 2
    plain = name
    while (folder / name).exists():
        name, number = f"{plain}-{number}", number + 1
    return name


def _save_present(path: Path, clock: Clock, marbre: Path) -> tuple[int, str | None]:
    """Back up what is there; gives its highest change number and where it went."""
    if not path.exists():
        return 0, None
    try:
        database = Database(path)
        with closing(database), database.reading() as connection:
            highest = int(connection.value("SELECT number FROM change_counter"))
            safety = Backups(database, clock, marbre).make().name
    except (DeskDamagedError, sqlite3.DatabaseError):
        return 0, _put_aside(path, to_text(clock()))
    return highest, safety


def _put_aside(path: Path, made: str) -> str:
    aside = path.with_name(f"{path.name}.damaged-{made.replace(':', '')}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside.name


def _copy_back(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as raw,
    ):
        old.backup(raw)


def _compare_files(
    connection: Connection, folder: Path, source: Path
) -> tuple[list[str], list[str]]:
    listing = json.loads((source / _FILES).read_text(encoding="utf-8"))
    rewritten, differing = [], []
    for file_name, (digest, _) in listing.items():
        article_id, path = file_name.removesuffix(".txt"), folder / file_name
        if not path.exists():
            rewrite(connection, folder, article_id)
            rewritten.append(article_id)
        elif article_files.read_file(path)[1].digest != digest:
            differing.append(article_id)
    return rewritten, differing


def rewrite(connection: Connection, folder: Path, article_id: str) -> None:
    """Write an article's file again from its newest stored text, inside a transaction.

    Raises:
        UnknownError: there is no such article.
        DeskUnwritableError: the system refused.
    """
    text = connection.value(
        "SELECT text FROM article_version JOIN article ON article.id = article_version.article_id"
        " AND article.version = article_version.version WHERE article.id = :id",
        id=article_id,
    )
    if text is None:
        raise UnknownError("article", article_id)
    mark = article_files.write_file(folder / f"{article_id}.txt", text, incoming_folder(folder))
    article_files.sync_folder(folder)
    connection.run(
        "UPDATE article SET file_hash = :hash, file_size = :size, file_time = :time WHERE id = :id",
        id=article_id,
        hash=mark.digest,
        size=mark.size,
        time=mark.time,
    )

"""The doctor: what in a desk does not fit together, and how to mend it without losing anything made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from store.acts import Acts, raise_change_numbers
from store.backup import rewrite
from store.clock import Clock
from store.database import Connection, Database
from store.errors import DeskUnwritableError
from store.files import article_files, incoming
from store.files.settling import settle
from store.intake.intake import Intake
from store.mentions import mend_mentions, stale_mentions
from store.models import Finding
from store.text import anchors, composition
from store.versions import carry_stale, quote_from_row


class Doctor(Acts):
    """Looks at a desk and mends it."""

    def __init__(
        self, database: Database, editor: str, clock: Clock, folder: Path, intake: Intake
    ) -> None:
        super().__init__(database, editor, clock)
        self._folder = folder
        self._intake = intake

    def examine(self, indexed: Mapping[str, int] | None = None) -> Sequence[Finding]:
        """All that does not fit together; nothing is changed by looking.

        Args:
            indexed: the change number under which the index knows each article; None leaves it out.
        """
        with self._database.reading() as connection:
            return [
                *_integrity(connection),
                *_files(connection, self._folder),
                *_anchors(connection),
                *_mentions(connection),
                *(_index(connection, indexed) if indexed is not None else ()),
                *_leftovers(self._folder),
            ]

    def repair(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Mend what can be mended; gives the findings with what became of them.

        ``index-behind`` is the indexer's to mend, damage of the database a restore's.
        """
        return [self._repair(finding) for finding in findings]

    def _repair(self, finding: Finding) -> Finding:
        cures: dict[str, Callable[[str], object]] = {
            "take-in": lambda _: self._intake.scan(),
            "take-in-version": self._take_version,
            "write-file": self._write_file,
            "to-orphans": self._to_orphans,
            "carry": self._carry,
            "find-names": self._find_names,
            "remove-file": self._remove_leftover,
            "rebuild-lookups": lambda _: self._rebuild_lookups(),
        }
        cure = cures.get(finding.repair or "")
        if cure is None:
            return finding
        cure(finding.subject)
        return replace(finding, repaired=True)

    def _take_version(self, article_id: str) -> None:
        # A file whose size and time are as before is only looked at again once its mark is forgotten.
        with self._database.writing() as connection:
            connection.run("UPDATE article SET file_time = 0 WHERE id = :id", id=article_id)
        self._intake.scan()

    def _write_file(self, article_id: str) -> None:
        with self._database.writing() as connection:
            rewrite(connection, self._folder, article_id)

    def _to_orphans(self, annotation_id: str) -> None:
        with self._database.writing() as connection:
            connection.run("UPDATE annotation SET is_orphan = 1 WHERE id = :id", id=annotation_id)
            rows = connection.rows(
                "SELECT article_id FROM annotation WHERE id = :id", id=annotation_id
            )
            raise_change_numbers(connection, [row[0] for row in rows])

    def _carry(self, article_id: str) -> None:
        with self._database.writing() as connection:
            raise_change_numbers(connection, carry_stale(connection, article_id))

    def _find_names(self, article_id: str) -> None:
        with self._database.writing() as connection:
            raise_change_numbers(connection, mend_mentions(connection, article_id))

    def _rebuild_lookups(self) -> None:
        with self._database.writing() as connection:
            connection.run("REINDEX")

    def _remove_leftover(self, name: str) -> None:
        with self._database.writing():
            folder = incoming.incoming_folder(self._folder)
            settle([str(folder / name)])


def _integrity(connection: Connection) -> Iterator[Finding]:
    for row in connection.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            told = str(row[0])
            # Rows that an index of SQLite misses are all there in their table.
            is_lookup = "missing from index" in told or "entries in index" in told
            yield Finding("integrity", told, "rebuild-lookups" if is_lookup else None)
    for row in connection.rows("PRAGMA foreign_key_check"):
        yield Finding("foreign-key", str(row[0]), None)


def _files(connection: Connection, folder: Path) -> Iterator[Finding]:
    rows = {row["id"]: row for row in connection.rows("SELECT id, file_hash FROM article")}
    seen = set()
    for file in article_files.find_files(folder):
        seen.add(file.article_id)
        row = rows.get(file.article_id)
        if row is None:
            # What is no text is nobody's article; whoever looks through the folder is told.
            if _is_text(file.path):
                yield Finding("file-without-row", file.article_id, "take-in")
        elif _digest(file.path) != row["file_hash"]:
            yield Finding("hash-differs", file.article_id, "take-in-version")
    for article_id in sorted(rows.keys() - seen):
        yield Finding("row-without-file", article_id, "write-file")


def _is_text(path: Path) -> bool:
    try:
        composition.decode(article_files.read_file(path)[0])
    except (ValueError, DeskUnwritableError):
        return False
    return True


def _digest(path: Path) -> str | None:
    try:
        return article_files.read_file(path)[1].digest
    except (ValueError, DeskUnwritableError):
        return None


def _anchors(connection: Connection) -> Iterator[Finding]:
    rows = connection.rows(
        "SELECT annotation.*, article.version AS newest, article_version.text FROM annotation"
        " JOIN article ON article.id = annotation.article_id"
        " LEFT JOIN article_version ON article_version.article_id = annotation.article_id"
        " AND article_version.version = annotation.version"
        " WHERE annotation.is_orphan = 0 ORDER BY annotation.id"
    )
    for row in rows:
        if row["text"] is None or not anchors.holds(row["text"], quote_from_row(row)):
            yield Finding("anchor-broken", row["id"], "to-orphans")
        elif row["version"] < row["newest"]:
            yield Finding("anchor-stale", row["article_id"], "carry")


def _mentions(connection: Connection) -> Iterator[Finding]:
    for article_id in stale_mentions(connection):
        yield Finding("mentions-stale", article_id, "find-names")


def _index(connection: Connection, indexed: Mapping[str, int]) -> Iterator[Finding]:
    rows = connection.rows("SELECT id, change_number FROM article")
    numbers = {row[0]: row[1] for row in rows}
    for article_id in sorted(numbers.keys() | indexed.keys()):
        if numbers.get(article_id) != indexed.get(article_id):
            yield Finding("index-behind", article_id, "reindex")


def _leftovers(folder: Path) -> Iterator[Finding]:
    for path in incoming.leftovers(folder):
        yield Finding("leftover-file", path.name, "remove-file")

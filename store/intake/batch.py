"""One transaction of the intake: its rows and its files, and what a crash before it left of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.acts import raise_change_numbers
from store.database import Connection, Database, Row
from store.files import article_files
from store.files.article_files import FileMark
from store.files.incoming import NewFiles, Written, incoming_folder, leftovers, still_named
from store.files.settling import Settler, settle
from store.intake.article_rows import NewRow, insert_articles
from store.mentions import note_mentions
from store.readings import carry_readings
from store.text.layout import Layout
from store.versions import add_version, carry_stale


@dataclass(slots=True)
class Batch:
    """What one transaction has in hand."""

    connection: Connection
    taken: str
    """When: what all that comes in by it is dated by."""
    folder: Path
    written: Written = field(default_factory=Written)
    ours: frozenset[str] = frozenset()
    """Articles whose file a killed writer of ours wrote, which it could not note any more."""
    touched: set[str] = field(default_factory=set)
    """Articles whose index entry is out of date now."""
    numbered: set[str] = field(default_factory=set)
    """Those among them that are new, and came with a change number."""
    _files: NewFiles | None = None
    _next_number: int = 0

    def write_new(self, digest: str, data: bytes) -> tuple[str, int]:
        """Write the file of a new article, under an id that neither an article nor a file has.

        Args:
            digest: what the id is made of, beside a number.
            data: the whole file.

        Returns:
            The id, and the file's time in nanoseconds.
        """
        if self._files is None:
            self._files = NewFiles(self.folder, self.written)
            highest = self.connection.value("SELECT max(number) FROM article")
            self._next_number = 0 if highest is None else int(highest) + 1
        while True:
            article_id = article_files.make_id(self._next_number, digest)
            self._next_number += 1
            time = self._files.write(article_id, data)
            if time is not None:
                return article_id, time

    def insert(self, rows: Sequence[NewRow]) -> None:
        """Add articles whose files are there."""
        insert_articles(self.connection, rows, self.taken)
        ids = [row.article_id for row in rows]
        self.touched.update(ids)
        self.numbered.update(ids)

    def replace_file(self, article_id: str, text: str) -> FileMark:
        """Let the file of an article hold another text."""
        path = self.folder / f"{article_id}.txt"
        mark = article_files.write_file(
            path, text, incoming_folder(self.folder), self.written.replaced
        )
        article_files.sync_folder(self.folder)
        return mark

    def is_changed_by_hand(self, row: Row) -> bool:
        """Whether the file of an article is not as it was taken in or written last."""
        path = self.folder / f"{row['id']}.txt"
        if not path.exists():
            return False
        return article_files.read_file(path)[1].digest != str(row["file_hash"])

    def set_facts(self, article_id: str, facts: Mapping[str, Any]) -> None:
        """Change columns of an article's row."""
        settings = ", ".join(f"{column} = :{column}" for column in facts)
        sql = f"UPDATE article SET {settings} WHERE id = :id"  # noqa: S608 - columns named in this package
        self.connection.run(sql, id=article_id, **facts)
        self.touched.add(article_id)

    def set_mark(self, article_id: str, mark: FileMark, *, is_ours: bool) -> None:
        """Note what an article's file is."""
        self.connection.run(
            "UPDATE article SET file_hash = :hash, file_size = :size, file_time = :time,"
            " is_ours = :is_ours WHERE id = :id",
            id=article_id,
            hash=mark.digest,
            size=mark.size,
            time=mark.time,
            is_ours=int(is_ours),
        )

    def add_below(self, article_id: str, text: str, layout: Layout) -> None:
        """Keep a text as a version that is not the newest: another has to follow."""
        number = self._next_version(article_id)
        add_version(self.connection, article_id, number, text, layout, self.taken)

    def add_next(
        self, article_id: str, text: str, layout: Layout, mark: FileMark | None = None
    ) -> None:
        """Let an article have a newer text, and carry its annotations there."""
        version = self._next_version(article_id)
        add_version(self.connection, article_id, version, text, layout, self.taken)
        facts = {"version": version, "title": layout.title, "headline": layout.headline}
        self.set_facts(article_id, facts)
        if mark is not None:
            self.set_mark(article_id, mark, is_ours=True)
        carry_stale(self.connection, article_id)
        carry_readings(self.connection, article_id)

    def _next_version(self, article_id: str) -> int:
        newest = self.connection.value(
            "SELECT max(version) FROM article_version WHERE article_id = :id", id=article_id
        )
        return int(newest) + 1


@contextmanager
def open_batch(database: Database, taken: str, folder: Path, settler: Settler) -> Iterator[Batch]:
    """A transaction of the intake: all that is done in the block, files too, or nothing of it.

    Files are named when it is through, and on the disk once the settler has finished.
    """
    written = Written()
    try:
        with database.writing() as connection:
            left = leftovers(folder, settler.watch())
            ours = still_named(left, folder)
            for article_id in list(ours):
                if not _mend(connection, folder, article_id):
                    del ours[article_id]
            batch = Batch(connection, taken, folder, written, frozenset(ours))
            yield batch
            written.sync()
            note_mentions(connection, batch.touched)
            raise_change_numbers(connection, batch.touched - batch.numbered)
            waiting = {path for name, path in ours.items() if not _is_noted(batch, name)}
    except BaseException:
        written.undo()
        raise
    settle([str(path) for path in left if path not in waiting])
    settler.add([*written.second_names, *map(str, written.replaced)])


def _mend(connection: Connection, folder: Path, article_id: str) -> bool:
    """See to a file that may not be whole since the power failed; False where it is none any more.

    The text of one whose row is there is in the database. Of one without a row nobody was told: its feed
    gives it again.
    """
    path = folder / f"{article_id}.txt"
    data = path.read_bytes()
    row = connection.row(
        "SELECT article.file_hash, article_version.text FROM article JOIN article_version"
        " ON article_version.article_id = article.id AND article_version.version = article.version"
        " WHERE article.id = :id AND article.is_ours = 1",
        id=article_id,
    )
    if row is None:
        is_torn = not data.strip(b"\0")
        if is_torn:
            path.unlink()
        return not is_torn
    whole = str(row["text"]).encode()
    if data != whole and whole.startswith(data.rstrip(b"\0")):
        mark = article_files.write_file(path, str(row["text"]), incoming_folder(folder))
        connection.run(
            "UPDATE article SET file_size = :size, file_time = :time WHERE id = :id",
            id=article_id,
            size=mark.size,
            time=mark.time,
        )
        return False
    return True


def _is_noted(batch: Batch, article_id: str) -> bool:
    """Whether the desk knows an article's file as it is."""
    row = batch.connection.row(
        "SELECT file_size, file_time FROM article WHERE id = :id", id=article_id
    )
    path = batch.folder / f"{article_id}.txt"
    if row is None or not path.exists():
        return row is not None
    status = path.stat()
    return (row["file_size"], row["file_time"]) == (status.st_size, status.st_mtime_ns)

"""The way in: files that others put into the folder, entries of feeds, articles added by hand.

An article's file is written and synced first, its row follows in one transaction. A crash between the two
leaves a whole file without a row; the next look at the folder takes it in, and its entry is recognised by
the file's name, which holds the digest of the canonical URL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from store import files, texts
from store.acts import Acts, raise_change_numbers
from store.article_rows import NewRow, insert_articles
from store.blocked import keep_out, let_in
from store.clock import Clock
from store.database import Connection, Database, Row
from store.errors import DeskUnwritableError, UnknownError
from store.feeds import record_state
from store.files import FileMark, FoundFile, text_digest
from store.known import Known
from store.models import (
    ArticleKind,
    Blocked,
    EntryOutcome,
    FeedState,
    KnownEntry,
    NewArticle,
    ScanReport,
)
from store.recognise import Identity, article_key, file_text, identify, is_reused
from store.tags import give_tags
from store.versions import Layout, add_version, carry_stale, lay_out

_SEEN = (
    "INSERT INTO feed_entry (feed_id, guid, article_id, content_hash, seen)"
    " VALUES (:feed_id, :guid, :article_id, :content_hash, :seen)"
    " ON CONFLICT (feed_id, guid) DO UPDATE SET content_hash = :content_hash, seen = :seen"
)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A new article, its file yet to be written."""

    article_id: str
    path: Path
    text: str
    layout: Layout
    facts: dict[str, Any]
    tags: tuple[str, ...]


@dataclass(slots=True)
class _Batch:
    """What one transaction of the intake has in hand."""

    connection: Connection
    taken: str
    folder: Path
    feed_id: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()
    written: list[Path] = field(default_factory=list)
    """New files, to be taken away again if the transaction fails."""
    kept: list[Path] = field(default_factory=list)
    """Second names of the files written, until the transaction is through."""
    ours: frozenset[str] = frozenset()
    """Articles whose file a killed writer of ours wrote, which it could not note any more."""
    touched: set[str] = field(default_factory=set)
    planned: dict[str, _Planned] = field(default_factory=dict)
    """New articles by their ids: their files are written together."""
    seen: list[dict[str, Any]] = field(default_factory=list)
    """Rows of ``feed_entry``."""
    next_number: int | None = None


class Intake(Acts):
    """How articles come onto the desk."""

    def __init__(self, database: Database, editor: str, clock: Clock, folder: Path) -> None:
        super().__init__(database, editor, clock)
        self._folder = folder
        self._marbre = folder / ".marbre"

    def scan(self) -> ScanReport:
        """Take in files that others put into the folder, and texts that they changed.

        A file that is gone stays an article: its text is kept, and ``doctor`` can write it again.
        """
        with self._database.reading() as connection:
            rows = connection.rows("SELECT id, file_hash, file_size, file_time FROM article")
        known = {row["id"]: row for row in rows}
        found = list(files.find_files(self._folder))
        names = {file.article_id for file in found}
        suspect = [file for file in found if not _looks_same(file, known.get(file.article_id))]
        report = ScanReport(missing=tuple(sorted(known.keys() - names)))
        return self._take_files(suspect, report) if suspect else report

    def known(
        self, feed_id: str, guids: Sequence[str], canonical_urls: Sequence[str]
    ) -> Sequence[KnownEntry]:
        """What the desk already has of a feed's entries, by guid and by canonical URL."""
        with self._database.reading() as connection:
            by_guid = connection.rows_among(
                "SELECT feed_entry.article_id, feed_entry.guid, canonical_url, content_hash"
                " FROM feed_entry JOIN article ON article.id = feed_entry.article_id"
                " WHERE feed_entry.feed_id = :feed_id AND feed_entry.guid IN (:among)",
                list(guids),
                feed_id=feed_id,
            )
            by_address = connection.rows_among(
                "SELECT id AS article_id, NULL AS guid, canonical_url, NULL AS content_hash"
                " FROM article WHERE canonical_url IN (:among)",
                list(canonical_urls),
            )
        return [
            KnownEntry(row["article_id"], row["guid"], row["canonical_url"], row["content_hash"])
            for row in [*by_guid, *by_address]
        ]

    def take_entries(
        self,
        feed_id: str,
        entries: Sequence[NewArticle],
        state: FeedState | None = None,
        blocked: Sequence[Blocked] = (),
    ) -> Sequence[EntryOutcome]:
        """Take in what a feed gave, all in one transaction; what is known already is recognised.

        An entry is known by the feed's guid, by its canonical URL or by the name of its file. One that the
        feed gives with another title or text than last time becomes a new version.

        Args:
            feed_id: the feed.
            entries: what is to be taken in.
            state: what to remember of the feed.
            blocked: what rules keep out; one that is an article already is treated as one, since rules
                are for what is new.

        Returns:
            What became of each entry, in their order, then of those kept out that are new here.

        Raises:
            UnknownError: there is no such feed.
        """
        with self._batch() as batch:
            _use_feed(batch, feed_id)
            identities = identify([*entries, *(each.article for each in blocked)])
            known = Known(batch.connection, feed_id, identities)
            outcomes = [
                self._take_entry(batch, known, entry, identity)
                for entry, identity in zip(entries, identities, strict=False)
            ]
            let_in(batch.connection, feed_id, [known.guid for known in identities[: len(entries)]])
            outcomes += self._keep_out(batch, known, blocked, identities[len(entries) :])
            self._write_planned(batch)
            if state is not None:
                record_state(batch.connection, feed_id, state)
        return outcomes

    def add_articles(self, articles: Sequence[NewArticle]) -> Sequence[EntryOutcome]:
        """Take in articles that a person chose; those that the desk has are recognised."""
        identities = identify(articles)
        with self._batch() as batch:
            known = Known(batch.connection, None, identities)
            outcomes = [
                self._take_entry(batch, known, article, identity)
                for article, identity in zip(articles, identities, strict=True)
            ]
            self._write_planned(batch)
        return outcomes

    @contextmanager
    def _batch(self) -> Iterator[_Batch]:
        written: list[Path] = []
        try:
            with self._database.writing() as connection:
                left = files.leftovers(self._marbre)
                ours = files.still_named(left, self._folder)
                batch = _Batch(
                    connection, self._now(), self._folder, written=written, ours=frozenset(ours)
                )
                yield batch
                if written:
                    files.sync_folder(self._folder)
                raise_change_numbers(connection, batch.touched)
                waiting = {path for name, path in ours.items() if not _is_noted(batch, name)}
        except BaseException:
            for path in written:
                path.unlink(missing_ok=True)
            raise
        for path in {*left, *batch.kept} - waiting:
            path.unlink(missing_ok=True)

    def _take_files(self, found: Sequence[FoundFile], report: ScanReport) -> ScanReport:
        added, changed, unreadable = [], [], []
        with self._batch() as batch:
            for file in found:
                try:
                    outcome = _take_file(batch, file)
                except (ValueError, DeskUnwritableError):
                    unreadable.append(file.path.name)
                    continue
                if outcome == "new":
                    added.append(file.article_id)
                elif outcome == "changed":
                    changed.append(file.article_id)
        return replace(
            report, added=tuple(added), changed=tuple(changed), unreadable=tuple(unreadable)
        )

    def _take_entry(
        self, batch: _Batch, known: Known, entry: NewArticle, identity: Identity
    ) -> EntryOutcome:
        identity = self._settle(batch, known, entry, identity)
        article_id = known.find(identity)
        renamed = None if article_id else known.find_renamed(identity, entry.title)
        if article_id is not None:
            outcome = self._take_again(batch, known, article_id, entry, identity)
        elif renamed is not None:
            article_id = renamed
            outcome = self._take_renamed(batch, known, article_id, entry)
        else:
            article_id = self._plan(batch, entry, identity)
            outcome = "new"
        known.learn(identity, article_id)
        _remember(batch, identity, article_id)
        return EntryOutcome(article_id, outcome)

    def _take_again(
        self, batch: _Batch, known: Known, article_id: str, entry: NewArticle, identity: Identity
    ) -> str:
        row, last_hash = self._row(batch, known, article_id), known.last_hash(identity)
        was_bare = _fill_in(batch, row, entry, identity)
        if last_hash is None:
            # Only a crash leaves a file of ours without the facts of its entry.
            is_changed = was_bare and bool(row["is_ours"])
        else:
            is_changed = last_hash != identity.content_hash
        is_changed = is_changed and self._write_version(batch, row, entry)
        if not is_changed:
            self._claim(batch, row, entry)
        if is_changed or was_bare:
            known.forget(article_id)
        return "changed" if is_changed else "known"

    def _take_renamed(self, batch: _Batch, known: Known, article_id: str, entry: NewArticle) -> str:
        """Take in an article that has another address and guid now; what its own feed gives is newer."""
        row = known.row(article_id)
        if row["feed_id"] != batch.feed_id or not self._write_version(batch, row, entry):
            return "known"
        known.forget(article_id)
        return "changed"

    def _row(self, batch: _Batch, known: Known, article_id: str) -> Row:
        if article_id in batch.planned:
            self._write_planned(batch)
        return known.row(article_id)

    def _settle(
        self, batch: _Batch, known: Known, entry: NewArticle, identity: Identity
    ) -> Identity:
        """Do without a guid that the feed gave to quite another article before."""
        article_id = known.by_guid(identity.guid)
        if article_id is None:
            return identity
        row = self._row(batch, known, article_id)
        given = (entry.title, identity.canonical_url)
        if not is_reused((row["title"], row["canonical_url"]), given):
            return identity
        return replace(identity, guid=identity.canonical_url or identity.content_hash)

    def _keep_out(
        self,
        batch: _Batch,
        known: Known,
        blocked: Sequence[Blocked],
        identities: Sequence[Identity],
    ) -> Sequence[EntryOutcome]:
        outcomes, kept_out = [], []
        for each, identity in zip(blocked, identities, strict=True):
            if known.by_guid(identity.guid) is not None:
                outcomes.append(self._take_entry(batch, known, each.article, identity))
            else:
                article = replace(each.article, guid=identity.guid)
                kept_out.append((identity.guid, replace(each, article=article)))
        new = keep_out(batch.connection, str(batch.feed_id), kept_out, batch.taken)
        return [*outcomes, *[EntryOutcome("", "blocked")] * new]

    def _plan(self, batch: _Batch, entry: NewArticle, identity: Identity) -> str:
        """Give a new article its name and look through its text."""
        article_id = files.make_id(_next_number(batch), identity.digest)
        text = file_text(entry)
        layout = lay_out(text)
        facts = _facts(entry, identity) | {
            "title": entry.title or layout.title,
            "feed_id": batch.feed_id,
            "source": entry.source or batch.source,
        }
        if entry.kind is ArticleKind.ARTICLE:
            facts["kind"] = layout.kind.value
        path = self._folder / f"{article_id}.txt"
        tags = (*batch.tags, *entry.tags)
        batch.planned[article_id] = _Planned(article_id, path, text, layout, facts, tags)
        return article_id

    def _write_planned(self, batch: _Batch) -> None:
        """Write the files of new articles, and then all that waits for their rows."""
        planned = list(batch.planned.values())
        batch.planned.clear()
        if planned:
            marks = files.write_files(
                [(each.path, each.text) for each in planned],
                files.incoming_folder(self._marbre),
                batch.kept,
                batch.written,
            )
            rows = [
                NewRow(each.article_id, each.text, each.layout, mark, each.facts, is_ours=True)
                for each, mark in zip(planned, marks, strict=True)
            ]
            _insert(batch, rows)
        for each in planned:
            give_tags(batch.connection, each.article_id, each.tags)
        batch.connection.run_many(_SEEN, batch.seen)
        batch.seen.clear()

    def _write_version(self, batch: _Batch, row: Row, entry: NewArticle) -> bool:
        text = file_text(entry)
        path = self._folder / f"{row['id']}.txt"
        newest = _stored_text(batch.connection, row["id"], row["version"])
        if text == newest:
            return False
        if not row["is_ours"] or _changed_by_hand(path, row):
            # The file is a person's: what the web has now is kept as a version beneath it.
            below = _next_version(batch, row["id"])
            add_version(batch.connection, row["id"], below, text, lay_out(text), batch.taken)
            _add_next(batch, row["id"], newest, lay_out(newest))
            return True
        mark = files.write_file(path, text, files.incoming_folder(self._marbre), batch.kept)
        files.sync_folder(self._folder)
        _add_next(batch, row["id"], text, lay_out(text), mark)
        return True

    def _claim(self, batch: _Batch, row: Row, entry: NewArticle) -> None:
        """A file that holds just what we would write is ours: a crash kept us from saying so."""
        if not row["is_ours"] and row["file_hash"] == text_digest(file_text(entry)):
            batch.connection.run("UPDATE article SET is_ours = 1 WHERE id = :id", id=row["id"])


def _is_noted(batch: _Batch, article_id: str) -> bool:
    """Whether the desk knows an article's file as it is."""
    row = batch.connection.row(
        "SELECT file_size, file_time FROM article WHERE id = :id", id=article_id
    )
    path = batch.folder / f"{article_id}.txt"
    if row is None or not path.exists():
        return row is not None
    status = path.stat()
    return (row["file_size"], row["file_time"]) == (status.st_size, status.st_mtime_ns)


def _looks_same(file: FoundFile, row: Row | None) -> bool:
    return row is not None and (row["file_size"], row["file_time"]) == (
        file.mark.size,
        file.mark.time,
    )


def _use_feed(batch: _Batch, feed_id: str) -> None:
    row = batch.connection.row(
        "SELECT feed.*, feed_state.own_title FROM feed"
        " LEFT JOIN feed_state ON feed_state.feed_id = feed.id WHERE feed.id = :id",
        id=feed_id,
    )
    if row is None:
        raise UnknownError("feed", feed_id)
    batch.feed_id = feed_id
    batch.source = row["source"] or row["title"] or row["own_title"]
    batch.tags = tuple(json.loads(row["tags"]))


def _next_number(batch: _Batch) -> int:
    if batch.next_number is None:
        highest = batch.connection.value("SELECT max(number) FROM article")
        batch.next_number = 0 if highest is None else int(highest) + 1
    number = batch.next_number
    batch.next_number += 1
    return number


def _remember(batch: _Batch, identity: Identity, article_id: str) -> None:
    if batch.feed_id is None:
        return
    batch.seen.append(
        {
            "feed_id": batch.feed_id,
            "guid": identity.guid,
            "article_id": article_id,
            "content_hash": identity.content_hash,
            "seen": batch.taken,
        }
    )


def _facts(entry: NewArticle, identity: Identity) -> dict[str, Any]:
    return {
        "source": entry.source,
        "author": entry.author,
        "url": entry.url,
        "canonical_url": identity.canonical_url,
        "published": entry.published,
        "language": entry.language,
        "kind": entry.kind.value,
        "guid": entry.guid,
    }


def _fill_in(batch: _Batch, row: Row, entry: NewArticle, identity: Identity) -> bool:
    """Give an article that came as a bare file the facts that its entry brings; False for others."""
    if row["canonical_url"] is not None or row["feed_id"] is not None:
        return False
    facts = _facts(entry, identity) | {
        "feed_id": batch.feed_id,
        "source": entry.source or batch.source,
        "kind": row["kind"],
    }
    missing = {name: value for name, value in facts.items() if row[name] is None and value}
    if not missing:
        return True
    missing["dated"] = entry.published or row["dated"]
    missing["article_key"] = article_key(identity.canonical_url)
    _set_facts(batch, row["id"], missing)
    give_tags(batch.connection, row["id"], batch.tags)
    return True


def _set_facts(batch: _Batch, article_id: str, facts: dict[str, Any]) -> None:
    settings = ", ".join(f"{column} = :{column}" for column in facts)
    sql = f"UPDATE article SET {settings} WHERE id = :id"  # noqa: S608 - columns named in this module
    batch.connection.run(sql, id=article_id, **facts)
    batch.touched.add(article_id)


def _take_file(batch: _Batch, file: FoundFile) -> str | None:
    """Take in one file of the folder; gives ``new``, ``changed`` or None where nothing changed."""
    if not file.article_id.isprintable():
        raise ValueError(file.article_id)
    data, mark = files.read_file(file.path)
    text = texts.decode(data)
    row = batch.connection.row("SELECT * FROM article WHERE id = :id", id=file.article_id)
    if row is None:
        layout = lay_out(text)
        facts = {"title": layout.title, "kind": layout.kind.value}
        is_ours = file.article_id in batch.ours
        _insert(batch, [NewRow(file.article_id, text, layout, mark, facts, is_ours)])
        return "new"
    if row["file_hash"] == mark.digest:
        _set_mark(batch, file.article_id, mark, is_ours=bool(row["is_ours"]))
        return None
    _add_next(batch, file.article_id, text, lay_out(text))
    _set_mark(batch, file.article_id, mark, is_ours=file.article_id in batch.ours)
    return "changed"


def _insert(batch: _Batch, rows: Sequence[NewRow]) -> None:
    insert_articles(batch.connection, rows, batch.taken)
    batch.touched.update(row.article_id for row in rows)


def _add_next(
    batch: _Batch, article_id: str, text: str, layout: Layout, mark: FileMark | None = None
) -> None:
    """Let an article have a newer text, and carry its annotations there."""
    version = _next_version(batch, article_id)
    add_version(batch.connection, article_id, version, text, layout, batch.taken)
    facts = {"version": version, "title": layout.title, "headline": layout.headline}
    _set_facts(batch, article_id, facts)
    if mark is not None:
        _set_mark(batch, article_id, mark, is_ours=True)
    carry_stale(batch.connection, article_id)


def _next_version(batch: _Batch, article_id: str) -> int:
    newest = batch.connection.value(
        "SELECT max(version) FROM article_version WHERE article_id = :id", id=article_id
    )
    return int(newest) + 1


def _set_mark(batch: _Batch, article_id: str, mark: FileMark, *, is_ours: bool) -> None:
    batch.connection.run(
        "UPDATE article SET file_hash = :hash, file_size = :size, file_time = :time,"
        " is_ours = :is_ours WHERE id = :id",
        id=article_id,
        hash=mark.digest,
        size=mark.size,
        time=mark.time,
        is_ours=int(is_ours),
    )


def _stored_text(connection: Connection, article_id: str, version: int) -> str:
    text = connection.value(
        "SELECT text FROM article_version WHERE article_id = :id AND version = :version",
        id=article_id,
        version=version,
    )
    return str(text)


def _changed_by_hand(path: Path, row: Row) -> bool:
    if not path.exists():
        return False
    return files.read_file(path)[1].digest != str(row["file_hash"])

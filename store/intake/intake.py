"""The way in: files that others put into the folder, entries of feeds, articles added by hand.

An article's file is written and named first, its row follows in one transaction, which holds its text too.
A crash between the two leaves a file without a row; the next look at the folder takes it in, and its entry
is recognised by the file's name, which holds the digest of the canonical URL. A file that a power failure
tore is written again from its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from store.acts import Acts
from store.clock import Clock
from store.database import Database
from store.errors import UnknownError
from store.files import article_files
from store.files.settling import Settler
from store.intake.batch import Batch, open_batch
from store.intake.entries import take_chosen, take_delivery
from store.intake.folder_files import take_files
from store.models import (
    Blocked,
    Delivery,
    EntryOutcome,
    FeedState,
    KnownEntry,
    NewArticle,
    ScanReport,
)


class Intake(Acts):
    """How articles come onto the desk."""

    def __init__(self, database: Database, editor: str, clock: Clock, folder: Path) -> None:
        super().__init__(database, editor, clock)
        self._folder = folder
        self._settler = Settler(folder)

    def scan(self) -> ScanReport:
        """Take in files that others put into the folder, and texts that they changed.

        A file that is gone stays an article: its text is kept, and ``doctor`` can write it again.
        """
        with self._database.reading() as connection:
            rows = connection.rows("SELECT id, file_size, file_time FROM article")
        known = {article_id: (size, time) for article_id, size, time in rows}
        suspect, gone = article_files.find_other_files(self._folder, known)
        report = ScanReport(missing=tuple(sorted(gone)))
        if not suspect:
            return report
        with self._batch() as batch:
            report = take_files(batch, suspect, report)
        self.settle()
        return report

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
                "SELECT article.id AS article_id, NULL AS guid, canonical_url, content_hash"
                " FROM article LEFT JOIN feed_entry ON feed_entry.article_id = article.id"
                " AND feed_entry.feed_id = :feed_id WHERE canonical_url IN (:among) ORDER BY seen",
                list(canonical_urls),
                feed_id=feed_id,
            )
        return [
            KnownEntry(row["article_id"], row["guid"], row["canonical_url"], row["content_hash"])
            for row in [*by_guid, *by_address]
        ]

    def take_deliveries(
        self, deliveries: Sequence[Delivery]
    ) -> Sequence[Sequence[EntryOutcome] | UnknownError]:
        """Take in what feeds gave, all in one transaction; what is known already is recognised.

        An entry is known by the feed's guid, by its canonical URL or by the name of its file. One that the
        feed gives with another title or text than last time becomes a new version. The files are named
        then, and on the disk after ``settle``.

        Returns:
            Of each feed, what became of its entries, in their order, then of those kept out that are new
            here; or that there is no such feed.
        """
        taken: list[Sequence[EntryOutcome] | UnknownError] = []
        with self._batch() as batch:
            for delivery in deliveries:
                try:
                    taken.append(take_delivery(batch, delivery))
                except UnknownError as error:
                    taken.append(error)
        return taken

    def take_entries(
        self,
        feed_id: str,
        entries: Sequence[NewArticle],
        state: FeedState | None = None,
        blocked: Sequence[Blocked] = (),
    ) -> Sequence[EntryOutcome]:
        """Take in what one feed gave, as ``take_deliveries`` does, and settle it.

        Raises:
            UnknownError: there is no such feed.
        """
        (taken,) = self.take_deliveries([Delivery(feed_id, entries, blocked, state)])
        self.settle()
        if isinstance(taken, UnknownError):
            raise taken
        return taken

    def add_articles(self, articles: Sequence[NewArticle]) -> Sequence[EntryOutcome]:
        """Take in articles that a person chose; those that the desk has are recognised."""
        with self._batch() as batch:
            outcomes = take_chosen(batch, articles)
        self.settle()
        return outcomes

    def settle(self) -> None:
        """Wait until the files that were written are on the disk.

        Raises:
            DeskUnwritableError: the system refused one; its text is in the database.
        """
        self._settler.finish()

    def close(self) -> None:
        """Take in nothing more."""
        self._settler.close()

    def _batch(self) -> AbstractContextManager[Batch]:
        return open_batch(self._database, self._now(), self._folder, self._settler)

"""The index of a desk's articles: a folder that can be thrown away at any time.

It knows by itself up to which change of the desk it goes: the highest change number among its
documents, so that what it holds and how far it is are committed in one. ``Indexer`` makes it follow.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from enum import StrEnum
from threading import RLock
from typing import TYPE_CHECKING

from whoosh.index import TOC, FileIndex

from search.errors import IndexBusyError, IndexDamagedError, SearchError
from search.facets import Facets, count_facets
from search.highlight import make_snippet
from search.ranking import best, find
from search.relevance import Nearness
from search.results import NO_SNIPPET, Hit, SearchResults, Snippet
from search.schema import index_name, make_schema
from search.snapshot import Snapshot
from search.storage import IndexStorage, require_trusted, system_errors
from search.writer import IndexWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TypeVar

    from search.query import SearchQuery

    Answer = TypeVar("Answer")

Stamp = tuple[int, int, int]
"""Generation, inode and time of a table of contents."""

_WAIT_SECONDS = 2.0
_POLL_SECONDS = 0.02
_LOCK = "WRITELOCK"
_ATTEMPTS = 5


class IndexState(StrEnum):
    """How an index was found when it was opened."""

    READY = "ready"
    CREATED = "created"
    """There was none."""
    OUTDATED = "outdated"
    """It was of another version of the schema or of the analysis, and was started anew."""
    DAMAGED = "damaged"
    """It could not be read, and was started anew."""


class ArticleIndex:
    """The articles of one desk, searchable. Its methods may be called from any thread.

    Args:
        folder: where it lies; made where it is missing. It takes its group's rights from the folder
            it lies in.

    Raises:
        IndexUntrustedError: others could have written the folder.
        IndexUnwritableError: the system refused.
        IndexBusyError: it must be started anew, and another process is writing it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = IndexState.READY
        self._lock = RLock()
        self._storage = IndexStorage(folder)
        self._index: FileIndex
        self._snapshot: Snapshot | None = None
        self._nearness = Nearness()
        # What was found damaged stays so, although nothing is written since.
        self._is_damaged = False
        with system_errors(folder):
            self._open()

    def close(self) -> None:
        """Let go of its files."""
        with self._lock:
            if self._snapshot is not None:
                self._snapshot.close()
                self._snapshot = None

    def search(
        self, query: SearchQuery, *, limit: int | None = 50, offset: int = 0, snippets: bool = True
    ) -> SearchResults:
        """Return the articles that answer a query, best first.

        Args:
            query: what is asked for.
            limit: how many hits to return, None for all.
            offset: how many to pass over.
            snippets: whether the hits shall have their passages.

        Raises:
            IndexDamagedError: the index cannot be read.
        """
        return self._read(lambda snapshot: _search(query, snapshot, limit, offset, snippets))

    def snippets(self, query: SearchQuery, ids: Sequence[str]) -> dict[str, Snippet]:
        """Return the passages that answer a query in these articles; unknown ids are left out."""
        return self._read(lambda snapshot: _snippets(query, snapshot, ids))

    def facets(self, query: SearchQuery) -> Facets:
        """Return what the articles that answer a query have in common, counted over all of them."""
        return self._read(lambda snapshot: count_facets(find(query, snapshot).documents, snapshot))

    def nearness(self, ids: Sequence[str], missions: Sequence[str] = ()) -> dict[str, float]:
        """Return how near articles are to what editors kept and to their missions.

        Args:
            ids: the articles; unknown ones are left out.
            missions: what each open mission is about, in words.

        Returns:
            The share of the desk's articles that are less near, by id; nothing where too little was
            kept to tell.
        """
        return self._read(lambda snapshot: self._nearness.of(snapshot, ids, missions))

    def change_number(self) -> int:
        """Return the change number up to which it follows the desk, 0 where it is empty."""
        return self._read(lambda snapshot: snapshot.change_number)

    def change_numbers(self) -> dict[str, int]:
        """Return the change number of each article as it was taken in."""
        return self._read(
            lambda snapshot: {
                snapshot.id(number): snapshot.change_number_of(number)
                for number in snapshot.document_numbers()
            }
        )

    def document_count(self) -> int:
        """Return how many articles it holds."""
        return self._read(lambda snapshot: snapshot.document_count)

    def refresh(self) -> bool:
        """Take in what was committed since, by another process too; returns whether there was any.

        Raises:
            IndexDamagedError: what was committed cannot be read.
        """
        with self._lock, self._readable():
            snapshot = self._snapshot
            if self._is_damaged:
                raise IndexDamagedError(str(self.folder), "found before")
            if snapshot is not None and snapshot.stamp == self._stamp():
                return False
            self._reopen()
            return True

    def verify(self) -> list[str]:
        """Return the names of files that are not as they were written; reads every byte of them."""
        with self._lock, system_errors(self.folder):
            return self._faults(thorough=True)

    def mend(self) -> int:
        """Write again what speeds searching up and was found to be damaged or missing.

        Searches go on meanwhile, slower. Returns of how many segments something was missing.

        Raises:
            IndexBusyError: another process is writing the index.
            IndexDamagedError: the index cannot be read.
            IndexUnwritableError: the system refused.
        """
        if not self._read(lambda snapshot: snapshot.engine.lacking):
            return 0
        with self._write_lock(_WAIT_SECONDS), self._readable():
            snapshot = self._newest()
            try:
                count = snapshot.engine.mend()
            finally:
                snapshot.close()
            with self._lock:
                self._reopen()
        return count

    @contextmanager
    def write(self, *, wait_seconds: float = _WAIT_SECONDS) -> Iterator[IndexWriter]:
        """Give out a writer; what it took in is committed at the end, or nothing of it on an error.

        Args:
            wait_seconds: how long to wait for another process that is writing.

        Raises:
            IndexBusyError: it still was.
            IndexUnwritableError: the system refused; the index is as it was.
        """
        self.refresh()
        with self._write_lock(wait_seconds):
            snapshot = self._newest()
            writer = IndexWriter(self._index, snapshot)
            try:
                yield writer
                writer.commit()
            finally:
                writer.abort()
                snapshot.close()
                with suppress(OSError):
                    self._storage.remove_leftovers(self._names_in_use())
        self.refresh()

    def start_anew(self) -> None:
        """Throw away what it holds, readable or not.

        Raises:
            IndexBusyError: another process is writing it.
        """
        with self._lock, self._write_lock(_WAIT_SECONDS), system_errors(self.folder):
            self._create()
            self._reopen()

    def _read(self, ask: Callable[[Snapshot], Answer]) -> Answer:
        with self._lock, self._readable():
            try:
                return ask(self._require_snapshot())
            except FileNotFoundError:
                # Another process merged away a segment of which a file was not opened yet.
                self._reopen()
                return ask(self._require_snapshot())

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Say so where something fails because the index's files are not as they were written."""
        try:
            with system_errors(self.folder):
                yield
        except IndexDamagedError:
            self._is_damaged = True
            raise
        except SearchError:
            raise
        except Exception as error:
            # What Whoosh raises on damaged files can be anything: ask the files themselves.
            faults = self._faults(thorough=True)
            if faults:
                self._is_damaged = True
                raise IndexDamagedError(str(self.folder), ", ".join(faults)) from error
            raise

    def _newest(self) -> Snapshot:
        """A snapshot for the writer alone; call it with the write lock held."""
        with self._lock, self._readable():
            if self._stamp() is None:
                self._create()
            self._reopen()
            self._storage.remove_leftovers(self._names_in_use())
            return Snapshot(self._index.reader(), self._stamp(), self._storage.require_sound)

    def _require_snapshot(self) -> Snapshot:
        if self._snapshot is None:
            self._reopen()
        if self._snapshot is None:
            raise IndexDamagedError(str(self.folder), "gone")
        return self._snapshot

    def _open(self) -> None:
        self._storage.create()
        require_trusted(self.folder)
        state = self._try_to_open()
        if state is IndexState.READY:
            return
        with self._write_lock(_WAIT_SECONDS):
            # While this waited, another process may have done it.
            if self._try_to_open() is not IndexState.READY:
                self._create()
                self._reopen()
        self.state = state

    def _try_to_open(self) -> IndexState:
        if self._stamp() is None:
            others = any(path.suffix == ".toc" for path in self.folder.iterdir())
            return IndexState.OUTDATED if others else IndexState.CREATED
        try:
            with self._readable():
                self._reopen()
        except IndexDamagedError:
            return IndexState.DAMAGED
        return IndexState.READY

    def _create(self) -> None:
        """Make an empty index, with a generation that no reader of the old one takes for its own."""
        self._storage.create()
        generation = TOC._latest_generation(self._storage, index_name()) + 1  # noqa: SLF001 - no other way to ask
        self._storage.remove_leftovers(())
        TOC(make_schema(), [], generation).write(self._storage, index_name())
        self._is_damaged = False

    def _reopen(self) -> None:
        """Take the newest commit for the snapshot.

        Raises:
            IndexDamagedError: its files are not as they were written.
        """
        if self._snapshot is not None and self._stamp() is None:
            # Somebody deleted the folder under a running desk.
            self._snapshot.close()
            self._snapshot = None
            self._open()
            return
        stamp = self._sound_stamp()
        self._index = FileIndex(self._storage, schema=make_schema(), indexname=index_name())
        snapshot = Snapshot(self._index.reader(), stamp, self._storage.require_sound)
        if self._snapshot is not None:
            self._snapshot.close()
        self._snapshot = snapshot

    def _sound_stamp(self) -> Stamp:
        """The stamp of a commit whose files have been looked at: nothing else is unpickled."""
        for _ in range(_ATTEMPTS):
            stamp = self._stamp()
            faults = self._faults(thorough=False)
            if stamp is not None and not faults:
                return stamp
            if stamp == self._stamp():
                raise IndexDamagedError(str(self.folder), ", ".join(faults))
            # Another process committed in between: look again.
            time.sleep(_POLL_SECONDS)
        raise IndexDamagedError(str(self.folder), "changing")

    def _stamp(self) -> Stamp | None:
        """What tells one commit from another, None where there is none."""
        try:
            path = self._contents()
            status = path.stat()
        except FileNotFoundError:
            return None
        return (int(path.stem.rpartition("_")[2]), status.st_ino, status.st_mtime_ns)

    def _contents(self) -> Path:
        """The newest table of contents."""
        generation = TOC._latest_generation(self._storage, index_name())  # noqa: SLF001 - as above
        name: str = TOC._filename(index_name(), generation)  # noqa: SLF001 - as above
        return self.folder / name

    def _faults(self, *, thorough: bool) -> list[str]:
        """Files that are not as they were written; the table of contents first, which names them."""
        contents = self._contents().name
        return self._storage.faults([contents], thorough=True) or self._storage.faults(
            self._segment_names(), thorough=thorough
        )

    def _segment_names(self) -> list[str]:
        contents = TOC.read(self._storage, index_name(), schema=make_schema())
        return [segment.segment_id() for segment in contents.segments]

    def _names_in_use(self) -> list[str]:
        return [self._contents().name, *self._segment_names()]

    @contextmanager
    def _write_lock(self, seconds: float) -> Iterator[None]:
        """Hold the lock that Whoosh's writers take, so that only one writes."""
        with system_errors(self.folder):
            self._storage.create()
            lock = self._storage.lock(f"{index_name()}_{_LOCK}")
            until = time.monotonic() + seconds
            while not lock.acquire():
                if time.monotonic() >= until:
                    raise IndexBusyError(str(self.folder), seconds)
                time.sleep(_POLL_SECONDS)
        try:
            yield
        finally:
            lock.release()


def _search(
    query: SearchQuery, snapshot: Snapshot, limit: int | None, offset: int, snippets: bool
) -> SearchResults:
    found = find(query, snapshot)
    count = None if limit is None else offset + limit
    ranked = best(found, snapshot, by_date=query.sort == "date", count=count)[offset:]
    hits = [
        Hit(
            snapshot.id(number),
            score,
            _snippet(query, snapshot, number) if snippets else NO_SNIPPET,
        )
        for score, number in ranked
    ]
    return SearchResults(tuple(hits), len(found), query)


def _snippets(query: SearchQuery, snapshot: Snapshot, ids: Sequence[str]) -> dict[str, Snippet]:
    numbers = {article_id: snapshot.document_number(article_id) for article_id in ids}
    return {
        article_id: _snippet(query, snapshot, number)
        for article_id, number in numbers.items()
        if number is not None
    }


def _snippet(query: SearchQuery, snapshot: Snapshot, number: int) -> Snippet:
    language, _, body, notes = snapshot.texts(number)
    return make_snippet(query, (body, *notes), language)

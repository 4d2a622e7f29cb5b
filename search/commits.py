"""The commits of an index's folder: taking in the newest one, and making the next.

Whoever reads holds a lock for as long as it reads; what takes long, opening and writing files, is done
without it, so that no search waits for a commit.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from enum import StrEnum
from math import inf
from threading import RLock
from typing import TYPE_CHECKING

from search import contents
from search.errors import IndexBusyError, IndexDamagedError, SearchError
from search.schema import make_schema
from search.snapshot import Snapshot
from search.storage import IndexStorage, require_trusted, system_errors
from search.writer import IndexWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeVar

    Answer = TypeVar("Answer")

WAIT_SECONDS = 2.0
"""How long to wait for another process that is writing."""
_POLL_SECONDS = 0.02
_ATTEMPTS = 5
_LOOK_SECONDS = 1.0
"""Between two looks at the sizes of files that were found sound."""


class IndexState(StrEnum):
    """How an index was found when it was opened."""

    READY = "ready"
    CREATED = "created"
    """There was none."""
    OUTDATED = "outdated"
    """It was of another version of the schema or of the analysis, and was started anew."""
    DAMAGED = "damaged"
    """It could not be read, and was started anew."""


class Commits:
    """What is committed in a folder. Its methods may be called from any thread.

    Args:
        folder: the index's; made where it is missing.

    Raises:
        IndexUntrustedError: others could have written the folder.
        IndexUnwritableError: the system refused.
        IndexBusyError: it must be started anew, and another process is writing it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = IndexState.READY
        self.storage = IndexStorage(folder)
        # Held by whoever reads the snapshot, and to put another in its place.
        self._reading = RLock()
        # Held by whoever makes the next snapshot; whoever holds it may ask for the other, never the
        # other way round.
        self._opening = RLock()
        self._snapshot: Snapshot | None = None
        self._looked = -inf
        # What was found damaged stays so, although nothing is written since.
        self._is_damaged = False
        with system_errors(folder):
            self._open()

    def close(self) -> None:
        """Let go of the files."""
        with self._opening, self._reading:
            if self._snapshot is not None:
                self._snapshot.close()
                self._snapshot = None

    def read(self, ask: Callable[[Snapshot], Answer]) -> Answer:
        """Ask the newest commit that was taken in.

        Raises:
            IndexDamagedError: it cannot be read.
        """
        with self._readable():
            for _ in range(_ATTEMPTS):
                # Another process may merge away a segment of which a file was not opened yet.
                with suppress(FileNotFoundError), self._reading:
                    if self._snapshot is not None:
                        return ask(self._snapshot)
                self._take_newest(is_doubtful=True)
            raise IndexDamagedError(str(self.folder), "gone")

    def refresh(self) -> bool:
        """Take in what was committed since, by another process too; returns whether there was any.

        Raises:
            IndexDamagedError: what was committed cannot be read.
        """
        with self._readable():
            if self._is_damaged:
                raise IndexDamagedError(str(self.folder), "found before")
            return self._take_newest()

    def verify(self) -> list[str]:
        """Return the names of files that are not as they were written; reads every byte of them."""
        with system_errors(self.folder):
            return self._faults()

    def mend(self) -> int:
        """Write the arrays that are missing or damaged again; returns of how many segments.

        Raises:
            IndexBusyError: another process is writing the index.
            IndexDamagedError: the index cannot be read.
            IndexUnwritableError: the system refused.
        """
        if not self.read(lambda snapshot: snapshot.engine.lacking):
            return 0
        with self.locked(), self._readable():
            self._take_newest()
            # One of its own: what is read of it takes long, and others are to search meanwhile.
            snapshot = self._make_snapshot(None)
            try:
                count = snapshot.engine.mend()
            finally:
                snapshot.close()
            self._take_newest(is_doubtful=True)
        return count

    @contextmanager
    def writing(self, wait_seconds: float = WAIT_SECONDS) -> Iterator[IndexWriter]:
        """Give out a writer; what it took in is committed at the end, or nothing of it on an error."""
        with self.locked(wait_seconds):
            snapshot = self.take_for_change()
            writer = IndexWriter(self.storage, snapshot.stamp.generation, self.read)
            try:
                yield writer
                writer.commit()
            finally:
                self.settle()

    def take_for_change(self) -> Snapshot:
        """Return the newest commit, for whoever holds the lock and makes the next."""
        with self._readable():
            if self._stamp() is None:
                self._create()
            self._take_newest()
            return self._require_snapshot()

    def settle(self) -> None:
        """Take in the commit that was made, if it was, and remove what is of no use any more."""
        with suppress(OSError), self._readable():
            self._take_newest()
            self.storage.remove_leftovers(self._names_in_use(self._require_snapshot()))

    def start_anew(self) -> None:
        """Throw away what is held, readable or not.

        Raises:
            IndexBusyError: another process is writing it.
        """
        with self.locked(), system_errors(self.folder):
            self._create()
            self._take_newest()

    @contextmanager
    def locked(self, seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the lock that only one writer of all processes can hold.

        Raises:
            IndexBusyError: another held it for as long as this.
            IndexUnwritableError: the system refused.
        """
        with system_errors(self.folder):
            self.storage.create()
            lock = self.storage.lock(contents.lock_name())
            until = time.monotonic() + seconds
            while not lock.acquire():
                if time.monotonic() >= until:
                    raise IndexBusyError(str(self.folder), seconds)
                time.sleep(_POLL_SECONDS)
        try:
            yield
        finally:
            lock.release()

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
            faults = self._faults()
            if faults:
                self._is_damaged = True
                raise IndexDamagedError(str(self.folder), ", ".join(faults)) from error
            raise

    def _require_snapshot(self) -> Snapshot:
        if self._snapshot is None:
            self._take_newest()
        if self._snapshot is None:
            raise IndexDamagedError(str(self.folder), "gone")
        return self._snapshot

    def _open(self) -> None:
        self.storage.create()
        require_trusted(self.folder)
        state = self._try_to_open()
        if state is IndexState.READY:
            return
        with self.locked():
            # While this waited, another process may have done it.
            if self._try_to_open() is not IndexState.READY:
                self._create()
                self._take_newest()
        self.state = state

    def _try_to_open(self) -> IndexState:
        if self._stamp() is None:
            others = any(path.suffix == ".toc" for path in self.folder.iterdir())
            return IndexState.OUTDATED if others else IndexState.CREATED
        try:
            with self._readable():
                self._take_newest()
        except IndexDamagedError:
            return IndexState.DAMAGED
        return IndexState.READY

    def _create(self) -> None:
        """Make an empty index; call it with the lock held."""
        self.storage.create()
        generation = contents.newest_generation(self.storage) + 1
        self.storage.remove_leftovers(())
        contents.write(self.storage, (), generation)
        self._is_damaged = False

    def _take_newest(self, *, is_doubtful: bool = False) -> bool:
        """Take the newest commit for the snapshot; returns whether it is another one.

        Args:
            is_doubtful: whether to look at it again where it is the one that was taken before.

        Raises:
            IndexDamagedError: its files are not as they were written.
        """
        with self._opening:
            previous = self._snapshot
            stamp = self._stamp()
            if previous is not None and stamp is None:
                # Somebody deleted the folder under a running desk.
                self.close()
                self._open()
                return True
            if previous is not None and previous.stamp == stamp and not is_doubtful:
                self._look_again(previous)
                return False
            snapshot = self._make_snapshot(previous)
            self._looked = -inf
            with self._reading:
                self._snapshot = snapshot
                if previous is not None:
                    previous.close(snapshot)
            return True

    def _look_again(self, snapshot: Snapshot) -> None:
        """Make sure, not too often, that nobody has cut files short that are in use."""
        now = time.monotonic()
        if now - self._looked < _LOOK_SECONDS:
            return
        self._looked = now
        with self._reading:
            snapshot.engine.give_up_what_was_cut()
        faults = self.storage.faults(snapshot.files, thorough=False)
        if faults and snapshot.stamp == self._stamp():
            raise IndexDamagedError(str(self.folder), ", ".join(faults))

    def _make_snapshot(self, previous: Snapshot | None) -> Snapshot:
        """Open the newest commit. Its files have been looked at: nothing else is unpickled."""
        for _ in range(_ATTEMPTS):
            stamp = self._stamp()
            faults = ["gone"] if stamp is None else self._faults_of(stamp, thorough=False)
            if stamp is not None and not faults:
                segments = contents.read(self.storage, stamp.generation)
                snapshot = Snapshot(self.storage, make_schema(), segments, stamp, previous)
                if stamp == self._stamp():
                    return snapshot
                snapshot.close(previous)
            elif stamp == self._stamp():
                raise IndexDamagedError(str(self.folder), ", ".join(faults))
            # Another process committed in between: look again.
            time.sleep(_POLL_SECONDS)
        raise IndexDamagedError(str(self.folder), "changing")

    def _stamp(self) -> contents.Stamp | None:
        return contents.newest_stamp(self.storage)

    def _faults(self) -> list[str]:
        stamp = self._stamp()
        return ["gone"] if stamp is None else self._faults_of(stamp, thorough=True)

    def _faults_of(self, stamp: contents.Stamp, *, thorough: bool) -> list[str]:
        """Files that are not as they were written; the table of contents first, which names them."""
        faults = self.storage.faults([contents.file_name(stamp.generation)], thorough=True)
        if faults:
            return faults
        try:
            segments = contents.read(self.storage, stamp.generation)
        except FileNotFoundError:
            return [contents.file_name(stamp.generation)]
        return self.storage.faults((part.segment_id() for part in segments), thorough=thorough)

    @staticmethod
    def _names_in_use(snapshot: Snapshot) -> list[str]:
        name = contents.file_name(snapshot.stamp.generation)
        return [name.partition(".")[0], *snapshot.files]

"""Files of new articles on their way into the folder, many at a time, and what a crash leaves of that.

Such a file has a second name in the folder ``incoming`` before it has its own, and keeps it until its row is
in the database, which holds its text too, and the file itself is on the disk. A second name that is found
later so tells two things of an article's file: that this program wrote it, and that it may not be whole.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Lock

from store import sharing
from store.files import FileMark, refusals, sync_folder

_FOLDER = "incoming"
_WAITERS = 8
"""Threads that wait for the disk."""
_PORTION = 16
"""Files that one of them waits for before it looks for more."""
_MOST_WAITING = 2_000
"""Files that may be named and not yet on the disk; whoever writes more waits for some of them."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written under a name that is free; no Path, since there are many and that takes time."""

    path: str
    text: str
    digest: str
    """SHA-256 of the text's UTF-8 bytes, hexadecimal."""


@dataclass(slots=True)
class Written:
    """What one transaction did to the folder, to be undone if it fails."""

    appeared: list[str] = field(default_factory=list)
    """New files."""
    second_names: list[str] = field(default_factory=list)
    """Theirs."""
    replaced: list[Path] = field(default_factory=list)
    """Second names of files that took the place of others."""

    def undo(self) -> None:
        """Take new files away again. Those that took another's place tell by their second names."""
        for path in (*self.appeared, *self.second_names):
            Path(path).unlink(missing_ok=True)

    def sync(self) -> None:
        """Make the new names last through a power failure."""
        if self.appeared:
            sync_folder(Path(self.second_names[0]).parent)
            sync_folder(Path(self.appeared[0]).parent)


def incoming_folder(marbre: Path) -> Path:
    """Where files are before they get their name."""
    return sharing.make_folder(marbre / _FOLDER)


def leftovers(marbre: Path, own: AbstractSet[str] = frozenset()) -> list[Path]:
    """What is in the folder for incoming files; call it with the writer's lock held.

    Args:
        marbre: the desk's folder for what is no article.
        own: names that are left out, with their path; there may be thousands.
    """
    folder = str(marbre / _FOLDER)
    try:
        names = os.listdir(folder)  # noqa: PTH208 - see NewFile
    except (FileNotFoundError, NotADirectoryError):
        return []
    paths = (f"{folder}/{name}" for name in sorted(names))
    return [Path(path) for path in paths if path not in own]


def still_named(left: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Which leftovers are second names of articles' files, by the articles' ids."""
    found = {}
    for path in left:
        target = folder / path.name.rpartition(".")[0]
        if target.suffix == ".txt" and _is_same(target, path):
            found[target.stem] = path
    return found


def _is_same(path: Path, other: Path) -> bool:
    # Another process may be taking second names away just now.
    try:
        return path.samefile(other)
    except FileNotFoundError:
        return False


def write_new_files(wanted: Sequence[NewFile], incoming: Path, written: Written) -> list[FileMark]:
    """Write files under their names, none of which is in use, without waiting for the disk.

    Args:
        wanted: all in one folder.
        incoming: folder on the same file system for the second names.
        written: takes up what was done, also where one of them failed.

    Raises:
        DeskUnwritableError: the system refused one.
    """
    if not wanted:
        return []
    folder = Path(wanted[0].path).parent
    with refusals(folder):
        is_shared = sharing.is_shared(folder)
    return [_write_new(file, incoming, written, is_shared=is_shared) for file in wanted]


def _write_new(file: NewFile, incoming: Path, written: Written, *, is_shared: bool) -> FileMark:
    name, data = file.path.rpartition("/")[2], file.text.encode("utf-8")
    second = f"{incoming}/{name}.{os.getpid()}k"
    with refusals(file.path):
        handle = _create(second)
        written.second_names.append(second)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            if is_shared:
                os.fchmod(handle, 0o664)
            time = os.fstat(handle).st_mtime_ns
            _name(handle, second, file.path)
        finally:
            os.close(handle)
    written.appeared.append(file.path)
    return FileMark(len(data), time, file.digest)


def _create(name: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(name, flags, 0o666)
    except FileExistsError:
        # Of a killed process that had our number. To write into it might be to write into an article.
        Path(name).unlink()
        return os.open(name, flags, 0o666)


def _name(handle: int, second: str, path: str) -> None:
    """Give a file its own name, which nothing else has."""
    try:
        os.link(second, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without second names: the file must be whole before it has its only one.
        if os.path.lexists(path):
            raise
        os.fsync(handle)
        Path(second).rename(path)


def settle(names: Iterable[str]) -> None:
    """Wait until files are on the disk, then take their second names away.

    Raises:
        DeskUnwritableError: the system refused one; its second name stays.
    """
    left = iter(names)
    while portion := list(islice(left, _PORTION)):
        with ExitStack() as opened:
            handles = [(name, _being_written_out(name, opened)) for name in portion]
            for name, handle in handles:
                if handle is not None:
                    with refusals(name), suppress(FileNotFoundError):
                        os.fsync(handle)
                        os.unlink(name)  # noqa: PTH108 - see NewFile


def _being_written_out(name: str, opened: ExitStack) -> int | None:
    """A file that the system begins to write out: to wait for many costs little more than for one then."""
    with refusals(name), suppress(FileNotFoundError):
        handle = os.open(name, os.O_RDONLY)
        opened.callback(os.close, handle)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        return handle
    return None


class Settler:
    """Settles files while others are being written; any thread may call it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._under_way: deque[tuple[Sequence[str], Future[None]]] = deque()

    def names(self) -> set[str]:
        """The second names that it has yet to take away."""
        with self._lock:
            return {name for names, done in self._under_way if not done.done() for name in names}

    def add(self, names: Sequence[str]) -> None:
        """Settle files by their second names, beside what the caller goes on to do.

        Raises:
            DeskUnwritableError: the system refused an earlier one.
        """
        with self._lock:
            self._pool = self._pool or ThreadPoolExecutor(_WAITERS, "marbre-sync")
            for start in range(0, len(names), _PORTION):
                portion = names[start : start + _PORTION]
                self._under_way.append((portion, self._pool.submit(settle, portion)))
        self._wait(_MOST_WAITING // _PORTION)

    def finish(self) -> None:
        """Wait until all are settled.

        Raises:
            DeskUnwritableError: the system refused one.
        """
        try:
            self._wait(0)
        finally:
            with self._lock:
                pool, self._pool = self._pool, None
            if pool is not None:
                pool.shutdown()

    def _wait(self, most: int) -> None:
        while True:
            with self._lock:
                if len(self._under_way) <= most:
                    return
                _, done = self._under_way[0]
            try:
                done.result()
            finally:
                with self._lock:
                    if self._under_way and self._under_way[0][1] is done:
                        self._under_way.popleft()

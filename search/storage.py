"""The index's folder: whom it may be trusted from, whose its files are, that they are whole and last.

Whoosh unpickles what it reads, never waits for the disk and reads damaged blocks in silence. So the
folder must be out of others' reach, every commit is written through to the disk before it counts,
and the size and checksum of each segment's files are kept beside them.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import stat
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from whoosh.filedb.filestore import FileStorage

from search.engine.codec import ARRAYS_SUFFIX
from search.errors import IndexDamagedError, IndexUntrustedError, IndexUnwritableError
from store.files import sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from whoosh.filedb.structfile import StructFile
    from whoosh.util.filelock import FileLock

CHECK_SUFFIX = ".sum"
"""Ends the name of the file that says what a segment's files must be."""

Checks = dict[str, tuple[int, int]]
"""Size and checksum of each of some files."""

_BLOCK = 1 << 20
_SYNCS = 8
"""Files that are written through at once: a disk's own journal then does several in one step."""
_OWN_NAME = re.compile(r"_?articles\d+s\d*[_.]")
_STANDING = ("_WRITELOCK", "_MERGELOCK", ".merge")
"""Ends the names of locks, and of the folder that whoever has the second one writes in."""


@contextlib.contextmanager
def system_errors(folder: Path) -> Iterator[None]:
    """Turn what the system refuses into an error of search.

    Raises:
        IndexUnwritableError: it refused a file of this folder.
    """
    try:
        yield
    except OSError as error:
        path = error.filename or folder
        raise IndexUnwritableError(str(path), error.strerror or str(error)) from error


def require_trusted(folder: Path) -> None:
    """Make sure that nobody else could have put code into the index's folder.

    Trusted are the user, root, and the members of a group that shares the folder and that the user
    is in.

    Raises:
        IndexUntrustedError: anybody could have.
    """
    status = folder.stat()
    if status.st_mode & stat.S_IWOTH:
        raise IndexUntrustedError(str(folder), "world-writable")
    is_groups = bool(status.st_mode & stat.S_IWGRP) and status.st_gid in _own_groups()
    if status.st_uid not in {os.getuid(), 0} and not is_groups:
        raise IndexUntrustedError(str(folder), "foreign-owner")
    # Files in it were made by those who can write it; what counts is that nobody else can since.
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink() or _is_world_writable(entry):
                raise IndexUntrustedError(entry.path, "world-writable")


def _is_world_writable(entry: os.DirEntry[str]) -> bool:
    try:
        return bool(entry.stat(follow_symlinks=False).st_mode & stat.S_IWOTH)
    except FileNotFoundError:
        # Another process has just replaced it.
        return False


def _own_groups() -> set[int]:
    return {os.getegid(), *os.getgroups()}


class IndexStorage(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's files in a folder, made to last and kept to those who share the desk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.path = folder
        self._created: set[str] = set()
        self._absent: set[str] = set()
        # Segments are never written twice: what was found sound stays so, and what a file must be.
        self._sound: set[str] = set()
        self._checks: dict[str, Checks] = {}

    def create(self) -> IndexStorage:
        """Make the folder where it is missing."""
        self.path.mkdir(parents=True, exist_ok=True)
        sharing.inherit_rights(self.path)
        return self

    def create_file(self, name: str, **options: object) -> StructFile:
        """Create a file that nobody beside the user and the desk's group can write."""
        file = super().create_file(name, **options)
        _settle(self.path / name)
        self._created.add(name)
        return file

    def file_exists(self, name: str) -> bool:
        """Whether there is such a file.

        Whoosh asks for the lengths of a field without lengths once per posting, of segments whose
        files are all there by then: that they are not is remembered.
        """
        if name in self._absent:
            return False
        exists = bool(super().file_exists(name))
        if not exists and name.endswith("_len.col"):
            self._absent.add(name)
        return exists

    def lock(self, name: str) -> FileLock:
        """Return a lock that everybody who shares the desk can take."""
        path = self.path / name
        if not path.exists():
            path.touch()
            _settle(path)
        return super().lock(name)

    def temp_storage(self, name: str | None = None) -> IndexStorage:
        """Return a folder within for files that are gone after the commit."""
        return IndexStorage(self.path / (name or "pool.tmp")).create()

    def destroy(self) -> None:
        """Remove the folder and what it holds."""
        shutil.rmtree(self.path, ignore_errors=True)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a table of contents: a commit becomes true, so its files are on the disk first."""
        self._created.discard(oldname)
        check = self._write_check(newname, {newname: _size_and_sum(self.path / oldname)})
        self.settle_segments(oldname, check)
        super().rename_file(oldname, newname, safe=safe)
        self.sync()

    def settle_segments(self, *beside: str) -> list[str]:
        """Write segments that were created through to the disk, with what they must be beside them.

        Args:
            beside: other files to be written through in the same step.

        Returns:
            The names of the segments' files.
        """
        written = sorted(name for name in self._created if (self.path / name).is_file())
        # Arrays have their own checksums, and may be written again without anything being lost.
        checks = self._write_checks(name for name in written if not name.endswith(ARRAYS_SUFFIX))
        paths = [self.path / name for name in (*written, *checks, *beside)]
        list(_syncing().map(_sync, paths))
        self._created.clear()
        return [*written, *checks]

    def sync(self) -> None:
        """Have what is in the folder last: files that were made, renamed or removed."""
        _sync(self.path)

    def _write_checks(self, names: Iterable[str]) -> list[str]:
        """Note size and checksum of the files of each new segment; returns the names of the notes."""
        checks: dict[str, Checks] = {}
        for name in names:
            checks.setdefault(_subject(name), {})[name] = _size_and_sum(self.path / name)
        return [self._write_check(segment, files) for segment, files in checks.items()]

    def _write_check(self, subject: str, files: Checks) -> str:
        path = self.path / f"{subject}{CHECK_SUFFIX}"
        path.write_text(json.dumps(files), encoding="ascii")
        _settle(path)
        return path.name

    def faults(self, subjects: Iterable[str], *, thorough: bool) -> list[str]:
        """Return the files of these that are not as they were written.

        Args:
            subjects: ids of segments, or the name of a table of contents.
            thorough: compare checksums, which reads every byte; else sizes only.
        """
        found = []
        for subject in subjects:
            try:
                files = self._read_checks(subject) if thorough else self._checks_of(subject)
            except (OSError, ValueError, TypeError, AttributeError):
                found.append(f"{subject}{CHECK_SUFFIX}")
                continue
            for name, (size, checksum) in files.items():
                if not self._is_whole(name, size, checksum if thorough else None):
                    found.append(name)
        return found

    def _checks_of(self, segment: str) -> Checks:
        """What the files of a segment must be, as was read before."""
        if segment not in self._checks:
            self._checks[segment] = self._read_checks(segment)
        return self._checks[segment]

    def _read_checks(self, subject: str) -> Checks:
        text = (self.path / f"{subject}{CHECK_SUFFIX}").read_text(encoding="ascii")
        return {name: (size, checksum) for name, (size, checksum) in json.loads(text).items()}

    def require_sound(self, name: str) -> None:
        """Make sure that a file of a segment is as it was written; it is read but once.

        Raises:
            IndexDamagedError: it is not.
            FileNotFoundError: it is gone, as after another process merged its segment away.
        """
        if name in self._sound:
            return
        try:
            expected = self._checks_of(_subject(name))[name]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexDamagedError(str(self.path), name) from error
        if _size_and_sum(self.path / name) != expected:
            raise IndexDamagedError(str(self.path), name)
        self._sound.add(name)

    def require_segment(self, segment: str) -> None:
        """Make sure that all files of a segment are as they were written.

        Raises:
            IndexDamagedError: one of them is not.
        """
        faults = self.faults([segment], thorough=True)
        if faults:
            raise IndexDamagedError(str(self.path), ", ".join(faults))

    def _is_whole(self, name: str, size: int, checksum: int | None) -> bool:
        try:
            if checksum is None:
                # Asked of every file at every commit.
                return os.stat(f"{self.folder}/{name}").st_size == size  # noqa: PTH116 - twice as fast
            return _size_and_sum(self.path / name) == (size, checksum)
        except OSError:
            return False

    def remove_leftovers(self, keep: Iterable[str]) -> None:
        """Remove what killed writers and other versions left; call it with the write lock held.

        Args:
            keep: the names of what is in use, up to their first point.
        """
        kept = set(keep)
        for name in self.list():
            # Should this ever be called on another folder, nothing else of it is to be touched.
            is_ours = bool(_OWN_NAME.match(name)) and not name.endswith(_STANDING)
            if is_ours and _subject(name) not in kept:
                self._remove(self.path / name)
        self._created.clear()
        self._absent = {name for name in self._absent if _subject(name) in kept}
        self._sound = {name for name in self._sound if _subject(name) in kept}
        self._checks = {name: self._checks[name] for name in self._checks if name in kept}

    @staticmethod
    def _remove(path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Keep a file from all but the user and those who share the desk."""
    mode = path.stat().st_mode
    if mode & stat.S_IWOTH:
        with contextlib.suppress(PermissionError):
            path.chmod(stat.S_IMODE(mode) & ~stat.S_IWOTH)
    sharing.inherit_rights(path)


@cache
def _syncing() -> ThreadPoolExecutor:
    """The threads that wait for the disk."""
    return ThreadPoolExecutor(_SYNCS, thread_name_prefix="marbre-sync")


def _subject(name: str) -> str:
    """What a file is of: a segment or a table of contents."""
    return name.partition(".")[0]


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _size_and_sum(path: Path) -> tuple[int, int]:
    checksum = size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            checksum = zlib.crc32(block, checksum)
            size += len(block)
    return size, checksum

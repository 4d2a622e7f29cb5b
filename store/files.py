"""Article files: plain text in the desk's folder; a crash while writing leaves nothing or all of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from store import sharing
from store.errors import DeskUnwritableError

MAX_BYTES = 10_000_000
"""Text files larger than this are no articles."""

_NAME = re.compile(r"(\d{3,})_([0-9a-f]{16})", re.ASCII)
_INCOMING = "incoming"
_AT_ONCE = 64
"""Files that are held open at one time."""
_WAITERS = 8
"""Threads that wait for the disk."""


@dataclass(frozen=True, slots=True)
class FileMark:
    """What tells whether a file is still as it was, cheapest first."""

    size: int
    """Bytes."""
    time: int
    """Modification time in nanoseconds."""
    digest: str = ""
    """SHA-256 of the bytes, hexadecimal."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A text file of the folder that was not opened yet."""

    article_id: str
    path: Path
    mark: FileMark


def parse_name(article_id: str) -> tuple[int | None, str | None]:
    """The number and the hex part of an article's id; None for a file that is named otherwise."""
    match = _NAME.fullmatch(article_id)
    return (int(match[1]), match[2]) if match else (None, None)


def make_id(number: int, digest: str) -> str:
    """The id of an article: its number in at least three digits and 16 hex digits."""
    return f"{number:03d}_{digest[:16]}"


def text_digest(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def find_files(folder: Path) -> Iterator[FoundFile]:
    """The text files of a folder, in order of their names; hidden ones and links are left alone."""
    with os.scandir(folder) as entries:
        found = [
            entry
            for entry in entries
            if entry.name.endswith(".txt")
            and not entry.name.startswith(".")
            and entry.is_file(follow_symlinks=False)
        ]
    for entry in sorted(found, key=lambda entry: entry.name):
        status = entry.stat(follow_symlinks=False)
        mark = FileMark(status.st_size, status.st_mtime_ns)
        yield FoundFile(entry.name.removesuffix(".txt"), Path(entry.path), mark)


def read_file(path: Path) -> tuple[bytes, FileMark]:
    """A file's bytes with what tells them from others.

    Raises:
        DeskUnwritableError: the system refused.
        ValueError: it is too large for an article.
    """
    try:
        status = path.stat()
        if status.st_size > MAX_BYTES:
            raise ValueError(status.st_size)
        data = path.read_bytes()
    except OSError as error:
        raise DeskUnwritableError(str(path), str(error.strerror)) from error
    return data, FileMark(len(data), status.st_mtime_ns, hashlib.sha256(data).hexdigest())


def write_file(path: Path, text: str, incoming: Path, kept: list[Path] | None = None) -> FileMark:
    """Write a text under its name at once and for good: temporary file, fsync, rename.

    The folder's own entry is only safe after ``sync_folder``.

    Args:
        path: where it shall be; what is there is replaced.
        text: written as UTF-8, line ends as they are.
        incoming: folder on the same file system for the temporary file.
        kept: takes up the file's second name, in ``incoming``, which tells whose the file is until the
            caller has noted that elsewhere and removes it; None for no such name.

    Raises:
        DeskUnwritableError: the system refused; nothing is left behind.
    """
    (mark,) = write_files([(path, text)], incoming, kept)
    return mark


def write_files(
    wanted: Sequence[tuple[Path, str]],
    incoming: Path,
    kept: list[Path] | None = None,
    appeared: list[Path] | None = None,
) -> list[FileMark]:
    """Write texts as ``write_file`` does, all into one folder; the disk is waited for once for many.

    Args:
        wanted: each file with its text.
        incoming: as in ``write_file``.
        kept: likewise, of all.
        appeared: takes up the files as they get their names, also of those before one that failed.

    Raises:
        DeskUnwritableError: the system refused one; nothing else is left behind than what ``appeared``.
    """
    marks: list[FileMark] = []
    is_shared = bool(wanted) and _is_shared(wanted[0][0].parent)
    for start in range(0, len(wanted), _AT_ONCE):
        portion = [
            _Incoming(path, text, incoming, is_shared=is_shared)
            for path, text in wanted[start : start + _AT_ONCE]
        ]
        try:
            for file in portion:
                file.write()
            _make_last(portion)
            for file in portion:
                marks.append(file.take_its_place(kept))
                if appeared is not None:
                    appeared.append(file.path)
        finally:
            for file in portion:
                file.give_up()
    return marks


def _is_shared(folder: Path) -> bool:
    """Whether files need the group's rights, which they do not have from the folder for incoming ones."""
    with _refusals(folder):
        return sharing.is_shared(folder)


@contextlib.contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeskUnwritableError(str(path), str(error.strerror)) from error


def _make_last(portion: Sequence[_Incoming]) -> None:
    """Wait for all at once: the system then writes what they have in common once."""
    if len(portion) < _WAITERS:
        for file in portion:
            file.make_last()
        return
    with ThreadPoolExecutor(_WAITERS, "marbre-sync") as pool:
        for _ in pool.map(_Incoming.make_last, portion):
            pass


class _Incoming:
    """A file on its way to its place. By the names of paths: there are many, and Path objects take time."""

    def __init__(self, path: Path, text: str, incoming: Path, *, is_shared: bool) -> None:
        self.path = path
        self._data = text.encode("utf-8")
        self._temporary = f"{incoming}/{path.name}.{os.getpid()}"
        self._handle: int | None = None
        self._is_shared = is_shared
        self._is_there = False

    def write(self) -> None:
        """Hand the text to the system."""
        with _refusals(self.path):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            self._handle = handle = os.open(self._temporary, flags, 0o666)
            left = memoryview(self._data)
            while left:
                left = left[os.write(handle, left) :]
            if self._is_shared:
                os.fchmod(handle, 0o664)
            if hasattr(os, "posix_fadvise"):
                # Has the system begin to write it out: waiting for many costs little more than for one.
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)

    def make_last(self) -> None:
        """Wait until it is on the disk."""
        with _refusals(self.path):
            if self._handle is not None:
                os.fsync(self._handle)

    def take_its_place(self, kept: list[Path] | None) -> FileMark:
        """Give it its name."""
        with _refusals(self.path):
            if kept is not None:
                kept.append(_second_name(self._temporary))
            os.replace(self._temporary, self.path)  # noqa: PTH105 - see above
            self._is_there = True
            time = self.path.stat().st_mtime_ns
        return FileMark(len(self._data), time, hashlib.sha256(self._data).hexdigest())

    def give_up(self) -> None:
        """Let go of it; a file that did not get its name is taken away."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        if not self._is_there:
            Path(self._temporary).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names of a folder's files last through a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def incoming_folder(marbre: Path) -> Path:
    """Where files are written before they get their name."""
    return sharing.make_folder(marbre / _INCOMING)


def leftovers(marbre: Path) -> list[Path]:
    """Temporary files that a killed writer left; call it with the writer's lock held."""
    folder = marbre / _INCOMING
    return sorted(folder.iterdir()) if folder.is_dir() else []


def still_named(left: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Which leftovers are second names of articles' files, by the articles' ids."""
    found = {}
    for path in left:
        target = folder / path.name.rpartition(".")[0]
        if target.suffix == ".txt" and target.exists() and target.samefile(path):
            found[target.stem] = path
    return found


def _second_name(temporary: str) -> Path:
    """Let a file go by another name too; on file systems without such names it does not."""
    second = f"{temporary}k"
    try:
        os.link(temporary, second)
    except FileExistsError:
        Path(second).unlink()
        return _second_name(temporary)
    except OSError:
        return Path(second)
    return Path(second)

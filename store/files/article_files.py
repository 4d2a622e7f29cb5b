"""Article files: plain text in the desk's folder; a crash while writing leaves nothing or all of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from store.errors import DeskUnwritableError
from store.files import sharing

MAX_BYTES = 10_000_000
"""Text files larger than this are no articles."""

_NAME = re.compile(r"(\d{3,})_([0-9a-f]{16})", re.ASCII)


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
    folder: Path
    mark: FileMark

    @property
    def path(self) -> Path:
        """Where it is; made when it is asked for, since few of many files are ever opened."""
        return self.folder / f"{self.article_id}.txt"


NO_ARTICLES = frozenset({"synonyms.txt"})
"""Text files of a desk's folder that people write for the program."""


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


def find_files(folder: Path) -> Sequence[FoundFile]:
    """The articles' files of a folder, in order of their names; hidden ones and links are left alone."""
    return find_other_files(folder, {})[0]


def find_other_files(
    folder: Path, known: Mapping[str, tuple[int, int]]
) -> tuple[Sequence[FoundFile], AbstractSet[str]]:
    """The articles' files of a folder that are not as they are known, and the ids whose file is gone.

    Args:
        folder: hidden files in it and links are left alone.
        known: bytes and time of modification in nanoseconds, by article id.
    """
    found: list[FoundFile] = []
    gone = set(known)
    # There may be a hundred thousand, and nearly all are as they are known.
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if not name.endswith(".txt") or name in NO_ARTICLES or name.startswith("."):
                continue
            if not entry.is_file(follow_symlinks=False):
                continue
            article_id = name[: -len(".txt")]
            gone.discard(article_id)
            status = entry.stat(follow_symlinks=False)
            seen = (status.st_size, status.st_mtime_ns)
            if known.get(article_id) != seen:
                found.append(FoundFile(article_id, folder, FileMark(*seen)))
    return sorted(found, key=lambda file: f"{file.article_id}.txt"), gone


def read_file(path: Path) -> tuple[bytes, FileMark]:
    """A file's bytes with what tells them from others.

    Raises:
        DeskUnwritableError: the system refused.
        ValueError: it is too large for an article.
    """
    with refusals(path):
        status = path.stat()
        if status.st_size > MAX_BYTES:
            raise ValueError(status.st_size)
        data = path.read_bytes()
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
    data = text.encode("utf-8")
    temporary = incoming / f"{path.name}.{os.getpid()}"
    with refusals(path):
        try:
            with temporary.open("wb") as stream:
                stream.write(data)
                stream.flush()
                if sharing.is_shared(path.parent):
                    os.fchmod(stream.fileno(), 0o664)
                os.fsync(stream.fileno())
            if kept is not None:
                kept.append(_second_name(temporary))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        time = path.stat().st_mtime_ns
    return FileMark(len(data), time, hashlib.sha256(data).hexdigest())


@contextlib.contextmanager
def refusals(path: Path | str) -> Iterator[None]:
    """Turn what the system refuses into an error that says which file it was."""
    try:
        yield
    except OSError as error:
        raise DeskUnwritableError(str(path), str(error.strerror)) from error


def _second_name(temporary: Path) -> Path:
    """Let a file go by another name too; on file systems without such names it does not."""
    second = temporary.with_name(f"{temporary.name}k")
    try:
        second.unlink(missing_ok=True)
        second.hardlink_to(temporary)
    except OSError:
        return second
    return second


def sync_folder(folder: Path) -> None:
    """Make the names of a folder's files last through a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

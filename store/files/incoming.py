"""Files of new articles on their way into the folder, many at a time, and what a crash leaves of that.

Such a file has a second name in the folder ``incoming`` before it has its own, and keeps it until its row is
in the database, which holds its text too, and the file itself is on the disk. A second name that is found
later so tells two things of an article's file: that this program wrote it, and that it may not be whole.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from store.errors import DeskUnwritableError
from store.files import sharing
from store.files.article_files import refusals, sync_folder
from store.files.desk_folder import MARBRE

_FOLDER = "incoming"


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


def incoming_folder(desk: Path) -> Path:
    """Where files of a desk are before they get their name."""
    return sharing.make_folder(desk / MARBRE / _FOLDER)


def leftovers(desk: Path, own: AbstractSet[str] = frozenset()) -> list[Path]:
    """What is in the folder for incoming files; call it with the writer's lock held.

    Args:
        desk: its folder.
        own: names that are left out, with their path; there may be thousands.
    """
    folder = str(desk / MARBRE / _FOLDER)
    try:
        names = os.listdir(folder)  # noqa: PTH208 - see NewFiles
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


class NewFiles:
    """Writes the files of new articles, without waiting for the disk.

    Names are strings: there are many, and a Path takes longer to make than some calls that use it.

    Args:
        folder: where the files get their names.
        written: takes up what was done, also where one of them failed.

    Raises:
        DeskUnwritableError: the system refused the folder of second names.
    """

    def __init__(self, folder: Path, written: Written) -> None:
        self._folder = str(folder)
        self._incoming = str(incoming_folder(folder))
        self._ending = f".txt.{os.getpid()}k"
        with refusals(folder):
            self._is_shared = sharing.is_shared(folder)
        self._written = written

    def write(self, article_id: str, data: bytes) -> int | None:
        """Write a file; gives its time in nanoseconds, None where there is another file of that name.

        Raises:
            DeskUnwritableError: the system refused it.
        """
        second = f"{self._incoming}/{article_id}{self._ending}"
        path = f"{self._folder}/{article_id}.txt"
        try:
            handle = _create(second)
            self._written.second_names.append(second)
            try:
                time = self._fill(handle, data)
                is_named = _name(handle, second, path)
                if is_named:
                    self._written.appeared.append(path)
            finally:
                os.close(handle)
        # Not by a context manager, which would take a tenth of the time that all this takes.
        except OSError as error:
            raise DeskUnwritableError(path, str(error.strerror)) from error
        return time if is_named else None

    def _fill(self, handle: int, data: bytes) -> int:
        written = os.write(handle, data)
        while written < len(data):
            written += os.write(handle, memoryview(data)[written:])
        if self._is_shared:
            os.fchmod(handle, 0o664)
        return os.fstat(handle).st_mtime_ns


def _create(name: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(name, flags, 0o666)
    except FileExistsError:
        # Of a killed process that had our number. To write into it might be to write into an article.
        Path(name).unlink()
        return os.open(name, flags, 0o666)


def _name(handle: int, second: str, path: str) -> bool:
    """Give a file its own name, if nothing else has it; False where something has."""
    try:
        os.link(second, path)
    except FileExistsError:
        return False
    except OSError:
        # A file system without second names: the file must be whole before it has its only one.
        if os.path.lexists(path):
            return False
        os.fsync(handle)
        Path(second).rename(path)
    return True

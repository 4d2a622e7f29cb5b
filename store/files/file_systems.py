"""Having a whole file system written out with one call, where that is as good as asking for each file.

To wait for thousands of files one by one costs their writer more than to write them. Linux waits for all that
a file system holds by ``syncfs``, and says since 5.8 whether any of it failed. Network and user-space file
systems may not pass that call on to where their data really is, so it serves on those alone that do.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ctypes

_LEAST_KERNEL = (5, 8)
_TRUSTED = frozenset({0xEF53, 0x58465342, 0x9123683E, 0xF2F52010})
"""How ``statfs`` names ext4 and its elders, XFS, Btrfs and F2FS."""
_MOST_WORDS = 64
"""More than what ``statfs`` tells takes anywhere."""


class FileSystem:
    """The file system of a folder, of which failures are taken note from now on; close it in the end."""

    def __init__(self, folder: Path) -> None:
        self._handle = os.open(folder, os.O_RDONLY)

    def sync(self) -> bool:
        """Wait until all that was written to it is on the disk; False where only each file's own wait tells.

        That is so of other systems than Linux, of file systems that are not known to be trusted, and where
        anything failed, if only a file of another program.
        """
        library = _library()
        if library is None or not _is_trusted(library, self._handle):
            return False
        return int(library.syncfs(self._handle)) == 0

    def close(self) -> None:
        """Look no longer."""
        os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@cache
def _library() -> ctypes.CDLL | None:
    """The C library where it has the call and the kernel tells of failures; loaded when first needed."""
    if sys.platform != "linux" or kernel_version(os.uname().release) < _LEAST_KERNEL:
        return None
    try:
        import ctypes  # noqa: PLC0415 - few sessions write much, and some Pythons come without it

        library = ctypes.CDLL(None)
    except (ImportError, OSError):
        return None
    return library if hasattr(library, "syncfs") and hasattr(library, "fstatfs") else None


def kernel_version(release: str) -> tuple[int, int]:
    """The first two numbers of what a kernel calls itself; zeros where it has none."""
    found = re.match(r"(\d+)\.(\d+)", release)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _is_trusted(library: ctypes.CDLL, handle: int) -> bool:
    import ctypes  # noqa: PLC0415 - loaded with the library

    told = (ctypes.c_long * _MOST_WORDS)()
    # Its first word is the kind of file system on all but a few machines, whose first word is none of ours.
    return library.fstatfs(handle, told) == 0 and told[0] & 0xFFFFFFFF in _TRUSTED

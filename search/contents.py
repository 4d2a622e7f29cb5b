"""An index's table of contents: the file that says which segments a commit holds.

There is one for each commit, numbered, and the newest one counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from whoosh.index import TOC

from search.schema import index_name, make_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.storage import IndexStorage


class Stamp(NamedTuple):
    """What tells one commit from another."""

    generation: int
    inode: int
    modified: int
    """When it was written, in nanoseconds since 1970."""


def lock_name() -> str:
    """Return the name of the lock of whoever writes."""
    return f"{index_name()}_WRITELOCK"


def merge_lock_name() -> str:
    """Return the name of the lock of whoever merges."""
    return f"{index_name()}_MERGELOCK"


def merge_folder_name() -> str:
    """Return the name of the folder in which segments are merged."""
    return f"{index_name()}.merge"


def file_name(generation: int) -> str:
    """Return the name of a table of contents."""
    return str(TOC._filename(index_name(), generation))  # noqa: SLF001 - no other way to ask


def newest_generation(storage: IndexStorage) -> int:
    """Return the number of the newest table of contents, -1 where there is none."""
    return int(TOC._latest_generation(storage, index_name()))  # noqa: SLF001 - as above


def newest_stamp(storage: IndexStorage) -> Stamp | None:
    """Return what tells the newest commit from others, None where there is none."""
    generation = newest_generation(storage)
    try:
        status = (storage.path / file_name(generation)).stat()
    except FileNotFoundError:
        return None
    return Stamp(generation, status.st_ino, status.st_mtime_ns)


def read(storage: IndexStorage, generation: int) -> list[Any]:
    """Return the segments that a table of contents names; it must have been checked."""
    contents = TOC.read(storage, index_name(), gen=generation, schema=make_schema())
    return list(contents.segments)


def write(storage: IndexStorage, segments: Sequence[Any], generation: int) -> None:
    """Make a commit true."""
    TOC(make_schema(), list(segments), generation).write(storage, index_name())

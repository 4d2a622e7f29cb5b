"""Makes an index's segments fewer, beside its use.

The new segment is written in a folder of its own and by a process of its own, while others search and
commit; only to put it in place does the lock have to be held. What was replaced in its parts meanwhile is
replaced in it too.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from search import contents
from search.engine.container import ArraysDamagedError
from search.merging import SegmentSize, choose_merges
from search.storage import IndexStorage, system_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from search.commits import Commits
    from search.snapshot import Snapshot

_PLACING_SECONDS = 10.0
"""How long to wait for another process that is writing, when all but this is done."""


@dataclass(frozen=True, slots=True)
class _Merged:
    segment: Any
    """Whoosh's new segment; its files are not yet in the index's folder."""
    parts: Sequence[Any]
    """The segments that it is made of, as they were then, in their order."""


def merge(commits: Commits, should_stop: Callable[[], bool], limit: int | None = None) -> int:
    """Write some segments together, if any should be; returns how many.

    Args:
        commits: the index's.
        should_stop: asked several times a second; what was done until then is given up.
        limit: how many articles may be written again, None for any number.

    Raises:
        IndexBusyError: it could not be put in place, because another process went on writing.
        IndexDamagedError: the index cannot be read.
        IndexUnwritableError: the system refused; the index is as it was.
    """
    with _alone(commits) as is_alone, system_errors(commits.folder):
        if not is_alone:
            return 0
        # Somebody who was killed may have left something.
        shutil.rmtree(commits.folder / contents.merge_folder_name(), ignore_errors=True)
        commits.refresh()
        parts = commits.read(lambda snapshot: _chosen(snapshot, limit))
        if not parts:
            return 0
        try:
            with _folder(commits, parts) as storage:
                segment = _write(storage, parts, should_stop)
                return 0 if segment is None else _place(commits, storage, _Merged(segment, parts))
        except (ArraysDamagedError, FileNotFoundError):
            # Arrays are mended by following the desk, and what is gone is of no use any more: there will
            # be another time.
            return 0


@contextmanager
def _alone(commits: Commits) -> Iterator[bool]:
    """Keep other processes from merging; gives whether none was."""
    with system_errors(commits.folder):
        lock = commits.storage.lock(contents.merge_lock_name())
        is_alone = bool(lock.acquire())
    try:
        yield is_alone
    finally:
        if is_alone:
            lock.release()


@contextmanager
def _folder(commits: Commits, parts: Sequence[Any]) -> Iterator[IndexStorage]:
    """A folder to write in, out of the way of those who commit meanwhile.

    It holds the segments that are to be merged: who commits may remove what is no longer of use.
    """
    path = commits.folder / contents.merge_folder_name()
    try:
        storage = IndexStorage(path).create()
        names = {part.segment_id() for part in parts}
        for file in commits.folder.iterdir():
            if file.name.partition(".")[0] in names:
                _link(file, path / file.name)
        yield storage
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _link(file: Path, link: Path) -> None:
    """Have a file under a second name, as long as either is there."""
    try:
        link.hardlink_to(file)
    except FileNotFoundError:
        raise
    except OSError:
        # Not every file system can.
        shutil.copyfile(file, link)


def _chosen(snapshot: Snapshot, limit: int | None) -> list[Any]:
    segments = snapshot.segments
    sizes = [SegmentSize(part.doc_count(), part.doc_count_all()) for part in segments]
    places = choose_merges(sizes, limit)
    return [segments[place] for place in sorted(places) if sizes[place].live]


def _write(storage: IndexStorage, parts: Sequence[Any], should_stop: Callable[[], bool]) -> Any:
    """Write the new segment; None where it was to stop."""
    from search.building.crew import Crew, CrewLostError, StoppedError  # noqa: PLC0415 - seldom

    try:
        with Crew(storage.path, should_stop, most=1) as crew:
            return crew.join([parts])[0]
    except (CrewLostError, StoppedError):
        # Nobody waits for it: there will be another time.
        return None


def _place(commits: Commits, storage: IndexStorage, merged: _Merged) -> int:
    """Have the index hold the new segment instead of its parts."""
    with commits.locked(_PLACING_SECONDS):
        stamp = commits.take_for_change().stamp
        now = {part.segment_id(): part for part in contents.read(commits.storage, stamp.generation)}
        _replace_later(merged, now)
        if not merged.segment.doc_count():
            # The index was built anew meanwhile.
            return 0
        for file in storage.path.glob(f"{merged.segment.segment_id()}.*"):
            file.replace(commits.folder / file.name)
        commits.storage.sync()
        gone = {part.segment_id() for part in merged.parts}
        kept = [part for key, part in now.items() if key not in gone]
        contents.write(commits.storage, [*kept, merged.segment], stamp.generation + 1)
        commits.settle()
    return len(merged.parts)


def _replace_later(merged: _Merged, now: dict[str, Any]) -> None:
    """Take out of the new segment what was replaced in its parts while it was being written."""
    firsts = accumulate((part.doc_count() for part in merged.parts), initial=0)
    for part, first in zip(merged.parts, firsts, strict=False):
        before = set(part.deleted_docs())
        still = now.get(part.segment_id())
        # What is left of a segment that is gone, if anything, stands elsewhere by now.
        gone = set(range(part.doc_count_all()) if still is None else still.deleted_docs()) - before
        if gone:
            lived = (number for number in range(part.doc_count_all()) if number not in before)
            for place, number in enumerate(lived):
                if number in gone:
                    merged.segment.delete_document(first + place)

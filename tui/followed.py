"""What the process does that has the index follow while feeds are collected; ``tui.following`` starts it."""

from __future__ import annotations

import os
import select
import sys
import time
from contextlib import suppress
from pathlib import Path

from search import ArticleIndex, Indexer
from search.errors import IndexBusyError, IndexUnwritableError
from store.desk import Desk
from store.errors import DeskBusyError

_PAUSE_SECONDS = 1.0
"""Between two looks whether more has come."""
_COMMIT_SECONDS = 1.5
"""After which articles that were read are committed, whatever else waits."""
_NICENESS = 5


def follow(folder: str) -> None:
    """Have the index follow the desk until standard input ends: what the process does."""
    os.nice(_NICENESS)
    with Desk.open(Path(folder)) as desk:
        index = ArticleIndex(desk.index_folder)
        try:
            while not _is_told_to_end(_PAUSE_SECONDS):
                # Whoever is writing the index, or filled the disk, is somebody else's to tell about.
                with suppress(IndexBusyError, IndexUnwritableError, DeskBusyError):
                    _take_some(Indexer(index, desk.changes))
        finally:
            index.close()


def _take_some(indexer: Indexer) -> None:
    """Take in what has come, or as much of it as makes a commit that is done soon."""
    until = time.monotonic() + _COMMIT_SECONDS

    def must_stop() -> bool:
        return time.monotonic() > until or _is_told_to_end(0)

    indexer.catch_up(should_stop=must_stop, in_bulk=False)


def _is_told_to_end(seconds: float) -> bool:
    """Whether standard input has ended; waits that long for it."""
    readable, _, _ = select.select([sys.stdin.buffer], [], [], seconds)
    return bool(readable)

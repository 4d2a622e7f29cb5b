"""What the process does that has the index follow while feeds are collected; ``tui.following`` starts it.

Collecting wants every processor there is. So the first articles are taken in at once, for somebody may be
looking for them, and from then on this stands back and rests ten times as long as it works: what it leaves is
taken in by the desk's own process after the collection, at the index's own rate.
"""

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
"""Between two looks whether more has come, at least."""
_REST = 10
"""How many times as long as it worked it rests then."""
_COMMIT_SECONDS = 0.1
"""Of a processor, after which articles that were read are committed: some hundred."""
_NICENESS = 5
"""How far it stands back once the first are in: before, a machine with much to do would never get to them.
Further back, whoever waits for its end would wait long on such a machine."""


def follow(folder: str) -> None:
    """Have the index follow the desk until standard input ends: what the process does."""
    with Desk.open(Path(folder)) as desk:
        index = ArticleIndex(desk.index_folder)
        pause = 0.0
        try:
            while not _is_told_to_end(pause):
                begun = time.process_time()
                # Whoever is writing the index, or filled the disk, is somebody else's to tell about.
                with suppress(IndexBusyError, IndexUnwritableError, DeskBusyError):
                    _take_some(Indexer(index, desk.changes))
                if not pause:
                    os.nice(_NICENESS)
                pause = max(_PAUSE_SECONDS, _REST * (time.process_time() - begun))
        finally:
            index.close()


def _take_some(indexer: Indexer) -> None:
    """Take in what has come, or as much of it as makes a commit that is done soon."""
    until = time.process_time() + _COMMIT_SECONDS

    def must_stop() -> bool:
        return time.process_time() > until or _is_told_to_end(0)

    indexer.catch_up(should_stop=must_stop, in_bulk=False)


def _is_told_to_end(seconds: float) -> bool:
    """Whether standard input has ended; waits that long for it."""
    readable, _, _ = select.select([sys.stdin.buffer], [], [], seconds)
    return bool(readable)

"""Has an index take in very many articles: rounds of some thousands, each one commit.

The lock is held for the length of a round. What a round took in counts once it is committed; one that
is stopped, killed or fails leaves the index as it was, and the next one takes the same articles in.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from search import contents
from search.building.crew import Crew, StoppedError
from search.building.joins import choose_joins
from search.engine.container import ArraysDamagedError
from search.merging import SegmentSize
from search.storage import system_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.commits import Commits
    from search.indexer import IndexSource
    from search.snapshot import Snapshot
    from store.models import IndexDocument

_BATCH = 200
ROUND = 4_000
"""Articles of a commit: what is lost at most where building is killed."""

_FIRST_ROUND = 1_000
"""Articles of the first one: they can soon be searched."""

_LOOK_UP = 500
_MOST_SEGMENTS = 64


class BulkBuilding:
    """Takes in what a source has changed, with processes that build.

    Args:
        commits: the index's.
        source: where the articles come from.
        progress: called with the number of articles taken in so far, after each batch.
        should_stop: asked again and again; building then ends within a second or two. What was taken
            in until then is kept, unless it takes longer to write.
        round_size: articles of a commit at most; the first ones have fewer.
    """

    def __init__(
        self,
        commits: Commits,
        source: IndexSource,
        progress: Callable[[int], None],
        should_stop: Callable[[], bool],
        round_size: int = ROUND,
    ) -> None:
        self._commits = commits
        self._source = source
        self._progress = progress
        self._should_stop = should_stop
        self._most = round_size
        self.done = 0
        """Articles committed."""

    def run(self, fewest: int) -> None:
        """Take articles in as long as at least ``fewest`` are waiting.

        Raises:
            CrewLostError: there are no processes, or they are gone.
            IndexBusyError, IndexDamagedError, IndexUnwritableError: as ``ArticleIndex.write``.
        """
        try:
            with Crew(self._commits.folder, self._should_stop) as crew:
                while self._pending() >= fewest and not self._should_stop():
                    if not self._round(crew):
                        break
                if not self._should_stop():
                    self._join(crew, at_end=True)
        except StoppedError:
            # What was committed is kept.
            return

    def _pending(self) -> int:
        number = self._commits.read(lambda snapshot: snapshot.change_number)
        return self._source.pending(number)

    def _round(self, crew: Crew) -> bool:
        """Take in the next articles; returns whether there were any."""
        taken: list[str] = []
        with self._changing(crew) as segments:
            for batch in crew.add(self._batches()):
                taken += [document.id for document in batch]
                self._progress(self.done + len(taken))
            built = crew.finish()
            self._delete(segments, taken)
            self._commit([*segments, *built])
        self.done += len(taken)
        if not self._should_stop():
            self._join(crew, at_end=False)
        return bool(taken)

    def _batches(self) -> Iterator[Sequence[IndexDocument]]:
        """Read the articles of a round; what changes again meanwhile is left to the next."""
        number = self._commits.read(lambda snapshot: snapshot.change_number)
        size = min(self._most, max(_FIRST_ROUND, self.done))
        given: set[str] = set()
        while len(given) < size:
            batch: list[IndexDocument] = []
            documents = self._source.after(number, _BATCH)
            for document in documents:
                if document.id in given:
                    break
                given.add(document.id)
                number = document.change_number
                batch.append(document)
            if batch:
                yield batch
            if not batch or len(batch) < len(documents):
                return

    def _join(self, crew: Crew, *, at_end: bool) -> None:
        """Make few segments of many."""
        with self._changing(crew) as segments:
            sizes = [SegmentSize(part.doc_count(), part.doc_count_all()) for part in segments]
            if not at_end and len(sizes) < _MOST_SEGMENTS:
                return
            groups = choose_joins(sizes, crew.size)
            if not groups:
                return
            crew.renew()
            try:
                joined = crew.join([[segments[place] for place in group] for group in groups])
            except ArraysDamagedError:
                # They are mended from time to time, and whoever merges later has them.
                return
            gone = {place for group in groups for place in group}
            kept = [part for place, part in enumerate(segments) if place not in gone]
            self._commit([*kept, *joined])

    @contextmanager
    def _changing(self, crew: Crew) -> Iterator[list[Any]]:
        """Hold the lock; gives out the segments of the newest commit."""
        commits = self._commits
        with commits.locked():
            snapshot = commits.take_for_change()
            try:
                with system_errors(commits.folder):
                    yield contents.read(commits.storage, snapshot.stamp.generation)
            except BaseException:
                # Nobody may go on writing when what was left half done is removed.
                crew.end()
                raise
            finally:
                commits.settle()

    def _commit(self, segments: Sequence[Any]) -> None:
        storage = self._commits.storage
        generation = contents.newest_generation(storage) + 1
        alive = [segment for segment in segments if segment.doc_count()]
        contents.write(storage, alive, generation)

    def _delete(self, segments: Sequence[Any], ids: Sequence[str]) -> None:
        """Take out what the index has of articles."""
        if not segments:
            return
        ends = list(accumulate(segment.doc_count_all() for segment in segments))
        for start in range(0, len(ids), _LOOK_UP):
            some = ids[start : start + _LOOK_UP]
            for number in self._commits.read(partial(_numbers_of, some)):
                place = bisect_right(ends, number)
                first = ends[place - 1] if place else 0
                segments[place].delete_document(number - first)


def _numbers_of(ids: Sequence[str], snapshot: Snapshot) -> list[int]:
    numbers = (snapshot.document_number(article_id) for article_id in ids)
    return [number for number in numbers if number is not None]

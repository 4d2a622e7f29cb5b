"""Has the index follow the desk: reads what changed from where it stopped, and goes on from there.

A crash between the two loses nothing, since the index knows how far it is by what it holds. Building
it from nothing is the same path.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from search.errors import IndexDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.index import ArticleIndex
    from search.writer import IndexWriter
    from store.models import IndexDocument

    ShouldStop = Callable[[], bool]

_BATCH = 200
_MANY = 600
"""Articles from which on processes that build them are worth starting."""

_COMMIT = 2_000
"""Articles of a commit; a crash costs at most the work of one."""


class IndexSource(Protocol):
    """Where the changes come from; ``store``'s ``Changes`` is one."""

    def current(self) -> int:
        """Return the highest change number given so far."""

    def after(self, number: int, limit: int = 200) -> Sequence[IndexDocument]:
        """Return articles with a higher change number than this, in ascending order of it."""

    def pending(self, number: int) -> int:
        """Return how many articles have a higher change number than this."""


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far the index has come."""

    done: int
    """Articles taken in since the start."""
    total: int
    """Articles to be taken in, those done included."""


class Indexer:
    """Makes one index follow one source."""

    def __init__(self, index: ArticleIndex, source: IndexSource) -> None:
        self._index = index
        self._source = source

    def pending(self) -> int:
        """Return how many articles the index has yet to take in."""
        self._index.refresh()
        if self._is_astray():
            return self._source.pending(0)
        return self._source.pending(self._index.change_number())

    def catch_up(
        self,
        progress: Callable[[IndexProgress], None] | None = None,
        should_stop: ShouldStop | None = None,
        *,
        in_bulk: bool = True,
    ) -> int:
        """Take in what changed; returns how many articles that was.

        An index that cannot be read, or that knows of changes or articles that the source does not,
        as after a restore, is built from nothing.

        Args:
            progress: called after each batch.
            should_stop: asked before each batch; what was taken in until then is kept.
            in_bulk: whether very many articles may be taken in by processes of their own.

        Raises:
            IndexBusyError: another process is writing the index.
            IndexUnwritableError: the system refused; what was committed before is kept.
        """
        try:
            self._index.refresh()
            if not self._is_astray():
                count = self._follow(progress or _ignore, should_stop or _never, in_bulk=in_bulk)
                if not self._is_astray():
                    self._index.mend()
                    return count
        except IndexDamagedError:
            # It is written anew, as one that is astray.
            pass
        return self.rebuild(progress, should_stop)

    def rebuild(
        self,
        progress: Callable[[IndexProgress], None] | None = None,
        should_stop: ShouldStop | None = None,
    ) -> int:
        """Build the index from nothing; returns how many articles it took in."""
        self._index.start_anew()
        return self._follow(progress or _ignore, should_stop or _never)

    def _is_astray(self) -> bool:
        """Whether the index holds what the source never gave or has no longer.

        Whatever the index holds was in the source, so more articles than there are tell of strangers.
        """
        return (
            self._index.change_number() > self._source.current()
            or self._index.document_count() > self._source.pending(0)
        )

    def _follow(
        self,
        progress: Callable[[IndexProgress], None],
        should_stop: ShouldStop,
        *,
        in_bulk: bool = True,
    ) -> int:
        done = self._build(progress, should_stop) if in_bulk else 0
        while not should_stop():
            pending = self._source.pending(self._index.change_number())
            if not pending:
                break
            total = done + pending
            with self._index.write() as writer:
                for count in self._batches(writer, should_stop):
                    done += count
                    # Others go on changing articles meanwhile.
                    total = max(total, done)
                    progress(IndexProgress(done, total))
        return done

    def _build(self, progress: Callable[[IndexProgress], None], should_stop: ShouldStop) -> int:
        """Take in very many articles, by processes of their own; returns how many."""
        total = self._source.pending(self._index.change_number())
        if total < _MANY:
            return 0
        # Not imported before: it takes a while, and is of no use to most.
        from search.building.crew import CrewLostError  # noqa: PLC0415
        from search.building.rounds import BulkBuilding  # noqa: PLC0415

        def show(done: int) -> None:
            # Others go on changing articles meanwhile.
            progress(IndexProgress(done, max(total, done)))

        building = BulkBuilding(self._index.commits, self._source, show, should_stop)
        # Without the processes it takes longer, that is all.
        with suppress(CrewLostError):
            building.run(_MANY)
        return building.done

    def _batches(self, writer: IndexWriter, should_stop: ShouldStop) -> Iterator[int]:
        """Take batches into one commit; yields the number of articles of each."""
        while writer.count < _COMMIT and not should_stop():
            count = writer.count
            for document in self._source.after(writer.change_number, _BATCH):
                if writer.holds(document.id):
                    # It changed again while this commit was being written: the next one has it.
                    break
                writer.add(document)
            if writer.count == count:
                return
            yield writer.count - count


def _ignore(_: IndexProgress) -> None:
    return


def _never() -> bool:
    return False

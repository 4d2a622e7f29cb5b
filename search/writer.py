"""One commit to the index: the articles that changed, all of them or none."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from search import contents
from search.building.inversion import Inverter
from search.building.words import WordTable
from search.storage import system_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.snapshot import Snapshot
    from search.storage import IndexStorage
    from store.models import IndexDocument

    ReadNumber = Callable[[Callable[[Snapshot], int | None]], int | None]


class IndexWriter:
    """Takes articles in; ``ArticleIndex.write`` gives one out and commits it.

    It adds a segment and merges none: somebody may be waiting for what they changed to be found.

    Args:
        storage: the index's folder, which nobody else writes meanwhile.
        generation: of the newest commit.
        read: asks the newest commit.
    """

    def __init__(self, storage: IndexStorage, generation: int, read: ReadNumber) -> None:
        self._storage = storage
        self._generation = generation
        self._read = read
        self._inverter = Inverter(WordTable())
        self._ids: set[str] = set()
        self._replaced: list[int] = []
        self.change_number = read(lambda snapshot: snapshot.change_number) or 0
        """The highest change number taken in, those not yet committed included."""

    @property
    def count(self) -> int:
        """How many articles it has taken in."""
        return len(self._ids)

    def holds(self, article_id: str) -> bool:
        """Whether it has taken in this article; no commit may hold one twice."""
        return article_id in self._ids

    def add(self, document: IndexDocument) -> None:
        """Take an article in, instead of what the index has of it."""
        number = self._read(lambda snapshot: snapshot.document_number(document.id))
        if number is not None:
            self._replaced.append(number)
        self._inverter.add(document)
        self._ids.add(document.id)
        self.change_number = max(self.change_number, document.change_number)

    def commit(self) -> None:
        """Make it true, written through to the disk."""
        if not self._ids:
            return
        with system_errors(self._storage.path):
            # Read again, since the segments that are being searched must not change.
            segments = contents.read(self._storage, self._generation)
            ends = list(accumulate(part.doc_count_all() for part in segments))
            for number in self._replaced:
                place = bisect_right(ends, number)
                segments[place].delete_document(number - (ends[place - 1] if place else 0))
            kept = [part for part in segments if part.doc_count()]
            segment = self._inverter.write(self._storage)
            contents.write(self._storage, [*kept, segment], self._generation + 1)

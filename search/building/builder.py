"""What a building process does: takes articles in, writes them as a segment, joins segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from search.building.inversion import Inverter
from search.building.joining import join_segments
from search.building.words import WordTable
from search.storage import IndexStorage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from store.models import IndexDocument


class SegmentBuilder:
    """Builds segments in the folder of an index, which somebody else holds the lock of.

    A segment counts only once a table of contents names it.
    """

    def __init__(self, folder: Path) -> None:
        self._storage = IndexStorage(folder)
        self._start_anew()

    def _start_anew(self) -> None:
        self._table = WordTable()
        self._inverter = Inverter(self._table)

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """Take articles in, each of them once."""
        for document in documents:
            self._inverter.add(document)

    def finish(self) -> Any:
        """Write the articles taken in since the last time; returns their segment, None without any."""
        if not self._inverter.count:
            return None
        segment = self._inverter.write(self._storage)
        if self._table.is_full:
            self._start_anew()
        self._inverter = Inverter(self._table)
        return segment

    def join(self, segments: Sequence[Any]) -> Any:
        """Write one segment of several; returns it.

        Raises:
            IndexDamagedError: one of them is not as it was written.
            ArraysDamagedError: one has no arrays that can be used.
        """
        for segment in segments:
            self._storage.require_segment(segment.segment_id())
        return join_segments(self._storage, segments)

"""The index as it was at one commit: what is read of it stays the same until the next is taken in."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from search.language import DEFAULT_LANGUAGE, analyzer_for
from search.schema import unpack_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.language.analysis import Analyzer

_WEIGHTING = BM25F()


class Snapshot:
    """An open reader with what searching needs of it. Not for use by two threads at once."""

    def __init__(self, reader: Any, stamp: object, highest: dict[str, int]) -> None:
        self.reader = reader
        self.stamp = stamp
        """What the folder looked like; another one means that there is something newer."""
        self.searcher = Searcher(reader, weighting=_WEIGHTING)
        self._leaves = list(reader.leaf_readers())
        self._offsets = [offset for _, offset in self._leaves]
        self._columns: dict[tuple[int, str], Any] = {}
        # The highest change number of each segment: segments do not change, snapshots come and go.
        self._highest = highest

    def close(self) -> None:
        """Let go of the files."""
        self.searcher.close()

    @property
    def document_count(self) -> int:
        """How many articles there are."""
        return int(self.reader.doc_count())

    @cached_property
    def analyzers(self) -> tuple[Analyzer, ...]:
        """The analyzers of the languages that the articles are in; the default one is always there."""
        languages = {DEFAULT_LANGUAGE: None}
        for flag in self.expand("flag", "lang:"):
            languages[flag.removeprefix("lang:")] = None
        return tuple({analyzer_for(language): None for language in languages})

    @cached_property
    def change_number(self) -> int:
        """The highest change number that the index has taken in, 0 where it is empty.

        Replaced documents may be counted in: what replaced them has a higher number.
        """
        highest = 0
        for leaf, _ in self._leaves:
            if leaf.doc_count_all():
                segment = leaf.segment().segment_id()
                if segment not in self._highest:
                    self._highest[segment] = max(leaf.column_reader("change_number"))
                highest = max(highest, self._highest[segment])
        return highest

    def document_numbers(self) -> Iterator[int]:
        """Yield the number of each document."""
        yield from self.reader.all_doc_ids()

    def document_number(self, article_id: str) -> int | None:
        """Return the number of an article's document, None where the index has none."""
        term = ("id", article_id.encode())
        if term not in self.reader:
            return None
        matcher = self.reader.postings(*term)
        return int(matcher.id()) if matcher.is_active() else None

    def expand(self, field: str, prefix: str) -> list[str]:
        """Return the terms of a field that start with ``prefix``, sorted."""
        if not self.document_count:
            return []
        return [term.decode() for term in self.reader.expand_prefix(field, prefix)]

    def id(self, document_number: int) -> str:
        """Return the article's id."""
        return str(self._value("id", document_number))

    def change_number_of(self, document_number: int) -> int:
        """Return the change number that the article had when it was taken in."""
        return int(self._value("change_number", document_number))

    def newest(self, document_number: int) -> int:
        """Return when the article was published, else added, in seconds since 1970."""
        return int(self._value("newest", document_number))

    def texts(self, document_number: int) -> tuple[str, str, str, tuple[str, ...]]:
        """Return the article's language, title, body and notes."""
        return unpack_texts(self._value("texts", document_number))

    def _value(self, column: str, document_number: int) -> Any:
        place = bisect_right(self._offsets, document_number) - 1
        key = (place, column)
        if key not in self._columns:
            self._columns[key] = self._leaves[place][0].column_reader(column)
        return self._columns[key][document_number - self._offsets[place]]

"""The index as it was at one commit: what is read of it stays the same until the next is taken in."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from search.engine.searcher import ArraySearcher
from search.language import DEFAULT_LANGUAGE, analyzer_for
from search.schema import unpack_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from search.engine.types import CheckFile
    from search.language.analysis import Analyzer

_WEIGHTING = BM25F()


class Snapshot:
    """An open reader with what searching needs of it. Not for use by two threads at once."""

    def __init__(self, reader: Any, stamp: object, check: CheckFile) -> None:
        self.stamp = stamp
        """What the folder looked like; another one means that there is something newer."""
        self._searcher = Searcher(reader, weighting=_WEIGHTING)
        self._reader = reader
        self._check = check
        self._leaves = list(reader.leaf_readers())
        self._offsets = [offset for _, offset in self._leaves]
        self._columns: dict[tuple[int, str], Any] = {}

    @cached_property
    def engine(self) -> ArraySearcher:
        """What runs queries."""
        return ArraySearcher(self._searcher, self._check)

    def close(self) -> None:
        """Let go of the files."""
        self.engine.close()
        self._searcher.close()

    @property
    def document_count(self) -> int:
        """How many articles there are."""
        return int(self._reader.doc_count())

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
        return int(self.engine.numbers("change_number").max(initial=0))

    @cached_property
    def newest(self) -> NDArray[np.int64]:
        """When each article was published, else added, in seconds since 1970."""
        return self.engine.numbers("newest")

    def document_numbers(self) -> Iterator[int]:
        """Yield the number of each document."""
        yield from self._reader.all_doc_ids()

    def document_number(self, article_id: str) -> int | None:
        """Return the number of an article's document, None where the index has none."""
        return self.engine.document_with("id", article_id.encode())

    def document_frequency(self, field: str, term: str) -> int:
        """Return how many documents have a term."""
        return self.engine.document_frequency(field, term.encode())

    def expand(self, field: str, prefix: str) -> list[str]:
        """Return the terms of a field that start with ``prefix``, sorted."""
        return [term.decode() for term in self.engine.terms_starting(field, prefix.encode())]

    def alike(self, field: str, word: str, distance: int) -> list[str]:
        """Return the terms of a field that start like a word and differ from it by a few letters."""
        found = self.engine.terms_within(field, word, distance, prefix=1)
        return sorted(term.decode() for term in found)

    def id(self, document_number: int) -> str:
        """Return the article's id."""
        return str(self._value("id", document_number))

    def change_number_of(self, document_number: int) -> int:
        """Return the change number that the article had when it was taken in."""
        return int(self._value("change_number", document_number))

    def texts(self, document_number: int) -> tuple[str, str, str, tuple[str, ...]]:
        """Return the article's language, title, body and notes."""
        return unpack_texts(self._value("texts", document_number))

    def _value(self, column: str, document_number: int) -> Any:
        place = bisect_right(self._offsets, document_number) - 1
        key = (place, column)
        if key not in self._columns:
            leaf = self._leaves[place][0]
            if column != "texts":
                # Texts are compressed, each with a checksum of its own.
                self._check(W3Codec.column_filename(leaf.segment(), column))
            self._columns[key] = leaf.column_reader(column)
        return self._columns[key][document_number - self._offsets[place]]

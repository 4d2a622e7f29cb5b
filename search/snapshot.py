"""The index as it was at one commit: what is read of it stays the same until the next is taken in."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from search.engine.searcher import ArraySearcher
from search.kin import common_start, kin_among, may_be_misspelt
from search.language import DEFAULT_LANGUAGE, analyzer_for
from search.schema import unpack_earlier, unpack_texts
from search.segments import open_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from search.contents import Stamp
    from search.language.analysis import Analyzer
    from search.segments import SegmentFiles
    from search.storage import IndexStorage
    from store.models import EarlierText

_WEIGHTING = BM25F()
_TEXTS = 96
"""Articles whose texts are remembered: those of the rows on a screen are asked for with every key."""
_NUMBERS = 1_000
"""Articles of which it is remembered which document they are."""
_OPENING = 600
"""Characters of a body that its opening has: what an article is about stands first."""
_KIN, _MOST_KIN = 512, 3
"""Terms whose kin is remembered, and how many of it: the commonest."""


class Snapshot:
    """An open reader with what searching needs of it. Not for use by two threads at once.

    Args:
        storage: the index's folder.
        schema: the index's schema.
        segments: Whoosh's segments, as the commit has them.
        stamp: what the folder looked like.
        previous: that of an earlier commit; what is open of segments that are still there is used again.
    """

    def __init__(
        self,
        storage: IndexStorage,
        schema: Any,
        segments: Sequence[Any],
        stamp: Stamp,
        previous: Snapshot | None = None,
    ) -> None:
        self.stamp = stamp
        """What the folder looked like; another one means that there is something newer."""
        self.segments = segments
        """Whoosh's segments, as the commit has them; not to be changed."""
        known = {} if previous is None else previous.files
        self.files: dict[str, SegmentFiles]
        reader, self.files = open_segments(storage, schema, segments, known)
        self._searcher = Searcher(reader, weighting=_WEIGHTING)
        self._reader = reader
        self._check = storage.require_sound
        self._leaves = list(reader.leaf_readers())
        self._offsets = [offset for _, offset in self._leaves]
        self._texts = lru_cache(maxsize=_TEXTS)(self._read_texts)
        self._numbers = lru_cache(maxsize=_NUMBERS)(self._find_number)
        self._openings = lru_cache(maxsize=_TEXTS)(self._read_opening)
        self._kin = lru_cache(maxsize=_KIN)(self._find_kin)
        self._meant = lru_cache(maxsize=_KIN)(self._find_meant)
        self.engine: ArraySearcher = ArraySearcher(
            self._searcher, self._check, None if previous is None else previous.engine
        )
        """What runs queries."""

    def close(self, successor: Snapshot | None = None) -> None:
        """Let go of the files, of all but those that the snapshot of a later commit goes on with."""
        kept = {} if successor is None else successor.files
        self.engine.close(None if successor is None else successor.engine)
        for key, files in self.files.items():
            if kept.get(key) is not files:
                files.close()

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
        return self._numbers(article_id)

    def _find_number(self, article_id: str) -> int | None:
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

    def kin(self, term: str) -> tuple[str, ...]:
        """Return the terms of the texts that are of one family with a term, the commonest first."""
        return self._kin(term)

    def _find_kin(self, term: str) -> tuple[str, ...]:
        start = common_start(term)
        found = [] if start is None else kin_among(term, self.expand("text", start))
        found.sort(key=lambda each: -self.document_frequency("text", each))
        return tuple(found[:_MOST_KIN])

    def meant(self, term: str) -> tuple[str, ...]:
        """Return the terms of the texts that differ by a letter from one that none has, commonest first."""
        return self._meant(term)

    def _find_meant(self, term: str) -> tuple[str, ...]:
        if not may_be_misspelt(term) or self.document_frequency("text", term):
            return ()
        found = self.alike("text", term, 1)
        found.sort(key=lambda each: -self.document_frequency("text", each))
        return tuple(found[:_MOST_KIN])

    def id(self, document_number: int) -> str:
        """Return the article's id."""
        place = bisect_right(self._offsets, document_number) - 1
        leaf, offset = self._leaves[place]
        # A key brings hundreds of hits, most of them those of the key before.
        ids: dict[int, str] = leaf.files.ids
        known = ids.get(document_number - offset)
        if known is None:
            known = ids[document_number - offset] = str(self._value("id", document_number))
        return known

    def change_number_of(self, document_number: int) -> int:
        """Return the change number that the article had when it was taken in."""
        return int(self._value("change_number", document_number))

    def texts(self, document_number: int) -> tuple[str, str, str, tuple[str, ...]]:
        """Return the article's language, title, body and notes."""
        return self._texts(document_number)

    def earlier(self, document_number: int) -> tuple[EarlierText, ...]:
        """Return what the article said before it changed, newest version first."""
        return unpack_earlier(self._value("texts", document_number))

    def opening(self, document_number: int) -> Mapping[str, int]:
        """Return how often each term stands in the title and at the start of the body, but for stop words."""
        return self._openings(document_number)

    def _read_opening(self, document_number: int) -> Mapping[str, int]:
        language, title, body, _ = self.texts(document_number)
        analyzer = analyzer_for(language)
        terms = analyzer.text_terms(f"{title}\n{body[:_OPENING]}").positions
        return {
            term: len(positions)
            for term, positions in terms.items()
            if term not in analyzer.profile.stop_words
        }

    def _read_texts(self, document_number: int) -> tuple[str, str, str, tuple[str, ...]]:
        return unpack_texts(self._value("texts", document_number))

    def _value(self, column: str, document_number: int) -> Any:
        place = bisect_right(self._offsets, document_number) - 1
        leaf, offset = self._leaves[place]
        columns = leaf.files.columns
        if column not in columns:
            if column != "texts":
                # Texts are compressed, each with a checksum of its own.
                self._check(W3Codec.column_filename(leaf.segment(), column))
            columns[column] = leaf.column_reader(column)
        return columns[column][document_number - offset]

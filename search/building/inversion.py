"""From articles to the posting lists of a segment, many articles at a time."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np

from search.building.segments import SegmentWriter
from search.building.terms import TermRange, before, parts_of, spread, stable_order
from search.language import analyzer_for
from search.schema import (
    GAP,
    TEXT_FIELDS,
    WORD_FIELD,
    WORD_FIELDS,
    make_schema,
    plain_fields,
    texts_of,
    word_field,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from search.building.words import Entries, Numbered, WordTable
    from search.storage import IndexStorage
    from store.models import IndexDocument


_WORDS = frozenset({WORD_FIELD, *WORD_FIELDS.values()})


class _Texts:
    """The texts of one field in all documents, as numbers of words."""

    def __init__(self) -> None:
        self.words = array("I")
        self.ends = array("I")
        self.documents = array("I")
        self.bases = array("I")
        """The position of each text's first word."""

    def add(self, document: int, base: int, words: Iterable[int]) -> None:
        self.words.extend(words)
        self.ends.append(len(self.words))
        self.documents.append(document)
        self.bases.append(base)


class _Values:
    """The values of one field in all documents, as numbers of terms."""

    def __init__(self) -> None:
        self.terms = array("I")
        self.documents = array("I")

    def add(self, document: int, terms: Iterable[int]) -> None:
        for term in terms:
            self.terms.append(term)
            self.documents.append(document)


class Inverter:
    """Takes articles in and writes them as one segment."""

    def __init__(self, table: WordTable) -> None:
        self.count = 0
        self._table = table
        self._schema = make_schema()
        self._texts = {name: _Texts() for name in TEXT_FIELDS}
        self._values: dict[str, _Values] = {}
        self._columns: dict[str, list[tuple[int, Any]]] = {}

    def add(self, document: IndexDocument) -> None:
        """Take an article in."""
        number = self.count
        self.count += 1
        analyzer = analyzer_for(document.language)
        words, widths = self._table.words_of(analyzer), self._table.widths
        for name, texts in texts_of(document).items():
            field = self._texts[name]
            base = 0
            for text in texts:
                numbers = list(map(words.__getitem__, analyzer.words(text)))
                if numbers:
                    field.add(number, base, numbers)
                if len(texts) > 1:
                    base += max(sum(widths[word] for word in numbers) - 1, 0) + GAP
        for name, value in plain_fields(document).items():
            self._add_value(number, name, value)

    def _add_value(self, document: int, name: str, value: Any) -> None:
        field = self._schema[name]
        if field.indexed:
            numbers = self._table.terms
            terms = [numbers[term] for term, _, _, _ in field.index(value)]
            if terms:
                self._values.setdefault(name, _Values()).add(document, terms)
        if field.column_type:
            values = self._columns.setdefault(name, [])
            values.append((document, field.to_column_value(value)))

    def write(self, storage: IndexStorage) -> Any:
        """Write what was taken in, through to the disk; returns Whoosh's segment."""
        writer = SegmentWriter(storage, self.count)
        try:
            for name, values in self._columns.items():
                column = writer.column(name, self._schema[name].column_type)
                for document, value in values:
                    column.add(document, value)
                column.finish(self.count)
            for name in sorted({*self._values, *TEXT_FIELDS, *_WORDS}):
                self._write_field(writer, name)
            return writer.finish()
        finally:
            writer.close()

    def _write_field(self, writer: SegmentWriter, name: str) -> None:
        numbers = self._table.terms
        if name in _WORDS:
            terms, documents = self._surface_words(name)
            writer.write_field(name, _ranges(numbers, terms, documents, None), None)
        elif name in self._values:
            values = self._values[name]
            terms, documents = _numbers(values.terms), _numbers(values.documents)
            writer.write_field(name, _ranges(numbers, terms, documents, None), None)
        else:
            occurrences = _occurrences(self._texts[name], self._table.entries())
            lengths = np.bincount(occurrences[1], minlength=self.count)
            writer.write_field(name, _ranges(numbers, *occurrences), lengths)

    def _surface_words(self, field: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The surface words of the texts that a field of words is for, once a document; the documents."""
        surfaces = self._table.surfaces()
        found = []
        for name, texts in self._texts.items():
            if word_field(name) != field:
                continue
            words = _numbers(texts.words)
            counts = surfaces.counts[words]
            terms = surfaces.terms[spread(surfaces.starts[words], counts)]
            documents = np.repeat(_documents(texts), counts).astype(np.uint64)
            found.append(documents << np.uint64(32) | terms)
        pairs = np.concatenate(found)
        # Many times faster than ``unique``, which hashes.
        pairs.sort()
        is_new = np.ones(len(pairs), np.bool_)
        is_new[1:] = pairs[1:] != pairs[:-1]
        pairs = pairs[is_new]
        terms = (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        return terms, (pairs >> np.uint64(32)).astype(np.uint32)


def _numbers(values: array[int]) -> NDArray[np.uint32]:
    return np.frombuffer(values, np.uint32) if values else np.zeros(0, np.uint32)


def _documents(texts: _Texts) -> NDArray[np.uint32]:
    """The document of each word."""
    return np.repeat(_numbers(texts.documents), np.diff(_numbers(texts.ends), prepend=0))


def _occurrences(
    texts: _Texts, entries: Entries
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """Every occurrence of a term: the terms' numbers, the documents, the positions."""
    words = _numbers(texts.words)
    if not len(words):
        return words, words, words
    ends = _numbers(texts.ends).astype(np.int64)
    sizes = np.diff(ends, prepend=0)
    starts = before(np.cumsum(entries.widths[words]))
    # Positions count from the start of the text.
    bases = _numbers(texts.bases).astype(np.int64) - starts[before(ends)]
    starts += np.repeat(bases, sizes)
    counts = entries.counts[words]
    chosen = spread(entries.starts[words], counts)
    positions = np.repeat(starts, counts) + entries.places[chosen]
    documents = np.repeat(_documents(texts), counts)
    return entries.terms[chosen], documents, positions.astype(np.uint32)


def _ranges(
    numbers: Numbered,
    terms: NDArray[np.uint32],
    documents: NDArray[np.uint32],
    positions: NDArray[np.uint32] | None,
) -> Iterator[TermRange]:
    """Occurrences, documents ascending, as posting lists."""
    if len(terms):
        yield from parts_of(_inverted(numbers, terms, documents, positions))


def _inverted(
    numbers: Numbered,
    terms: NDArray[np.uint32],
    documents: NDArray[np.uint32],
    positions: NDArray[np.uint32] | None,
) -> TermRange:
    used = np.flatnonzero(np.bincount(terms))
    known = numbers.terms
    ordered = sorted(known[number] for number in used.tolist())
    ranks = np.zeros(len(known), np.uint32)
    places = np.fromiter(map(numbers.__getitem__, ordered), np.int64, len(ordered))
    ranks[places] = np.arange(len(ordered), dtype=np.uint32)
    in_order, places = stable_order(ranks[terms])
    documents = documents[places]
    is_new = np.ones(len(documents), np.bool_)
    is_new[1:] = (np.diff(in_order) != 0) | (np.diff(documents) != 0)
    starts = np.flatnonzero(is_new)
    return TermRange(
        ordered,
        np.cumsum(np.bincount(in_order[starts], minlength=len(ordered))),
        documents[starts],
        np.diff(starts, append=len(documents)).astype(np.uint32),
        None if positions is None else positions[places],
    )

"""Marbre's search, and plain Whoosh."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
from whoosh import formats, query, sorting
from whoosh.filedb.filestore import FileStorage

from search import ArticleIndex, Indexer, SearchQuery
from search.schema import TEXT_FIELDS, document_fields, make_schema
from store.models import IndexDocument
from tests.bench._engines import TOP, Ask, Engine


class _Source:
    """Gives documents to the indexer in batches."""

    def __init__(self, documents: Iterator[IndexDocument], count: int) -> None:
        self._documents = documents
        self._count = count

    def current(self) -> int:
        return self._count

    def after(self, number: int, limit: int = 200) -> list[IndexDocument]:
        return list(islice(self._documents, limit))

    def pending(self, number: int) -> int:
        return self._count - number


class Marbre(Engine):
    """The index of this program, built and asked as it builds and asks it."""

    name = "marbre"

    def build(self, documents: Iterator[IndexDocument]) -> None:
        source = _Source(documents, self.count)
        index = ArticleIndex(self.folder)
        Indexer(index, source).catch_up()
        index.close()

    def open(self) -> None:
        # Beginnings of words score all the same, as with plain Whoosh below.
        query.Or.TOO_MANY_CLAUSES = 8
        self.index = ArticleIndex(self.folder)

    @property
    def searcher(self) -> Any:
        return self.index._require_snapshot().engine

    @property
    def newest(self) -> Any:
        return self.index._require_snapshot().newest

    def facts(self) -> dict[str, Any]:
        return {"segments": len(self.searcher._segments)}

    def kinds(self) -> dict[str, Ask]:
        searcher = self.searcher
        newest = searcher.order("newest")

        def in_order(found: Any) -> Any:
            """The numbers of the best documents, the highest score first, then the newest."""
            documents = found.documents
            places = np.lexsort((-newest.values.take(documents), -found.scores))
            return documents.take(places[:TOP]).tolist()

        def count(query: Any) -> int:
            return len(searcher.find(query))

        def top(query: Any) -> int:
            found = searcher.find(query)
            in_order(found.best(TOP, newest))
            return len(found)

        def by_date(query: Any) -> int:
            found = searcher.find(query)
            in_order(found.highest(TOP, newest))
            return len(found)

        def facets(query: Any) -> int:
            found = searcher.find(query)
            in_order(found.best(TOP, newest))
            searcher.count_by_term("tag_path", found.documents)
            return len(found)

        return {**whoosh_kinds(top, by_date, facets, count), **self._app_kinds()}

    def _app_kinds(self) -> dict[str, Ask]:
        """Queries as they are typed, through all fields, with the ids and passages of the answer."""

        def ask(text: str, *, typing: bool = False) -> int:
            query = SearchQuery.parse(text, typing=typing)
            return self.index.search(query, limit=TOP, snippets=False).total

        return {
            "typed word": lambda word: ask(word, typing=True),
            "typed words": lambda *words: ask(" ".join(words), typing=True),
            "typed words with passages": lambda *words: len(
                self.index.search(SearchQuery.parse(" ".join(words)), limit=TOP).hits
            ),
            "facets": lambda word: self.index.facets(SearchQuery.parse(word)).total,
            "word that lacks": lambda word: int(
                self.index.correct(SearchQuery.parse(word)) is not None
            ),
            "word completed": lambda start: len(self.index.words_starting(start, 9)),
        }


class MarbreChanged(Marbre):
    """The same index after some of its articles were replaced, commit by commit, and nothing merged."""

    name = "marbre-changed"
    _COMMITS = 8
    _EVERY = 20
    """One article of so many is replaced."""

    def build(self, documents: Iterator[IndexDocument]) -> None:
        shutil.copytree(self.folder.parent / Marbre.name, self.folder)
        changed = [
            replace(document, change_number=self.count + number)
            for number, document in enumerate(islice(documents, 0, None, self._EVERY), 1)
        ]
        index = ArticleIndex(self.folder)
        for start in range(self._COMMITS):
            with index.write() as writer:
                for document in changed[start :: self._COMMITS]:
                    writer.add(document)
        index.close()


def whoosh_kinds(top: Ask, by_date: Ask, facets: Ask, count: Ask) -> dict[str, Ask]:
    """Every kind of query as a tree of Whoosh's."""

    def term(word: str) -> Any:
        return query.Term("text", word)

    def with_tag(word: str, tag: str) -> Any:
        return query.And([term(word), query.ConstantScoreQuery(query.Term("tag_path", tag), 0.0)])

    def with_days(word: str, first: int, last: int) -> Any:
        days = query.NumericRange("date", first, last)
        return query.And([term(word), query.ConstantScoreQuery(days, 0.0)])

    return {
        "rare word": lambda word: top(term(word)),
        "common word": lambda word: top(term(word)),
        "2 words, and": lambda *words: top(query.And([term(word) for word in words])),
        "3 common words, and": lambda *words: top(query.And([term(word) for word in words])),
        "3 words, or": lambda *words: top(query.Or([term(word) for word in words])),
        "phrase": lambda *words: top(query.Phrase("text", list(words))),
        "hot phrase": lambda *words: top(query.Phrase("text", list(words))),
        "prefix of 4": lambda start: top(query.Prefix("text", start)),
        "prefix of 3": lambda start: top(query.Prefix("text", start)),
        "prefix of 2": lambda start: top(query.Prefix("text", start)),
        "fuzzy": lambda word: top(query.FuzzyTerm("text", word, maxdist=1, prefixlength=1)),
        "word + tag": lambda word, tag: top(with_tag(word, tag)),
        "word + dates": lambda word, first, last: top(with_days(word, first, last)),
        "by date": lambda word: by_date(term(word)),
        "all by date": lambda: by_date(query.Every()),
        "counts by tag": lambda word: facets(term(word)),
        "count": lambda word: count(term(word)),
    }


class PlainWhoosh(Engine):
    """Whoosh with the same schema and analysis, its own codec and matchers, one segment."""

    name = "whoosh"

    def build(self, documents: Iterator[IndexDocument]) -> None:
        schema = make_schema()
        for name in TEXT_FIELDS:
            schema[name].format = formats.Positions()
        index = FileStorage(str(self.folder)).create().create_index(schema)
        writer = index.writer(limitmb=128, compound=False)
        for document in documents:
            writer.add_document(**document_fields(document))
        writer.commit()

    def open(self) -> None:
        # Its best: from 1,024 clauses on, the default, one prefix takes minutes.
        query.Or.TOO_MANY_CLAUSES = 8
        self.searcher = FileStorage(str(self.folder)).open_index().searcher()

    def kinds(self) -> dict[str, Ask]:
        tags = sorting.FieldFacet("tag_path", allow_overlap=True, maptype=sorting.Count)
        newest = sorting.FieldFacet("newest", reverse=True)
        search = self.searcher.search
        return whoosh_kinds(
            lambda query: len(search(query, limit=TOP)),
            lambda query: len(search(query, limit=TOP, sortedby=newest)),
            lambda query: len(search(query, limit=TOP, groupedby=tags)),
            lambda query: len(search(query, limit=1)),
        )

"""Tantivy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tantivy

from search.language.folding import fold_name
from store.models import IndexDocument
from tests.bench._engines import TOP, Ask, Engine, day_number, day_of, text_of


class Tantivy(Engine):
    """Tantivy, through its Python bindings."""

    name = "tantivy"

    def build(self, documents: Iterator[IndexDocument]) -> None:
        self.folder.mkdir(exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("tag", tokenizer_name="raw", fast=True, index_option="basic")
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_integer_field("number", stored=True, fast=True)
        writer = tantivy.Index(builder.build(), path=str(self.folder)).writer(128_000_000, 1)
        for number, document in enumerate(documents):
            tags = [fold_name(tag) for tag in document.tags]
            day = day_of(document)
            writer.add_document(
                tantivy.Document(number=number, text=text_of(document), tag=tags, day=day)
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        index = tantivy.Index.open(str(self.folder))
        self.schema = index.schema
        self.searcher: Any = index.searcher()

    def _term(self, word: str, field: str = "text") -> Any:
        return tantivy.Query.term_query(self.schema, field, word)

    def _joined(self, occur: Any, *queries: Any) -> Any:
        return tantivy.Query.boolean_query([(occur, query) for query in queries])

    def _top(self, query: Any, **options: Any) -> int:
        found = self.searcher.search(query, TOP, **options)
        for _, address in found.hits:
            self.searcher.doc(address)["number"]
        return int(found.count or 0)

    def kinds(self) -> dict[str, Ask]:
        make, must = tantivy.Query, tantivy.Occur.Must
        integer = tantivy.FieldType.Integer
        schema, term, top, joined = self.schema, self._term, self._top, self._joined

        def unscored(query: Any) -> Any:
            return make.const_score_query(query, 0.0)

        def phrase(*words: str) -> int:
            return top(make.phrase_query(schema, "text", list(words)))

        def prefix(start: str) -> int:
            return top(make.regex_query(schema, "text", f"{start}.*"))

        def days(first: int, last: int) -> Any:
            return make.range_query(schema, "day", integer, day_number(first), day_number(last))

        def facets(word: str) -> int:
            counts = {"tags": {"terms": {"field": "tag", "size": 100}}}
            self.searcher.aggregate(term(word), counts)
            return top(term(word))

        def both(*words: str) -> int:
            return top(joined(must, *map(term, words)))

        return {
            "rare word": lambda word: top(term(word)),
            "common word": lambda word: top(term(word)),
            "2 words, and": both,
            "3 common words, and": both,
            "3 words, or": lambda *words: top(joined(tantivy.Occur.Should, *map(term, words))),
            "phrase": phrase,
            "hot phrase": phrase,
            "prefix of 4": prefix,
            "prefix of 3": prefix,
            "prefix of 2": prefix,
            "fuzzy": lambda word: top(
                make.fuzzy_term_query(
                    schema, "text", word, distance=1, transposition_cost_one=False
                )
            ),
            "word + tag": lambda word, tag: top(
                joined(must, term(word), unscored(term(tag, "tag")))
            ),
            "word + dates": lambda word, first, last: top(
                joined(must, term(word), unscored(days(first, last)))
            ),
            "by date": lambda word: top(term(word), order_by_field="day"),
            "all by date": lambda: top(make.all_query(), order_by_field="day"),
            "counts by tag": facets,
            "count": lambda word: int(self.searcher.search(term(word), 1, count=True).count),
        }

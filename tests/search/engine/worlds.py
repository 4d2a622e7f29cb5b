"""Small indexes that change, and queries made by chance, for comparing the engine with Whoosh."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from whoosh import columns, fields, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import MERGE_SMALL, NO_MERGE, SegmentWriter

from search.engine.codec import ArrayCodec
from search.engine.positions import PlainPositions

SYLLABLES = ("port", "mer", "nav", "é", "ta", "lo", "gie", "ville", "œ", "ri")
TEXT_FIELDS = ("title", "body")
FIRST_DAY = datetime(2016, 1, 1)  # noqa: DTZ001 - Whoosh's dates have no zone


def make_schema() -> fields.Schema:
    """Two texts, of which one is kept with Whoosh's own positions, values, numbers and dates."""
    title = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=1.0)
    body = fields.TEXT(analyzer=SpaceSeparatedTokenizer())
    body.format = PlainPositions()
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=title,
        body=body,
        tags=fields.KEYWORD(commas=True),
        number=fields.NUMERIC(int, bits=32),
        day=fields.DATETIME(),
        order=fields.COLUMN(columns.NumericColumn("q")),
    )


def make_words(chance: random.Random, count: int) -> list[str]:
    """Words that share starts and differ by few letters."""
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3)))] = None
    return list(words)


class World:
    """An index with what chance puts into it and takes out of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = make_words(self.chance, 90)
        self.tags = make_words(self.chance, 12)
        storage = FileStorage(str(folder)).create()
        self.index: FileIndex = storage.create_index(make_schema())
        self._next = 0

    def common_word(self) -> str:
        """A word, the first ones far more often than the last."""
        place = min(int(self.chance.expovariate(0.09)), len(self.words) - 1)
        return self.words[place]

    def text(self, longest: int) -> str:
        return " ".join(self.common_word() for _ in range(self.chance.randint(1, longest)))

    def document(self) -> dict[str, Any]:
        chance = self.chance
        values: dict[str, Any] = {
            "title": self.text(6),
            "body": self.text(60) if chance.random() < 0.95 else None,
            "tags": ",".join(chance.sample(self.tags, chance.randint(0, 3))) or None,
            "number": chance.randint(-50, 400) if chance.random() < 0.8 else None,
            "day": FIRST_DAY + timedelta(hours=chance.randint(0, 20_000)),
            "order": chance.randint(-5, 2**40),
        }
        return {name: value for name, value in values.items() if value is not None}

    def change(self) -> None:
        """Commit some articles, some of them instead of others, and take some out."""
        chance = self.chance
        writer = SegmentWriter(self.index, codec=ArrayCodec(), compound=False)
        for _ in range(chance.choice((1, 4, 20, 50))):
            writer.add_document(id=str(self._next), **self.document())
            self._next += 1
        for _ in range(chance.randint(0, 8)):
            known = str(chance.randrange(self._next))
            if chance.random() < 0.5:
                writer.update_document(id=known, **self.document())
            else:
                writer.delete_by_term("id", known)
        policy = chance.choice((NO_MERGE, NO_MERGE, MERGE_SMALL))
        if chance.random() < 0.1:
            writer.commit(optimize=True)
        else:
            writer.commit(mergetype=policy)

    def query(self, depth: int = 2) -> Any:
        """A query of any kind that the engine knows."""
        chance = self.chance
        if depth and chance.random() < 0.6:
            return self._compound(depth - 1)
        return self._simple()

    def _boost(self) -> float:
        return self.chance.choice((1.0, 1.0, 0.5, 2.25, 1e-6))

    def _compound(self, depth: int) -> Any:
        chance = self.chance
        parts = [self.query(depth) for _ in range(chance.choice((1, 2, 2, 2, 3, 9)))]
        first, second = self.query(depth), self.query(depth)
        kinds: list[Callable[[], Any]] = [
            lambda: query.And(parts, boost=self._boost()),
            lambda: query.Or(parts, boost=self._boost()),
            lambda: query.Or(parts, boost=self._boost()),
            lambda: query.AndNot(first, second),
            lambda: query.AndMaybe(first, second),
            lambda: query.And([first, query.Not(second)]),
            lambda: query.ConstantScoreQuery(first, self._boost()),
            lambda: query.DisjunctionMax(parts, boost=self._boost()),
        ]
        return chance.choice(kinds)()

    def _simple(self) -> Any:
        chance = self.chance
        field = chance.choice(TEXT_FIELDS)
        word = self.common_word()
        boost = self._boost()
        low = chance.randint(-60, 400)
        day = FIRST_DAY + timedelta(hours=chance.randint(0, 20_000))
        kinds: list[Callable[[], Any]] = [
            lambda: query.Term(field, word, boost=boost),
            lambda: query.Term(field, word, boost=boost),
            lambda: query.Term("tags", chance.choice(self.tags), boost=boost),
            lambda: query.Prefix(field, word[: chance.randint(1, 4)], boost=boost),
            lambda: query.Prefix(field, word[:2], boost=boost, constantscore=False),
            lambda: query.Wildcard(field, self._pattern(word), boost=boost),
            lambda: query.FuzzyTerm(
                field,
                self._misspelt(word),
                boost=boost,
                maxdist=chance.choice((1, 1, 2)),
                prefixlength=chance.choice((0, 1, 2)),
            ),
            lambda: query.Phrase(
                field,
                [self.common_word() for _ in range(chance.choice((1, 2, 2, 3)))],
                slop=chance.choice((1, 1, 2, 5)),
                boost=boost,
            ),
            lambda: query.NumericRange(
                "number",
                chance.choice((None, low)),
                chance.choice((None, low + chance.randint(0, 200))),
                startexcl=chance.random() < 0.3,
                endexcl=chance.random() < 0.3,
                boost=boost,
            ),
            lambda: query.DateRange("day", day, day + timedelta(days=chance.randint(1, 400))),
            lambda: query.Every(boost=boost),
            lambda: query.Every(chance.choice(("body", "tags")), boost=boost),
            lambda: query.Term("nowhere", word),
            lambda: query.NullQuery,
        ]
        return chance.choice(kinds)()

    def _pattern(self, word: str) -> str:
        place = self.chance.randrange(len(word))
        return word[:place] + self.chance.choice("*?") + word[place + 1 :]

    def _misspelt(self, word: str) -> str:
        place = self.chance.randrange(1, len(word)) if len(word) > 1 else 0
        wrong = word[:place] + self.chance.choice(("", "x", word[place] + "a")) + word[place + 1 :]
        return wrong if len(wrong) > 2 else "port"


@contextmanager
def few_clauses(limit: int) -> Iterator[None]:
    """Have Whoosh look at this many alternatives and more all at once."""
    before = query.Or.TOO_MANY_CLAUSES
    query.Or.TOO_MANY_CLAUSES = limit
    try:
        yield
    finally:
        query.Or.TOO_MANY_CLAUSES = before

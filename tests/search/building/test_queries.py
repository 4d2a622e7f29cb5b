"""The engine finds in an index that was built at once what Whoosh finds in it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from whoosh import query
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from search import ArticleIndex, Indexer
from search.building.rounds import BulkBuilding
from search.engine.searcher import ArraySearcher
from search.schema import index_name
from tests.search.engine.oracle import whoosh_finds
from tests.search.engine.test_equality import assert_same
from tests.search.engine.worlds import World, few_clauses
from tests.support.sprawling_desk import sprawling_desk

CHANGES = 3
QUERIES = 60
FIELDS = ("title", "text", "text", "note", "tag", "quote", "version")
WORDS = ("port", "mer", "nav", "et", "talo", "ville", "emploi", "40000", "r&d", "gie", "ri")


class BuiltWorld(World):
    """An index that is built at once, and then changed at once and by single commits."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.desk = sprawling_desk(300, seed)
        self.articles = ArticleIndex(folder)

    def change(self) -> None:
        ids = list(self.desk.numbers())
        strangers = sprawling_desk(80, self.chance.randrange(1000)).after(0, 80)
        for place, stranger in enumerate(strangers):
            if place % 2:
                self.desk.changes(self.chance.choice(ids), text=stranger.text, tags=stranger.tags)
            else:
                self.desk.publishes(stranger.title, stranger.text, notes=stranger.notes)
        size = self.chance.choice((70, 150, 1_000))
        BulkBuilding(self.articles.commits, self.desk, _ignore, lambda: False, size).run(1)
        self.desk.changes(self.chance.choice(ids), text="Le port")
        Indexer(self.articles, self.desk).catch_up()
        assert self.articles.change_numbers() == self.desk.numbers()

    def common_word(self) -> str:
        return self.chance.choice(WORDS)

    def _simple(self) -> Any:
        field, word, boost = self.chance.choice(FIELDS), self.common_word(), self._boost()
        day = date(self.chance.randint(2005, 2026), 1, 1).toordinal()
        kinds: list[Callable[[], Any]] = [
            lambda: query.Term(field, word, boost=boost),
            lambda: query.Term("word", word, boost=boost),
            lambda: query.Term("flag", self.chance.choice(("is:read", "lang:en", "has:note"))),
            lambda: query.Prefix(field, word[:2], boost=boost),
            lambda: query.Prefix("word", word[:1], boost=boost),
            lambda: query.Prefix("version_word", word[:1], boost=boost),
            lambda: query.NumericRange("versions", 2, self.chance.choice((None, 3, 4))),
            lambda: query.Prefix("id", "00", boost=boost),
            lambda: query.FuzzyTerm(field, self._misspelt(word), boost=boost, prefixlength=1),
            lambda: query.Phrase(field, [word, self.common_word()], slop=self.chance.randint(1, 3)),
            lambda: query.NumericRange("date", day, day + self.chance.randint(1, 3_000)),
            lambda: query.Every(boost=boost),
            lambda: query.Every("note", boost=boost),
        ]
        return self.chance.choice(kinds)()


def _ignore(_: int) -> None:
    return


@pytest.mark.parametrize("seed", range(2))
def test_finds_what_whoosh_finds_while_the_index_changes(tmp_path: Path, seed: int) -> None:
    world = BuiltWorld(tmp_path / "index", seed)
    for _ in range(CHANGES):
        world.change()
        index = FileIndex(FileStorage(str(world.folder)), indexname=index_name())
        with index.searcher() as searcher, few_clauses(8 if seed % 2 else 1024):
            engine = ArraySearcher(searcher)
            assert engine.lacking == 0
            for _ in range(QUERIES):
                asked = world.query()
                assert_same(engine.find(asked), whoosh_finds(searcher, asked), asked)
            engine.close()
    world.articles.close()

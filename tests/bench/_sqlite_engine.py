"""SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from search.language.folding import fold_name
from store.models import IndexDocument
from tests.bench._engines import TOP, Ask, Engine, day_number, day_of, text_of


class Fts5(Engine):
    """SQLite's full text search."""

    name = "fts5"

    def _connect(self) -> sqlite3.Connection:
        self.folder.mkdir(exist_ok=True)
        connection = sqlite3.connect(self.folder / "index.db")
        connection.execute("PRAGMA mmap_size = 4000000000")
        return connection

    def build(self, documents: Iterator[IndexDocument]) -> None:
        database = self._connect()
        database.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            "CREATE TABLE article (number INTEGER PRIMARY KEY, id TEXT, day INTEGER);"
            "CREATE TABLE tag (name TEXT, number INTEGER, PRIMARY KEY (name, number)) WITHOUT ROWID;"
            "CREATE INDEX day ON article (day);"
            "CREATE VIRTUAL TABLE words USING fts5("
            "text, content = '', tokenize = 'unicode61 remove_diacritics 0');"
        )
        for number, document in enumerate(documents):
            day = day_of(document)
            database.execute("INSERT INTO article VALUES (?, ?, ?)", (number, document.id, day))
            rows = [(fold_name(tag), number) for tag in document.tags]
            database.executemany("INSERT INTO tag VALUES (?, ?)", rows)
            values = (number, text_of(document))
            database.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", values)
        database.commit()
        database.execute("INSERT INTO words (words) VALUES ('optimize')")
        database.commit()
        database.close()

    def open(self) -> None:
        self.database = self._connect()

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        return self.database.execute(statement, values).fetchall()

    def kinds(self) -> dict[str, Ask]:
        best = f"FROM words WHERE words MATCH ? ORDER BY rank LIMIT {TOP}"

        def top(expression: str) -> int:
            return len(self._rows(f"SELECT rowid {best}", expression))

        def joined(join: str, word: str, *values: Any) -> int:
            statement = f"SELECT words.rowid FROM words {join} WHERE words MATCH ? ORDER BY rank LIMIT {TOP}"
            return len(self._rows(statement, *values, word))

        def facets(word: str) -> int:
            top(word)
            statement = (
                "SELECT name, count(*) FROM tag WHERE number IN "
                "(SELECT rowid FROM words WHERE words MATCH ?) GROUP BY name"
            )
            return len(self._rows(statement, word))

        on_article = "JOIN article ON article.number = words.rowid"
        return {
            "rare word": top,
            "common word": top,
            "2 words, and": lambda *words: top(" AND ".join(words)),
            "3 common words, and": lambda *words: top(" AND ".join(words)),
            "3 words, or": lambda *words: top(" OR ".join(words)),
            "phrase": lambda *words: top('"' + " ".join(words) + '"'),
            "hot phrase": lambda *words: top('"' + " ".join(words) + '"'),
            "prefix of 4": lambda start: top(f"{start}*"),
            "prefix of 3": lambda start: top(f"{start}*"),
            "prefix of 2": lambda start: top(f"{start}*"),
            "word + tag": lambda word, tag: joined(
                "JOIN tag ON tag.number = words.rowid AND tag.name = ?", word, tag
            ),
            "word + dates": lambda word, first, last: joined(
                f"{on_article} AND article.day BETWEEN ? AND ?",
                word,
                day_number(first),
                day_number(last),
            ),
            "by date": lambda word: len(
                self._rows(
                    f"SELECT words.rowid FROM words {on_article} WHERE words MATCH ? "
                    f"ORDER BY day DESC LIMIT {TOP}",
                    word,
                )
            ),
            "all by date": lambda: len(
                self._rows(f"SELECT number FROM article ORDER BY day DESC LIMIT {TOP}")
            ),
            "counts by tag": facets,
            "count": lambda word: int(
                self._rows("SELECT count(*) FROM words WHERE words MATCH ?", word)[0][0]
            ),
        }

"""What articles said before they changed, for the index: each passage once, by the last version with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from store.database import Connection, Row
from store.models import Article, EarlierText
from store.text.composition import visible_body
from store.versions import text_from_row

MOST_VERSIONS = 20
"""Earlier versions of an article that the index knows, the newest of them."""

_MOST_CHARACTERS = 300_000
"""Of all of them together: a page that is another one each time must not weigh like a hundred."""


def read_earlier(
    connection: Connection, articles: Sequence[Article]
) -> dict[str, tuple[EarlierText, ...]]:
    """What these articles said before, newest version first; those that never changed are left out."""
    changed = [article.id for article in articles if article.version > 1]
    found: defaultdict[str, list[Row]] = defaultdict(list)
    if changed:
        for row in connection.rows_among(_EARLIER, changed, most=MOST_VERSIONS):
            found[row["article_id"]].append(row)
    return {
        article_id: tuple(distinct_texts(map(_as_seen, rows))) for article_id, rows in found.items()
    }


_EARLIER = """
    SELECT article_version.* FROM article_version
    JOIN article ON article.id = article_version.article_id
    WHERE article.id IN (:among) AND article_version.version < article.version
    AND article_version.version >= article.version - :most
    ORDER BY article_version.version DESC
"""


def distinct_texts(texts: Iterable[EarlierText]) -> Iterator[EarlierText]:
    """Yield texts without the title and the paragraphs that one before has; none where nothing is left."""
    seen: set[str] = set()
    room = _MOST_CHARACTERS
    for text in texts:
        title = "" if text.title in seen else text.title[:room]
        new = [run for whole in text.runs for run in _new_runs(whole, seen)]
        runs = tuple(_within(new, room - len(title)))
        room -= len(title) + sum(map(len, runs))
        seen.add(text.title)
        if title or runs:
            yield replace(text, title=title, runs=runs)


def _new_runs(text: str, seen: set[str]) -> list[str]:
    """What stands between paragraphs that were seen; from now on all of the text's are."""
    lines = text.split("\n")
    runs = [
        "\n".join(run).strip()
        for is_seen, run in groupby(lines, key=lambda line: line.strip() in seen)
        if not is_seen
    ]
    seen.update(filter(None, (line.strip() for line in lines)))
    return list(filter(None, runs))


def _within(runs: Iterable[str], room: int) -> Iterator[str]:
    """Yield runs as far as there is room for their characters."""
    for run in runs:
        if room <= 0:
            return
        yield run[:room]
        room -= len(run)


def _as_seen(row: Row) -> EarlierText:
    text = text_from_row(row)
    title = text.text[: text.body_start].strip()
    body = visible_body(text.text, text.body_start, text.noise)
    return EarlierText(text.version, row["taken"], title, (body,))

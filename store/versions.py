"""Texts and their versions: a changed text becomes a new version, annotations are carried to it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.database import Connection, Row
from store.models import ArticleText, Span, TextQuote
from store.text.composition import compose, visible_body

if TYPE_CHECKING:
    from store.text.layout import Layout


def add_version(
    connection: Connection, article_id: str, version: int, text: str, layout: Layout, taken: str
) -> None:
    """Keep a text as one more version of an article."""
    connection.run(
        "INSERT INTO article_version (article_id, version, text, body_start, noise, taken)"
        " VALUES (:article_id, :version, :text, :body_start, :noise, :taken)",
        article_id=article_id,
        version=version,
        text=text,
        body_start=layout.body_start,
        noise=dump_spans(layout.noise),
        taken=taken,
    )


def read_text(connection: Connection, article_id: str, version: int) -> ArticleText | None:
    """A version of an article's text, None where there is no such version."""
    row = connection.row(
        "SELECT * FROM article_version WHERE article_id = :article_id AND version = :version",
        article_id=article_id,
        version=version,
    )
    return None if row is None else text_from_row(row)


def newest_texts(connection: Connection, ids: Sequence[str]) -> dict[str, ArticleText]:
    """The newest texts of articles, by their ids; ids of none are left out."""
    rows = connection.rows_among(
        "SELECT article_version.* FROM article_version JOIN article"
        " ON article.id = article_version.article_id AND article.version = article_version.version"
        " WHERE article.id IN (:among)",
        ids,
    )
    return {row["article_id"]: text_from_row(row) for row in rows}


def text_from_row(row: Row) -> ArticleText:
    """The text that a row of ``article_version`` holds."""
    noise = tuple(Span(start, end) for start, end in json.loads(row["noise"]))
    return ArticleText(row["article_id"], row["version"], row["text"], row["body_start"], noise)


def as_seen(text: ArticleText) -> str:
    """Title and body as readers see them, without noise."""
    body = visible_body(text.text, text.body_start, text.noise)
    return compose(text.text[: text.body_start], body)


def dump_spans(spans: Sequence[Span]) -> str:
    """Spans as the database keeps them."""
    # As ``json.dumps`` would write it: there is one for each new article.
    return f"[{', '.join([f'[{span.start}, {span.end}]' for span in spans])}]"


def carry_stale(connection: Connection, article_id: str | None = None) -> set[str]:
    """Carry annotations that stand in an older text to the newest one; gives the articles' ids.

    What cannot be carried keeps its place in the old text and joins the orphans' queue.
    """
    rows = connection.rows(
        "SELECT annotation.*, article.version AS newest FROM annotation"
        " JOIN article ON article.id = annotation.article_id"
        " WHERE annotation.is_orphan = 0 AND annotation.version < article.version"
        " AND (:article_id IS NULL OR article.id = :article_id)",
        article_id=article_id,
    )
    groups: defaultdict[tuple[str, int, int], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["article_id"], row["version"], row["newest"]].append(row)
    for (owner, version, newest), stale in groups.items():
        _carry(connection, owner, version, newest, stale)
    return {row["article_id"] for row in rows}


def _carry(
    connection: Connection, article_id: str, version: int, newest: int, rows: Sequence[Row]
) -> None:
    from store.text.anchors import carry  # noqa: PLC0415 - few sessions carry any

    old = read_text(connection, article_id, version)
    new = read_text(connection, article_id, newest)
    if old is None or new is None:
        return
    spans = [Span(row["start_offset"], row["end_offset"]) for row in rows]
    for row, span in zip(rows, carry(old.text, new.text, spans), strict=True):
        if span is None or is_hidden(span, new):
            connection.run("UPDATE annotation SET is_orphan = 1 WHERE id = :id", id=row["id"])
        else:
            set_anchor(connection, row["id"], new, span)


def is_hidden(span: Span, text: ArticleText) -> bool:
    """Whether a passage overlaps what readers never see."""
    return any(span.start < noise.end and noise.start < span.end for noise in text.noise)


def set_anchor(connection: Connection, annotation_id: str, text: ArticleText, span: Span) -> None:
    """Let an annotation stand at a place of a text."""
    connection.run(
        "UPDATE annotation SET exact = :exact, prefix = :prefix, suffix = :suffix,"
        " start_offset = :start_offset, end_offset = :end_offset, version = :version,"
        " is_orphan = :is_orphan WHERE id = :id",
        id=annotation_id,
        **anchor_values(text, span),
    )


def quote_from_row(row: Row) -> TextQuote:
    """Where an annotation stands, by its row."""
    return TextQuote(
        row["exact"], row["prefix"], row["suffix"], row["start_offset"], row["end_offset"]
    )


def anchor_values(text: ArticleText, span: Span) -> dict[str, object]:
    """The columns of an annotation that say where it stands."""
    from store.text.anchors import quote_at  # noqa: PLC0415 - few sessions set any

    quote = quote_at(text.text, span)
    return {
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "start_offset": quote.start,
        "end_offset": quote.end,
        "version": text.version,
        "is_orphan": 0,
    }

"""Passages that editors marked, notes on whole articles, and the queue of passages to be placed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.acts import Act, Acts, new_id, sampled
from store.articles import require_articles
from store.database import Connection, Row
from store.errors import (
    InvalidError,
    Kind,
    QuoteAmbiguousError,
    QuoteNotFoundError,
    UnknownError,
)
from store.fact_removal import take_support
from store.models import (
    Annotation,
    AnnotationKind,
    ArticleNote,
    ArticleText,
    JournalEntry,
    Span,
)
from store.references import only_one
from store.text import anchors
from store.versions import anchor_values, is_hidden, newest_texts, quote_from_row

_SHOWN = 80
_AROUND = 40


class Annotations(Acts):
    """The annotations and notes of the desk."""

    def of(self, article_id: str) -> Sequence[Annotation]:
        """An article's annotations in the order of their places, orphans last."""
        with self._database.reading() as connection:
            return read_annotations(connection, [article_id])

    def get(self, annotation_id: str) -> Annotation:
        """One annotation.

        Raises:
            UnknownError: there is none of this id.
        """
        with self._database.reading() as connection:
            return annotation_from_row(_require(connection, "annotation", annotation_id))

    def find_quote(self, article_id: str, quote: str) -> Span:
        """Where a passage stands in an article's newest text; white space and typography may differ.

        Raises:
            QuoteNotFoundError: it is not there, or only in what readers never see.
            QuoteAmbiguousError: it is there more than once.
        """
        with self._database.reading() as connection:
            text = _newest_text(connection, article_id)
        places = anchors.find(text.text, quote, text.noise)
        if not places:
            raise QuoteNotFoundError(
                article_id, quote, anchors.nearest(text.text, quote, text.noise)
            )
        if len(places) > 1:
            shown = tuple((span, _around(text.text, span)) for span in places)
            raise QuoteAmbiguousError(article_id, quote, shown)
        return places[0]

    def add(
        self,
        article_id: str,
        span: Span,
        kind: AnnotationKind = AnnotationKind.HIGHLIGHT,
        note: str = "",
    ) -> Annotation:
        """Mark a passage of an article's newest text.

        Raises:
            UnknownError: there is no such article.
            InvalidError: the passage is empty, outside of the text or hidden from readers.
        """
        with self._act("add-annotation") as act:
            annotation_id = _insert(act, article_id, span, kind, note)
            act.subject = _named(_require(act.connection, "annotation", annotation_id))
        return self.get(annotation_id)

    def edit(
        self, annotation_id: str, *, kind: AnnotationKind | None = None, note: str | None = None
    ) -> JournalEntry | None:
        """Change why a passage is marked, or what is noted on it.

        Raises:
            UnknownError: there is no such annotation.
        """
        with self._act("edit-annotation") as act:
            row = _require(act.connection, "annotation", annotation_id)
            values = {} if kind is None else {"kind": kind.value}
            values |= {} if note is None else {"note": note}
            act.update("annotation", row, **values)
            act.subject = _named(row)
        return act.entry

    def remove(self, annotation_id: str) -> JournalEntry | None:
        """Take an annotation away, and with it the facts that rest on nothing else.

        Raises:
            UnknownError: there is no such annotation.
        """
        with self._act("remove-annotation") as act:
            row = _require(act.connection, "annotation", annotation_id)
            facts = take_support(act, row["id"])
            act.delete("annotation", row)
            act.subject = _named(row) | {"facts": facts}
        return act.entry

    def orphans(self) -> Sequence[Annotation]:
        """Annotations whose passage was lost with a new version, oldest first."""
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT * FROM annotation WHERE is_orphan = 1 ORDER BY created, id"
            )
        return [annotation_from_row(row) for row in rows]

    def place(self, annotation_id: str, span: Span) -> JournalEntry | None:
        """Let an annotation stand at another passage of its article's newest text.

        Raises:
            UnknownError: there is no such annotation.
            InvalidError: the passage is empty, outside of the text or hidden from readers.
        """
        with self._act("place-annotation") as act:
            row = _require(act.connection, "annotation", annotation_id)
            text = _checked(act.connection, row["article_id"], span)
            act.update("annotation", row, **anchor_values(text, span))
            act.subject = _named(row)
        return act.entry

    def notes(self, article_id: str) -> Sequence[ArticleNote]:
        """The notes on a whole article, oldest first."""
        with self._database.reading() as connection:
            return read_notes(connection, [article_id])

    def add_note(self, ids: Sequence[str], text: str) -> JournalEntry:
        """Write the same note on articles, as one act.

        Raises:
            UnknownError: one of them is not there.
            InvalidError: the note is empty.
        """
        if not text.strip() or not ids:
            raise InvalidError("note", text)
        with self._act("add-note") as act:
            articles = require_articles(act.connection, ids)
            for article_id in articles:
                act.insert(
                    "article_note",
                    id=new_id(),
                    article_id=article_id,
                    place=_next_place(act.connection, article_id),
                    text=text.strip(),
                    editor=act.editor,
                    created=act.at,
                )
            act.subject = {"text": text.strip()[:_SHOWN], **sampled(articles)}
        if act.entry is None:
            raise InvalidError("note", text)
        return act.entry

    def edit_note(self, note_id: str, text: str) -> JournalEntry | None:
        """Write a note anew.

        Raises:
            UnknownError: there is no such note.
            InvalidError: the note is empty.
        """
        if not text.strip():
            raise InvalidError("note", text)
        with self._act("edit-note") as act:
            row = _require(act.connection, "article_note", note_id)
            act.update("article_note", row, text=text.strip())
            act.subject = {"article": row["article_id"], "text": text.strip()[:_SHOWN]}
        return act.entry

    def remove_note(self, note_id: str) -> JournalEntry | None:
        """Take a note away.

        Raises:
            UnknownError: there is no such note.
        """
        with self._act("remove-note") as act:
            row = _require(act.connection, "article_note", note_id)
            act.delete("article_note", row)
            act.subject = {"article": row["article_id"], "text": row["text"][:_SHOWN]}
        return act.entry


def mark_passage(act: Act, article_id: str, span: Span, kind: AnnotationKind) -> str:
    """Mark a passage as a part of an act, where it is not marked already; gives the annotation's id.

    Raises:
        UnknownError: there is no such article.
        InvalidError: the passage is empty, outside of the text or hidden from readers.
    """
    known = act.connection.row(
        "SELECT id FROM annotation WHERE article_id = :article_id AND start_offset = :start"
        " AND end_offset = :end AND is_orphan = 0 AND version = (SELECT version FROM article"
        " WHERE article.id = :article_id) ORDER BY created, id LIMIT 1",
        article_id=article_id,
        start=span.start,
        end=span.end,
    )
    return _insert(act, article_id, span, kind, "") if known is None else str(known["id"])


def read_annotations(connection: Connection, ids: Sequence[str]) -> list[Annotation]:
    """The annotations of articles, in the order of their places, orphans last."""
    rows = connection.rows_among("SELECT * FROM annotation WHERE article_id IN (:among)", ids)
    rows.sort(key=lambda row: (row["is_orphan"], row["start_offset"], row["end_offset"], row["id"]))
    return [annotation_from_row(row) for row in rows]


def read_notes(connection: Connection, ids: Sequence[str]) -> list[ArticleNote]:
    """The notes on articles, oldest first."""
    rows = connection.rows_among("SELECT * FROM article_note WHERE article_id IN (:among)", ids)
    rows.sort(key=lambda row: (row["article_id"], row["place"], row["created"], row["id"]))
    return [
        ArticleNote(row["id"], row["article_id"], row["text"], row["editor"], row["created"])
        for row in rows
    ]


def annotation_from_row(row: Row) -> Annotation:
    """The annotation that a row holds."""
    return Annotation(
        id=row["id"],
        article_id=row["article_id"],
        kind=AnnotationKind(row["kind"]),
        note=row["note"],
        quote=quote_from_row(row),
        version=row["version"],
        is_orphan=bool(row["is_orphan"]),
        editor=row["editor"],
        created=row["created"],
    )


_KINDS: Mapping[str, Kind] = {"annotation": "annotation", "article_note": "note"}


def _require(connection: Connection, table: str, reference: str) -> Row:
    """The row of an id or of the start of one."""
    kind = _KINDS[table]
    sql = f"SELECT * FROM {table} WHERE substr(id, 1, :length) = :start ORDER BY id LIMIT 5"  # noqa: S608 - one of two constants
    rows = connection.rows(sql, start=reference, length=max(len(reference), 1))
    return only_one(kind, reference, rows, lambda row: str(row["id"]))


def _next_place(connection: Connection, article_id: str) -> int:
    highest = connection.value(
        "SELECT max(place) FROM article_note WHERE article_id = :id", id=article_id
    )
    return 0 if highest is None else int(highest) + 1


def _newest_text(connection: Connection, article_id: str) -> ArticleText:
    text = newest_texts(connection, [article_id]).get(article_id)
    if text is None:
        raise UnknownError("article", article_id)
    return text


def _insert(act: Act, article_id: str, span: Span, kind: AnnotationKind, note: str) -> str:
    text = _checked(act.connection, article_id, span)
    annotation_id = new_id()
    act.insert(
        "annotation",
        id=annotation_id,
        article_id=article_id,
        kind=kind.value,
        note=note,
        **anchor_values(text, span),
        editor=act.editor,
        created=act.at,
    )
    return annotation_id


def _checked(connection: Connection, article_id: str, span: Span) -> ArticleText:
    text = _newest_text(connection, article_id)
    inside = 0 <= span.start < span.end <= len(text.text)
    if not inside or is_hidden(span, text) or not text.text[span.start : span.end].strip():
        raise InvalidError("span", f"{span.start}-{span.end}")
    return text


def _named(row: Row) -> dict[str, str]:
    return {"article": row["article_id"], "exact": row["exact"][:_SHOWN], "kind": row["kind"]}


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - _AROUND) : span.end + _AROUND]

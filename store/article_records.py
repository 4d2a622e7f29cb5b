"""Articles as the layers above get them: their rows joined with all that editors made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from store import grouping
from store.database import Connection, RowLike
from store.models import Article, ArticleKind, CopyMarks, Triage
from store.readings import versions_read
from store.text.composition import ELLIPSIS

_COLUMNS = (
    "SELECT article.*, article_state.triage, article_state.is_read, article_state.starred"
    " FROM article JOIN article_state ON article_state.article_id = article.id"
)
_TAGS = (
    "SELECT article_id, tag.name FROM article_tag JOIN tag ON tag.id = article_tag.tag_id"
    " WHERE article_id IN (:among) ORDER BY tag.name"
)
_MISSIONS = (
    "SELECT article_id, mission.slug FROM mission_link JOIN mission ON mission.id = mission_id"
    " WHERE article_id IN (:among) ORDER BY mission.slug"
)
_ANNOTATIONS = "SELECT article_id, id FROM annotation WHERE article_id IN (:among)"
_NOTES = "SELECT article_id, id FROM article_note WHERE article_id IN (:among)"
_TRIAGE = (
    "SELECT article_id, triage FROM article_state WHERE article_id IN (:among) AND triage <> 'new'"
)
_Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Made:
    """What editors made, by article."""

    tags: _Values
    missions: _Values
    annotations: _Values
    notes: _Values
    triage: _Values


def read_articles(
    connection: Connection, ids: Sequence[str], reader: str | None = None
) -> list[Article]:
    """Articles in the order asked for; ids of none are left out.

    Args:
        connection: where from.
        ids: the articles.
        reader: the editor of whom it is said which version they read; nobody where None.
    """
    rows = connection.rows_among(f"{_COLUMNS} WHERE article.id IN (:among)", ids)
    by_id = {row["id"]: row for row in rows}
    others = _others(connection, ids)
    together = list(dict.fromkeys([*ids, *(each for copies in others.values() for each in copies)]))
    made = _Made(*(grouped(connection, sql, together) for sql in _MADE))
    read = {} if reader is None else versions_read(connection, ids, reader)
    return [
        article_from_row(
            by_id[key],
            tags=tuple(made.tags.get(key, ())),
            missions=tuple(made.missions.get(key, ())),
            annotation_count=len(made.annotations.get(key, ())),
            note_count=len(made.notes.get(key, ())),
            others=len(others.get(key, ())),
            on_copies=_marks(made, others[key]) if key in others else None,
            read_version=read.get(key),
        )
        for key in ids
        if key in by_id
    ]


_MADE = (_TAGS, _MISSIONS, _ANNOTATIONS, _NOTES, _TRIAGE)


def article_from_row(row: RowLike, **made: Any) -> Article:
    """An article from its joined row and from what editors made of it."""
    return Article(
        id=row["id"],
        title=row["title"],
        headline=_headline(row),
        source=row["source"],
        author=row["author"],
        url=row["url"],
        canonical_url=row["canonical_url"],
        published=row["published"],
        fetched=row["fetched"],
        language=row["language"],
        kind=ArticleKind(row["kind"]),
        feed_id=row["feed_id"],
        guid=row["guid"],
        version=row["version"],
        change_number=row["change_number"],
        triage=Triage(row["triage"]),
        is_read=bool(row["is_read"]),
        starred=bool(row["starred"]),
        **made,
    )


def _headline(row: RowLike) -> str:
    says_nothing = row["title"] is None and row["headline"] == ELLIPSIS
    return f"{row['id']}.txt" if says_nothing else str(row["headline"])


def grouped(connection: Connection, sql: str, ids: Sequence[str]) -> defaultdict[str, list[str]]:
    """What a query for ``IN (:among)`` gives of each article: its first column is their id."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for owner, value in connection.rows_among(sql, ids):
        groups[owner].append(value)
    return groups


def _others(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """The other articles of the group of each that is in one, newest first."""
    groups = grouping.group_ids_of(connection, ids)
    members = grouping.members(connection, list(groups.values())) if groups else {}
    found = {key: [each for each in members[group] if each != key] for key, group in groups.items()}
    return {key: others for key, others in found.items() if others}


def _marks(made: _Made, ids: Sequence[str]) -> CopyMarks:
    return CopyMarks(
        tags=tuple(sorted({tag for each in ids for tag in made.tags.get(each, ())})),
        missions=tuple(sorted({slug for each in ids for slug in made.missions.get(each, ())})),
        annotation_count=sum(len(made.annotations.get(each, ())) for each in ids),
        note_count=sum(len(made.notes.get(each, ())) for each in ids),
        triage=_decided({triage for each in ids for triage in made.triage.get(each, ())}),
    )


def _decided(triage: AbstractSet[str]) -> Triage:
    """What counts of several decisions: what was kept once is wanted."""
    order = (Triage.KEPT, Triage.DISCARDED)
    return next((each for each in order if each.value in triage), Triage.NEW)

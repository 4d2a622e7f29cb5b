"""What the index must know, and what of it changed since: store and index are joined by a number alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.acts import Acts
from store.annotations import read_annotations, read_notes
from store.article_records import grouped, read_articles
from store.database import Connection
from store.earlier import read_earlier
from store.fact_records import facts_of_articles
from store.mentions import names_of_articles
from store.missions import read_links
from store.models import (
    Annotation,
    Article,
    ArticleText,
    EarlierText,
    EntityNames,
    FactStatus,
    FactType,
    IndexDocument,
    Mission,
    Role,
)
from store.readings import readers_behind
from store.tagtree import lineage
from store.text.composition import visible_body
from store.versions import newest_texts


class Changes(Acts):
    """The changes of the desk in the order of their numbers."""

    def current(self) -> int:
        """The highest change number given out."""
        with self._database.reading() as connection:
            return int(connection.value("SELECT number FROM change_counter WHERE id = 1"))

    def pending(self, number: int) -> int:
        """How many articles changed after this number."""
        with self._database.reading() as connection:
            sql = "SELECT count(*) FROM article WHERE change_number > :number"
            return int(connection.value(sql, number=number))

    def after(self, number: int, limit: int = 200) -> Sequence[IndexDocument]:
        """The articles that changed after this number, as they are now, lowest number first."""
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT id FROM article WHERE change_number > :number"
                " ORDER BY change_number LIMIT :limit",
                number=number,
                limit=limit,
            )
            return _documents(connection, [row[0] for row in rows])

    def numbers(self) -> dict[str, int]:
        """The change number of every article."""
        with self._database.reading() as connection:
            return {
                row[0]: row[1] for row in connection.rows("SELECT id, change_number FROM article")
            }


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the index is told of articles beside their rows, by their ids."""

    texts: Mapping[str, ArticleText]
    notes: Mapping[str, Sequence[str]]
    annotations: Mapping[str, Sequence[Annotation]]
    missions: Mapping[str, Sequence[tuple[Mission, Role]]]
    aliases: Mapping[str, Sequence[str]]
    """Of their tags."""
    collections: Mapping[str, Sequence[str]]
    changed_for: Mapping[str, tuple[str, ...]]
    entities: Mapping[str, tuple[EntityNames, ...]]
    facts: Mapping[str, tuple[tuple[FactType, FactStatus], ...]]
    earlier: Mapping[str, tuple[EarlierText, ...]]


def _documents(connection: Connection, ids: Sequence[str]) -> list[IndexDocument]:
    articles = read_articles(connection, ids)
    beside = _read_beside(connection, ids, articles)
    return [_document(article, beside) for article in articles]


def _read_beside(
    connection: Connection, ids: Sequence[str], articles: Sequence[Article]
) -> _Beside:
    notes: defaultdict[str, list[str]] = defaultdict(list)
    annotations: defaultdict[str, list[Annotation]] = defaultdict(list)
    for note in read_notes(connection, ids):
        notes[note.article_id].append(note.text)
    for annotation in read_annotations(connection, ids):
        annotations[annotation.article_id].append(annotation)
    return _Beside(
        texts=newest_texts(connection, ids),
        notes=notes,
        annotations=annotations,
        missions=read_links(connection, ids),
        aliases=grouped(connection, _ALIASES, ids),
        collections=grouped(connection, _COLLECTIONS, ids),
        changed_for=readers_behind(connection, ids),
        entities=names_of_articles(connection, ids),
        facts=facts_of_articles(connection, ids),
        earlier=read_earlier(connection, articles),
    )


_ALIASES = (
    "SELECT article_id, alias FROM article_tag"
    " JOIN tag_alias ON tag_alias.tag_id = article_tag.tag_id WHERE article_id IN (:among)"
)
_COLLECTIONS = (
    "SELECT article_id, slug FROM collection_item"
    " JOIN collection ON collection.id = collection_item.collection_id"
    " WHERE article_id IN (:among) ORDER BY slug"
)


def _document(article: Article, beside: _Beside) -> IndexDocument:
    key, text = article.id, beside.texts[article.id]
    annotations = beside.annotations.get(key, ())
    marked_notes = [annotation.note for annotation in annotations if annotation.note]
    return IndexDocument(
        id=key,
        change_number=article.change_number,
        title=article.title or "",
        text=visible_body(text.text, text.body_start, text.noise),
        notes=(*beside.notes.get(key, ()), *marked_notes),
        quotes=tuple(annotation.quote.exact for annotation in annotations),
        tags=_tags(article, beside.aliases.get(key, ())),
        missions=tuple((each.slug, each.details.title) for each, _ in beside.missions.get(key, ())),
        collections=tuple(beside.collections.get(key, ())),
        source=article.source,
        author=article.author,
        url=article.url,
        published=article.published,
        added=article.fetched,
        language=article.language,
        kind=article.kind,
        triage=article.triage,
        is_read=article.is_read,
        starred=article.starred,
        annotation_kinds=tuple(dict.fromkeys(annotation.kind for annotation in annotations)),
        changed_for=beside.changed_for.get(key, ()),
        has_copies=article.others > 0,
        entities=beside.entities.get(key, ()),
        facts=beside.facts.get(key, ()),
        version=article.version,
        earlier=beside.earlier.get(key, ()),
    )


def _tags(article: Article, aliases: Sequence[str]) -> tuple[str, ...]:
    """A tag's name, the names above it, and the names it went by before."""
    names = dict.fromkeys(level for name in article.tags for level in lineage(name))
    return tuple(names | dict.fromkeys(aliases))

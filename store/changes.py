"""What the index must know, and what of it changed since: store and index are joined by a number alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from store.acts import Acts
from store.annotations import read_annotations, read_notes
from store.article_records import read_articles
from store.database import Connection
from store.earlier import read_earlier
from store.fact_records import facts_of_articles
from store.mentions import names_of_articles
from store.missions import read_links
from store.models import (
    AnnotationKind,
    Article,
    ArticleText,
    EarlierText,
    EntityNames,
    FactStatus,
    FactType,
    IndexDocument,
)
from store.readings import readers_behind
from store.tagtree import lineage
from store.text.composition import visible_body
from store.versions import text_from_row


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


def _documents(connection: Connection, ids: Sequence[str]) -> list[IndexDocument]:
    articles = read_articles(connection, ids)
    texts = _texts(connection, ids)
    aliases = _aliases(connection, ids)
    notes: defaultdict[str, list[str]] = defaultdict(list)
    quotes: defaultdict[str, list[str]] = defaultdict(list)
    kinds: defaultdict[str, dict[AnnotationKind, None]] = defaultdict(dict)
    for note in read_notes(connection, ids):
        notes[note.article_id].append(note.text)
    for annotation in read_annotations(connection, ids):
        quotes[annotation.article_id].append(annotation.quote.exact)
        kinds[annotation.article_id][annotation.kind] = None
        if annotation.note:
            notes[annotation.article_id].append(annotation.note)
    links = read_links(connection, ids)
    collections = _collections(connection, ids)
    behind = readers_behind(connection, ids)
    earlier = read_earlier(connection, articles)
    entities = names_of_articles(connection, ids)
    facts = facts_of_articles(connection, ids)
    return [
        _document(
            article,
            texts[article.id],
            notes=tuple(notes[article.id]),
            quotes=tuple(quotes[article.id]),
            annotation_kinds=tuple(kinds[article.id]),
            tags=_tags(article, aliases[article.id]),
            missions=tuple(
                (mission.slug, mission.details.title) for mission, _ in links.get(article.id, ())
            ),
            collections=tuple(collections[article.id]),
            changed_for=behind.get(article.id, ()),
            entities=entities.get(article.id, ()),
            facts=facts.get(article.id, ()),
            earlier=earlier.get(article.id, ()),
        )
        for article in articles
    ]


def _document(
    article: Article,
    text: ArticleText,
    *,
    notes: tuple[str, ...],
    quotes: tuple[str, ...],
    annotation_kinds: tuple[AnnotationKind, ...],
    tags: tuple[str, ...],
    missions: tuple[tuple[str, str], ...],
    collections: tuple[str, ...],
    changed_for: tuple[str, ...],
    entities: tuple[EntityNames, ...],
    facts: tuple[tuple[FactType, FactStatus], ...],
    earlier: tuple[EarlierText, ...],
) -> IndexDocument:
    return IndexDocument(
        id=article.id,
        change_number=article.change_number,
        title=article.title or "",
        text=visible_body(text.text, text.body_start, text.noise),
        notes=notes,
        quotes=quotes,
        tags=tags,
        missions=missions,
        collections=collections,
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
        annotation_kinds=annotation_kinds,
        changed_for=changed_for,
        has_copies=article.others > 0,
        entities=entities,
        facts=facts,
        version=article.version,
        earlier=earlier,
    )


def _tags(article: Article, aliases: Sequence[str]) -> tuple[str, ...]:
    """A tag's name, the names above it, and the names it went by before."""
    names = dict.fromkeys(level for name in article.tags for level in lineage(name))
    return tuple(names | dict.fromkeys(aliases))


def _texts(connection: Connection, ids: Sequence[str]) -> dict[str, ArticleText]:
    rows = connection.rows_among(
        "SELECT article_version.* FROM article_version JOIN article"
        " ON article.id = article_version.article_id AND article.version = article_version.version"
        " WHERE article.id IN (:among)",
        ids,
    )
    return {row["article_id"]: text_from_row(row) for row in rows}


def _aliases(connection: Connection, ids: Sequence[str]) -> defaultdict[str, list[str]]:
    rows = connection.rows_among(
        "SELECT article_id, alias FROM article_tag"
        " JOIN tag_alias ON tag_alias.tag_id = article_tag.tag_id WHERE article_id IN (:among)",
        ids,
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for article_id, alias in rows:
        found[article_id].append(alias)
    return found


def _collections(connection: Connection, ids: Sequence[str]) -> defaultdict[str, list[str]]:
    rows = connection.rows_among(
        "SELECT article_id, slug FROM collection_item"
        " JOIN collection ON collection.id = collection_item.collection_id"
        " WHERE article_id IN (:among) ORDER BY slug",
        ids,
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for article_id, slug in rows:
        found[article_id].append(slug)
    return found

"""Selections: collections, missions and answers to queries, put together for an export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from store.acts import Acts
from store.annotations import read_annotations, read_notes
from store.article_records import read_articles
from store.collections import read_collection
from store.database import Connection
from store.fact_records import facts_of_mission
from store.missions import mission_from_row, read_links, require_mission
from store.models import (
    Annotation,
    ArticleNote,
    Role,
    SelectedArticle,
    SelectedFact,
    Selection,
    SelectionSection,
)
from store.versions import newest_texts


class Selections(Acts):
    """What can be handed out."""

    def collection(self, slug: str) -> Selection:
        """A collection in its order, section by section.

        Raises:
            UnknownError: there is none of this slug.
        """
        with self._database.reading() as connection:
            collection = read_collection(connection, slug)
            comments = {item.article_id: item.comment for item in collection.items}
            articles = _select(connection, list(comments), comments)
        headings = [(None, ""), *((section.id, section.title) for section in collection.sections)]
        sections = [
            SelectionSection(
                title,
                tuple(
                    articles[item.article_id]
                    for item in collection.items
                    if item.section_id == section_id
                ),
            )
            for section_id, title in headings
        ]
        return Selection(
            kind="collection",
            name=slug,
            title=collection.title,
            introduction=collection.introduction,
            made=self._now(),
            sections=tuple(section for section in sections if section.articles),
        )

    def mission(self, slug: str) -> Selection:
        """A mission with its facts and its articles, oldest first.

        Raises:
            UnknownError: there is none of this slug.
        """
        with self._database.reading() as connection:
            mission = mission_from_row(require_mission(connection, slug))
            rows = connection.rows(
                "SELECT article.id FROM mission_link JOIN article ON article.id = article_id"
                " WHERE mission_id = :id ORDER BY dated, article.id",
                id=mission.id,
            )
            ids = [row[0] for row in rows]
            articles = _select(connection, ids, {})
            facts = _facts(connection, mission.id)
        section = SelectionSection("", tuple(articles[each] for each in ids))
        return Selection(
            kind="mission",
            name=slug,
            title=mission.details.title,
            introduction=mission.details.objectives or "",
            made=self._now(),
            sections=(section,),
            mission=mission,
            facts=facts,
        )

    def query(self, query: str, ids: Sequence[str]) -> Selection:
        """The answer to a query, in the order given; ids of none are left out."""
        with self._database.reading() as connection:
            articles = _select(connection, ids, {})
        found = tuple(articles[each] for each in ids if each in articles)
        return Selection(
            kind="query",
            name=query,
            title=query,
            introduction="",
            made=self._now(),
            sections=(SelectionSection("", found),),
        )


def _facts(connection: Connection, mission_id: str) -> tuple[SelectedFact, ...]:
    facts = facts_of_mission(connection, mission_id)
    ids = {passage.article_id for fact in facts for passage in fact.passages}
    articles = {each.id: each for each in read_articles(connection, sorted(ids))}
    return tuple(
        SelectedFact(fact, tuple(articles[passage.article_id] for passage in fact.passages))
        for fact in facts
    )


def _select(
    connection: Connection, ids: Sequence[str], comments: Mapping[str, str]
) -> dict[str, SelectedArticle]:
    annotations: defaultdict[str, list[Annotation]] = defaultdict(list)
    notes: defaultdict[str, list[ArticleNote]] = defaultdict(list)
    for annotation in read_annotations(connection, ids):
        annotations[annotation.article_id].append(annotation)
    for note in read_notes(connection, ids):
        notes[note.article_id].append(note)
    links = read_links(connection, ids)
    texts = newest_texts(connection, ids)
    selected = {}
    for article in read_articles(connection, ids):
        roles: tuple[tuple[str, Role], ...] = tuple(
            (mission.details.title, role) for mission, role in links.get(article.id, ())
        )
        selected[article.id] = SelectedArticle(
            article=article,
            text=texts[article.id],
            comment=comments.get(article.id, ""),
            annotations=tuple(annotations[article.id]),
            notes=tuple(notes[article.id]),
            roles=roles,
        )
    return selected

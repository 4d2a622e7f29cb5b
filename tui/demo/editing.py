"""What the demo's editors did: missions, links, tags, decisions, passages, names, facts, notes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from store.models import Triage
from tui.demo.documents import entry_guid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from store.desk import Desk
    from store.models import Role
    from tui.demo.content import DemoCollection, DemoContent, DemoFact, DemoMission

ArticleIds = dict[str, str]
"""Article ids of the desk by the names of the demo's stories."""


def collected_ids(desk: Desk, content: DemoContent) -> ArticleIds:
    """Return the ids of the stories that came by the demo's feeds."""
    by_title = {feed.details.title: feed for feed in desk.feeds.list()}
    ids: ArticleIds = {}
    for feed in content.feeds:
        names = {entry_guid(feed, entry): entry.article for entry in feed.entries}
        known = desk.intake.known(by_title[feed.title].id, list(names), [])
        ids |= {names[each.guid]: each.article_id for each in known if each.guid in names}
    return ids


def edit_desk(desk: Desk, content: DemoContent, ids: ArticleIds) -> None:
    """Do to a desk all that the description says editors did."""
    for mission in content.missions:
        _make_mission(desk, mission, ids)
    for tag, names in content.tags.items():
        desk.tags.apply(_some(ids, names), add=[tag])
    desk.articles.set_triage(_some(ids, content.kept), Triage.KEPT)
    desk.articles.set_triage(_some(ids, content.discarded), Triage.DISCARDED)
    desk.articles.set_read(_some(ids, (*content.kept, *content.discarded)), is_read=True)
    desk.articles.set_starred(_some(ids, content.starred), starred=True)
    _annotate(desk, content, ids)
    for kind, name, aliases in content.entities:
        desk.entities.create(kind, name, aliases)
    _record_facts(desk, content.facts, ids)
    for name, text in content.notes:
        desk.annotations.add_note([ids[name]], text)
    for collection in content.collections:
        _make_collection(desk, collection, ids)
    for name, query in content.searches:
        desk.searches.save(name, query)


def _some(ids: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return [ids[name] for name in names]


def _make_mission(desk: Desk, mission: DemoMission, ids: ArticleIds) -> None:
    desk.missions.create(mission.details, slug=mission.slug)
    by_role: defaultdict[Role, list[str]] = defaultdict(list)
    for name, role in mission.links:
        by_role[role].append(ids[name])
    for role, articles in by_role.items():
        desk.missions.link(mission.slug, articles, role)


def _annotate(desk: Desk, content: DemoContent, ids: ArticleIds) -> None:
    for each in content.annotations:
        article = ids[each.article]
        span = desk.annotations.find_quote(article, each.quote)
        desk.annotations.add(article, span, each.kind, each.note)


def _record_facts(desk: Desk, facts: Iterable[DemoFact], ids: ArticleIds) -> None:
    recorded: dict[str, str] = {}
    for each in facts:
        article = ids[each.article]
        place = (article, desk.annotations.find_quote(article, each.quote))
        details = replace(each.details, parts=tuple(recorded[name] for name in each.parts))
        recorded[each.name] = desk.facts.add(each.mission, details, places=[place]).id


def _make_collection(desk: Desk, collection: DemoCollection, ids: ArticleIds) -> None:
    desk.collections.create(collection.title, collection.introduction, slug=collection.slug)
    for section in collection.sections:
        names = [name for name, _ in section.items]
        desk.collections.add(collection.slug, _some(ids, names), section=section.title)
        for name, comment in section.items:
            if comment:
                desk.collections.comment(collection.slug, ids[name], comment)

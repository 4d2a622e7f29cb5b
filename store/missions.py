"""Economic missions and the articles linked to them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from store.acts import Act, Acts, new_id, sampled
from store.articles import require_articles
from store.database import Connection, Row
from store.days import check_day
from store.errors import InvalidError, UnknownError
from store.fact_removal import take_facts_of
from store.models import (
    Direction,
    JournalEntry,
    Mission,
    MissionDetails,
    MissionLink,
    PressDate,
    Role,
)
from store.slugs import check_slug, make_slug

_SELECT = (
    "SELECT mission.*, (SELECT count(*) FROM mission_link WHERE mission_id = mission.id)"
    " AS article_count FROM mission"
)
_REVIEW_YEARS = (1, 3)
_REVIEW_DAYS = 30


class Missions(Acts):
    """The missions of the desk."""

    def list(self) -> Sequence[Mission]:
        """All missions, the newest first: by their first day, else by when they were made."""
        with self._database.reading() as connection:
            rows = connection.rows(f"{_SELECT} ORDER BY coalesce(date_first, created) DESC, slug")
        return [mission_from_row(row) for row in rows]

    def get(self, slug: str) -> Mission:
        """One mission.

        Raises:
            UnknownError: there is none of this slug.
        """
        with self._database.reading() as connection:
            return mission_from_row(require_mission(connection, slug))

    def create(
        self,
        details: MissionDetails,
        slug: str | None = None,
        *,
        articles: Sequence[str] = (),
        role: Role = Role.REPORT,
    ) -> Mission:
        """Make a mission, and link articles to it by the same act.

        Args:
            details: what is known of it.
            slug: made from the title where none is given.
            articles: those to be linked.
            role: what they are to the mission.

        Raises:
            InvalidError: no title, or a slug or date that cannot be.
            TakenError: the slug is another mission's.
            UnknownError: an article is not there.
        """
        values = _values(details)
        with self._act("create-mission") as act:
            taken = {row[0] for row in act.connection.rows("SELECT slug FROM mission")}
            name = check_slug("mission", slug, taken) if slug else make_slug(details.title, taken)
            act.insert("mission", id=new_id(), slug=name, created=act.at, **values)
            linked = _link(act, require_mission(act.connection, name), articles, role)
            act.subject = {"slug": name, "title": values["title"]}
            act.subject |= sampled(linked) if linked else {}
        return self.get(name)

    def edit(self, slug: str, details: MissionDetails) -> JournalEntry | None:
        """Change what is known of a mission; its slug stays.

        Raises:
            UnknownError: there is none of this slug.
            InvalidError: no title, or a date that cannot be.
        """
        with self._act("edit-mission") as act:
            act.update("mission", _plain(act.connection, slug), **_values(details))
            act.subject = {"slug": slug, "title": details.title}
        return act.entry

    def remove(self, slug: str) -> JournalEntry | None:
        """Take a mission with its links and facts away; the articles and their passages stay.

        Raises:
            UnknownError: there is none of this slug.
        """
        with self._act("remove-mission") as act:
            row = _plain(act.connection, slug)
            links = act.connection.rows(
                "SELECT * FROM mission_link WHERE mission_id = :id", id=row["id"]
            )
            for link in links:
                act.delete("mission_link", link)
            facts = take_facts_of(act, row["id"])
            act.delete("mission", row)
            act.subject = {"slug": slug, "title": row["title"], "facts": facts}
        return act.entry

    def link(self, slug: str, ids: Sequence[str], role: Role = Role.REPORT) -> JournalEntry | None:
        """Link articles to a mission in a role; those linked already change theirs.

        Raises:
            UnknownError: the mission or an article is not there.
        """
        with self._act("link-mission") as act:
            mission = require_mission(act.connection, slug)
            changed = _link(act, mission, ids, role)
            act.subject = _named(mission) | {"role": role.value} | sampled(changed)
        return act.entry

    def unlink(self, slug: str, ids: Sequence[str]) -> JournalEntry | None:
        """Take articles out of a mission; those that are not in it are passed over.

        Raises:
            UnknownError: the mission is not there.
        """
        with self._act("unlink-mission") as act:
            mission = require_mission(act.connection, slug)
            links = _links(act.connection, mission["id"])
            changed = [article_id for article_id in dict.fromkeys(ids) if article_id in links]
            for article_id in changed:
                act.delete("mission_link", links[article_id])
            act.subject = _named(mission) | sampled(changed)
        return act.entry

    def links(self, slug: str) -> Sequence[MissionLink]:
        """A mission's articles with their roles, in the order in which they were linked.

        Raises:
            UnknownError: there is none of this slug.
        """
        with self._database.reading() as connection:
            mission = require_mission(connection, slug)
            rows = connection.rows(
                "SELECT * FROM mission_link WHERE mission_id = :id ORDER BY created, article_id",
                id=mission["id"],
            )
        return [
            MissionLink(
                row["mission_id"],
                row["article_id"],
                Role(row["role"]),
                row["editor"],
                row["created"],
            )
            for row in rows
        ]

    def links_of(self, article_id: str) -> Sequence[tuple[Mission, Role]]:
        """The missions that an article is linked to, each with its role there."""
        with self._database.reading() as connection:
            return read_links(connection, [article_id]).get(article_id, [])


def read_links(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[Mission, Role]]]:
    """The missions of articles with the roles there, by the articles' ids."""
    rows = connection.rows_among(
        "SELECT link.article_id, link.role, mission.*, (SELECT count(*) FROM mission_link"
        " WHERE mission_id = mission.id) AS article_count FROM mission_link AS link"
        " JOIN mission ON mission.id = link.mission_id WHERE link.article_id IN (:among)"
        " ORDER BY mission.slug",
        ids,
    )
    found: dict[str, list[tuple[Mission, Role]]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append((mission_from_row(row), Role(row["role"])))
    return found


def require_mission(connection: Connection, slug: str) -> Row:
    """The row of a mission with the number of its articles.

    Raises:
        UnknownError: there is none of this slug.
    """
    row = connection.row(f"{_SELECT} WHERE slug = :slug", slug=slug)
    if row is None:
        raise UnknownError("mission", slug)
    return row


def mission_from_row(row: Row) -> Mission:
    """The mission that a row holds."""
    text = row["date_text"]
    dates = PressDate(text, row["date_first"], row["date_last"], row["date_precision"])
    details = MissionDetails(
        title=row["title"],
        direction=Direction(row["direction"]),
        origin=row["origin"],
        destinations=tuple(json.loads(row["destinations"])),
        organisers=tuple(json.loads(row["organisers"])),
        leader=row["leader"],
        dates=None if text is None else dates,
        sectors=tuple(json.loads(row["sectors"])),
        objectives=row["objectives"],
        delegation=row["delegation"],
        programme=row["programme"],
    )
    due = reviews_due(row["date_last"] or row["date_first"])
    return Mission(row["id"], row["slug"], details, row["created"], row["article_count"], due)


def reviews_due(last_day: str | None) -> tuple[str, ...]:
    """The days on which a mission's results are due for a look, from its last day."""
    if last_day is None:
        return ()
    day = date.fromisoformat(last_day)
    due = [day + timedelta(days=_REVIEW_DAYS)]
    due += [_years_later(day, years) for years in _REVIEW_YEARS]
    return tuple(each.isoformat() for each in due)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _plain(connection: Connection, slug: str) -> dict[str, Any]:
    """The mission's own columns, as an act compares them."""
    row = dict(require_mission(connection, slug))
    del row["article_count"]
    return row


def _link(act: Act, mission: Row, ids: Sequence[str], role: Role) -> list[str]:
    """Link articles to a mission in a role; gives those for which that changed something."""
    links = _links(act.connection, mission["id"])
    changed = []
    for article_id in require_articles(act.connection, ids):
        if article_id in links:
            if act.update("mission_link", links[article_id], role=role.value):
                changed.append(article_id)
            continue
        changed.append(article_id)
        act.insert(
            "mission_link",
            mission_id=mission["id"],
            article_id=article_id,
            role=role.value,
            editor=act.editor,
            created=act.at,
        )
    return changed


def _links(connection: Connection, mission_id: str) -> dict[str, Row]:
    rows = connection.rows("SELECT * FROM mission_link WHERE mission_id = :id", id=mission_id)
    return {row["article_id"]: row for row in rows}


def _named(row: Row) -> dict[str, Any]:
    return {"slug": row["slug"], "title": row["title"]}


def _values(details: MissionDetails) -> dict[str, Any]:
    if not details.title.strip():
        raise InvalidError("title", details.title)
    dates = details.dates
    for day in (dates.first, dates.last) if dates else ():
        check_day(day)
    return {
        "title": details.title.strip(),
        "direction": details.direction.value,
        "origin": details.origin,
        "destinations": _dump(details.destinations),
        "organisers": _dump(details.organisers),
        "leader": details.leader,
        "date_text": dates.text if dates else None,
        "date_first": dates.first if dates else None,
        "date_last": dates.last if dates else None,
        "date_precision": dates.precision if dates else None,
        "sectors": _dump(details.sectors),
        "objectives": details.objectives,
        "delegation": details.delegation,
        "programme": details.programme,
    }


def _dump(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)

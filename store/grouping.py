"""Which articles are of one group: what was found, overruled by what editors decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.database import Connection, Row


@dataclass(frozen=True, slots=True)
class Surplus:
    """How many articles of a list stand behind another one of their group."""

    views: Mapping[str, int]
    """By the names that the views have in ``ViewCounts``."""
    sources: Mapping[str, int]


def group_ids(connection: Connection) -> dict[str, str]:
    """The group of each article that is in one."""
    found = connection.rows("SELECT article_id, group_id FROM duplicate_group")
    decided = connection.rows("SELECT article_id, group_id FROM duplicate_decision")
    return _overruled(found, decided)


def group_ids_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The groups of these articles; those in none are left out."""
    found = "SELECT article_id, group_id FROM duplicate_group WHERE article_id IN (:among)"
    decided = "SELECT article_id, group_id FROM duplicate_decision WHERE article_id IN (:among)"
    return _overruled(connection.rows_among(found, ids), connection.rows_among(decided, ids))


def members(connection: Connection, groups: Sequence[str]) -> dict[str, list[str]]:
    """The articles of each of these groups, newest first."""
    rows = connection.rows_among(_MEMBERS, list(dict.fromkeys(groups)))
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for group, article_id, dated in rows:
        found[group].append((dated, article_id))
    return {
        group: [article_id for _, article_id in sorted(dated, reverse=True)]
        for group, dated in found.items()
    }


def together(connection: Connection, ids: Sequence[str]) -> list[str]:
    """These articles and all that are grouped with them."""
    groups = group_ids_of(connection, ids)
    found = members(connection, list(groups.values()))
    return list(dict.fromkeys([*ids, *(each for group in found.values() for each in group)]))


def fold(connection: Connection, ids: Sequence[str]) -> list[str]:
    """These articles, of each group only the one that comes first."""
    return first_of_each(ids, group_ids(connection))


def first_of_each(ids: Sequence[str], groups: Mapping[str, str]) -> list[str]:
    """These articles, of each group only the one that comes first among them."""
    first: dict[str, str] = {}
    for article_id in ids:
        first.setdefault(groups.get(article_id, article_id), article_id)
    return list(first.values())


def surplus(connection: Connection) -> Surplus:
    """How many articles less than articles there are rows in each view that shows copies as one."""
    row = connection.row(_SURPLUS)
    views = {} if row is None else {name: int(row[name] or 0) for name in row.keys()}  # noqa: SIM118 - a Row iterates values
    sources = connection.rows(_SURPLUS_BY_SOURCE) if any(views.values()) else []
    return Surplus(views, {source: int(count) for source, count in sources})


def _less(name: str, condition: str) -> str:
    """A column: the articles for which a condition holds, less their groups."""
    held = f"CASE WHEN {condition} THEN group_id END"
    return f"count({held}) - count(DISTINCT {held}) AS {name}"


_GROUPED = """
    FROM (
        SELECT duplicate_group.article_id, duplicate_group.group_id FROM duplicate_group
        LEFT JOIN duplicate_decision ON duplicate_decision.article_id = duplicate_group.article_id
        WHERE duplicate_decision.article_id IS NULL
        UNION ALL
        SELECT article_id, group_id FROM duplicate_decision WHERE group_id IS NOT NULL
    ) AS member
"""
_SURPLUS = f"""
    SELECT {_less("everything", "1 = 1")}, {_less("inbox", "triage = 'new'")},
           {_less("kept", "triage = 'kept'")}, {_less("discarded", "triage = 'discarded'")},
           {_less("unread", "is_read = 0")}
    {_GROUPED} JOIN article_state ON article_state.article_id = member.article_id
"""
_SURPLUS_BY_SOURCE = f"""
    SELECT source, count(*) - count(DISTINCT group_id)
    {_GROUPED} JOIN article ON article.id = member.article_id
    WHERE source IS NOT NULL GROUP BY source
"""


def _overruled(found: Sequence[Row], decided: Sequence[Row]) -> dict[str, str]:
    groups: dict[str, str] = {row["article_id"]: row["group_id"] for row in found}
    for article_id, group in decided:
        if group is None:
            groups.pop(article_id, None)
        else:
            groups[article_id] = group
    return groups


_MEMBERS = """
    SELECT duplicate_group.group_id, article.id, article.dated
    FROM duplicate_group JOIN article ON article.id = duplicate_group.article_id
    LEFT JOIN duplicate_decision ON duplicate_decision.article_id = article.id
    WHERE duplicate_decision.article_id IS NULL AND duplicate_group.group_id IN (:among)
    UNION ALL
    SELECT duplicate_decision.group_id, article.id, article.dated
    FROM duplicate_decision JOIN article ON article.id = duplicate_decision.article_id
    WHERE duplicate_decision.group_id IN (:among)
"""

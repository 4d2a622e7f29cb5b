"""Which articles are of one group: what was found, overruled by what editors decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from store.database import Connection, Row


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


def fold(connection: Connection, ids: Sequence[str]) -> list[str]:
    """These articles, of each group only the one that comes first."""
    groups = group_ids(connection)
    first: dict[str, str] = {}
    for article_id in ids:
        first.setdefault(groups.get(article_id, article_id), article_id)
    return list(first.values())


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

"""Which articles are of one group: what was found, overruled by what editors decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.database import Connection, Row
from store.models import Triage


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
    rows = connection.rows(_GROUPED)
    groups = group_ids(connection) if rows else {}
    grouped = [(row, groups[row["id"]]) for row in rows if row["id"] in groups]
    sources = ((row["source"], group) for row, group in grouped if row["source"] is not None)
    return Surplus(
        views=_behind((view, group) for row, group in grouped for view in _views_of(row)),
        sources=_behind(sources),
    )


def _behind(seen: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many of the pairs of a list and a group are not the first of their kind."""
    pairs = Counter(seen)
    behind: Counter[str] = Counter()
    for (name, _group), count in pairs.items():
        behind[name] += count - 1
    return dict(behind)


def _views_of(row: Row) -> Iterator[str]:
    yield "everything"
    yield _VIEW_OF[row["triage"]]
    if not row["is_read"]:
        yield "unread"


_VIEW_OF = {Triage.NEW: "inbox", Triage.KEPT: "kept", Triage.DISCARDED: "discarded"}

_GROUPED = """
    SELECT article.id, source, triage, is_read FROM article
    JOIN article_state ON article_state.article_id = article.id
    WHERE article.id IN (SELECT article_id FROM duplicate_group)
    OR article.id IN (SELECT article_id FROM duplicate_decision)
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

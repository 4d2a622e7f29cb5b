"""Facts as the layers above get them: their rows joined with parties, passages and parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from store.annotations import annotation_from_row
from store.database import Connection, Row
from store.entity_models import Fact, FactDetails, Figure, Party
from store.enums import FactStatus, FactType
from store.models import Annotation, PressDate

_SELECT = "SELECT fact.*, mission.slug FROM fact JOIN mission ON mission.id = fact.mission_id"
_ON_ARTICLE = (
    "SELECT DISTINCT fact_id FROM fact_passage JOIN annotation ON annotation.id = annotation_id"
    " WHERE article_id = :id"
)
_PARTIES = (
    "SELECT fact_id, entity_id, coalesce(entity.name, fact_party.name) AS name FROM fact_party"
    " LEFT JOIN entity ON entity.id = entity_id WHERE fact_id IN (:among) ORDER BY fact_id, place"
)
_PASSAGES = (
    "SELECT fact_id, place, annotation.* FROM fact_passage"
    " JOIN annotation ON annotation.id = annotation_id WHERE fact_id IN (:among)"
)
_PARTS = "SELECT fact_id, part_id FROM fact_part WHERE fact_id IN (:among) ORDER BY part_id"
_TYPES = {each: place for place, each in enumerate(FactType)}
_Passages = Mapping[str, Sequence[Annotation]]


def facts_of_mission(connection: Connection, mission_id: str) -> list[Fact]:
    """The facts of a mission: those of one type together, the earliest first."""
    rows = connection.rows(f"{_SELECT} WHERE mission_id = :id", id=mission_id)
    return _in_order(read_facts(connection, rows))


def facts_on_article(connection: Connection, article_id: str) -> list[Fact]:
    """The facts that rest on passages of an article, in the order of these."""
    rows = connection.rows_among(
        f"{_SELECT} WHERE fact.id IN (:among)",
        [row[0] for row in connection.rows(_ON_ARTICLE, id=article_id)],
    )
    found = _in_order(read_facts(connection, rows))
    return sorted(found, key=lambda fact: _place_in(fact, article_id))


def read_facts(connection: Connection, rows: Sequence[Row]) -> list[Fact]:
    """The facts that rows of ``fact``, joined with their mission's slug, hold."""
    ids = [row["id"] for row in rows]
    parties: defaultdict[str, list[Party]] = defaultdict(list)
    for row in connection.rows_among(_PARTIES, ids):
        parties[row["fact_id"]].append(Party(row["name"], row["entity_id"]))
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.rows_among(_PARTS, ids):
        parts[row["fact_id"]].append(row["part_id"])
    passages = _passages(connection, ids)
    return [
        Fact(
            id=row["id"],
            mission=row["slug"],
            details=_details(row, tuple(parties[row["id"]]), tuple(parts[row["id"]])),
            passages=tuple(passages.get(row["id"], ())),
            editor=row["editor"],
            created=row["created"],
        )
        for row in rows
    ]


def find_facts(connection: Connection, reference: str) -> list[Row]:
    """The rows of the facts whose id begins so, for ``read_facts``."""
    return connection.rows(
        f"{_SELECT} WHERE substr(fact.id, 1, :length) = :start ORDER BY fact.id LIMIT 9",
        start=reference,
        length=max(len(reference), 1),
    )


def facts_of_articles(
    connection: Connection, ids: Sequence[str]
) -> Mapping[str, tuple[tuple[FactType, FactStatus], ...]]:
    """The types and statuses of the facts that rest on articles, by the articles' ids."""
    rows = connection.rows_among(
        "SELECT DISTINCT article_id, type, status FROM annotation"
        " JOIN fact_passage ON annotation_id = annotation.id JOIN fact ON fact.id = fact_id"
        " WHERE article_id IN (:among) ORDER BY article_id, type, status",
        ids,
    )
    found: defaultdict[str, list[tuple[FactType, FactStatus]]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append((FactType(row["type"]), FactStatus(row["status"])))
    return {article_id: tuple(pairs) for article_id, pairs in found.items()}


def _passages(connection: Connection, ids: Sequence[str]) -> _Passages:
    rows = connection.rows_among(_PASSAGES, ids)
    found: defaultdict[str, list[Annotation]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["place"], row["id"])):
        found[row["fact_id"]].append(annotation_from_row(row))
    return found


def _details(row: Row, parties: tuple[Party, ...], parts: tuple[str, ...]) -> FactDetails:
    text, value = row["date_text"], row["figure_value"]
    date = PressDate(text, row["date_first"], row["date_last"], row["date_precision"])
    figure = Figure(value, row["figure_qualifier"], row["figure_unit"], row["figure_of"])
    return FactDetails(
        type=FactType(row["type"]),
        status=FactStatus(row["status"]),
        parties=parties,
        figure=None if value is None else figure,
        date=None if text is None else date,
        speaker=row["speaker"],
        is_aggregate=bool(row["is_aggregate"]),
        parts=parts,
        note=row["note"],
    )


def _in_order(facts: Sequence[Fact]) -> list[Fact]:
    def key(fact: Fact) -> tuple[object, ...]:
        details = fact.details
        day = details.date.first if details.date else None
        names = tuple(party.name.casefold() for party in details.parties)
        return _TYPES[details.type], day or "9", names, fact.created, fact.id

    return sorted(facts, key=key)


def _place_in(fact: Fact, article_id: str) -> int:
    return min(each.quote.start for each in fact.passages if each.article_id == article_id)

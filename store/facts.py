"""Facts of missions, each resting on passages of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from store.acts import Act, Acts, new_id
from store.annotations import mark_passage
from store.database import Connection, Row
from store.days import check_day
from store.entity_models import Fact, FactCount, FactDetails, Party
from store.enums import AnnotationKind
from store.errors import InvalidError, UnknownError
from store.fact_counts import count_facts
from store.fact_records import facts_of_mission, facts_on_article, find_facts, read_facts
from store.fact_removal import take_fact
from store.mentions import read_entities
from store.missions import require_mission
from store.models import JournalEntry, Span
from store.names import name_key
from store.references import only_one

Place = tuple[str, Span]
"""An article's id, and a passage of its newest text."""

_SHOWN = 80


class Facts(Acts):
    """The facts of the desk's missions."""

    def list(self, slug: str) -> Sequence[Fact]:
        """A mission's facts: those of one type together, the earliest first.

        Raises:
            UnknownError: there is no such mission.
        """
        with self._database.reading() as connection:
            return facts_of_mission(connection, require_mission(connection, slug)["id"])

    def counts(self, slug: str) -> Sequence[FactCount]:
        """How many facts of each type a mission has, no aggregate beside its parts.

        Raises:
            UnknownError: there is no such mission.
        """
        return count_facts(self.list(slug))

    def get(self, reference: str) -> Fact:
        """The fact of an id, or of the start of one.

        Raises:
            UnknownError, AmbiguousError: it is not one fact.
        """
        with self._database.reading() as connection:
            return read_facts(connection, [require_fact(connection, reference)])[0]

    def of(self, article_id: str) -> Sequence[Fact]:
        """The facts that rest on passages of an article, in the order of these."""
        with self._database.reading() as connection:
            return facts_on_article(connection, article_id)

    def add(
        self,
        slug: str,
        details: FactDetails,
        *,
        annotations: Sequence[str] = (),
        places: Sequence[Place] = (),
    ) -> Fact:
        """Record a fact of a mission.

        Parties that go by the name of one entity are taken for it.

        Args:
            slug: the mission.
            details: what the fact says.
            annotations: marked passages that it rests on, by their ids.
            places: passages that are marked for it, as facts, in the same act.

        Raises:
            UnknownError: the mission, an annotation, an article, an entity or a part is not there.
            InvalidError: it rests on nothing, or a passage or a date cannot be.
        """
        with self._act("add-fact") as act:
            mission = require_mission(act.connection, slug)
            fact_id = _insert(act, mission["id"], _settled(act.connection, details))
            _rest(act, fact_id, annotations, places)
            act.subject = _subject(act.connection, fact_id)
        return self.get(fact_id)

    def edit(self, reference: str, details: FactDetails) -> JournalEntry | None:
        """Change what a fact says.

        Raises:
            UnknownError, AmbiguousError: it is not one fact, or an entity or a part is not there.
            InvalidError: a date cannot be, or a fact would be a part of itself.
        """
        with self._act("edit-fact") as act:
            joined = require_fact(act.connection, reference)
            fact = read_facts(act.connection, [joined])[0]
            details = _settled(act.connection, details)
            act.update("fact", _plain(joined), **_values(details))
            if details.parties != fact.details.parties:
                _write_parties(act, fact.id, details.parties)
            _write_parts(act, fact.id, joined["mission_id"], details.parts)
            act.subject = _subject(act.connection, fact.id)
        return act.entry

    def support(
        self, reference: str, *, annotations: Sequence[str] = (), places: Sequence[Place] = ()
    ) -> JournalEntry | None:
        """Let a fact rest on more passages.

        Raises:
            UnknownError, AmbiguousError: it is not one fact, or an annotation or an article is not there.
            InvalidError: a passage cannot be.
        """
        with self._act("support-fact") as act:
            fact_id = require_fact(act.connection, reference)["id"]
            _rest(act, fact_id, annotations, places)
            act.subject = _subject(act.connection, fact_id)
        return act.entry

    def unsupport(self, reference: str, annotation_id: str) -> JournalEntry | None:
        """Let a fact rest on a passage no longer; the passage stays marked.

        Raises:
            UnknownError, AmbiguousError: it is not one fact, or rests on no such passage.
            InvalidError: it rests on nothing else.
        """
        with self._act("unsupport-fact") as act:
            fact_id = require_fact(act.connection, reference)["id"]
            passages = _passages(act.connection, fact_id)
            fitting = [row for row in passages if row["annotation_id"].startswith(annotation_id)]
            row = only_one(
                "annotation", annotation_id, fitting, lambda each: str(each["annotation_id"])
            )
            if len(passages) == 1:
                raise InvalidError("fact-passages", annotation_id)
            act.delete("fact_passage", row)
            act.subject = _subject(act.connection, fact_id)
        return act.entry

    def remove(self, reference: str) -> JournalEntry | None:
        """Take a fact away; its passages stay marked in their articles.

        Raises:
            UnknownError, AmbiguousError: it is not one fact.
        """
        with self._act("remove-fact") as act:
            fact_id = require_fact(act.connection, reference)["id"]
            act.subject = _subject(act.connection, fact_id)
            take_fact(act, fact_id)
        return act.entry


def require_fact(connection: Connection, reference: str) -> Row:
    """The row of a fact, joined with its mission's slug, by its id or the start of it.

    Raises:
        UnknownError, AmbiguousError: it is not one fact.
    """
    found = find_facts(connection, reference)
    return only_one("fact", reference, found, lambda row: str(row["id"]))


def _plain(joined: Row) -> dict[str, Any]:
    """The fact's own columns, as an act compares them."""
    row = dict(joined)
    del row["slug"]
    return row


def _settled(connection: Connection, details: FactDetails) -> FactDetails:
    """The details checked, empty values as None, parties joined with the entities they name."""
    for day in (details.date.first, details.date.last) if details.date else ():
        check_day(day)
    if details.figure is not None and not details.figure.value.strip():
        raise InvalidError("figure", details.figure.value)
    named = tuple(party for party in details.parties if party.entity_id or party.name.strip())
    return replace(
        details,
        parties=tuple(_known(connection, party) for party in named),
        is_aggregate=details.is_aggregate or bool(details.parts),
        parts=tuple(sorted({require_fact(connection, part)["id"] for part in details.parts})),
    )


def _known(connection: Connection, party: Party) -> Party:
    """A party with the entity that it is, where its name is that of one alone."""
    if party.entity_id is not None:
        found = read_entities(connection, [party.entity_id])
        if not found:
            raise UnknownError("entity", party.entity_id)
        return Party(found[0].name, party.entity_id)
    rows = connection.rows(
        "SELECT DISTINCT entity_id, entity.name FROM entity_name JOIN entity"
        " ON entity.id = entity_id WHERE name_key = :key",
        key=name_key(party.name),
    )
    if len(rows) != 1:
        return Party(party.name.strip())
    return Party(rows[0]["name"], rows[0]["entity_id"])


def _insert(act: Act, mission_id: str, details: FactDetails) -> str:
    """Add a fact that rests on nothing yet; gives its id."""
    fact_id = new_id()
    about = {"id": fact_id, "mission_id": mission_id}
    made = {"editor": act.editor, "created": act.at}
    act.insert("fact", **about, **_values(details), **made)
    _write_parties(act, fact_id, details.parties)
    _write_parts(act, fact_id, mission_id, details.parts)
    return fact_id


def _values(details: FactDetails) -> dict[str, Any]:
    figure, date = details.figure, details.date
    return {
        "type": details.type.value,
        "status": details.status.value,
        "figure_value": figure.value.strip() if figure else None,
        "figure_qualifier": _filled(figure.qualifier) if figure else None,
        "figure_unit": _filled(figure.unit) if figure else None,
        "figure_of": _filled(figure.of) if figure else None,
        "date_text": date.text if date else None,
        "date_first": date.first if date else None,
        "date_last": date.last if date else None,
        "date_precision": date.precision if date else None,
        "speaker": _filled(details.speaker),
        "is_aggregate": int(details.is_aggregate),
        "note": details.note.strip(),
    }


def _filled(text: str | None) -> str | None:
    return (text or "").strip() or None


def _passages(connection: Connection, fact_id: str) -> Sequence[Row]:
    return connection.rows(
        "SELECT * FROM fact_passage WHERE fact_id = :id ORDER BY place", id=fact_id
    )


def _rest(act: Act, fact_id: str, annotations: Sequence[str], places: Sequence[Place]) -> None:
    """Let a fact rest on passages, those that it rests on already passed over."""
    known = _passages(act.connection, fact_id)
    wanted = [_annotation(act.connection, each) for each in annotations]
    wanted += [mark_passage(act, each, span, AnnotationKind.FACT) for each, span in places]
    held = {row["annotation_id"] for row in known}
    new = [each for each in dict.fromkeys(wanted) if each not in held]
    if not known and not new:
        raise InvalidError("fact-passages", "")
    first = max((row["place"] for row in known), default=-1) + 1
    for place, annotation_id in enumerate(new, first):
        act.insert("fact_passage", fact_id=fact_id, annotation_id=annotation_id, place=place)


def _annotation(connection: Connection, reference: str) -> str:
    rows = connection.rows(
        "SELECT id FROM annotation WHERE substr(id, 1, :length) = :start ORDER BY id LIMIT 9",
        start=reference,
        length=max(len(reference), 1),
    )
    return str(only_one("annotation", reference, rows, lambda row: str(row["id"]))["id"])


def _write_parties(act: Act, fact_id: str, parties: Sequence[Party]) -> None:
    for row in act.connection.rows("SELECT * FROM fact_party WHERE fact_id = :id", id=fact_id):
        act.delete("fact_party", row)
    for place, party in enumerate(parties):
        act.insert(
            "fact_party", fact_id=fact_id, place=place, name=party.name, entity_id=party.entity_id
        )


def _write_parts(act: Act, fact_id: str, mission_id: str, parts: Sequence[str]) -> None:
    connection = act.connection
    rows = connection.rows("SELECT * FROM fact_part WHERE fact_id = :id", id=fact_id)
    for row in rows:
        if row["part_id"] not in parts:
            act.delete("fact_part", row)
    for part_id in parts:
        if part_id in {row["part_id"] for row in rows}:
            continue
        part = connection.row("SELECT mission_id FROM fact WHERE id = :id", id=part_id)
        is_of_mission = part is not None and part["mission_id"] == mission_id
        if not is_of_mission or fact_id in _parts_below(connection, part_id):
            raise InvalidError("fact-part", part_id)
        act.insert("fact_part", fact_id=fact_id, part_id=part_id)


def _parts_below(connection: Connection, fact_id: str) -> set[str]:
    """A fact with all that it sums up, and what these sum up."""
    found: set[str] = set()
    waiting = [fact_id]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            sql = "SELECT part_id FROM fact_part WHERE fact_id = :id"
            waiting += [row[0] for row in connection.rows(sql, id=each)]
    return found


def _subject(connection: Connection, fact_id: str) -> dict[str, Any]:
    """A fact as the journal names it."""
    row = connection.row(
        "SELECT fact.id, fact.type, mission.slug, mission.title, annotation.exact FROM fact"
        " JOIN mission ON mission.id = mission_id JOIN fact_passage ON fact_id = fact.id"
        " JOIN annotation ON annotation.id = annotation_id WHERE fact.id = :id"
        " ORDER BY place LIMIT 1",
        id=fact_id,
    )
    if row is None:
        raise UnknownError("fact", fact_id)
    return {
        "fact": row["id"],
        "type": row["type"],
        "slug": row["slug"],
        "title": row["title"],
        "exact": row["exact"][:_SHOWN],
    }

"""What stands beside the list in a search, and what is new in those that are saved.

The functions here block and are called in threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import EntityKind
from tui.facet_rows import Facet, Names, Sheet, make_sheet
from tui.i18n import current_language
from tui.places import MOST_NEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search import SearchQuery
    from search.completion import Completion, Value
    from search.corrections import Correction
    from store.models import Entity, Mission, SavedSearch, Tag
    from tui.listing import Answer
    from tui.places import Overview
    from tui.services import Services


def read_sheet(services: Services, answer: Answer, overview: Overview) -> Sheet:
    """Count what the articles of an answer have in common."""
    query = answer.query or services.read_query("", view=answer.ask.view)
    names = _names(overview.tags, overview.missions, overview.entities)
    return _count(services, query, answer.ask.text, names)


def count_found(services: Services, query: SearchQuery, text: str) -> Sheet:
    """Count what the articles that a query finds have in common.

    Args:
        services: The desk.
        query: The query, as it is run.
        text: The query as it was written, for what it is narrowed by.
    """
    desk = services.desk
    names = _names(desk.tags.list(), desk.missions.list(), desk.entities.list())
    return _count(services, query, text, names)


def _count(services: Services, query: SearchQuery, text: str, names: Names) -> Sheet:
    from search.narrowing import conditions  # noqa: PLC0415 - it comes with the first search

    active = conditions(text)
    return make_sheet(
        services.facets(query),
        names,
        lambda field, value: any(each.is_for(field, value) for each in active),
    )


def _names(tags: Sequence[Tag], missions: Sequence[Mission], entities: Sequence[Entity]) -> Names:
    from search.language.folding import fold_name  # noqa: PLC0415 - it brings the analyser along
    from search.schema import ENTITY_FIELDS, entity_value  # noqa: PLC0415 - as above

    fields = [(ENTITY_FIELDS[each.kind], each.name) for each in entities]
    return Names(
        tags={fold_name(tag.name): tag.name for tag in tags},
        missions={mission.slug: mission.details.title for mission in missions},
        entities={entity_value(field, name): (Facet(field), name) for field, name in fields},
    )


def read_correction(services: Services, answer: Answer) -> Correction | None:
    """The query that was meant, where no article has some of its words."""
    return None if answer.query is None else services.index.correct(answer.query)


def read_completion(
    services: Services, overview: Overview, text: str, cursor: int
) -> Completion | None:
    """What may be meant by what is typed before the cursor."""
    from search.completion import complete  # noqa: PLC0415 - it comes with the first search

    return complete(text, cursor, _Known(services, overview), language=current_language())


ENTITY_FIELDS: Mapping[str, EntityKind] = {
    "person": EntityKind.PERSON,
    "org": EntityKind.ORGANISATION,
    "place": EntityKind.PLACE,
}
"""The kind of each field whose values are names of entities."""


class _Known:
    """What there is to choose from: what the side bar shows, and the words of the index."""

    def __init__(self, services: Services, overview: Overview) -> None:
        self._services = services
        self._overview = overview

    def values(self, field: str) -> Sequence[Value]:
        """The values that a field has on the desk."""
        from search.completion import Value  # noqa: PLC0415 - as above

        found = _made_here(field, self._overview)
        if found is None:
            index = self._services.index
            years = index.years() if field == "date" else {}
            codes = index.languages() if field == "lang" else ()
            found = [*((code, None, "") for code in codes)]
            found += [(str(year), count, "") for year, count in years.items()]
        return [Value(value, count, label) for value, count, label in found]

    def words(self, prefix: str, most: int, field: str | None = None) -> Sequence[Value]:
        """The commonest words of the index that begin so, or of a field of it."""
        from search.completion import Value  # noqa: PLC0415 - as above

        found = self._services.index.words_starting(prefix, most, field)
        return [Value(word, count) for word, count in found]


def _made_here(field: str, overview: Overview) -> list[tuple[str, int | None, str]] | None:
    """What editors made, with counts and labels; None for a field that is not of that."""
    if field in ENTITY_FIELDS:
        return [
            (each.name, each.article_count, " = ".join((each.name, *each.aliases)))
            for each in overview.entities
            if each.kind is ENTITY_FIELDS[field]
        ]
    made: Mapping[str, Iterable[tuple[str, int | None, str]]] = {
        "tag": ((each.name, each.article_count, "") for each in overview.tags),
        "mission": (
            (each.slug, each.article_count, each.details.title) for each in overview.missions
        ),
        "collection": (
            (each.slug, each.article_count, each.title) for each in overview.collections
        ),
        "source": ((name, count, "") for name, count in overview.counts.sources),
    }
    return list(made[field]) if field in made else None


def count_new(services: Services, searches: Sequence[SavedSearch]) -> dict[str, int]:
    """How many articles came since the editor last looked at what each search finds, by its name.

    Searches that they never looked at are left out.
    """
    looks = services.desk.searches.looks()
    return {
        search.name: len(new_since(services, search.query, looks[search.name], MOST_NEW + 1))
        for search in searches
        if search.name in looks
    }


def new_since(
    services: Services, query: str, number: int, limit: int | None = None
) -> Sequence[str]:
    """The ids of the articles that a query finds and that came to the desk after a change number.

    With a limit, only so many of those that changed last are looked at.
    """
    changed = services.index.changed_after(services.read_query(query), number, limit)
    return services.desk.searches.arrived(changed, number) if changed else []

"""What stands beside the list in a search: asked of the desk and its index after the list is shown.

The functions here block and are called in threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.facet_rows import Names, Sheet, make_sheet

if TYPE_CHECKING:
    from tui.listing import Answer
    from tui.services import Services


def read_sheet(services: Services, answer: Answer) -> Sheet:
    """Count what the articles of an answer have in common."""
    from search.language.folding import fold_name  # noqa: PLC0415 - it brings the analyser along
    from search.narrowing import conditions  # noqa: PLC0415 - as above

    query = answer.query or services.read_query("", view=answer.ask.view)
    active = conditions(answer.ask.text)
    names = Names(
        tags={fold_name(tag.name): tag.name for tag in services.desk.tags.list()},
        missions={mission.slug: mission.details.title for mission in services.desk.missions.list()},
    )
    return make_sheet(
        services.facets(query),
        names,
        lambda field, value: any(each.is_for(field, value) for each in active),
    )

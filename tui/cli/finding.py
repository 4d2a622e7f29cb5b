"""What ``marbre search`` tells beside the hits: facets, words that were meant, what is new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tui.cli.records import facets_record
from tui.facet_rows import HEADINGS, Facet, stretch_words
from tui.finding import new_since
from tui.i18n import _, ngettext
from tui.sparkline import sparkline

if TYPE_CHECKING:
    from search import SearchResults
    from search.corrections import Correction
    from tui.cli.session import Session
    from tui.facet_rows import Sheet

MOST_VALUES = 12
"""Values of a heading that are printed; JSON has them all."""


def search_new(
    session: Session, text: str, saved: str | None, sort: str, limit: int | None
) -> SearchResults:
    """What of a saved search came since the editor looked at it; from now on it counts as looked at.

    Raises:
        UsageError: No saved search was named.
    """
    if saved is None:
        raise click.UsageError(_("--new goes with --saved NAME"))
    services, searches = session.services, session.desk.searches
    name = session.desk.searches.get(saved).name
    number = services.index.change_number()
    new = set(new_since(services, text, searches.looks().get(name, 0)))
    results = services.search(text, sort=sort, limit=None, snippets=False)
    hits = [hit for hit in results.hits if hit.id in new]
    shown = hits[:limit]
    passages = services.snippets(results.query, [hit.id for hit in shown])
    searches.look(name, number)
    return replace(
        results,
        hits=tuple(replace(hit, snippet=passages.get(hit.id, hit.snippet)) for hit in shown),
        total=len(hits),
    )


def new_words(count: int | None) -> str:
    """How many articles of a saved search are new; nothing where none is."""
    return ngettext("{count} new", "{count} new", count).format(count=count) if count else ""


def correction_words(correction: Correction) -> str:
    """Which words may have been meant."""
    if correction.is_of_before:
        words = ngettext(
            "{count} article said so before it changed: “{query}”",
            "{count} articles said so before they changed: “{query}”",
            correction.total,
        )
        return words.format(query=correction.text, count=correction.total)
    words = ngettext(
        "did you mean “{query}”? It finds {count} article",
        "did you mean “{query}”? It finds {count} articles",
        correction.total,
    )
    return words.format(query=correction.text, count=correction.total)


def print_facets(session: Session, sheet: Sheet, correction: Correction | None) -> None:
    """Print what the articles found have in common, and how they lie in time."""
    output = session.output
    if output.as_json:
        output.record(facets_record(sheet, correction))
        return
    for facet in Facet:
        values = [each for each in sheet.values if each.facet is facet]
        if values:
            output.line((_(HEADINGS[facet]), "strong"))
        for value in values[:MOST_VALUES]:
            label = value.value if facet is Facet.TAG else value.label
            output.line(f"  {value.count:>6}  ", label)
    if sheet.bars:
        first, last = (stretch_words(sheet.bars[place].value) for place in (0, -1))
        output.line(f"{first} ", sparkline([bar.count for bar in sheet.bars]), f" {last}")

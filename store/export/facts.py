"""What a fact says, on one line, and how many there are. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.export import content

if TYPE_CHECKING:
    from store.export.labels import Labels
    from store.models import FactCount, FactDetails, Figure

_BETWEEN = " · "


def fact_line(details: FactDetails, labels: Labels) -> str:
    """Return what a fact says but for its type and status; empty where it says no more."""
    names = content.line(", ".join(party.name for party in details.parties))
    parts = [
        names,
        figure_words(details.figure) if details.figure else "",
        content.line(details.date.text) if details.date else "",
        labels.speaker.format(name=content.line(details.speaker)) if details.speaker else "",
        labels.aggregate if details.is_aggregate else "",
        content.line(details.note),
    ]
    return _BETWEEN.join(part for part in parts if part)


def fact_words(details: FactDetails, labels: Labels) -> str:
    """Return all that a fact says on one line: « accord (annoncé) : Ostréa, Halifax »."""
    kind = f"{labels.fact_types[details.type]} ({labels.fact_statuses[details.status]})"
    said = fact_line(details, labels)
    return f"{kind}{labels.colon}{said}" if said else kind


def figure_words(figure: Figure) -> str:
    """Return a number as the press gives it: « plus de 40 entreprises (délégation) »."""
    words = [figure.qualifier or "", figure.value, figure.unit or ""]
    said = content.line(" ".join(word for word in words if word))
    return f"{said} ({content.line(figure.of)})" if figure.of else said


def count_line(count: FactCount, labels: Labels) -> str:
    """Return how many facts of a type there are, and how far along; sums of others apart."""
    said = str(count.count)
    if len(count.by_status) == 1:
        said += f" ({labels.fact_statuses[count.by_status[0][0]]})"
    elif count.by_status:
        parts = (f"{labels.fact_statuses[each]} {number}" for each, number in count.by_status)
        said += f" ({', '.join(parts)})"
    sums = f" + {count.aggregates} {labels.aggregate}" if count.aggregates else ""
    return f"{labels.fact_types[count.type]}{labels.colon}{said}{sums}"

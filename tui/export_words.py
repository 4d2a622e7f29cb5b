"""The words of what is handed out: ``export_labels``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.export.labels import Labels
from store.models import AnnotationKind, Direction, ExportMode, FactStatus, FactType, Role
from tui.enum_words import label
from tui.i18n import N_, _, current_language

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

# How a language writes is no matter for translators: it goes by the language's code.
_TYPOGRAPHY: Mapping[str, Mapping[str, str]] = {
    "en": {"colon": ": ", "quotation": "“{text}”", "separator": ",", "first_day": "1"},
    "fr": {
        "colon": "\N{NO-BREAK SPACE}: ",
        "quotation": "«\N{NO-BREAK SPACE}{text}\N{NO-BREAK SPACE}»",
        "separator": ";",
        "first_day": "1er",
    },
}


def export_labels() -> Labels:
    """All words of an export, in the language that is spoken now."""
    return Labels(
        made=_("Made on"),
        articles=_("Articles"),
        section=_("Section"),
        title=_("Title"),
        source=_("Source"),
        author=_("Author"),
        published=_("Published"),
        link=_("Address"),
        identifier=_("Article"),
        kind=_("Kind"),
        article=_("article"),
        press_release=_("press release"),
        tags=_("Tags"),
        missions=_("Missions"),
        comment=_("Comment"),
        extract=_("Extract"),
        notes=_("Editors' notes"),
        passages=_("Annotated passages"),
        text=_("Full text"),
        place=_("characters {start}–{end}"),
        orphan=_("no longer in the article's text"),
        unknown_source=_("unknown source"),
        undated=_("no date"),
        direction=_("Direction"),
        origin=_("From"),
        destinations=_("To"),
        organisers=_("Organisers"),
        leader=_("Leader"),
        dates=_("Dates"),
        sectors=_("Sectors"),
        objectives=_("Objectives"),
        delegation=_("Delegation"),
        programme=_("Programme"),
        reviews=_("Reviews due"),
        facts=_("Facts"),
        speaker=_("according to {name}"),
        aggregate=_("in sum"),
        selection_kinds={
            "collection": _("Collection"),
            "mission": _("Mission"),
            "query": _("Search"),
        },
        annotation_kinds={kind: label(kind) for kind in AnnotationKind},
        roles={role: label(role) for role in Role},
        directions={direction: label(direction) for direction in Direction},
        fact_types={type_: label(type_) for type_ in FactType},
        fact_statuses={status: label(status) for status in FactStatus},
        rights=_rights(),
        months=tuple(_(month) for month in _MONTHS),
        date="{day} {month} {year}",
        **_TYPOGRAPHY[current_language()],
    )


def _rights() -> dict[ExportMode, str]:
    """What a document carries and may be used for, by mode."""
    return {
        ExportMode.REFERENCES: _(
            "References and very short extracts; the articles are their publishers'."
        ),
        ExportMode.EXTRACTS: _(
            "References and short quotations with their sources; the articles are their publishers'."
        ),
        ExportMode.FULL: _(
            "Whole articles, for work inside the house: handing them on needs the publishers' leave."
        ),
    }

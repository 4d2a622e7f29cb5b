"""The words that stand in what is handed out; ``tui`` makes them in the editor's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.models import AnnotationKind, Direction, ExportMode, FactStatus, FactType, Role


@dataclass(frozen=True, slots=True)
class Labels:
    """All words of an export that are not the articles' or the editors' own.

    Names are capitalised as at the start of a line. Nothing in them is markup.
    """

    # What a selection and its articles have.
    made: str
    """``Made on``: before the day on which the export was made."""
    articles: str
    """``Articles``: before their number."""
    section: str
    """``Section``: the heading of the selection that an article stands under."""
    title: str
    source: str
    """``Source``: the publication."""
    author: str
    published: str
    """``Published``: before a day."""
    link: str
    """``Address``: of the article on the web."""
    identifier: str
    """``Article``: before the id that the desk knows it by."""
    kind: str
    """``Kind``: article or press release."""
    article: str
    press_release: str
    tags: str
    missions: str
    comment: str
    """``Comment``: what the collection says of an article."""
    extract: str
    """``Extract``: the very short one, of the opening paragraph."""
    notes: str
    """``Editors' notes``: on a whole article."""
    passages: str
    """``Annotated passages``."""
    text: str
    """``Full text``."""
    place: str
    """``characters {start}–{end}``: where a passage stands in the article's text."""
    orphan: str
    """``no longer in the article's text``: of a passage whose article was changed."""
    unknown_source: str
    """``unknown source``: in place of the publication's name."""
    undated: str
    """``no date``: in place of the day."""

    # What a mission has.
    direction: str
    origin: str
    destinations: str
    organisers: str
    leader: str
    dates: str
    sectors: str
    objectives: str
    delegation: str
    programme: str
    reviews: str
    """``Reviews due``: before the days."""

    facts: str
    """``Facts``: of a mission."""
    speaker: str
    """``according to {name}``: who says a fact."""
    aggregate: str
    """``in sum``: of a fact that sums up others."""

    # Words by code; every member must be there.
    selection_kinds: Mapping[str, str]
    """By ``collection``, ``mission`` and ``query``."""
    annotation_kinds: Mapping[AnnotationKind, str]
    roles: Mapping[Role, str]
    directions: Mapping[Direction, str]
    fact_types: Mapping[FactType, str]
    fact_statuses: Mapping[FactStatus, str]
    rights: Mapping[ExportMode, str]
    """A sentence for the end of the document: what it carries and may be used for."""

    # How the language writes.
    months: tuple[str, ...]
    """Twelve, from January, as within a date."""
    first_day: str
    """The first day of a month: ``1er`` in French, ``1`` in English."""
    date: str
    """``{day} {month} {year}``."""
    colon: str
    """Between a label and its value: with a no-break space before and a space behind it in French."""
    quotation: str
    """``« {text} »`` with no-break spaces, or ``“{text}”``."""
    separator: str
    """Between the cells of a CSV: what spreadsheets of that language read, ``;`` in French."""

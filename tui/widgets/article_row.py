"""One article as a row of the list: its columns at a width, its glyphs, its date. Pure.

State is told by glyph and weight, so that it can be read without colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from store.models import Span, Triage
from tui.article_words import called
from tui.i18n import _
from tui.safe_text import clean_line, shown
from tui.sparkline import nearness_bar
from tui.version_words import earlier_words
from tui.widgets.wrapping import ELLIPSIS, cell_width, truncate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search import Snippet
    from store.models import Article

CURSOR, MARK = "▌", "◆"
UNREAD, KEPT, DISCARDED, STAR, NOTES = "●", "✓", "✗", "★", "✎"
_TRIAGE = {Triage.KEPT: KEPT, Triage.DISCARDED: DISCARDED}
CHANGED = "Δ"
"""The article has another text than the one that was read; it stands in place of ``UNREAD``."""

_GUTTER = 3
_WIDE_DATE, _NARROW_DATE = 10, 5
_LEAST_HEADLINE = 16
"""Cells that a headline must have before the number of its copies takes some of them."""

_LEAST_EXCERPT = 20
"""Cells of a passage that must be left where something stands before it."""

_CONTEXT_SHARE = 3
"""The first match of an excerpt stands at a third of the line at the latest."""


class Look(StrEnum):
    """How a piece of a row is to look; each is a component class of the list."""

    PLAIN = "row"
    UNREAD = "unread"
    DISCARDED = "discarded"
    MUTED = "muted"
    STATE = "state"
    MARK = "mark"
    TAG = "tag"
    EXCERPT = "excerpt"
    MATCH = "match"


class Piece(NamedTuple):
    """A run of a row that looks the same all through."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cells each part of a row has; 0 where it is not shown."""

    states: int
    date: int
    source: int
    nearness: int
    headline: int
    tags: int


def columns_for(width: int) -> Columns:
    """Share out the cells of a row: the narrower it is, the fewer parts it has."""
    states = 4 if width >= 40 else 2
    day = _WIDE_DATE if width >= 100 else _NARROW_DATE if width >= 48 else 0
    source = 18 if width >= 100 else 14 if width >= 72 else 10 if width >= 60 else 0
    tags = min(32, width // 4) if width >= 100 else 0
    nearness = 1 if width >= 48 else 0
    taken = _GUTTER + sum(cells + 1 for cells in (states, day, source, nearness, tags) if cells)
    return Columns(states, day, source, nearness, max(1, width - taken), tags)


def row_pieces(article: Article, columns: Columns, today: date) -> list[Piece]:
    """The pieces of an article's row, right of the gutter."""
    names = tags_of_group(article) if columns.tags else ()
    tags = " ".join(f"#{clean_line(tag)}" for tag in names)
    room = min(columns.tags, cell_width(tags))
    others = _others(article) if columns.headline >= _LEAST_HEADLINE else ""
    headline = columns.headline + columns.tags - room - cell_width(others)
    return [
        Piece(truncate(_states(article, columns.states), columns.states + 1), Look.STATE),
        Piece(_column(article_date(article, columns.date, today), columns.date), Look.MUTED),
        Piece(_column(clean_line(article.source or ""), columns.source), Look.MUTED),
        Piece(f"{nearness_bar(article.nearness)} " if columns.nearness else "", Look.MUTED),
        Piece(truncate(clean_line(called(article)), headline), _look(article)),
        Piece(others, Look.MUTED),
        Piece(f" {truncate(tags, room)}" if columns.tags else "", Look.TAG),
    ]


def rule_text(words: str, width: int) -> str:
    """A line that parts the list and says why."""
    said = f"── {truncate(words, max(1, width - 4)).rstrip()} "
    return said + "─" * max(0, width - cell_width(said))


def gutter_pieces(*, is_cursor: bool, is_marked: bool) -> list[Piece]:
    """What stands left of a row."""
    return [
        Piece(CURSOR if is_cursor else " ", Look.STATE),
        Piece(f"{MARK if is_marked else ' '} ", Look.MARK),
    ]


def waiting_pieces(width: int) -> list[Piece]:
    """What stands for a row that is not at hand yet."""
    return [Piece(truncate(ELLIPSIS, width), Look.MUTED)]


def excerpt_pieces(snippet: Snippet | None, columns: Columns, width: int) -> list[Piece]:
    """The second line of a row in a search: the passage found, the words searched for marked."""
    indent = _GUTTER + columns.states + 1
    if snippet is None:
        return [Piece(" " * width, Look.EXCERPT)]
    before = _earlier(snippet, width - indent)
    room = max(1, width - indent - cell_width(before))
    text = shown(snippet.text).replace("\n", " ")
    start = _excerpt_start(text, min((span.start for span in snippet.matches), default=0), room)
    lead = ELLIPSIS if start else ""
    whole = lead + text[start:]
    line = truncate(whole, room)
    # What was cut ends in an ellipsis that stands for no character of the text.
    drawn = len(whole) if cell_width(whole) <= room else len(line.rstrip(" ")) - 1
    shift = len(lead) - start
    matches = [Span(span.start + shift, min(span.end + shift, drawn)) for span in snippet.matches]
    return [
        Piece(" " * indent, Look.EXCERPT),
        Piece(before, Look.MUTED),
        *_marked_pieces(line, matches),
    ]


def _earlier(snippet: Snippet, room: int) -> str:
    """What says that a passage is of an earlier version; the less, the less room there is."""
    words = earlier_words(snippet)
    for said in (words, CHANGED) if words else ():
        if cell_width(said) + _LEAST_EXCERPT <= room:
            return f"{said} "
    return ""


def _marked_pieces(line: str, matches: Sequence[Span]) -> Iterator[Piece]:
    position = 0
    for span in sorted(matches):
        first = max(span.start, position)
        if first < span.end:
            yield Piece(line[position:first], Look.EXCERPT)
            yield Piece(line[first : span.end], Look.MATCH)
            position = span.end
    yield Piece(line[position:], Look.EXCERPT)


def _excerpt_start(text: str, first_match: int, room: int) -> int:
    """Where to begin so that the first match is in sight: at the start, or after a space."""
    if cell_width(text) <= room or first_match <= room // _CONTEXT_SHARE:
        return 0
    earliest = first_match - room // _CONTEXT_SHARE
    space = text.find(" ", earliest, first_match)
    return space + 1 if space >= 0 else earliest


def article_date(article: Article, width: int, today: date) -> str:
    """The day of an article in ``width`` cells, in the reader's own time.

    A short one is day and month in the running year, else the year alone.
    """
    day = _day(article.published or article.fetched)
    if day is None or not width:
        return ""
    parts = {"day": f"{day.day:02}", "month": f"{day.month:02}", "year": f"{day.year:04}"}
    if width >= _WIDE_DATE:
        return _("{year}-{month}-{day}").format(**parts)
    return _("{month}-{day}").format(**parts) if day.year == today.year else parts["year"]


def _day(text: str) -> date | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone().date() if moment.tzinfo else moment.date()


def _look(article: Article) -> Look:
    if article.triage is Triage.DISCARDED:
        return Look.DISCARDED
    return Look.PLAIN if article.is_read else Look.UNREAD


def _states(article: Article, room: int) -> str:
    triage = _TRIAGE.get(article.triage, "")
    unread = CHANGED if article.has_changed else "" if article.is_read else UNREAD
    star = STAR if article.starred else ""
    if room < 4:
        return f"{CHANGED if article.has_changed else triage or unread or ' '}{star}"
    notes = NOTES if _has_notes(article) else ""
    return f"{unread or ' '}{triage or ' '}{star or ' '}{notes}"


def _others(article: Article) -> str:
    """How many copies there are, with what was decided on them where nothing was on this one."""
    if not article.others:
        return ""
    decided = article.on_copies.triage if article.on_copies else Triage.NEW
    sign = _TRIAGE.get(decided, "") if article.triage is Triage.NEW else ""
    return f" {sign}+{article.others}"


def tags_of_group(article: Article) -> tuple[str, ...]:
    """The tags of an article, then those that only its copies bear, where the row stands for them."""
    elsewhere = article.on_copies.tags if article.on_copies is not None else ()
    return tuple(dict.fromkeys((*article.tags, *elsewhere)))


def _has_notes(article: Article) -> bool:
    copies = article.on_copies
    on_copies = copies is not None and (copies.annotation_count or copies.note_count)
    return bool(article.annotation_count or article.note_count or on_copies)


def _column(text: str, width: int) -> str:
    return truncate(text, width) + " " if width else ""

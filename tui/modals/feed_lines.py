"""The lines of the list of feeds, in which order they stand, and what stands beside them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from tui.feed_words import FeedSign
from tui.i18n import _
from tui.keys import key_label
from tui.widgets.wrapping import truncate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from store.models import Feed

_GAP = 2
_LEAST_COLUMNS = 3
_WIDEST = 30
"""Cells of a column, at most."""


WORST_FIRST = (FeedSign.FAILS, FeedSign.QUIET, FeedSign.PAUSED, FeedSign.NEW, FeedSign.WORKS)
FOR_A_LOOK = frozenset({FeedSign.FAILS, FeedSign.QUIET, FeedSign.PAUSED})
"""The signs of feeds that do not just work."""


class FeedOrder(StrEnum):
    """In which order the feeds are listed; only the first keeps them in their groups."""

    GROUPS = "groups"
    WORST = "worst"
    """Those that fail first, the longest since they worked; then those that fell silent."""
    MOST = "most"
    """What gives most, of late."""
    LEAST_KEPT = "least-kept"
    """What is kept least of what was judged."""

    @property
    def following(self) -> FeedOrder:
        """The next one, around the end."""
        orders = list(FeedOrder)
        return orders[(orders.index(self) + 1) % len(orders)]


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed with how it is, in words."""

    feed: Feed
    cells: tuple[str, ...] = ()
    """In columns, the most important first: what it gives, what is kept, how it stands, and so on; those that
    find no room are left out."""
    about: tuple[str, ...] = ()
    """What more is said of it under the list, line by line."""
    sign: FeedSign = FeedSign.WORKS
    heading: str = ""
    """Its group, where the list goes by groups."""
    entries: int = 0
    """What it gave in the last weeks."""
    kept_share: float | None = None

    @property
    def key(self) -> str:
        """What it goes by."""
        return self.feed.id

    @property
    def names(self) -> tuple[str, ...]:
        """What it is found by."""
        feed = self.feed
        return (feed.name, feed.details.url, feed.details.group or "")

    @property
    def worked_last(self) -> str:
        """When it worked last; where it never did, when it came here."""
        return self.feed.state.last_success or self.feed.added


def in_order(lines: Sequence[FeedLine], order: FeedOrder) -> list[FeedLine]:
    """The lines in an order; what is equal in it stays as it was."""

    def key(line: FeedLine) -> tuple[float | str, ...]:
        match order:
            case FeedOrder.WORST:
                return (WORST_FIRST.index(line.sign), line.worked_last)
            case FeedOrder.MOST:
                return (-line.entries,)
            case FeedOrder.LEAST_KEPT:
                return (2.0 if line.kept_share is None else line.kept_share,)
            case _:
                return ()

    return sorted(lines, key=key)


def order_words(order: FeedOrder) -> str:
    """What an order is called."""
    words: Mapping[FeedOrder, str] = {
        FeedOrder.GROUPS: _("by group"),
        FeedOrder.WORST: _("what ails first"),
        FeedOrder.MOST: _("what gives most first"),
        FeedOrder.LEAST_KEPT: _("what is kept least first"),
    }
    return words[order]


def beginnings() -> Iterator[Option]:
    """What to do where there is no feed."""
    ways = (
        ("starter", "s", _("Choose among French papers, by region")),
        ("add", "a", _("Add a feed by its address")),
        ("import", "i", _("Follow the feeds of an OPML file")),
    )
    for name, key, words in ways:
        yield Option(Content.styled(f"{key_label(key)}  ", "bold") + Content(words), id=name)


def fitting(widths: Sequence[int], room: int) -> list[int]:
    """The widths of the columns that find room, of the first ones in any case."""
    taken = list(widths[:_LEAST_COLUMNS])
    for width in widths[_LEAST_COLUMNS:]:
        if sum(taken) + _GAP * (len(taken) + 1) + width > room:
            break
        taken.append(width)
    return taken


def column_widths(lines: Iterable[Sequence[str]]) -> list[int]:
    """How wide each column has to be; what is wider than most has the room that is left in its line."""
    widths: list[int] = []
    for cells in lines:
        widths += [0] * (len(cells) - len(widths))
        for place, cell in enumerate(cells):
            widths[place] = max(widths[place], min(_WIDEST, cell_len(cell)))
    return widths


def in_columns(cells: Sequence[str], widths: Sequence[int], room: int) -> str:
    """Cells in columns; the first and the last that are not empty have the room of the empty ones beside them.

    Args:
        cells: the texts.
        widths: of the columns; one without width is left out.
        room: of the whole line.
    """
    shown = [(cell, width) for cell, width in zip(cells, widths, strict=False) if width]
    while shown and not shown[-1][0]:
        shown.pop()
    padded: list[str] = []
    taken = 0
    for cell, width in shown[:-1]:
        taken += width + _GAP
        if cell or padded:
            padded.append(truncate(cell, taken - _GAP))
            room, taken = room - taken, 0
    padded += [truncate(cell, room) for cell, _width in shown[-1:]]
    return (" " * _GAP).join(padded).rstrip()

"""What stands in the list of feeds beside the feeds: how to begin, the keys, columns that find room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from tui.i18n import _
from tui.keys import key_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NO_BREAK = "\u00a0"
_GAP = 2
_LEAST_COLUMNS = 3


def beginnings() -> Iterator[Option]:
    """What to do where there is no feed."""
    ways = (
        ("starter", "s", _("Choose among French papers, by region")),
        ("add", "a", _("Add a feed by its address")),
        ("import", "i", _("Follow the feeds of an OPML file")),
    )
    for name, key, words in ways:
        yield Option(Content.styled(f"{key_label(key)}  ", "bold") + Content(words), id=name)


def key_words() -> str:
    """The keys that no button shows."""
    pairs = (
        ("slash", _("find")),
        ("g", _("collect")),
        ("w", _("to look at")),
        ("p", _("pause")),
        ("m", _("group")),
        ("{ }", _("order")),
        ("b", _("kept out")),
        ("s", _("papers")),
        ("i x", "OPML"),
        ("d", _("remove")),
    )
    return "  ".join(
        f"{NO_BREAK.join(map(key_label, keys.split()))}{NO_BREAK}{word}" for keys, word in pairs
    )


def fitting(widths: Sequence[int], room: int) -> list[int]:
    """The widths of the columns that find room, of the first ones in any case."""
    taken = list(widths[:_LEAST_COLUMNS])
    for width in widths[_LEAST_COLUMNS:]:
        if sum(taken) + _GAP * (len(taken) + 1) + width > room:
            break
        taken.append(width)
    return taken


def column_widths(lines: Iterable[Sequence[str]]) -> list[int]:
    """How wide each column has to be."""
    widths: list[int] = []
    for cells in lines:
        widths += [0] * (len(cells) - len(widths))
        for place, cell in enumerate(cells):
            widths[place] = max(widths[place], cell_len(cell))
    return widths

"""Tables as lines of text: columns stand below each other where a terminal has room for them. Pure.

Many tables of the web only place things on a page. Those are no more than what their cells hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

BETWEEN = " | "
_WIDEST = 72
"""Characters that fit on a line of most terminals, beside what the screen has at its edges."""
_SHORT = 120
"""Characters that several paragraphs of a cell may have to stand on one line."""
_MOST_PLACES = 20_000
"""Rows by columns; nobody reads more, and rows of unequal length could make much of little."""
_PAD = "\u00a0"
"""Stays where plain spaces are made one."""
_NUMBER = re.compile(r"[-+−–±≈<>~]?[\s\u00a0\u202f]*\d[^A-Za-zÀ-ÿ]*\S{0,3}")

Row = Sequence[Sequence[str]]
"""The cells of a row, each the paragraphs that it holds."""


def is_data(rows: Sequence[Row]) -> bool:
    """Whether a table says something by its rows and columns, rather than only placing its cells."""
    places = len(rows) * max(map(len, rows), default=0)
    return places <= _MOST_PLACES and sum(map(_is_line, rows)) > 1


def _is_line(row: Row) -> bool:
    return sum(map(bool, row)) > 1 and all(map(_is_short, row))


def _is_short(cell: Sequence[str]) -> bool:
    return len(cell) < 2 or sum(map(len, cell)) <= _SHORT


def fits_line(row: Row) -> bool:
    """Whether a row is a line by itself, whatever its table: more than one cell, of one paragraph each."""
    return len(row) > 1 and all(len(cell) == 1 for cell in row)


def line_of(row: Row) -> str:
    """A row as a line."""
    return BETWEEN.join(_joined(cell) for cell in row)


def aligned(rows: Sequence[Row]) -> list[str]:
    """The rows of a table of data as lines, an empty cell as a gap.

    Numbers end below each other. Columns that would be too wide together are not aligned.
    """
    cells = [[_joined(cell) for cell in row] for row in rows]
    columns = list(zip_longest(*cells, fillvalue=""))
    widths = [max(map(len, column)) for column in columns]
    if sum(widths) + len(BETWEEN) * (len(widths) - 1) > _WIDEST:
        return [BETWEEN.join(_without_end(row)) for row in cells]
    placed = [_placed(column, width) for column, width in zip(columns, widths, strict=True)]
    lines = map(BETWEEN.join, zip(*placed, strict=True))
    return [line.rstrip(f" |{_PAD}") for line in lines]


def _joined(cell: Sequence[str]) -> str:
    return " ".join(cell).replace("\n", " ")


def _without_end(row: Sequence[str]) -> Sequence[str]:
    filled = [index for index, cell in enumerate(row) if cell]
    return row[: filled[-1] + 1] if filled else ()


def _placed(column: Sequence[str], width: int) -> list[str]:
    if all(_NUMBER.fullmatch(cell) for cell in column[1:] if cell) and any(column[1:]):
        return [cell.rjust(width, _PAD) for cell in column]
    return [cell.ljust(width, _PAD) for cell in column]

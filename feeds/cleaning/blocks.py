"""What a text is made of while it is read: blocks, and the lists and tables that hold some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from feeds.cleaning.tables import aligned, fits_line, is_data, line_of

Attributes = Mapping[str, str] | None
"""Of an element; None where nobody looked."""

_MOST_COLUMNS = 20
_LONGEST_NUMBER = 9
_PROSE = 200
"""Characters from which an explanation is a paragraph, not a line below its term."""


@dataclass(slots=True)
class Block:
    """A paragraph, or a line of something that has several."""

    text: str
    group: int
    """Blocks of one list or table stand on lines of their own without an empty line between; 0 is none."""


class List:
    """A list of items, numbered or not, or of terms and what they mean."""

    __slots__ = ("_blocks", "_next", "_start", "_step", "_tag", "group", "indent", "marker")

    def __init__(self, group: int, tag: str, blocks: list[Block], attributes: Attributes) -> None:
        """Begin a list.

        Args:
            group: of its blocks.
            tag: the element's name.
            blocks: those before it, to which its own are added.
            attributes: the element's.
        """
        self.group = group
        self.marker = ""
        """What the next block begins with: the item's dash or number, once."""
        self.indent = "  "
        """What its other lines begin with."""
        self._blocks = blocks
        self._start = len(blocks)
        self._tag = tag
        is_reversed = attributes is not None and {"reversed", "start"} <= attributes.keys()
        self._step = -1 if is_reversed else 1
        self._next = _whole_number(attributes, "start", 1)

    def begin_item(self, tag: str, attributes: Attributes) -> None:
        """An item begins, a term or what it means."""
        self.indent = "" if tag == "dt" else "  "
        if tag != "li":
            self.marker = self.indent
        elif self._tag == "ol":
            number = _whole_number(attributes, "value", self._next)
            self._next = number + self._step
            self.marker = f"{number}. "
        else:
            self.marker = "- "

    def end(self) -> None:
        """The list ends; where terms are explained by paragraphs, they stand as such."""
        added = self._blocks[self._start :]
        if self._tag == "dl" and any(len(block.text) > _PROSE for block in added):
            for block in added:
                if not block.text.lstrip().startswith("- "):
                    block.text = block.text.replace("\n  ", "\n").removeprefix("  ")
                    block.group = 0


def _whole_number(attributes: Attributes, name: str, otherwise: int) -> int:
    text = attributes.get(name, "").strip() if attributes else ""
    digits = text.removeprefix("-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER
    return int(text) if is_number else otherwise


Cell = list[Block]


@dataclass(slots=True)
class Table:
    """A table while its rows come."""

    group: int
    above: list[Block]
    """Where the table's text goes."""
    lists: list[List]
    """Those that it stands in; what its cells hold begins anew."""
    quote: str
    """What its lines begin with."""
    _rows: list[list[Cell]] = field(default_factory=list)
    _cells: list[Cell] = field(default_factory=list)
    """The row's so far."""

    def begin_cell(self, attributes: Attributes) -> list[Block]:
        """What takes in the blocks of the cell that begins."""
        cell: Cell = []
        self._cells.append(cell)
        wide = _whole_number(attributes, "colspan", 1)
        if wide > 1:
            self._cells += [[] for _ in range(min(wide, _MOST_COLUMNS) - 1)]
        return cell

    def end_row(self) -> None:
        """The row ends, if there is one."""
        if any(self._cells):
            self._rows.append(self._cells)
        self._cells = []

    def end(self) -> None:
        """The table ends: its text goes where it stands."""
        start = len(self.above)
        self._lay_out()
        if self.quote:
            for block in self.above[start:]:
                block.text = self.quote + block.text.replace("\n", f"\n{self.quote}")

    def _lay_out(self) -> None:
        rows = [[[block.text for block in cell] for cell in row] for row in self._rows]
        if not is_data(rows):
            for cells, row in zip(self._rows, rows, strict=True):
                self._place(cells, row)
            return
        lines = iter(aligned([row for row in rows if len(row) > 1]))
        for row in rows:
            if len(row) > 1:
                self.above.append(Block(next(lines), self.group))
            else:
                # What stands above all columns: the table's name, or one of its parts.
                self.above += [Block(text, 0) for text in row[0]]

    def _place(self, cells: list[Cell], row: Sequence[Sequence[str]]) -> None:
        filled = [cell for cell in row if cell]
        if fits_line(filled):
            self.above.append(Block(line_of(filled), self.group))
        else:
            self.above.extend(block for cell in cells for block in cell)


def join(blocks: Sequence[Block]) -> str:
    """The blocks as one text, parted by empty lines where they are not of one group."""
    parts: list[str] = []
    group = 0
    for block in blocks:
        if parts:
            parts.append("\n" if block.group and block.group == group else "\n\n")
        parts.append(block.text)
        group = block.group
    return "".join(parts)

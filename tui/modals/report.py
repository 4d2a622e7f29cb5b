"""A report to read: a table whose first column gives way, and problems under their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from tui.modals.prose import Laid, Prose, wrap_content
from tui.modals.reading import Lines, ReadingModal
from tui.safe_text import clean_line
from tui.widgets.wrapping import truncate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

_GAP = 2
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of a report."""

    cells: tuple[str, ...]
    """One for each column; the first is a name, the others stand at the right of theirs."""
    problem: str = ""
    """What went wrong, and what to do."""
    note: str = ""
    """What else is to be said of it."""


class ReportModal(ReadingModal[None]):
    """What was done, to be read: a summary, then a table that scrolls."""

    DEFAULT_CSS = """
    ReportModal #summary { margin-bottom: 1; }
    """

    def __init__(
        self,
        title: str,
        rows: Sequence[ReportRow],
        *,
        columns: Sequence[str] = (),
        summary: str = "",
    ) -> None:
        """Take the report.

        Args:
            title: What was done.
            rows: In the order to show.
            columns: Their headings; none where there is nothing to say.
            summary: Some words before the table.
        """
        super().__init__(title)
        self._rows = tuple(rows)
        self._columns = tuple(columns)
        self._summary = summary

    def compose_body(self) -> Iterable[Widget]:
        """Yield the summary and the table."""
        with Lines():
            if self._summary:
                yield Prose(self._summary, id="summary")
            yield _Table(self._rows, self._columns)


class _Table(Laid):
    def __init__(self, rows: Sequence[ReportRow], columns: Sequence[str]) -> None:
        super().__init__()
        self._rows = [
            ReportRow(_clean(row.cells), clean_line(row.problem), clean_line(row.note))
            for row in rows
        ]
        self._columns = _clean(columns)

    def lines_at(self, width: int) -> list[Content]:
        """Return the heading and the rows, each problem under its row."""
        widths = self._widths(width)
        lines = [Content.styled(_table_line(self._columns, widths), "bold")] * bool(self._columns)
        for row in self._rows:
            lines.append(Content(_table_line(row.cells, widths)))
            below = [Content.styled(f"⚠ {row.problem}", "bold")] * bool(row.problem)
            below += [Content.styled(row.note, "dim")] * bool(row.note)
            for words in below:
                wrapped = wrap_content(words, width - len(_INDENT))
                lines.extend(Content(_INDENT) + line for line in wrapped)
        return lines

    def _widths(self, width: int) -> list[int]:
        """The cells of each column; the first has what the others leave."""
        table = [self._columns, *(row.cells for row in self._rows)]
        count = max(map(len, table))
        widest = [
            max((cell_len(cells[index]) for cells in table if index < len(cells)), default=0)
            for index in range(count)
        ]
        others = sum(widest[1:]) + _GAP * (count - 1)
        return [max(min(widest[0], width - others), 8), *widest[1:]] if widest else []


def _table_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = cells or ("",)
    texts = [truncate(first, widths[0])] if widths else []
    texts += [
        " " * (width - cell_len(cell)) + cell
        for cell, width in zip(others, widths[1:], strict=False)
    ]
    return (" " * _GAP).join(texts)


def _clean(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(clean_line, cells))

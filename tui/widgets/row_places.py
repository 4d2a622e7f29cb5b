"""On which lines the rows of a list stand, with a rule between two of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """Rows of one height, and at most one line that is none."""

    height: int = 1
    """Lines of each row."""
    rule: int | None = None
    """The row above which a line parts the list; None where none does."""

    def top(self, row: int) -> int:
        """The first line of a row."""
        return row * self.height + (self.rule is not None and row >= self.rule)

    def top_in_sight(self, row: int) -> int:
        """The line to scroll to so that a row comes first; the rule above it is to be seen with it."""
        return self.top(row) - (row == self.rule)

    def lines(self, count: int) -> int:
        """How many lines so many rows take."""
        return count * self.height + (self.rule is not None)

    def at(self, line: int) -> tuple[int, int] | None:
        """The row that a line is of, and which of its lines; None for the rule."""
        if self.rule is not None:
            rule = self.rule * self.height
            if line == rule:
                return None
            line -= line > rule
        return divmod(line, self.height)

    def first_at(self, line: int) -> int:
        """The row that a line is of, the one below where it is the rule."""
        at = self.at(line)
        return at[0] if at is not None else self.rule or 0

    def fitting(self, lines: int) -> int:
        """How many rows fit onto so many lines, wherever they are scrolled to; at least one."""
        return max(1, (lines - (self.rule is not None)) // self.height)

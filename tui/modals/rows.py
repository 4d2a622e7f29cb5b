"""What modals have in common that list a few rows, each known by its place, which change where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.modals.base import MarbreModal, ResultT

if TYPE_CHECKING:
    from textual.content import Content


class RowsModal(MarbreModal[ResultT], Generic[ResultT]):
    """A list of at least one row; a subclass yields ``make_list`` in its body and says how a row is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, heading: str, count: int, first: int = 0) -> None:
        """Take how many rows there are, and which is highlighted at first."""
        super().__init__(heading)
        self.add_class("-tall")
        self._count = count
        self._first = first

    def draw(self, number: int) -> Content:
        """Return how a row is drawn."""
        raise NotImplementedError

    def make_list(self) -> OptionList:
        """Make the list."""
        return OptionList(
            *(Option(self.draw(number)) for number in range(self._count)), markup=False
        )

    def on_mount(self) -> None:
        """Highlight the row to begin with."""
        self._list.highlighted = self._first

    def action_move(self, step: int) -> None:
        """Go to the next row or the one before."""
        self._list.highlighted = max(0, min(self._count - 1, self.number + step))

    @property
    def number(self) -> int:
        """The row that is highlighted, from 0."""
        return self._list.highlighted or 0

    def draw_again(self, *numbers: int) -> None:
        """Draw rows as they are now; all where none is said."""
        for number in numbers or range(self._count):
            self._list.replace_option_prompt_at_index(number, self.draw(number))

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

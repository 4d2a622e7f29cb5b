"""One of a few: a field that is set by arrows, digits or the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.fuzzy import fold
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

ValueT = TypeVar("ValueT")

# What the keys of the digits give without shift on a French keyboard, as Textual names them.
_DIGITS = {str(number): number for number in range(1, 10)} | {
    character: number for number, character in enumerate("&é\"'(-è_ç", start=1)
}
_GAP = 2
_MOST_NUMBERED = 9


@dataclass(frozen=True, slots=True)
class PickerOption(Generic[ValueT]):
    """One of the values that a picker offers."""

    value: ValueT
    label: str
    help: str = ""
    """A sentence on what choosing it means."""


class Picker(Widget, Generic[ValueT], can_focus=True):
    """A few values of which one is chosen: ``● 1 Report  ○ 2 Background``.

    Arrows go through them, their digits choose, Enter says that the choice stands.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("enter", "settle", show=False),
    ]

    DEFAULT_CSS = """
    Picker { height: auto; width: 1fr; }
    """

    index: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        picker: Picker[Any]
        """Where."""

        @property
        def control(self) -> Widget:
            """The picker."""
            return self.picker

    @dataclass
    class Settled(Message):
        """Enter was pressed: the choice stands."""

        picker: Picker[Any]
        """Where."""

        @property
        def control(self) -> Widget:
            """The picker."""
            return self.picker

    def __init__(
        self,
        options: Sequence[PickerOption[ValueT]],
        value: ValueT | None = None,
        *,
        vertical: bool = False,
        rows: int = 8,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Take the values.

        Args:
            options: At least one.
            value: The one chosen at first; the first where it is none of them.
            vertical: Whether they stand under each other; then a letter goes to the next one that
                begins with it.
            rows: How many of a column are shown at once.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._options = tuple(options)
        self._vertical = vertical
        self._rows = rows
        values = [option.value for option in self._options]
        if value in values:
            self.set_reactive(Picker.index, values.index(value))

    @property
    def value(self) -> ValueT:
        """The value chosen."""
        return self._options[self.index].value

    @property
    def help_text(self) -> str:
        """What the value chosen means."""
        return self._options[self.index].help

    def choose(self, value: ValueT) -> None:
        """Set the choice to this value where it is one of the options."""
        for index, option in enumerate(self._options):
            if option.value == value:
                self.index = index

    def watch_index(self) -> None:
        """Tell that the choice is another one."""
        self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        """Go to the next or the one before, around the end."""
        self.index = (self.index + step) % len(self._options)

    def action_settle(self) -> None:
        """Say that the choice stands."""
        self.post_message(self.Settled(self))

    def on_key(self, event: events.Key) -> None:
        """Choose by a digit; in a column by a letter, and by up and down too."""
        number = _DIGITS.get(event.character or "", 0) if self._is_numbered else 0
        if 1 <= number <= len(self._options):
            self.index = number - 1
            event.stop()
        elif self._vertical and event.key in {"up", "down"}:
            self._step_in_column(-1 if event.key == "up" else 1, event)
        elif self._vertical and event.character and event.character.isalnum():
            self._go_to_letter(fold(event.character))
            event.stop()

    def _step_in_column(self, step: int, event: events.Key) -> None:
        """Go up or down; at the ends the key is left to the form, to go to another field."""
        if 0 <= self.index + step < len(self._options):
            self.index += step
            event.stop().prevent_default()

    def _go_to_letter(self, letter: str) -> None:
        count = len(self._options)
        for index in ((self.index + step) % count for step in range(1, count)):
            if fold(clean_line(self._options[index].label)).startswith(letter):
                self.index = index
                return

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        where = event.get_content_offset(self)
        if where is None:
            return
        for index, (x, y) in self._places(self.size.width).items():
            if y == where.y and x <= where.x < x + Content(self._text(index)).cell_length:
                self.index = index

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual's signature
        viewport: Size,  # noqa: ARG002 - Textual's signature
        width: int,
    ) -> int:
        """Return the lines that the values take at this width."""
        lines = 1 + max((y for _x, y in self._places(width).values()), default=0)
        return lines + self._is_windowed

    def render(self) -> Content:
        """Draw the values, the one chosen by its mark and its weight."""
        content = Content("")
        line = column = 0
        for index, (x, y) in self._places(self.size.width).items():
            if y > line:
                content, line, column = content + "\n" * (y - line), y, 0
            text = Content(self._text(index))
            if index == self.index:
                text = text.stylize("reverse" if self.has_focus else "bold")
            content = content + " " * (x - column) + text
            column = x + text.cell_length
        if self._is_windowed:
            content = content + Content.styled(f"\n{self.index + 1}/{len(self._options)}", "dim")
        return content

    @property
    def _is_numbered(self) -> bool:
        return len(self._options) <= _MOST_NUMBERED

    @property
    def _is_windowed(self) -> bool:
        return self._vertical and len(self._options) > self._rows

    def _text(self, index: int) -> str:
        number = f"{index + 1} " if self._is_numbered else ""
        mark = "●" if index == self.index else "○"
        return f"{mark} {number}{clean_line(self._options[index].label)}"

    def _places(self, width: int) -> dict[int, tuple[int, int]]:
        """The column and the line of each value that is shown."""
        if self._vertical:
            last_first = max(0, len(self._options) - self._rows)
            first = min(max(0, self.index - self._rows // 2), last_first)
            shown = range(first, min(first + self._rows, len(self._options)))
            return {index: (0, line) for line, index in enumerate(shown)}
        places: dict[int, tuple[int, int]] = {}
        column = line = 0
        for index in range(len(self._options)):
            cells = Content(self._text(index)).cell_length
            if column and column + cells > width:
                column, line = 0, line + 1
            places[index] = (column, line)
            column += cells + _GAP
        return places

"""What modals have in common whose lines are found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList

from tui.modals.base import MarbreModal, ResultT
from tui.modals.fields import LineField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.widget import Widget
    from textual.widgets.option_list import Option


class FindingModal(MarbreModal[ResultT], Generic[ResultT]):
    """A modal with a line to type in, shown under the class ``-finding`` while one finds.

    A subclass has a ``LineField`` in its body, and says what is found for what is typed.
    """

    FOUND_IN: ClassVar[type[Widget]]
    """What shows the lines, and has the focus while nothing is typed."""

    # By priority, so that what is typed right after it goes into the line, however fast.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "find", show=False, priority=True)]

    DEFAULT_CSS = """
    FindingModal {
        LineField { display: none; margin-bottom: 1; }
        &.-finding LineField { display: block; }
    }
    """

    def show_found(self, typed: str) -> None:
        """Show what is found for this; everything where it is empty."""
        raise NotImplementedError

    def move_found(self, key: str) -> None:
        """Move in what is found: ``up``, ``down``, ``pageup`` or ``pagedown``, pressed while one types."""
        raise NotImplementedError

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is found."""
        self.show_found(event.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a slash that is typed to the line."""
        if action == "find" and self._is_typing:
            return False
        return super().check_action(action, parameters)

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focused, LineField)

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.set_focus(self.query_one(self.FOUND_IN))

    def on_key(self, event: events.Key) -> None:
        """Move in what is found while one types."""
        if self._is_typing and event.key in {"up", "down", "pageup", "pagedown"}:
            self.move_found(event.key)
            event.stop().prevent_default()

    def action_find(self) -> None:
        """Type to find."""
        self.add_class("-finding")
        self.set_focus(self.query_one(LineField))

    def action_cancel(self) -> None:
        """Show everything again, from there close."""
        if self.has_class("-finding"):
            self.remove_class("-finding")
            self.query_one(LineField).value = ""
            self.on_input_submitted()
        else:
            self.dismiss(None)


class ListFindingModal(FindingModal[ResultT], Generic[ResultT]):
    """One whose lines are a list that letters move in, too."""

    FOUND_IN = OptionList

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
        Binding("q", "cancel", show=False),
    ]

    def choose(self) -> None:
        """Do what Enter and a click do to the line that the cursor is on."""
        raise NotImplementedError

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what Enter does."""
        event.stop()
        self.choose()

    @property
    def options(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    @property
    def highlighted_id(self) -> str | None:
        """The id of the line that the cursor is on."""
        option = self.options.highlighted_option
        return None if option is None else option.id

    def show_options(self, options: Iterable[Option], current: str | None) -> None:
        """List these, with the cursor on the one of this id; None for an empty list."""
        self.options.set_options(options)
        if current is not None:
            self.options.highlighted = self.options.get_option_index(current)

    def action_move(self, direction: str) -> None:
        """Go to the next line or the one before."""
        self.move_found(direction)

    def move_found(self, key: str) -> None:
        """Move the cursor."""
        moves: dict[str, Callable[[], None]] = {
            "up": self.options.action_cursor_up,
            "down": self.options.action_cursor_down,
            "pageup": self.options.action_page_up,
            "pagedown": self.options.action_page_down,
        }
        moves[key]()

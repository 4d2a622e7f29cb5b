"""Fields to type into that let nothing in which a terminal would obey."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static, TextArea

from tui.safe_text import clean_line, clean_text, plain

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget


class LineField(Input):
    """One line; what is set or pasted is cleaned, lines of a paste are joined."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(
            clean_line(value), placeholder=clean_line(placeholder), id=id, classes=classes
        )
        self._first_value = self.value

    @property
    def is_changed(self) -> bool:
        """Whether the line is another one than at first."""
        return self.value != self._first_value

    def on_paste(self, event: events.Paste) -> None:
        """Take in the text of the clipboard without what is not text."""
        event.prevent_default().stop()
        self.replace(clean_line(event.text), *self.selection)


class TextField(TextArea):
    """Several lines; what is set or pasted is cleaned."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(
            clean_text(text),
            placeholder=plain(placeholder),
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )
        self._first_text = self.text

    @property
    def is_changed(self) -> bool:
        """Whether the text is another one than at first."""
        return self.text != self._first_text

    def on_paste(self, event: events.Paste) -> None:
        """Take in the text of the clipboard without what is not text."""
        event.prevent_default().stop()
        written = self.replace(clean_text(event.text), *self.selection)
        self.move_cursor(written.end_location)


class FieldList(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Fields under each other; up and down go from one to the next, and it scrolls along."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]


def labelled(label: str, field: Widget) -> Horizontal:
    """A field with its label at the left."""
    field.add_class("field")
    return Horizontal(Static(plain(label), classes="label"), field, classes="row")

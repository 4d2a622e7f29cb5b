"""Choosing by a few letters: a line to type into over the list of what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.fuzzy import Ranked, rank
from tui.i18n import ngettext
from tui.modals.choices import (
    Choice,
    Heading,
    Inert,
    More,
    New,
    choice_prompt,
    height_of,
    under_headings,
)
from tui.modals.fields import LineField
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from textual.app import ComposeResult

    from tui.modals.choices import Row

SHOWN_AT_MOST = 200
"""More rows than this are counted, not listed: typing finds them."""


class Chooser(Vertical):
    """A line to type into and a list under it; the arrows move in the list while one types.

    With ``create_words`` what was typed can be taken as a new thing, by a row of its own; that row
    is the one highlighted where nothing listed begins with what was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
    ]

    DEFAULT_CSS = """
    Chooser { height: 1fr; }
    Chooser OptionList { margin-top: 1; }
    """

    @dataclass
    class Chosen(Message):
        """One of the choices was taken."""

        chooser: Chooser
        choice: Choice
        typed: str
        """What was in the line then."""

        @property
        def control(self) -> Chooser:
            """The chooser."""
            return self.chooser

    @dataclass
    class Created(Message):
        """What was typed was taken as a new thing."""

        chooser: Chooser
        text: str
        """As ``tidy`` left it, not empty."""

        @property
        def control(self) -> Chooser:
            """The chooser."""
            return self.chooser

    @dataclass
    class Finished(Message):
        """Enter was pressed with nothing typed and nothing highlighted."""

        chooser: Chooser

        @property
        def control(self) -> Chooser:
            """The chooser."""
            return self.chooser

    @dataclass
    class Moved(Message):
        """Another row is highlighted, or none."""

        chooser: Chooser
        choice: Choice | None
        """None for no row and for the row that makes a new thing."""
        new: str | None
        """What the highlighted row would make."""

        @property
        def control(self) -> Chooser:
            """The chooser."""
            return self.chooser

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        placeholder: str = "",
        create_words: Callable[[str], str] | None = None,
        tidy: Callable[[str], str] = clean_line,
        starts_highlighted: bool = True,
        highlighted: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Take all there is to choose from.

        Args:
            choices: In the order to show while nothing is typed.
            placeholder: What the empty line says.
            create_words: The words of the row that makes what was typed; None where nothing new
                can be made.
            tidy: What a new thing is called, for what was typed.
            starts_highlighted: Whether a row is highlighted while nothing is typed.
            highlighted: The value of the choice to highlight at first.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._choices = list(choices)
        self._placeholder = placeholder
        self._create_words = create_words
        self._tidy = tidy
        self._starts_highlighted = starts_highlighted
        self._first_value = highlighted
        self._rows: list[Row] = []
        self._query: str | None = None
        self._is_at_work = False
        """Whether somebody has moved or typed."""

    def compose(self) -> ComposeResult:
        """Lay out the line and the list."""
        yield LineField(placeholder=self._placeholder)
        options = OptionList(markup=False)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """List everything."""
        self._list_for("")
        if self._first_value is not None:
            self._highlight_value(self._first_value)

    @property
    def highlighted(self) -> Choice | None:
        """The choice that Enter would take."""
        row = self._highlighted_row()
        return row.item if isinstance(row, Ranked) else None

    def replace(self, choices: Sequence[Choice]) -> None:
        """Show other choices for what is typed, with the same one highlighted.

        For a person who has moved or typed, it stays at its line of the screen, too, as far as the list
        can be scrolled.
        """
        self._choices = list(choices)
        if self._query is None or not self.is_attached:
            return
        current, line = self.highlighted, self._line_on_screen()
        self._list_for(self._query or "", again=True)
        if current is not None:
            self._highlight_value(current.value)
            self.call_after_refresh(self._put_on_line, line if self._is_at_work else None)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Put the focus into the line."""
        self._input.focus(scroll_visible)
        return self

    def take(self) -> None:
        """Take the row that is highlighted, as Enter does."""
        self._list_for(self._input.value)
        row = self._highlighted_row()
        if row is not None:
            self._take(row)
        elif not self._input.value.strip():
            self.post_message(self.Finished(self))

    def clear(self) -> None:
        """Empty the line."""
        self._input.value = ""
        self._list_for("")

    @property
    def _input(self) -> LineField:
        return self.query_one(LineField)

    @property
    def _options(self) -> OptionList:
        return self.query_one(OptionList)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed."""
        event.stop()
        self._is_at_work = True
        self._list_for(self._input.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row that is highlighted."""
        event.stop()
        self.take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the row that was clicked."""
        event.stop()
        self._take(self._rows[event.option_index])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which row is highlighted now."""
        event.stop()
        self._tell_where()
        following = self._rows[event.option_index + 1 : event.option_index + 2]
        if any(isinstance(row, More) for row in following):
            self._options.scroll_end(animate=False)
        if event.option_index == self._first_place():
            self._options.scroll_home(animate=False)

    def action_move(self, action: str) -> None:
        """Move the highlight, by the name of the list's own action."""
        self._is_at_work = True
        self._list_for(self._input.value)
        options = self._options
        moves: dict[str, Callable[[], None]] = {
            "cursor_up": options.action_cursor_up,
            "cursor_down": options.action_cursor_down,
            "page_up": options.action_page_up,
            "page_down": options.action_page_down,
        }
        moves[action]()

    def _take(self, row: Row) -> None:
        if isinstance(row, Ranked):
            self.post_message(self.Chosen(self, row.item, self._input.value))
        elif isinstance(row, New):
            self.post_message(self.Created(self, row.text))

    def _list_for(self, query: str, *, again: bool = False) -> None:
        if query == self._query and not again:
            return
        self._query = query
        self._rows = self._find(query)
        self._options.set_options(
            Option(self._prompt(row), disabled=isinstance(row, Inert)) for row in self._rows
        )
        self._options.highlighted = self._first_highlight(query)
        self._tell_where()

    def _find(self, query: str) -> list[Row]:
        ranked = rank(query, self._choices, lambda choice: choice.names)
        shown = ranked[:SHOWN_AT_MOST]
        rows = list(shown if query.strip() else under_headings(shown))
        if len(ranked) > SHOWN_AT_MOST:
            rows.append(More(len(ranked) - SHOWN_AT_MOST))
        new = self._new_name(query)
        return [New(new), *rows] if new else rows

    def _new_name(self, query: str) -> str | None:
        name = self._tidy(query)
        if self._create_words is None or not name:
            return None
        taken = any(name.casefold() == clean_line(one.label).casefold() for one in self._choices)
        return None if taken else name

    def _first_highlight(self, query: str) -> int | None:
        if not self._rows or (not query.strip() and not self._starts_highlighted):
            return None
        best = self._rows[1] if isinstance(self._rows[0], New) and len(self._rows) > 1 else None
        return 1 if isinstance(best, Ranked) and best.match.is_close else self._first_place()

    def _first_place(self) -> int:
        """The first row that can be highlighted."""
        return 1 if self._rows and isinstance(self._rows[0], Heading) else 0

    def _highlight_value(self, value: str) -> None:
        for index, row in enumerate(self._rows):
            if isinstance(row, Ranked) and row.item.value == value:
                self._options.highlighted = index

    def _line_on_screen(self) -> int:
        """How many lines below the top of the list the row stands that is highlighted."""
        return self._line() - self._options.scroll_offset.y

    def _line(self) -> int:
        """How many lines are above the row that is highlighted."""
        return sum(height_of(row) for row in self._rows[: self._options.highlighted or 0])

    def _put_on_line(self, line: int | None) -> None:
        """Scroll so that the row is at a line of the screen; as far up as shows it, for None."""
        room = self._options.content_size.height
        shown = self._line() + 1 - room if line is None else self._line() - line
        self._options.scroll_to(y=max(0, shown), animate=False)

    def _highlighted_row(self) -> Row | None:
        index = self._options.highlighted
        return None if index is None else self._rows[index]

    def _tell_where(self) -> None:
        row = self._highlighted_row()
        new = row.text if isinstance(row, New) else None
        self.post_message(self.Moved(self, self.highlighted, new))

    def _prompt(self, row: Row) -> Content:
        if isinstance(row, Ranked):
            return choice_prompt(row)
        if isinstance(row, New):
            words = self._create_words(row.text) if self._create_words else row.text
            return Content(f"+ {clean_line(words)}")
        if isinstance(row, Heading):
            return Content.styled(clean_line(row.text), "bold underline")
        return Content(
            ngettext(
                "… and {count} more: type to find it",
                "… and {count} more: type to find them",
                row.count,
            ).format(count=row.count)
        )

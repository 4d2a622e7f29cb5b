"""The search bar: what is searched in, the query as it is typed, and how much was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui.i18n import _
from tui.safe_text import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

DEBOUNCE_SECONDS = 0.06


class SearchBar(Horizontal):
    """One line: the place, the query, the number of articles."""

    @dataclass
    class Changed(Message):
        """The query is another one than it was; sent when typing rests for a moment."""

        query: str

    @dataclass
    class Submitted(Message):
        """The person is done typing and wants the results."""

        query: str

    @dataclass
    class Left(Message):
        """The person gave the search up."""

    @dataclass
    class EverywhereAsked(Message):
        """The person wants to search in all articles, or in the place again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._pending: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("", id="search-place", markup=False)
        yield SearchInput(
            id="search-input", compact=True, select_on_focus=False, placeholder=_("/ to search")
        )
        yield Static("", id="search-total", markup=False)

    @property
    def text(self) -> str:
        """What is asked, without spaces around it."""
        return self._input.value.strip()

    @property
    def _input(self) -> SearchInput:
        return self.query_one(SearchInput)

    def focus_input(self) -> None:
        """Let the person type."""
        # At once: the next keys are on their way already.
        self.screen.set_focus(self._input)
        self._input.cursor_position = len(self._input.value)

    def set_query(self, query: str) -> None:
        """Show a query without saying that it changed."""
        with self.prevent(Input.Changed):
            self._input.value = query
        self._forget_pending()

    def show_place(self, title: str) -> None:
        """Say what is searched in."""
        self.query_one("#search-place", Static).update(plain(f"{title} ›"))

    def show_total(self, words: str) -> None:
        """Say how much there is."""
        self.query_one("#search-total", Static).update(plain(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait until typing rests."""
        event.stop()
        self._forget_pending()
        self._pending = self.set_timer(DEBOUNCE_SECONDS, self._send)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the results."""
        event.stop()
        self._forget_pending()
        self.post_message(self.Submitted(self.text))

    def _forget_pending(self) -> None:
        if self._pending is not None:
            self._pending.stop()
            self._pending = None

    def _send(self) -> None:
        self._pending = None
        self.post_message(self.Changed(self.text))


class SearchInput(Input):
    """The line in which a query is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="back"),
        Binding("ctrl+l", "everywhere", show=False, id="search-everywhere"),
        Binding("down", "submit", show=False),
    ]

    def action_leave(self) -> None:
        """Give the search up."""
        self.post_message(SearchBar.Left())

    def action_everywhere(self) -> None:
        """Search in all articles, or in the place again."""
        self.post_message(SearchBar.EverywhereAsked())

    def on_key(self, event: events.Key) -> None:
        """Take a slash at the start as the wish to search everywhere."""
        if event.character == "/" and not self.value:
            event.prevent_default()
            event.stop()
            self.action_everywhere()

"""The search bar: what is searched in, the query as it is typed, and how much was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from tui.i18n import _
from tui.widgets.completion_list import CompletionList
from tui.widgets.search_input import SearchInput
from tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from search import QueryProblem
    from search.completion import Completion


class SearchBar(Horizontal):
    """One line: the place, the query, the number of articles."""

    @dataclass
    class Changed(Message):
        """The query is another one than it was; sent with every key."""

        query: str

    @dataclass
    class Typed(Message):
        """Something was typed that may be completed; sent with ``Changed``, answered by ``offer``."""

        text: str
        """The line as it stands."""
        cursor: int

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

    @dataclass
    class Skipped(Message):
        """The person wants to go to the next pane: there was nothing to complete."""

        keys: Sequence[events.Key]
        """What was pressed since."""

    @dataclass
    class CorrectionAsked(Message):
        """The person meant the words that were offered for those that no article has."""

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Words(id="search-place")
        completions = CompletionList(id="completions")
        yield SearchInput(completions, id="search-input", placeholder=_("/ to search"))
        yield Words(id="search-total")
        yield completions

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
        self._input.end_offer()

    def offer(self, text: str, completion: Completion | None) -> None:
        """Offer what may be meant by a line, if it still is what stands there."""
        if text == self._input.value and self._input.has_focus:
            self._input.offer(completion)

    @property
    def offers_completion(self) -> bool:
        """Whether Tab would take something that completes the query."""
        return self._input.completion is not None

    def offer_correction(self, *, is_offered: bool) -> None:
        """Let Tab take other words for those that no article has, where such are offered."""
        self._input.has_correction = is_offered

    def mark_problems(self, text: str, problems: Sequence[QueryProblem]) -> None:
        """Underline what of a query was not understood."""
        self._input.mark_problems(text, problems)

    def show_place(self, title: str) -> None:
        """Say what is searched in."""
        self.query_one("#search-place", Words).say(f"{title} ›")

    def show_total(self, words: str) -> None:
        """Say how much there is."""
        self.query_one("#search-total", Words).say(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is asked now: who answers leaves out what is typed over meanwhile."""
        event.stop()
        self.post_message(self.Changed(self.text))
        self.post_message(self.Typed(self._input.value, self._input.cursor_position))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the results."""
        event.stop()
        self._input.end_offer()
        self.post_message(self.Submitted(self.text))

    def on_completion_list_clicked(self, event: CompletionList.Clicked) -> None:
        """Take what was clicked."""
        event.stop()
        self._input.take(event.place)

    def on_search_input_skipped(self, event: SearchInput.Skipped) -> None:
        """Say that the person wants to go to the next pane."""
        self.post_message(self.Skipped(event.keys))

    def on_search_input_left(self) -> None:
        """Say that the person gave the search up."""
        self.post_message(self.Left())

    def on_search_input_everywhere_asked(self) -> None:
        """Say that the person wants to look elsewhere."""
        self.post_message(self.EverywhereAsked())

    def on_search_input_correction_asked(self) -> None:
        """Say that the person meant what was offered."""
        self.post_message(self.CorrectionAsked())

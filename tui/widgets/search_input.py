"""The line in which a query is typed, with what is offered while one types."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

from tui.fuzzy import fold
from tui.widgets.completion_list import CompletionList
from tui.widgets.wrapping import cell_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from rich.text import Text

    from search import QueryProblem
    from search.completion import Candidate, Completion


class SearchInput(Input):
    """The line of a query.

    What may be meant by what is typed stands behind the cursor, the likeliest alone; values of a field
    come as a list too, other candidates where one asks for them. Tab takes, arrows choose, and Enter
    is never anything but the end of typing.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"search-input--problem"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="back"),
        Binding("ctrl+l", "everywhere", show=False, id="search-everywhere"),
        Binding("tab", "take", show=False, id="complete"),
        # Without an id: the letter that does so in the list is a letter here.
        Binding("ctrl+y", "correct", show=False),
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
    ]

    @dataclass
    class Left(Message):
        """The person gave the search up."""

    @dataclass
    class EverywhereAsked(Message):
        """The person wants to look in all articles, or in the place again."""

    @dataclass
    class CorrectionAsked(Message):
        """The person meant the words that were offered for those that no article has."""

    @dataclass
    class Skipped(Message):
        """A Tab waited for something to take, and there was nothing."""

        keys: Sequence[Key]
        """What was pressed since."""

    def __init__(
        self,
        completions: CompletionList,
        *,
        id: str,  # noqa: A002 - Textual's own word
        placeholder: str,
    ) -> None:
        """Take where candidates are listed, which may come later and go earlier than the line."""
        marks = ProblemMarks(lambda: self.get_component_rich_style("search-input--problem"))
        super().__init__(
            id=id,
            compact=True,
            select_on_focus=False,
            placeholder=placeholder,
            highlighter=marks,
        )
        self._marks = marks
        self._list = completions
        self._completion: Completion | None = None
        self._offered = ""
        # Whether what was typed last is not answered yet, and whether a Tab waits for that.
        self._is_waiting = self._is_awaited = False
        self._held_keys: list[Key] = []
        self.has_correction = False
        """Whether other words are offered for those that no article has."""

    @property
    def content_width(self) -> int:
        """The width of the line: as long as there is room, one more letter lays nothing out anew."""
        return max(super().content_width, self.content_region.width)

    @property
    def completion(self) -> Completion | None:
        """What is offered."""
        return self._completion

    def offer(self, completion: Completion | None) -> None:
        """Offer what may be meant by the line as it stands; a Tab that waits for it is done."""
        self._show_offer(completion)
        is_awaited, self._is_awaited, self._is_waiting = self._is_awaited, False, False
        if not is_awaited:
            return
        held, self._held_keys = self._held_keys, []
        if self._take_offered():
            self._type_on(held)
        else:
            self.post_message(self.Skipped(held))

    def _type_on(self, keys: Sequence[Key]) -> None:
        """Do with keys what they are for: letters are typed, others go their way after them."""
        letters = list(takewhile(lambda key: key.is_printable, keys))
        self.insert_text_at_cursor("".join(key.character or "" for key in letters))
        for key in keys[len(letters) :]:
            self.app.post_message(key)

    def _show_offer(self, completion: Completion | None) -> None:
        self._completion = completion
        self._list.close()
        self._suggestion = self._offered = ""
        if completion is None:
            return
        self._suggestion = self._offered = self.value + self._rest_of(completion.candidates[0])
        if completion.typed.field is not None:
            self._open_list(completion)

    def watch_value(self, value: str) -> None:
        """Wait for what may be meant now; what was offered goes on showing where it still may be."""
        held = self._offered if self._offered.startswith(value) else ""
        self._show_offer(None)
        self._suggestion = self._offered = held
        self._is_waiting, self._is_awaited = True, False

    def end_offer(self) -> None:
        """Offer nothing, and wait for nothing."""
        self._show_offer(None)
        self._is_waiting = self._is_awaited = False
        self._held_keys.clear()

    def mark_problems(self, text: str, problems: Sequence[QueryProblem]) -> None:
        """Underline what of a query was not understood, until it is another one."""
        if self._marks.mark(text, problems):
            self.refresh()

    # Keys

    def action_leave(self) -> None:
        """Close the list of candidates, else give the search up."""
        if self._list.is_open:
            self._list.close()
        else:
            self.post_message(self.Left())

    def action_everywhere(self) -> None:
        """Search in all articles, or in the place again."""
        self.post_message(self.EverywhereAsked())

    def action_take(self) -> None:
        """Take what is offered; where nothing is, Tab goes to the next pane as ever.

        What was typed a moment ago is not answered yet: Tab waits for what may be meant by it.
        """
        if self._is_waiting:
            self._is_awaited = True
        elif not self._take_offered():
            raise SkipAction

    def _take_offered(self) -> bool:
        """Take a candidate, else the words that were meant; returns whether there was either."""
        if self._completion is not None:
            self._take(self._list.cursor if self._list.is_open else 0)
        elif self.has_correction:
            self.post_message(self.CorrectionAsked())
        else:
            return False
        return True

    def action_correct(self) -> None:
        """Take the words that were meant."""
        if self.has_correction:
            self.post_message(self.CorrectionAsked())

    def action_choose(self, step: int) -> None:
        """Go to another candidate; down goes to the results where no list is open."""
        if self._list.is_open:
            self._list.move(step)
        elif step < 0 and self._completion is not None:
            self._open_list(self._completion)
        elif step > 0:
            self.post_message(self.Submitted(self, self.value))

    async def on_key(self, event: Key) -> None:
        """Do with keys what they are for in the order they were typed; hold those behind a Tab that waits.

        Textual does what keys are bound to after they have travelled to the app, and by then the letters
        behind them are typed.
        """
        if self._is_awaited:
            # A new one: this is stopped here for good.
            self._held_keys.append(Key(event.key, event.character))
        elif event.character == "/" and not self.value:
            # At the start it is the wish to search everywhere.
            self.action_everywhere()
        elif event.is_printable or not await self._is_done(event.key):
            return
        event.prevent_default()
        event.stop()

    async def _is_done(self, key: str) -> bool:
        bound = self.screen.active_bindings.get(key)
        if bound is None or bound.node is not self:
            return False
        return await self.app.run_action(bound.binding.action, self)

    def on_blur(self) -> None:
        """Offer nothing where nobody types."""
        self.end_offer()

    def take(self, place: int) -> None:
        """Take a candidate that was clicked."""
        if self._completion is not None:
            self._take(place)

    # Candidates

    def _take(self, place: int) -> None:
        completion = self._completion
        if completion is None:
            return
        value, cursor = completion.taken(self.value, completion.candidates[place])
        self.end_offer()
        self.value = value
        self.cursor_position = cursor

    def _open_list(self, completion: Completion) -> None:
        before = self.value[: completion.typed.start]
        column = self.content_region.x + cell_width(before) - self.scroll_offset.x
        at = Offset(max(0, column - 1), self.content_region.y + 1)
        self._list.open_at(at, completion.candidates)

    def _rest_of(self, candidate: Candidate) -> str:
        """What a candidate adds to what is typed; nothing where it would change that."""
        completion = self._completion
        if completion is None or self.cursor_position < len(self.value):
            return ""
        written = candidate.text.strip('" ')
        prefix = completion.typed.prefix
        begins_so = fold(written[: len(prefix)]) == fold(prefix)
        return written[len(prefix) :] if begins_so else ""


class ProblemMarks(Highlighter):
    """Underlines what of a query was not understood, as long as the query goes on as it was.

    Args:
        style: How it is to look, asked for when it is drawn.
    """

    def __init__(self, style: Callable[[], Style]) -> None:
        self._style = style
        self._query = ""
        self._problems: tuple[tuple[int, int], ...] = ()

    def mark(self, query: str, problems: Sequence[QueryProblem]) -> bool:
        """Take in what is wrong with a query; returns whether that is news."""
        spans = tuple((problem.start, max(problem.end, problem.start + 1)) for problem in problems)
        is_news = (query, spans) != (self._query, self._problems)
        self._query, self._problems = query, spans
        return is_news

    def highlight(self, text: Text) -> None:
        """Underline the places."""
        written = text.plain
        lead = len(written) - len(written.lstrip())
        if not self._problems or not written[lead:].startswith(self._query):
            return
        for start, end in self._problems:
            text.stylize(self._style(), lead + start, lead + end)

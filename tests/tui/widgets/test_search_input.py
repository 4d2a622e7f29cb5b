"""The line of a query by itself; what it offers on a desk is in ``tests/tui/screens/test_completion.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tests.tui.steady import running
from tui.widgets.completion_list import CompletionList
from tui.widgets.search_bar import SearchBar
from tui.widgets.search_input import SearchInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class BarApp(App[None]):
    def compose(self) -> ComposeResult:
        yield SearchBar()


async def test_a_line_that_outlives_its_candidates_ends_in_order() -> None:
    app = BarApp()
    async with running(app) as pilot:
        line = app.query_one(SearchInput)
        line.focus()
        await pilot.press("a", "b")
        # As when the screen closes, one part of it after the other.
        await app.query_one(CompletionList).remove()
        await pilot.press("c")
        app.screen.set_focus(None)
        await pilot.pause()
        assert line.value == "abc"
        assert line.completion is None

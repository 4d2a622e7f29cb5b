"""What of the desk's screen belongs to searching: the bar, the line under it, what stands beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.work import WorkScreen
from tui.widgets.facet_pane import FacetPane
from tui.widgets.words import Words

if TYPE_CHECKING:
    from tui.screens.beside import Beside
    from tui.widgets.search_bar import SearchBar


class SearchScreen(WorkScreen):
    """A screen with a search bar and facets; hands what they tell to ``beside``."""

    beside: Beside

    @property
    def facets(self) -> FacetPane:
        """What was found, told apart by what it has."""
        return self.query_one(FacetPane)

    def show_note(self, words: str, *, keeps_room: bool = False) -> None:
        """Say something under the search bar; nothing where it is empty.

        Args:
            words: What to say.
            keeps_room: Whether the line stays where it is while there is nothing to say: all panes
                move where it comes or goes.
        """
        note = self.query_one("#note", Words)
        note.say(words)
        note.display = bool(words) or (keeps_room and note.display)

    def on_facet_pane_chosen(self, event: FacetPane.Chosen) -> None:
        """Narrow the search, or widen it again."""
        self.beside.narrow(event.field, event.value)

    def on_facet_pane_widening_asked(self) -> None:
        """Take out what the search was narrowed by last."""
        self.beside.widen()

    def on_search_bar_changed(self, event: SearchBar.Changed) -> None:
        """Search as one types."""
        self.beside.search(event.query)

    def on_search_bar_submitted(self, event: SearchBar.Submitted) -> None:
        """Go to what was found."""
        self.beside.search(event.query, goes_there=True)

    def on_search_bar_left(self) -> None:
        """Give the search up."""
        self.beside.end_search()

    def on_search_bar_everywhere_asked(self) -> None:
        """Search beyond the place, or in it again."""
        self.beside.search_everywhere()

    def on_search_bar_typed(self, event: SearchBar.Typed) -> None:
        """Offer what completes it."""
        self.beside.complete(event.text, event.cursor)

    def on_search_bar_skipped(self, event: SearchBar.Skipped) -> None:
        """Go to the next pane; what was pressed since goes there."""
        self.beside.skip()
        for key in event.keys:
            self.app.post_message(key)

    def on_search_bar_correction_asked(self) -> None:
        """Search for the words that were meant."""
        self.beside.take_correction()

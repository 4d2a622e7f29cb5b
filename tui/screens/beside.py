"""What stands beside the list: the facets of what was found, in step with the list.

It is asked for once the list is shown, in threads, so that it is never in the way of a key. An answer
carries the request it answers; one that comes too late is dropped.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.commands import Where
from tui.finding import read_sheet

if TYPE_CHECKING:
    from tui.listing import Ask
    from tui.screens.desk import DeskScreen

OPEN, FOCUSED = "-facets", "-at-facets"
"""The classes of a screen whose facets show, and have the focus."""


class Beside:
    """Has the pane of facets follow the list."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._request = 0
        self._about: object = None
        """What the facets are those of, whatever it is narrowed by."""

    @property
    def is_open(self) -> bool:
        """Whether the facets show."""
        return self._screen.has_class(OPEN)

    def open_facets(self) -> None:
        """Show the facets and let keys go to them."""
        if not self.is_open:
            self._screen.add_class(OPEN)
            self._count()
        self._screen.go_to_pane(Where.FACETS)

    def close_facets(self) -> None:
        """Show the views again where the facets were."""
        self._screen.remove_class(OPEN)

    def leave_facets(self) -> None:
        """Close the facets and go back to the list."""
        self.close_facets()
        self._screen.go_to_pane(Where.LIST)

    def entered(self, pane: Where) -> None:
        """Follow the focus: going to the views is to have them where the facets are."""
        self._screen.set_class(pane is Where.FACETS, FOCUSED)
        if pane is Where.VIEWS:
            self.close_facets()

    def list_changed(self) -> None:
        """Follow the list, which shows something else now."""
        self._request += 1
        if self.is_open:
            self._count()

    def _begin_anew(self, ask: Ask) -> None:
        """Give out keys anew where something else is searched for than before, however narrowed."""
        from search.narrowing import bare  # noqa: PLC0415 - it comes with the first search

        about = (ask.place.key, ask.everywhere, bare(ask.text))
        if about != self._about:
            self._about = about
            self._screen.facets.start_over()

    def narrow(self, field: str, value: str) -> None:
        """Narrow the search by a condition, or take it out again."""
        from search.narrowing import toggled  # noqa: PLC0415 - it comes with the first search

        text = toggled(self._screen.lister.ask.open_query, field, value)
        self._screen.search_bar.set_query(text)
        self._screen.search(text)

    def _count(self) -> None:
        self._screen.start(self._load(self._request), "facets")

    async def _load(self, request: int) -> None:
        screen = self._screen
        answer = screen.lister.answer
        sheet = await screen.jobs.read(partial(read_sheet, screen.services, answer))
        if request == self._request:
            self._begin_anew(answer.ask)
            screen.facets.show(sheet)

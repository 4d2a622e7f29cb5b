"""What stands beside the list in a search: facets, the words that were meant, what completes the query.

All of it is asked for once the list is shown and keys rest, in threads, so that it is never in the way of
a key. An answer carries the request it answers; one that comes too late is dropped.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from store.errors import UnknownError
from tui.commands import Where
from tui.finding import read_completion, read_correction, read_sheet
from tui.keys import key_label
from tui.listing import read_overview
from tui.places import PlaceKind
from tui.safe_text import clean_line
from tui.screens.wording import correction_words, meaning_words, problem_words

if TYPE_CHECKING:
    from textual.timer import Timer

    from search.corrections import Correction
    from tui.listing import Answer, Ask
    from tui.screens.desk import DeskScreen

OPEN, FOCUSED = "-facets", "-at-facets"
"""The classes of a screen whose facets show, and have the focus."""

LOOK_SECONDS = 1.0
"""How long a saved search is in sight before what it finds counts as looked at."""

COMPLETION_SECONDS = 0.08
FACETS_SECONDS = 0.12
CORRECTION_SECONDS = 0.3
"""How long typing rests before it is completed, what was found is counted, other words are looked for."""


class Beside:
    """Has the facets and what is offered follow the list and what is typed."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._request = 0
        self._typed = 0
        self._facets_rest: Timer | None = None
        self._rest: Timer | None = None
        self._sight: Timer | None = None
        self._completion_rest: Timer | None = None
        self._about: object = None
        """What the facets are those of, whatever it is narrowed by."""
        self._is_at_rest = False
        self.correction: Correction | None = None
        """The words that are offered for those that no article has."""

    def list_changed(self) -> None:
        """Follow the list, which shows something else now."""
        self._request += 1
        answer = self._screen.lister.answer
        problems = answer.query.problems if answer.query is not None else ()
        self._screen.search_bar.mark_problems(
            answer.ask.query, problems if answer.ask.query else ()
        )
        if self._facets_rest is not None:
            self._facets_rest.stop()
        if self.is_open:
            self._facets_rest = self._screen.set_timer(FACETS_SECONDS, self._count)
        self._is_at_rest = False
        self._offer_correction(None)
        if self._rest is not None:
            self._rest.stop()
        if answer.ask.is_search:
            self._rest = self._screen.set_timer(CORRECTION_SECONDS, self._look_for_correction)
        self._watch_look()

    def entered(self, pane: Where) -> None:
        """Follow the focus: going to the views is to have them where the facets are."""
        self._screen.set_class(pane is Where.FACETS, FOCUSED)
        if pane is Where.VIEWS:
            self.close_facets()
        self._say_correction()
        self._watch_look()

    # What the search bar tells

    def search(self, query: str, *, goes_there: bool = False) -> None:
        """List what answers a query, and go to the list where the person is done typing."""
        self._screen.search(query)
        if goes_there:
            self._screen.go_to_pane(Where.LIST)

    def end_search(self) -> None:
        """Show the place again."""
        self._screen.end_search()

    def search_everywhere(self) -> None:
        """Search beyond the place, or in it again."""
        self._screen.search_everywhere()

    # Facets

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

    def narrow(self, field: str, value: str) -> None:
        """Narrow the search by a condition, or take it out again."""
        from search.narrowing import toggled  # noqa: PLC0415 - it comes with the first search

        self._search(clean_line(toggled(self._screen.lister.ask.open_query, field, value)))

    def widen(self) -> None:
        """Take out the last condition of the search."""
        from search.narrowing import conditions, toggled  # noqa: PLC0415 - as above

        text = self._screen.lister.ask.open_query
        for last in conditions(text)[-1:]:
            self._search(toggled(text, last.field, last.value))

    def _search(self, text: str) -> None:
        self._screen.search_bar.set_query(text)
        self._screen.search(text)

    def _count(self) -> None:
        self._screen.start(self._load_facets(self._request), "facets")

    async def _load_facets(self, request: int) -> None:
        screen = self._screen
        answer, overview = screen.lister.answer, screen.keeper.overview
        if overview is None:
            # The desk was opened a moment ago.
            overview = await screen.jobs.read(partial(read_overview, screen.services))
        sheet = await screen.jobs.read(partial(read_sheet, screen.services, answer, overview))
        if request == self._request:
            self._begin_anew(answer.ask)
            screen.facets.show(sheet)

    def _begin_anew(self, ask: Ask) -> None:
        """Give out keys anew where something else is searched for than before, however narrowed."""
        from search.narrowing import bare  # noqa: PLC0415 - it comes with the first search

        about = (ask.place.key, ask.everywhere, bare(ask.text))
        if about != self._about:
            self._about = about
            self._screen.facets.start_over()

    # The words that were meant

    def take_correction(self) -> None:
        """Search for the words that were meant."""
        if self.correction is not None:
            self._search(self.correction.text)

    def _look_for_correction(self) -> None:
        self._rest = None
        self._screen.start(self._load_correction(self._request), "correction")

    async def _load_correction(self, request: int) -> None:
        screen = self._screen
        call = partial(read_correction, screen.services, screen.lister.answer)
        correction = await screen.jobs.read(call)
        if request == self._request:
            self._is_at_rest = True
            self._offer_correction(correction)

    def _offer_correction(self, correction: Correction | None) -> None:
        self.correction = correction
        self._screen.search_bar.offer_correction(is_offered=correction is not None)
        self._say_correction()

    def _say_correction(self) -> None:
        if self._screen.is_mounted:
            is_typed = not self._is_at_rest and self._screen.lister.answer.ask.is_search
            self._screen.show_note(self._note(), keeps_room=is_typed)

    def _note(self) -> str:
        """The line under the search bar: other words, else what is not understood, else what is."""
        if self.correction is not None:
            return correction_words(self.correction, self._correcting_key)
        if not self._is_at_rest:
            return ""
        answer = self._screen.lister.answer
        return problem_words(answer) or meaning_words(answer)

    @property
    def _correcting_key(self) -> str:
        if self._screen.pane is not Where.SEARCH:
            return self._screen.key_of("correct")
        is_taken = self._screen.search_bar.offers_completion
        return key_label("ctrl+y" if is_taken else "tab")

    # What is new in saved searches

    def _watch_look(self) -> None:
        """Count what a saved search finds as looked at once it was in sight for a moment."""
        if self._sight is not None:
            self._sight.stop()
            self._sight = None
        ask = self._screen.lister.answer.ask
        is_in_sight = self._screen.pane is not Where.VIEWS or not self._screen.has_class("-narrow")
        if ask.place.kind is PlaceKind.SEARCH and not ask.query and is_in_sight:
            self._sight = self._screen.set_timer(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        self._sight = None
        self._screen.start(self._note_look(self._screen.lister.answer), "look")

    async def _note_look(self, answer: Answer) -> None:
        screen = self._screen
        look = screen.services.desk.searches.look
        # Somebody may have removed the search meanwhile.
        with suppress(UnknownError):
            if await screen.jobs.write(partial(look, answer.ask.place.name, answer.change_number)):
                screen.keeper.count_again(lists_again=False)

    # What completes the query

    def complete(self, text: str, cursor: int) -> None:
        """Offer what may be meant by what is typed, once typing rests."""
        self._typed += 1
        for rest in (self._rest, self._facets_rest):
            if rest is not None:
                # It rests no longer; what was about to be asked for would be in the way of the answer.
                rest.reset()
        if self._completion_rest is not None:
            self._completion_rest.stop()
        work = partial(self._complete, self._typed, text, cursor)
        self._completion_rest = self._screen.set_timer(COMPLETION_SECONDS, work)

    def _complete(self, typed: int, text: str, cursor: int) -> None:
        self._completion_rest = None
        self._screen.start(self._load_completion(typed, text, cursor), "completion")

    async def _load_completion(self, typed: int, text: str, cursor: int) -> None:
        screen = self._screen
        overview = screen.keeper.overview
        completion = None
        try:
            await screen.lister.settle()
            if overview is not None and typed == self._typed:
                call = partial(read_completion, screen.services, overview, text, cursor)
                completion = await screen.jobs.read(call)
        finally:
            # Whatever became of it: a Tab may wait for the answer.
            if typed == self._typed:
                screen.search_bar.offer(text, completion)

    def skip(self) -> None:
        """Go on from the search bar: there was nothing to take."""
        self._screen.step_pane(1)

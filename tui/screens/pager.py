"""Turning the pages: the reader shows the article that the list's cursor is on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.models import Span
from tui.i18n import _
from tui.reading import Reading, other_version, read_article
from tui.screens.wording import number
from tui.version_words import change_words

if TYPE_CHECKING:
    from textual.timer import Timer

    from search import SearchQuery
    from store.models import Annotation
    from tui.screens.desk import DeskScreen

REST_SECONDS = 0.04
"""How long the cursor rests on an article before it is fetched."""

READ_SECONDS = 1.0
"""How long an article is in sight before it counts as read."""


class Pager:
    """Has the reader show articles, and notes those that were read."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._wanted: str | None = None
        self._query: SearchQuery | None = None
        self._request = 0
        self._rest: Timer | None = None
        self._sight: Timer | None = None
        self._goal: str | None = None
        """The annotation to go to once it is shown."""
        self._drawn: Reading | None = None
        self.reading: Reading | None = None
        """What the reader shows."""

    def turn_to(self, article_id: str | None) -> None:
        """Show this article once the cursor rests on it."""
        if article_id == self._wanted:
            return
        self._wanted = article_id
        self._stop_timers()
        if article_id is None:
            self._request += 1
            self.reading = self._drawn = None
            self._screen.reader.show_nothing()
            self._screen.adviser.look_at(None)
            return
        self._rest = self._screen.set_timer(REST_SECONDS, self._fetch)

    def follow_list(self) -> None:
        """Say where the article stands now, and show what another search finds in it."""
        if (
            self.reading is not None
            and self.reading.article.id == self._screen.articles.highlighted
        ):
            self._screen.reader.say_title(self._whereabouts())
        if self._wanted is not None and self._query != self._screen.lister.query:
            self._stop_timers()
            self._rest = self._screen.set_timer(REST_SECONDS, self._fetch)

    def reload(self) -> None:
        """Show the same article again as it is now."""
        if self._wanted is not None:
            self._fetch()

    def open_passage(self, annotation: Annotation) -> None:
        """Show an annotation's passage, in whatever the text of its article is by now."""
        self._goal = annotation.id
        self.turn_to(annotation.article_id)
        self.opened()
        if self.reading is not None and self.reading.article.id == annotation.article_id:
            self._reach_goal(self.reading)

    def opened(self) -> None:
        """Note that a person went into the article."""
        if self._wanted is not None:
            self._note_read(self._wanted)
            self._screen.adviser.look_at(self._wanted)

    async def show_version(self, version: int) -> None:
        """Show another version of the article, until it is turned to again."""
        reading = self.reading
        if reading is None:
            return
        newest = reading.article.version
        words = _("Version {number} of {count}").format(number=version, count=newest)
        call = partial(other_version, self._screen.services, reading, version, words)
        self._show(await self._screen.jobs.read(call), is_other=True)

    def leave_unread(self) -> None:
        """Do not count the article as read because it is in sight: a person decided on it."""
        if self._sight is not None:
            self._sight.stop()

    def _fetch(self) -> None:
        self._request += 1
        query = self._screen.lister.query
        is_asked_anew = query is not None and query != self._query
        self._query = query
        load = self._load(self._request, self._wanted or "", query, is_asked_anew=is_asked_anew)
        self._screen.start(load, "reading")

    async def _load(
        self, request: int, article_id: str, query: SearchQuery | None, *, is_asked_anew: bool
    ) -> None:
        collection = self._screen.place.view.collection
        call = partial(read_article, self._screen.services, article_id, query, collection)
        reading = await self._screen.jobs.read(call)
        if request != self._request:
            return
        is_other = self.reading is None or self.reading.article.id != article_id
        self.reading = reading
        self._show(reading, is_other=is_other or is_asked_anew)
        self._reach_goal(reading)
        if is_other or not is_asked_anew:
            self._screen.adviser.look_at(article_id)
        if is_other and reading.is_read_in_sight:
            self._sight = self._screen.set_timer(READ_SECONDS, partial(self._seen, article_id))

    def _show(self, reading: Reading, *, is_other: bool) -> None:
        reader = self._screen.reader
        # One more letter mostly finds the same words in the same article.
        if reading != self._drawn or not is_other:
            self._draw(reading)
        reader.say_title(self._whereabouts())
        if is_other and reading.matches:
            reader.go_to((reading.passages or reading.matches)[0])

    def _draw(self, reading: Reading) -> None:
        self._drawn = reading
        self._screen.reader.show(
            reading.article,
            reading.text,
            annotations=reading.annotations,
            notes=reading.notes,
            matches=reading.matches,
            passages=reading.passages,
            links=reading.links,
            extras=reading.extras,
            change=change_words(
                reading.article,
                reading.last_reading,
                self._screen.key_of("differences"),
                reading.earlier,
            ),
            copies=reading.copies,
            mentions=reading.mentions,
        )

    def _reach_goal(self, reading: Reading) -> None:
        for annotation in reading.annotations:
            if annotation.id == self._goal:
                self._goal = None
                if not annotation.is_orphan:
                    quote = annotation.quote
                    self._screen.reader.go_to(Span(quote.start, quote.end))

    def _whereabouts(self) -> str:
        """Which of how many articles it is."""
        articles = self._screen.articles
        return f"{number(articles.position + 1)} / {number(len(articles.ids))}"

    def _seen(self, article_id: str) -> None:
        if article_id == self._wanted and self._screen.is_reader_in_sight:
            self._note_read(article_id)

    def _note_read(self, article_id: str) -> None:
        if self._sight is not None:
            self._sight.stop()
        self._screen.start(self._mark_opened(article_id), "opened")

    async def _mark_opened(self, article_id: str) -> None:
        articles = self._screen.services.desk.articles
        # A row that stands for copies is read with them, or the next copy would come up as unread.
        folds = self._screen.lister.ask.folds
        if await self._screen.jobs.write(partial(articles.mark_opened, article_id, copies=folds)):
            self._screen.articles.rows_changed([article_id])
            self._screen.keeper.count_again(lists_again=False)

    def _stop_timers(self) -> None:
        for timer in (self._rest, self._sight):
            if timer is not None:
                timer.stop()

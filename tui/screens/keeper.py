"""Keeping house: what the desk does by itself behind the person who reads.

At the start: rows first, then counts, then the folder, the index, the backup. Later: the index
follows what editors do, and what other processes wrote comes into sight.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from search.errors import IndexDamagedError
from tui.commands import Where
from tui.i18n import _
from tui.jobs import Latest
from tui.listing import count_searches, read_overview
from tui.progress_words import collect_words
from tui.screens.wording import number, report_words, scan_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.timer import Timer

    from feeds.collecting.collector import CollectProgress, CollectReport
    from search import IndexProgress
    from tui.places import Overview
    from tui.screens.desk import DeskScreen

REST_SECONDS = 0.25
"""How long acts must rest before counts are read again and the index follows."""

QUIET_SECONDS = 5.0
"""How long nothing may have changed before the index's parts are written together."""

BUSY_SECONDS = 2.0
"""After how long the index is to follow, where another process was writing it."""


BAR_CELLS = 6
"""Of the bar that shows how far a collection has come."""


class Keeper:
    """Counts, the index, the backup, the collector and the eye on other processes."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._rest: Timer | None = None
        self._quiet: Timer | None = None
        self._version: int | None = None
        self._has_begun = False
        self._must_list = False
        self._is_indexing = False
        self._must_index = False
        self._is_paused = False
        self._is_merging = False
        self._is_rebuilding = False
        self._stop_collecting = self._begins_anew = False
        self.is_collecting = False
        self.overview: Overview | None = None
        """What the side bar shows."""
        self._known_round: str | None = None
        """When the last collection ended that was told of."""
        self.collecting_words = ""
        """How far a collection has come; empty while there is none."""
        self.watchers: list[Callable[[str], None]] = []
        """Who wants to be told these words, too."""

    @property
    def is_idle(self) -> bool:
        """Whether the desk is opened, and counts and the index follow all acts."""
        return self._has_begun and self._rest is None and not self._is_indexing

    async def begin(self) -> None:
        """Do what is due when a desk is opened, once the first rows stand."""
        desk = self._screen.services.desk
        self._screen.services.when_damaged = partial(self._screen.call_later, self._rebuild)
        self._version = await self._screen.jobs.read(desk.data_version)
        await self.read_counts()
        self._known_round = await self._screen.read(lambda desk: desk.rounds.last_ended())
        self._screen.start(self._back_up_if_due(), "backup")
        try:
            await self.look_through_folder()
        finally:
            # What is known already can be searched even where the folder cannot be read.
            await self.follow()
            # The first rows were drawn before the index was open, which knows how near they are.
            self._screen.articles.rows_changed(self._screen.articles.ids)
            await self._count_searches()
            self._has_begun = True

    async def _back_up_if_due(self) -> None:
        await self._screen.jobs.labour(self._screen.services.desk.backups.make_if_due)

    def count_again(self, *, lists_again: bool = True) -> None:
        """Read counts again, once acts rest for a moment, and let the index follow.

        A single act is followed at once; of several in a row, all but the first once they rest.

        Args:
            lists_again: Whether the list may have got other articles too.
        """
        self._must_list = self._must_list or lists_again
        if self._rest is not None:
            self._rest.stop()
        elif self._has_begun and not self._is_indexing:
            self._screen.start(self.follow(), "index")
        self._rest = self._screen.set_timer(REST_SECONDS, self._after_rest)

    def _after_rest(self) -> None:
        self._rest = None
        self._screen.start(self._catch_up_with_acts(), "counts")

    async def _catch_up_with_acts(self) -> None:
        # The answer to a query stays as it is while a person works on it.
        if self._must_list and not self._screen.lister.ask.is_search:
            self._screen.lister.show_again(keeps_current=self._screen.pane is Where.READER)
        self._must_list = False
        await self.read_counts()
        await self.follow()
        await self._count_searches()

    async def read_counts(self) -> None:
        """Show the side bar as the desk is now."""
        overview = await self._screen.jobs.read(partial(read_overview, self._screen.services))
        if self.overview is not None:
            before = self.overview
            overview = replace(
                overview, search_totals=before.search_totals, search_news=before.search_news
            )
        self._show_overview(overview)

    async def _count_searches(self) -> None:
        if self.overview is not None and self.overview.searches:
            call = partial(count_searches, self._screen.services, self.overview)
            self._show_overview(await self._screen.jobs.labour(call))

    def _show_overview(self, overview: Overview) -> None:
        self.overview = overview
        self._screen.views.show_overview(overview)

    async def look_through_folder(self) -> None:
        """Take in what others put into the folder."""
        self._screen.say("folder", _("looking through the folder"))
        try:
            report = await self._screen.jobs.labour(self._screen.services.scan)
        finally:
            self._screen.say("folder", "")
        if report.added or report.changed:
            self._screen.lister.show_again()
            await self.read_counts()
        for words in scan_words(report):
            self._screen.tell(words)

    async def follow(self) -> None:
        """Have the index take in what changed; one at a time."""
        self._must_index = True
        if self._is_indexing or self._is_paused:
            return
        self._is_indexing = True
        try:
            while self._must_index and not self._is_paused:
                self._must_index = False
                await self._index()
        finally:
            self._is_indexing = False
            self._say_whether_paused()

    def pause(self) -> None:
        """Have the index stop following; asked for a second time, go on."""
        self._is_paused = not self._is_paused
        self._say_whether_paused()
        if not self._is_paused:
            self._screen.start(self.follow(), "index")

    def _say_whether_paused(self) -> None:
        self._screen.say("index", _("indexing paused") if self._is_paused else "")

    async def _index(self) -> None:
        show = Latest(self._screen.call_later, self._show_index_progress)
        self._plan_what_follows(await self._screen.jobs.labour(partial(self._follow_desk, show)))

    def _follow_desk(self, show: Callable[[IndexProgress], None]) -> bool:
        """Called in a thread; returns whether the index is of too many parts by now."""
        services = self._screen.services
        services.catch_up(show, self._is_to_stop)
        return services.index.is_scattered

    def _is_to_stop(self) -> bool:
        """Called in a thread."""
        return self._screen.jobs.is_closing or self._is_paused

    def _plan_what_follows(self, is_scattered: bool) -> None:
        """Try again where another process was in the way; tidy up once it is quiet."""
        if self._screen.services.is_behind:
            self._screen.set_timer(BUSY_SECONDS, lambda: self._screen.start(self.follow(), "index"))
        if self._quiet is not None:
            self._quiet.stop()
        delay = REST_SECONDS if is_scattered else QUIET_SECONDS
        self._quiet = self._screen.set_timer(delay, lambda: self._screen.start(self.tidy(), "tidy"))

    async def tidy(self) -> None:
        """Have the parts of the index that commits left written together; one at a time."""
        jobs = self._screen.jobs
        if self._is_merging or self._is_paused or jobs.is_closing:
            return
        self._is_merging = True
        try:
            call = partial(self._screen.services.tidy_index, self._is_to_stop)
            while await jobs.labour(call):
                pass
        except IndexDamagedError:
            self._rebuild()
        finally:
            self._is_merging = False

    def _rebuild(self) -> None:
        """Have an index that was found damaged built anew, and then what was looked for found."""
        if not self._is_rebuilding:
            self._is_rebuilding = True
            self._screen.start(self._follow_and_list(), "index")

    async def _follow_and_list(self) -> None:
        try:
            await self.follow()
        finally:
            self._is_rebuilding = False
        if self._screen.lister.ask.is_search:
            self._screen.lister.show_again()

    def _show_index_progress(self, progress: IndexProgress) -> None:
        if progress.total > 1 and not self._is_paused:
            words = _("indexing {done} of {total}")
            self._screen.say(
                "index", words.format(done=number(progress.done), total=number(progress.total))
            )

    async def watch(self) -> None:
        """Show what another process wrote, where one did."""
        version = await self._screen.jobs.read(self._screen.services.desk.data_version)
        if version == self._version:
            return
        self._version = version
        self._screen.look_again()
        await self._tell_round_of_others()

    async def _tell_round_of_others(self) -> None:
        """Say what a collection brought that another process made, as one does that works by a timer."""
        ended = await self._screen.read(lambda desk: desk.rounds.last_ended())
        if self.is_collecting or ended == self._known_round:
            return
        self._known_round = ended
        report = await self._screen.jobs.read(self._screen.services.last_report)
        if report is not None and report.new:
            words = _("Collected beside this window: {report}")
            self._screen.tell(words.format(report=report_words(report)))

    async def collect(self, feed_ids: Sequence[str] = ()) -> None:
        """Fetch the feeds, or some of them; asked for all a second time, stop, a third time, begin anew.

        Args:
            feed_ids: those to fetch; all that are not paused where none is said.
        """
        if self.is_collecting and feed_ids:
            words = _("Feeds are being collected already; {key} outside of this list stops that.")
            self._screen.warn(words.format(key=self._screen.key_of("collect")))
        elif self.is_collecting:
            self._begins_anew, self._stop_collecting = self._stop_collecting, True
            is_anew = self._begins_anew
            self._say_collecting(
                _("stopping to begin anew") if is_anew else _("stopping the collection")
            )
        else:
            await self._collect_until_done(feed_ids)

    async def _collect_until_done(self, feed_ids: Sequence[str]) -> None:
        self.is_collecting = self._begins_anew = True
        try:
            while self._begins_anew:
                self._begins_anew = self._stop_collecting = False
                await self._collect_and_tell(feed_ids)
                feed_ids = ()
        finally:
            self.is_collecting = False
            self._say_collecting("")

    async def _collect_and_tell(self, feed_ids: Sequence[str]) -> None:
        if await self._screen.read(lambda desk: desk.feeds.is_empty()):
            words = _("There is no feed yet: {key} adds some and offers papers by region.")
            self._screen.warn(words.format(key=self._screen.key_of("feeds")))
            return
        self._say_collecting(_("collecting"))
        report = await self._screen.jobs.labour(partial(self._collect, feed_ids))
        self._known_round = report.ended
        self._screen.look_again()
        if not report.failed and not report.is_cancelled:
            self._screen.tell(report_words(report))
            return
        words = _("{report}: {key} says why.") if report.failed else "{report}"
        key = self._screen.key_of("report")
        self._screen.tell(words.format(report=report_words(report), key=key), "warning")

    def _collect(self, feed_ids: Sequence[str]) -> CollectReport:
        """Called in a thread."""
        jobs = self._screen.jobs
        return self._screen.services.collect(
            feed_ids,
            progress=Latest(self._screen.call_later, self._show_collect_progress),
            cancelled=lambda: self._stop_collecting or jobs.is_closing,
        )

    def _show_collect_progress(self, progress: CollectProgress) -> None:
        if not self.is_collecting or self._stop_collecting:
            return
        words = collect_words(progress, BAR_CELLS)
        # Where there is little room, the bar says what goes on.
        is_narrow = self._screen.has_class("-narrow")
        self._say_collecting(
            words if is_narrow else _("collecting {progress}").format(progress=words)
        )

    def _say_collecting(self, words: str) -> None:
        self.collecting_words = words
        self._screen.say("collect", words)
        for watcher in self.watchers:
            watcher(words)

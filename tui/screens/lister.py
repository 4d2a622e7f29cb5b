"""Filling the list: it shows what was asked for last, whatever answer comes in when."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tui.i18n import ngettext
from tui.listing import FIRST_HITS, FIRST_WINDOW, Answer, Ask, find, window, with_rows
from tui.places import keep_in_place
from tui.screens.wording import lacking_words, number

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from search import SearchQuery
    from tui.screens.desk import DeskScreen


class Lister:
    """Has the list show a place or the answer to a query, and rows as they come into sight."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._request = 0
        self._turn = asyncio.Lock()
        self._readings = 0
        """How often rows were begun to be read."""
        self._newest = 0
        """Which of these readings the list shows rows of, the last one begun of them."""
        self.ask = Ask()
        """What was asked for last; its answer may be on its way."""
        self.answer = Answer(Ask(), (), (), 0)
        """What the list shows."""
        self._came: frozenset[str] = frozenset()
        """What came into the list above the rows that show, and was not seen since."""

    @property
    def query(self) -> SearchQuery | None:
        """The query whose answer the list shows."""
        return self.answer.query

    async def open(self) -> None:
        """Show the first place, before anything else is done."""
        await self._load(self._next_request(), self.ask, None)

    def show(self, ask: Ask, keep: str | None = None) -> None:
        """Show this, with the cursor at its start or on the article to keep."""
        self.ask = ask
        self._screen.start(self._load(self._next_request(), ask, keep), "list")

    def show_again(self, *, keeps_current: bool = True) -> None:
        """Look again for what is shown; cursor and marks stay where they are.

        Args:
            keeps_current: Whether the article under the cursor stays on the list even where it has
                left the place, since a person reads it.
        """
        request = self._next_request()
        self._screen.start(self._load_again(request, keeps_current=keeps_current), "list")

    async def show_whole(self) -> None:
        """Bring all hits of the query into the list, however many there are."""
        if len(self.answer.ids) + self.answer.hidden < self.answer.total:
            self.ask = replace(self.ask, whole=True)
            await self._load_again(self._next_request(), keeps_current=True)

    def leave_out(self, ids: Collection[str]) -> None:
        """Take these off the list at once; its cursor goes on to the next."""
        gone = frozenset(ids)
        left = tuple(id_ for id_ in self.answer.ids if id_ not in gone)
        total = self.answer.total - len(frozenset(self.answer.ids) & gone - self.answer.lacking)
        # An answer on its way was found before these left.
        self._next_request()
        articles = self._screen.articles
        self._show(
            replace(self.answer, ids=left, total=total, rows=(), snippets={}), articles.highlighted
        )

    async def fetch(self, ids: Sequence[str]) -> None:
        """Bring the rows of these articles into the list."""
        query = self.query
        folds = self.answer.ask.folds
        reading = self._next_reading()
        call = partial(window, self._screen.services, ids, query, folds=folds)
        seen = await self._screen.jobs.read(call)
        if reading < self._newest:
            # Rows that were read later are there. Of what they lack, the list asks again for what is near.
            return
        self._newest = reading
        # Rows hold for any list, passages for their query alone.
        self._screen.articles.provide(seen.rows, seen.snippets if query is self.query else {})

    def look_above(self) -> None:
        """Say how much came into the list above what shows: the rows that a person reads do not move for it."""
        if self._came:
            self._came &= frozenset(self.answer.ids[: self._screen.articles.first_in_sight])
        count = len(self._came)
        words = ngettext("↑ {count} new: {key}", "↑ {count} new: {key}", count)
        key = self._screen.key_of("first")
        self._screen.say("above", words.format(count=number(count), key=key) if count else "")

    async def settle(self) -> None:
        """Wait until nothing is being looked for."""
        async with self._turn:
            pass

    def _next_request(self) -> int:
        self._request += 1
        return self._request

    def _next_reading(self) -> int:
        self._readings += 1
        return self._readings

    async def _load(self, request: int, ask: Ask, keep: str | None) -> None:
        self._came = frozenset()
        # One at a time: of those that wait, only the last is still wanted when its turn comes.
        in_sight = self._screen.articles.rows_in_sight(excerpts=True)
        rows = in_sight if in_sight and keep is None else FIRST_HITS
        async with self._turn:
            reading = self._next_reading()
            found = await self._screen.jobs.read(partial(self._answer, request, ask, 0, rows))
        if found is not None and request == self._request:
            self._show(found, keep, reading)

    async def _load_again(self, request: int, *, keeps_current: bool) -> None:
        articles = self._screen.articles
        first = articles.position - FIRST_WINDOW // 2
        async with self._turn:
            reading = self._next_reading()
            found = await self._screen.jobs.read(partial(self._answer, request, self.ask, first))
        if found is None or request != self._request:
            return
        current = articles.highlighted
        self._came |= came_before(self.answer.ids, found.ids, current)
        if keeps_current:
            found = replace(found, ids=keep_in_place(self.answer.ids, found.ids, current))
        self._show(found, current, reading)

    def _answer(self, request: int, ask: Ask, first: int, rows: int = FIRST_HITS) -> Answer | None:
        """Called in a thread: what is no longer asked for is not looked for, nor its rows made."""
        services = self._screen.services
        found = find(services, ask) if request == self._request else None
        if found is None or request != self._request:
            return None
        return with_rows(services, found, first, rows)

    def _show(self, found: Answer, keep: str | None, reading: int = 0) -> None:
        """Show a list, with the rows that a reading brought if it brought any."""
        tells_otherwise = found.ask.folds is not self.answer.ask.folds
        self.answer = found
        self._screen.articles.show_ids(
            found.ids,
            keep,
            rows=found.rows,
            snippets=found.snippets,
            excerpts=found.ask.has_excerpts,
            rule=None
            if found.first_lacking is None
            else (found.first_lacking, lacking_words(found)),
        )
        if tells_otherwise:
            # Rows that were fetched before tell of their copies, or keep silent about them.
            known = {row.id for row in found.rows}
            self._screen.articles.rows_changed(each for each in found.ids if each not in known)
        if reading < self._newest:
            self._screen.articles.rows_changed(row.id for row in found.rows)
        self._newest = max(self._newest, reading)
        self._screen.list_changed()
        self.look_above()


def came_before(
    before: Sequence[str], after: Sequence[str], article_id: str | None
) -> frozenset[str]:
    """What stands before an article in a list and did not before; nothing where the article has left it."""
    if article_id is None or article_id not in before or article_id not in after:
        return frozenset()
    ahead = after[: after.index(article_id)]
    return frozenset(ahead).difference(before[: before.index(article_id)])

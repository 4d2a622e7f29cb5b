"""Feeds on the screen: see how they are, add, edit, try, pause and remove them, one after the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from store.models import FeedDetails
from tui.act_names import describe_acts
from tui.i18n import _
from tui.modals.feeds import FeedsModal
from tui.modals.feeds_act import ASKING, FeedsAct, FeedsActKind
from tui.safe_text import is_web_address, open_address
from tui.screens.feed_rows import feed_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from store.desk import Desk
    from store.models import Feed, JournalEntry
    from tui.modals.feed_lines import FeedLine
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


OPML_NAME = "feeds.opml"
"""What the list of the feeds is called where nobody says otherwise."""
REST_SECONDS = 1.0
"""How long the list rests between two looks while feeds are collected."""


async def feeds(screen: DeskScreen, current: str | None = None) -> None:
    """Show the feeds and do what is asked, until the person has enough.

    Args:
        screen: where.
        current: the id of the feed to begin on.
    """
    is_outdated = True
    while is_outdated:
        attendant = _Attendant(screen, await screen.read(feed_lines), current)
        screen.keeper.watchers.append(attendant.progressed)
        try:
            await screen.ask(attendant.modal)
        finally:
            screen.keeper.watchers.remove(attendant.progressed)
        is_outdated, current = attendant.modal.is_outdated, attendant.went_to


class _Attendant:
    """Does what is asked for in the list of feeds, and shows what came of it, while it stands."""

    def __init__(self, screen: DeskScreen, lines: list[FeedLine], current: str | None) -> None:
        self._screen = screen
        self._is_resting = False
        self.went_to: str | None = None
        """The id of the feed that the last act led to."""
        path = str(screen.services.desk.folder / OPML_NAME)
        self.modal = FeedsModal(lines, current=current, export_to=path, obey=self._obey)
        self.modal.show_progress(screen.keeper.collecting_words)

    def progressed(self, words: str) -> None:
        """Show how far a collection has come; at its end, and now and then before, what it brought."""
        self.modal.show_progress(words)
        if not words:
            self._look()
        elif not self._is_resting:
            self._is_resting = True
            self._screen.set_timer(REST_SECONDS, self._look)

    def _look(self) -> None:
        self._is_resting = False
        self._screen.start(self._show(), "feeds")

    def _obey(self, act: FeedsAct) -> None:
        # Keys wait until the list shows what came of it: the next one may be for what comes next.
        self._screen.begin_dialogue(self._do(act), forgets=act.kind in ASKING)

    async def _do(self, act: FeedsAct) -> None:
        self.went_to = None
        try:
            self.went_to = await _do(self._screen, act)
        finally:
            await self._show(self.went_to)

    async def _show(self, current: str | None = None) -> None:
        lines = await self._screen.read(feed_lines)
        if self.modal.is_attached and self.modal.is_open:
            self.modal.show_feeds(lines, current)


async def _do(screen: DeskScreen, act: FeedsAct) -> str | None:
    """Do one act; the id of the feed to go to, None to stay."""
    match act.kind:
        case FeedsActKind.ADD:
            return await _add(screen, act.value)
        case FeedsActKind.STARTER:
            from tui.screens import acts_starter  # noqa: PLC0415 - few sessions choose from the list

            return await acts_starter.choose(screen)
        case FeedsActKind.COLLECT:
            screen.start(screen.keeper.collect(act.ids), "collect")
        case FeedsActKind.REMOVE:
            await _tell(screen, await _write(screen, lambda desk: desk.feeds.remove(act.ids)))
        case FeedsActKind.SHIFT:
            await _write(screen, lambda desk: desk.feeds.shift(act.ids[0], act.step))
        case FeedsActKind.EDIT | FeedsActKind.MOVE | FeedsActKind.PAUSE | FeedsActKind.RENAME:
            await _tell(screen, await _write(screen, partial(_edit, act)))
        case FeedsActKind.VISIT:
            await _visit(screen, act.ids[0])
        case _:
            await _leave_list(screen, act)
    return None


async def _leave_list(screen: DeskScreen, act: FeedsAct) -> None:
    """Do what is done elsewhere, too: reading and writing lists, looking at rules, undoing."""
    from tui.screens import acts_blocked, acts_desk, acts_opml, acts_rules  # noqa: PLC0415 - few do it

    match act.kind:
        case FeedsActKind.IMPORT:
            await acts_opml.take_in(screen, act.value)
        case FeedsActKind.EXPORT:
            await acts_opml.write(screen, act.value)
        case FeedsActKind.TEST:
            await acts_rules.try_feed(screen, act.ids[0])
        case FeedsActKind.RULES:
            await acts_rules.rules(screen, act.ids[0])
        case FeedsActKind.BLOCKED:
            await acts_blocked.look(screen, act.ids[0])
        case FeedsActKind.UNDO:
            await acts_desk.undo(screen)
        case FeedsActKind.REDO:
            await acts_desk.redo(screen)
        case FeedsActKind.REPORT:
            await acts_desk.report(screen)


async def _write(
    screen: DeskScreen, call: Callable[[Desk], JournalEntry | None]
) -> JournalEntry | None:
    return await screen.write(call, tells=False)


async def _tell(screen: DeskScreen, entry: JournalEntry | None) -> None:
    """Say what was done, and to which feed."""
    if entry is not None:
        (words,) = await screen.read(lambda desk: describe_acts(desk, [entry]))
        screen.tell(words)


async def _add(screen: DeskScreen, url: str) -> str | None:
    added = await screen.write(lambda desk: desk.feeds.add([FeedDetails(url)]))
    if not added:
        screen.warn(_("This feed is there already."))
        return None
    screen.tell(_("Feed added: {key} collects.").format(key=screen.key_of("collect")))
    return added[0].id


async def _visit(screen: DeskScreen, feed_id: str) -> None:
    feed = await screen.read(lambda desk: desk.feeds.get(feed_id))
    url = site_of(feed)
    if not await screen.jobs.labour(partial(open_address, url)):
        screen.warn(_("No browser could be opened for {address}").format(address=url))


def site_of(feed: Feed) -> str:
    """The page of a feed's site: as the feed says, else the front page of its server."""
    if feed.state.site_url and is_web_address(feed.state.site_url):
        return feed.state.site_url
    parts = urlsplit(feed.details.url)
    return f"{parts.scheme}://{parts.netloc}/"


def _edit(act: FeedsAct, desk: Desk) -> JournalEntry | None:
    chosen = [feed for feed in desk.feeds.list() if feed.id in act.ids]
    return desk.feeds.edit_all(changed_details(chosen, act))


def changed_details(feeds: Sequence[Feed], act: FeedsAct) -> dict[str, FeedDetails]:
    """The details of feeds, by their ids, after they were edited, renamed, moved, paused, or went on."""
    pauses = not all(feed.details.paused for feed in feeds)
    return {feed.id: _changed(feed.details, act, pauses=pauses) for feed in feeds}


def _changed(details: FeedDetails, act: FeedsAct, *, pauses: bool) -> FeedDetails:
    if act.details is not None:
        return act.details
    if act.kind is FeedsActKind.MOVE:
        return replace(details, group=act.value or None)
    if act.kind is FeedsActKind.RENAME:
        return replace(details, title=act.value)
    return replace(details, paused=pauses)


FEED_ACTS: Mapping[str, Handler] = {"feeds": feeds}

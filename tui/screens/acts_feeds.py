"""Feeds on the screen: add, rename, pause and remove them, one after the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from store.models import FeedDetails
from tui.i18n import _, ngettext
from tui.modals.feeds import FeedsAct, FeedsActKind, FeedsModal
from tui.problem_words import describe_code
from tui.screens.wording import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.desk import Desk
    from store.models import Feed
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


async def feeds(screen: DeskScreen) -> None:
    """Show the feeds and do what is asked, until the person has enough."""
    current: str | None = None
    while True:
        there = await screen.read(lambda desk: desk.feeds.list())
        words = {feed.id: feed_words(feed) for feed in there}
        act = await screen.ask(FeedsModal(there, words, current=current))
        if act is None:
            return
        current = await _do(screen, act)


async def _do(screen: DeskScreen, act: FeedsAct) -> str | None:
    """Do one act; the id of the feed to stay on."""
    if act.kind is FeedsActKind.ADD:
        return await _add(screen, act.value)
    feed_id = act.feed_id or ""
    if act.kind is FeedsActKind.REMOVE:
        await screen.write(lambda desk: desk.feeds.remove([feed_id]))
        return None
    await screen.write(partial(_edit, feed_id, act))
    return feed_id


async def _add(screen: DeskScreen, url: str) -> str | None:
    added = await screen.write(lambda desk: desk.feeds.add([FeedDetails(url)]))
    if not added:
        screen.warn(_("This feed is there already."))
        return None
    screen.tell(_("Feed added: {key} collects.").format(key=screen.key_of("collect")))
    return added[0].id


def _edit(feed_id: str, act: FeedsAct, desk: Desk) -> object:
    details = changed_details(desk.feeds.get(feed_id).details, act)
    return desk.feeds.edit(feed_id, details)


def changed_details(details: FeedDetails, act: FeedsAct) -> FeedDetails:
    """A feed's details after it was renamed, or paused, or went on."""
    if act.kind is FeedsActKind.RENAME:
        return replace(details, title=act.value)
    return replace(details, paused=not details.paused)


def feed_words(feed: Feed) -> str:
    """How a feed stands, in a few words."""
    count = feed.article_count
    words = ngettext("{count} article", "{count} articles", count).format(count=number(count))
    if feed.state.last_error:
        return f"{words} · {describe_code(feed.state.last_error)}"
    if feed.state.last_checked is None:
        return f"{words} · {_('never collected')}"
    return words


FEED_ACTS: Mapping[str, Handler] = {"feeds": feeds}

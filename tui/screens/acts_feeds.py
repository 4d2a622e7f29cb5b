"""Feeds on the screen: see how they are, add, edit, try, pause and remove them, one after the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from store.models import FeedDetails
from tui.feed_words import delay_words, due_words, share_words, standing
from tui.i18n import _, ngettext
from tui.modals.feeds import FeedsAct, FeedsActKind, FeedsModal
from tui.screens.wording import number
from tui.sparkline import sparkline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.desk import Desk
    from store.models import Feed, FeedHealth
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


async def feeds(screen: DeskScreen) -> None:
    """Show the feeds and do what is asked, until the person has enough."""
    current: str | None = None
    while True:
        there = await screen.read(lambda desk: desk.feeds.list())
        health = await screen.read(lambda desk: desk.feeds_health.all())
        cells = {feed.id: feed_cells(feed, health.get(feed.id)) for feed in there}
        notes = {feed.id: feed_note(feed, health.get(feed.id)) for feed in there}
        act = await screen.ask(FeedsModal(there, cells, notes=notes, current=current))
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
    if act.kind in {FeedsActKind.TEST, FeedsActKind.RULES}:
        from tui.screens import acts_rules  # noqa: PLC0415 - few sessions look at rules

        work = acts_rules.try_feed if act.kind is FeedsActKind.TEST else acts_rules.rules
        await work(screen, feed_id)
    else:
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
    if act.details is not None:
        return act.details
    if act.kind is FeedsActKind.RENAME:
        return replace(details, title=act.value)
    return replace(details, paused=not details.paused)


def feed_cells(feed: Feed, health: FeedHealth | None) -> tuple[str, ...]:
    """How a feed is, in columns."""
    if health is None:
        return (standing(feed),)
    return (sparkline(health.entries_per_week), share_words(health), standing(feed, health))


def feed_note(feed: Feed, health: FeedHealth | None) -> str:
    """What more there is to say of a feed."""
    count = feed.article_count
    words = [ngettext("{count} article", "{count} articles", count).format(count=number(count))]
    if health is not None:
        words.append(delay_words(health))
        if health.blocked:
            kept_out = ngettext("{count} kept out", "{count} kept out", health.blocked)
            words.append(kept_out.format(count=number(health.blocked)))
    due = due_words(feed)
    if due:
        words.append(_("next visit {time}").format(time=due))
    return " · ".join(filter(None, words))


FEED_ACTS: Mapping[str, Handler] = {"feeds": feeds}

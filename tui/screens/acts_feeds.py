"""Feeds on the screen: see how they are, add, edit, try, pause and remove them, one after the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from store.models import FeedDetails
from tui.feed_words import delay_words, due_words, standing
from tui.i18n import _, ngettext
from tui.modals.feeds import FeedsModal
from tui.modals.feeds_act import FeedsAct, FeedsActKind
from tui.moments import moment
from tui.screens.wording import number
from tui.sparkline import sparkline
from tui.widgets.article_row import KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.desk import Desk
    from store.models import Feed, FeedHealth
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


OPML_NAME = "feeds.opml"
"""What the list of the feeds is called where nobody says otherwise."""


async def feeds(screen: DeskScreen, current: str | None = None) -> None:
    """Show the feeds and do what is asked, until the person has enough.

    Args:
        screen: where.
        current: the id of the feed to begin on.
    """
    is_for_a_look = False
    while True:
        there = await screen.read(lambda desk: desk.feeds.list())
        health = await screen.read(lambda desk: desk.feeds_health.all())
        cells = {feed.id: feed_cells(feed, health.get(feed.id)) for feed in there}
        notes = {feed.id: feed_note(feed, health.get(feed.id)) for feed in there}
        path = str(screen.services.desk.folder / OPML_NAME)
        quiet = [key for key, each in health.items() if each.is_silent or each.gives_nothing_kept]
        modal = FeedsModal(
            there,
            cells,
            notes=notes,
            quiet=quiet,
            current=current,
            export_to=path,
            is_for_a_look=is_for_a_look,
        )
        act = await screen.ask(modal)
        is_for_a_look = modal.is_for_a_look
        if act is None:
            return
        current = await _do(screen, act)


async def _do(screen: DeskScreen, act: FeedsAct) -> str | None:
    """Do one act; the id of the feed to stay on."""
    feed_id = act.feed_id or ""
    match act.kind:
        case FeedsActKind.ADD:
            return await _add(screen, act.value)
        case FeedsActKind.REMOVE:
            await screen.write(lambda desk: desk.feeds.remove([feed_id]))
            return act.value or None
        case FeedsActKind.STARTER:
            from tui.screens import acts_starter  # noqa: PLC0415 - few sessions choose from the list

            return await acts_starter.choose(screen)
        case FeedsActKind.IMPORT | FeedsActKind.EXPORT:
            from tui.screens import acts_opml  # noqa: PLC0415 - few sessions read or write such lists

            is_import = act.kind is FeedsActKind.IMPORT
            await (acts_opml.take_in if is_import else acts_opml.write)(screen, act.value)
        case FeedsActKind.COLLECT:
            await screen.keeper.collect(feed_id)
        case FeedsActKind.TEST | FeedsActKind.RULES | FeedsActKind.BLOCKED:
            await _look(screen, act.kind, feed_id)
        case FeedsActKind.SHIFT:
            await screen.write(lambda desk: desk.feeds.shift(feed_id, act.step), tells=False)
        case _:
            await screen.write(partial(_edit, feed_id, act))
    return feed_id


async def _look(screen: DeskScreen, kind: FeedsActKind, feed_id: str) -> None:
    """Show what a feed gives, or its rules, or what these keep out of it."""
    from tui.screens import acts_blocked, acts_rules  # noqa: PLC0415 - few sessions look at rules

    works = {
        FeedsActKind.TEST: acts_rules.try_feed,
        FeedsActKind.RULES: acts_rules.rules,
        FeedsActKind.BLOCKED: acts_blocked.look,
    }
    await works[kind](screen, feed_id)


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
    """A feed's details after it was renamed, moved, paused, or went on."""
    if act.details is not None:
        return act.details
    if act.kind is FeedsActKind.MOVE:
        return replace(details, group=act.value or None)
    if act.kind is FeedsActKind.RENAME:
        return replace(details, title=act.value)
    return replace(details, paused=not details.paused)


def feed_cells(feed: Feed, health: FeedHealth | None) -> tuple[str, ...]:
    """How a feed is, in columns."""
    if health is None:
        return (standing(feed),)
    share = health.kept_share
    kept = "" if share is None else f"{round(100 * share)}\u00a0% {KEPT}"
    weeks = sparkline(health.entries_per_week)
    due = due_words(feed)
    visit = _("visit {time}").format(time=due) if due else ""
    return (weeks, kept, standing(feed, health), delay_words(health), visit)


def feed_note(feed: Feed, health: FeedHealth | None) -> str:
    """What more there is to say of a feed."""
    count = feed.article_count
    words = [ngettext("{count} article", "{count} articles", count).format(count=number(count))]
    if feed.state.last_error:
        words.insert(0, standing(replace(feed, details=replace(feed.details, paused=False))))
    if feed.state.last_success:
        words.append(_("fetched {time}").format(time=moment(feed.state.last_success)))
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

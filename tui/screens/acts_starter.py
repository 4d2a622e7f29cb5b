"""Feeds to begin with, offered on the screen: those that a person marks are followed as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.feed_words import subject_words
from tui.i18n import _, ngettext
from tui.modals.starter import StarterActKind, StarterLine, StarterModal
from tui.screens.wording import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.desk import Desk
    from store.models import FeedDetails
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


async def choose(screen: DeskScreen) -> str | None:
    """Offer the list, until feeds of it are followed or the person has enough; gives the id of the first."""
    marked: Sequence[str] = ()
    current = ""
    while True:
        lines = await screen.read(offered)
        act = await screen.ask(StarterModal(lines, marked=marked, current=current))
        if act is None:
            return None
        if act.kind is StarterActKind.FOLLOW:
            return await _follow(screen, act.urls)
        from tui.screens.acts_rules import try_feed  # noqa: PLC0415 - few sessions try feeds

        current, marked = act.urls[0], act.marked
        await try_feed(screen, current)


def offered(desk: Desk) -> list[StarterLine]:
    """The feeds of the list, with which of them the desk follows. Called in a thread."""
    from feeds.starter import starter_feeds  # noqa: PLC0415 - few sessions look at the list

    followed = {
        url for feed in desk.feeds.list() for url in (feed.details.url, *feed.former_addresses)
    }
    return [
        StarterLine(
            feed.url,
            feed.name,
            feed.region,
            subject_words(feed.subject),
            is_followed=feed.url in followed,
            note="" if feed.checked else _("not seen to answer yet: test it"),
        )
        for feed in starter_feeds()
    ]


async def _follow(screen: DeskScreen, urls: Sequence[str]) -> str | None:
    added = await screen.write(lambda desk: desk.feeds.add(_details(urls)))
    words = ngettext(
        "{count} feed added: {key} collects.", "{count} feeds added: {key} collects.", len(added)
    )
    screen.tell(words.format(count=number(len(added)), key=screen.key_of("collect")))
    return added[0].id if added else None


def _details(urls: Sequence[str]) -> list[FeedDetails]:
    from feeds.starter import starter_feeds  # noqa: PLC0415 - as above

    return [feed.details for feed in starter_feeds() if feed.url in urls]


async def starter(screen: DeskScreen) -> None:
    """Offer the list, then show the feeds where some were followed."""
    feed_id = await choose(screen)
    if feed_id is not None:
        from tui.screens.acts_feeds import feeds  # noqa: PLC0415 - it comes here, too

        await feeds(screen, feed_id)


STARTER_ACTS: Mapping[str, Handler] = {"starter": starter}

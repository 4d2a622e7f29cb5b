"""What the rules kept out, on the screen: to be looked at, and taken in after all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.feed_words import kept_out_by
from tui.i18n import _, ngettext
from tui.modals.blocked import BlockedActKind, BlockedLine, BlockedModal
from tui.modals.text import TextModal
from tui.moments import day
from tui.safe_text import open_address
from tui.screens.wording import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.desk import Desk
    from store.models import BlockedEntry
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


async def blocked(screen: DeskScreen) -> None:
    """Show what the rules of all feeds keep out."""
    await look(screen)


async def look(screen: DeskScreen, feed_id: str | None = None) -> None:
    """Show what is kept out of a feed or of all, until the person has enough."""
    current: str | None = None
    while True:
        entries = {each.id: each for each in await screen.read(partial(_entries, feed_id))}
        names = await screen.read(_names)
        lines = blocked_lines(list(entries.values()), names)
        act = await screen.ask(BlockedModal(lines, current=current))
        if act is None:
            return
        current = act.next_id
        chosen = [entries[each] for each in act.ids if each in entries]
        if act.kind is BlockedActKind.ADMIT:
            await _admit(screen, chosen)
        elif act.kind is BlockedActKind.OPEN:
            await _open(screen, chosen[0])
        else:
            about = " · ".join(filter(None, (names.get(chosen[0].feed_id), chosen[0].article.url)))
            title = chosen[0].article.title or _("Kept out by rules")
            await screen.ask(TextModal(title, about, chosen[0].article.body))


def _entries(feed_id: str | None, desk: Desk) -> Sequence[BlockedEntry]:
    return desk.blocked.list(feed_id)


def _names(desk: Desk) -> dict[str, str]:
    return {feed.id: feed.name for feed in desk.feeds.list()}


def blocked_lines(entries: Sequence[BlockedEntry], names: Mapping[str, str]) -> list[BlockedLine]:
    """The entries feed by feed and rule by rule, the newest first in each."""
    lines = [
        BlockedLine(
            id=entry.id,
            heading=f"{names.get(entry.feed_id, '')} — {kept_out_by(entry)}",
            title=entry.article.title or "",
            date=day(_dated(entry)),
            link=entry.article.url or "",
            text=entry.article.body,
        )
        for entry in sorted(entries, key=_dated, reverse=True)
    ]
    return sorted(lines, key=lambda line: line.heading)


def _dated(entry: BlockedEntry) -> str:
    return entry.article.published or entry.first_seen


async def _admit(screen: DeskScreen, entries: Sequence[BlockedEntry]) -> None:
    outcomes = await screen.write(lambda _desk: screen.services.admit(entries))
    count = len(outcomes)
    words = ngettext("{count} article taken in", "{count} articles taken in", count)
    screen.tell(words.format(count=number(count)))


async def _open(screen: DeskScreen, entry: BlockedEntry) -> None:
    url = entry.article.url
    if not url:
        screen.warn(_("This article has no address."))
    elif not await screen.jobs.labour(partial(open_address, url)):
        screen.warn(_("No browser could be opened for {address}").format(address=url))


BLOCKED_ACTS: Mapping[str, Handler] = {"blocked": blocked}

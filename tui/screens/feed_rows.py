"""How feeds are, in the words of the list of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.feed_words import (
    ailment,
    delay_words,
    due_words,
    feed_sign,
    standing,
)
from tui.i18n import _, ngettext
from tui.modals.feed_lines import FeedLine
from tui.moments import moment
from tui.screens.wording import number
from tui.sparkline import sparkline
from tui.widgets.article_row import KEPT

if TYPE_CHECKING:
    from store.desk import Desk
    from store.models import Feed, FeedHealth


def feed_lines(desk: Desk) -> list[FeedLine]:
    """The feeds of a desk with how they are. Called in a thread."""
    health = desk.feeds_health.all()
    return [feed_line(feed, health.get(feed.id)) for feed in desk.feeds.list()]


def feed_line(feed: Feed, health: FeedHealth | None) -> FeedLine:
    """A feed with how it is."""
    return FeedLine(
        feed,
        feed_cells(feed, health),
        feed_about(feed, health),
        sign=feed_sign(feed, health),
        entries=sum(health.entries_per_week) if health else 0,
        kept_share=health.kept_share if health else None,
    )


def feed_cells(feed: Feed, health: FeedHealth | None) -> tuple[str, ...]:
    """How a feed is, in columns."""
    if health is None:
        return (standing(feed),)
    share = health.kept_share
    kept = "" if share is None else f"{round(100 * share)}\u00a0% {KEPT}"
    # A line of nothing but the lowest bars takes room and says nothing.
    weeks = sparkline(health.entries_per_week) if any(health.entries_per_week) else ""
    if feed.state.last_error:
        # What ails it has the rest of the line; when it is tried again stands under the list.
        return (weeks, kept, standing(feed, health))
    due = due_words(feed)
    visit = _("visit {time}").format(time=due) if due else ""
    return (weeks, kept, standing(feed, health), delay_words(health), visit)


def feed_about(feed: Feed, health: FeedHealth | None) -> tuple[str, ...]:
    """What more there is to say of a feed, line by line: what ails it and what helps, figures, address."""
    return tuple(filter(None, (ailment(feed), _figures(feed, health), feed.details.url)))


def _figures(feed: Feed, health: FeedHealth | None) -> str:
    count = feed.article_count
    words = [ngettext("{count} article", "{count} articles", count).format(count=number(count))]
    if health is not None:
        words.append(delay_words(health))
        if health.blocked:
            kept_out = ngettext("{count} kept out", "{count} kept out", health.blocked)
            words.append(kept_out.format(count=number(health.blocked)))
    if feed.state.last_success and not feed.state.last_error:
        words.append(_("fetched {time}").format(time=moment(feed.state.last_success)))
    due = due_words(feed)
    if due:
        words.append(_("next visit {time}").format(time=due))
    return " · ".join(filter(None, words))

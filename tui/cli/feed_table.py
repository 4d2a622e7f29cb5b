"""The feeds as people read them at a terminal: under their groups, with what ails them below."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from tui.feed_words import ailment, delay_words, due_words, feed_sign, share_words, standing
from tui.i18n import _
from tui.safe_text import clean_line, shortened
from tui.sparkline import sparkline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.models import Feed, FeedHealth

_NAME = 30
_INDENT = "    "


def lines_to_read(found: Sequence[tuple[Feed, FeedHealth]], width: int) -> Iterator[str]:
    """Lines of at most so many cells, unless a word is longer."""
    for group, feeds in groupby(found, key=lambda pair: pair[0].details.group or ""):
        if group:
            yield clean_line(group)
        for feed, health in feeds:
            yield from _lines(feed, health, width)


def _lines(feed: Feed, health: FeedHealth, width: int) -> Iterator[str]:
    name = shortened(clean_line(feed.name), _NAME)
    weeks = sparkline(health.entries_per_week)
    head = f"{feed_sign(feed, health)} {name:<{_NAME}}  {weeks}  {feed.article_count:>6}"
    due = due_words(feed)
    said = (
        clean_line(ailment(feed)) or standing(feed, health),
        share_words(health),
        delay_words(health),
        _("next visit {time}").format(time=due) if due else "",
    )
    words = " · ".join(filter(None, said))
    if len(head) + 2 + len(words) <= width:
        yield f"{head}  {words}"
        return
    yield head
    # Breaks at plain spaces alone: those before French punctuation are no-break spaces.
    yield from textwrap.wrap(
        words,
        width,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )

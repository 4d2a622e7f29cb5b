"""What a feed gives now, and the rules it is judged by, on the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from feeds.errors import ProblemError
from tui.error_words import describe_error
from tui.feed_words import decision_words, query_fault
from tui.i18n import _, ngettext
from tui.modals.report import ReportModal, ReportRow
from tui.modals.rules import NewRule, RulesModal
from tui.screens.wording import number

if TYPE_CHECKING:
    from feeds.trial import Tried
    from store.desk import Desk
    from tui.screens.desk import DeskScreen

_BEGINNING = 80
"""Characters of an entry without a title that are shown."""


async def test(screen: DeskScreen, feed_id: str) -> None:
    """Show what the feed gives now, and what the rules make of it."""
    screen.say("feeds", _("fetching the feed"))
    try:
        tried = await screen.jobs.labour(partial(screen.services.try_rules, feed_id))
    except ProblemError as error:
        screen.warn(describe_error(error))
        return
    finally:
        screen.say("feeds", "")
    rows = [ReportRow((_entry_name(each), decision_words(each))) for each in tried]
    admitted = sum(each.verdict.is_admitted for each in tried)
    words = ngettext(
        "{admitted} of {count} entry would be taken in",
        "{admitted} of {count} entries would be taken in",
        len(tried),
    ).format(admitted=number(admitted), count=number(len(tried)))
    await screen.ask(ReportModal(_("What the feed gives now"), rows, summary=words))


def _entry_name(tried: Tried) -> str:
    sign = "+" if tried.verdict.is_admitted else "-"
    return f"{sign} {tried.entry.title or tried.entry.body[:_BEGINNING]}"


async def rules(screen: DeskScreen, feed_id: str) -> None:
    """Show the rules and change them, until the person has enough."""
    while True:
        feed = await screen.read(lambda desk: desk.feeds.get(feed_id))
        judged_by = await screen.read(lambda desk: desk.rules.list(feed_id))
        act = await screen.ask(RulesModal(feed.name, judged_by, query_fault))
        if act is None:
            return
        if act.removed is not None:
            removed = act.removed
            await screen.write(partial(_remove_rule, removed))
        elif act.added is not None:
            await screen.write(partial(_add_rule, feed_id, act.added))


def _remove_rule(rule_id: str, desk: Desk) -> object:
    return desk.rules.remove(rule_id)


def _add_rule(feed_id: str, rule: NewRule, desk: Desk) -> object:
    owner = None if rule.is_for_all else feed_id
    return desk.rules.add(rule.kind, rule.query, feed_id=owner, tags=rule.tags)

"""The rules that a feed is judged by, on the screen: to write, to change, to try and to remove."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from feeds.errors import ProblemError
from store.errors import TakenError
from tui.error_words import describe_error
from tui.feed_words import (
    admitted_words,
    decision_words,
    fault_words,
    holding_words,
    query_fault,
    rule_meaning,
)
from tui.i18n import _
from tui.modals.report import ReportModal, ReportRow
from tui.modals.rules import RuleDraft, RuleForm, RulesActKind, RulesModal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.collecting.trial import Tried
    from feeds.judging.rules import Rule
    from store.desk import Desk
    from store.models import FeedRule
    from tui.screens.desk import DeskScreen
    from tui.services import Services

_BEGINNING = 80
"""Characters of an entry without a title that are shown."""


async def try_feed(
    screen: DeskScreen, feed_id: str, more: Sequence[Rule] = (), without: str | None = None
) -> None:
    """Show what the feed gives now, and what the rules make of it.

    Args:
        screen: where.
        feed_id: the feed.
        more: rules to try beside those there are.
        without: the id of one to leave out.
    """
    screen.say("feeds", _("fetching the feed"))
    call = partial(screen.services.try_rules, feed_id, more, without=without)
    try:
        trial = await screen.jobs.labour(call)
    except ProblemError as error:
        screen.warn(describe_error(error))
        return
    finally:
        screen.say("feeds", "")
    rows = [ReportRow((_entry_name(each), decision_words(each))) for each in trial.tried]
    summary = "\n".join((admitted_words(trial), *fault_words(trial), *holding_words(trial)))
    await screen.ask(ReportModal(_("What the feed gives now"), rows, summary=summary))


def _entry_name(tried: Tried) -> str:
    sign = "+" if tried.verdict.is_admitted else "-"
    return f"{sign} {tried.entry.title or tried.entry.body[:_BEGINNING]}"


async def rules(screen: DeskScreen, feed_id: str) -> None:
    """Show the rules and change them, until the person has enough."""
    current: str | None = None
    while True:
        feed = await screen.read(lambda desk: desk.feeds.get(feed_id))
        judged_by = await screen.read(lambda desk: desk.rules.list(feed_id))
        meanings = await screen.jobs.read(partial(_meanings, screen.services, judged_by))
        modal = RulesModal(feed.name, judged_by, meanings=meanings, current=current)
        act = await screen.ask(modal)
        if act is None:
            return
        current = act.rule_id
        chosen = next((rule for rule in judged_by if rule.id == act.rule_id), None)
        match act.kind:
            case RulesActKind.ADD:
                await _write_rule(screen, feed_id, None)
            case RulesActKind.EDIT if chosen is not None:
                await _write_rule(screen, feed_id, chosen)
            case RulesActKind.REMOVE:
                await screen.write(partial(_remove_rule, act.rule_id or ""))
            case RulesActKind.TRY:
                await try_feed(screen, feed_id)
            case RulesActKind.BLOCKED:
                from tui.screens import acts_blocked  # noqa: PLC0415 - few sessions look at them

                await acts_blocked.look(screen, feed_id)


def _meanings(services: Services, rules: Sequence[FeedRule]) -> dict[str, str]:
    """How rules are understood by other names, by their ids. Called in a thread."""
    synonyms = services.synonyms() if rules else None
    return {rule.id: rule_meaning(rule.query, synonyms) for rule in rules if synonyms}


async def _write_rule(screen: DeskScreen, feed_id: str, rule: FeedRule | None) -> None:
    """Have a rule written, tried as often as is wanted, and kept."""
    draft = _draft_of(rule)
    while True:
        written = await screen.ask(RuleForm(query_fault, draft, is_new=rule is None))
        if written is None:
            return
        draft = written
        if draft.is_trial:
            is_own = not draft.is_for_all
            tried = screen.services.trial_rule(draft.kind, draft.query, draft.tags, is_own=is_own)
            await try_feed(screen, feed_id, [tried], without=rule.id if rule else None)
            continue
        try:
            await screen.write(partial(_keep_rule, feed_id, draft, rule))
        except TakenError as error:
            screen.warn(describe_error(error))
        else:
            return


def _draft_of(rule: FeedRule | None) -> RuleDraft:
    if rule is None:
        return RuleDraft()
    return RuleDraft(rule.kind, rule.query, rule.tags, rule.feed_id is None)


def _remove_rule(rule_id: str, desk: Desk) -> object:
    return desk.rules.remove(rule_id)


def _keep_rule(feed_id: str, draft: RuleDraft, rule: FeedRule | None, desk: Desk) -> object:
    owner = None if draft.is_for_all else feed_id
    if rule is None:
        return desk.rules.add(draft.kind, draft.query, feed_id=owner, tags=draft.tags)
    return desk.rules.rewrite(rule.id, draft.kind, draft.query, feed_id=owner, tags=draft.tags)

"""How a feed is, in words and little bars: for the command line and the screen alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.enum_words import label
from tui.i18n import N_, _, ngettext
from tui.moments import day, moment
from tui.problem_words import advice_on, describe_code, describe_query_problem
from tui.ruling import asks_for_nothing, meant_with, query_problems
from tui.sparkline import sparkline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feeds.collecting.trial import Tried
    from feeds.judging.rules import Rule
    from search.synonyms import Synonyms
    from store.models import BlockedEntry, Enclosure, Feed, FeedHealth
    from tui.ruling import Trial

_HOUR, _DAY = 60, 24 * 60
CLOSED = "http-410"
"""Whoever answers so is paused by the collector."""
_SUBJECTS: Mapping[str, str] = {
    "business": N_("economy"),
    "general": N_("general"),
    "public": N_("public body"),
}


class FeedSign(StrEnum):
    """How a feed is, as the sign before its name."""

    WORKS = "●"
    FAILS = "⚠"
    PAUSED = "○"
    QUIET = "◌"
    """It fell silent, or nothing of it is kept."""
    NEW = "·"
    """It was never fetched."""


def subject_words(subject: str) -> str:
    """What a feed of the starter list is about."""
    return _(_SUBJECTS[subject])


def standing(feed: Feed, health: FeedHealth | None = None) -> str:
    """What most needs to be known of a feed: that it rests, fails, is silent, or when it last worked."""
    state = feed.state
    if feed.details.paused and state.last_error != CLOSED:
        return _("paused")
    if state.last_error:
        return describe_code(state.last_error)
    if state.last_success is None:
        return _not_yet(state.host_rests_until)
    if health is not None and health.is_silent:
        newest = health.newest
        return _("silent since {day}").format(day=day(newest)) if newest else _("silent")
    if health is None or not gives_nothing(feed, health):
        return day(state.last_success)
    is_kept_out = not health.gives_nothing_kept
    return _("rules keep out all of it") if is_kept_out else _("nothing of it is kept")


def gives_nothing(feed: Feed, health: FeedHealth) -> bool:
    """Whether nothing comes of a feed: of many articles none was kept, or rules keep out all."""
    return health.gives_nothing_kept or (health.blocked > 0 and not feed.article_count)


def _not_yet(rests_until: str | None) -> str:
    if not rests_until:
        return _("not collected yet")
    words = _("its server asked for no visits before {time}")
    return words.format(time=moment(rests_until))


def failing_since(feed: Feed) -> str:
    """For how long a feed has failed; empty where it works."""
    state = feed.state
    if not state.last_error:
        return ""
    if state.last_success is None:
        return ngettext(
            "failed at its only visit", "failed at all of its {count} visits", state.failures
        ).format(count=state.failures)
    words = ngettext(
        "failed once, worked until {time}",
        "failed {count} times, worked until {time}",
        state.failures,
    )
    return words.format(count=state.failures, time=moment(state.last_success))


def ailment(feed: Feed) -> str:
    """What ails a feed that fails, since when, and what helps; empty where it works."""
    code = feed.state.last_error
    if not code:
        return ""
    active = replace(feed, details=replace(feed.details, paused=False))
    words = f"⚠ {standing(active)} ({failing_since(feed)})"
    # Nobody tries one again that a person paused; one that its server closed was paused by the collector.
    advice = "" if feed.details.paused and code != CLOSED else advice_on(code)
    return _("{words}; {advice}").format(words=words, advice=advice) if advice else words


def feed_sign(feed: Feed, health: FeedHealth | None) -> FeedSign:
    """The sign of what most needs to be known of a feed."""
    if feed.details.paused:
        return FeedSign.PAUSED
    if feed.state.last_error:
        return FeedSign.FAILS
    if feed.state.last_success is None:
        return FeedSign.NEW
    is_quiet = health is not None and (health.is_silent or gives_nothing(feed, health))
    return FeedSign.QUIET if is_quiet else FeedSign.WORKS


def linked_file(enclosure: Enclosure) -> str:
    """A file that an article's feed links to: where it is, and what it is."""
    words = _("with {url}").format(url=enclosure.url)
    return f"{words} ({enclosure.media_type})" if enclosure.media_type else words


def weeks_line(health: FeedHealth) -> str:
    """What it gave week by week, as bars, with the usual number of a week."""
    usual = sum(health.entries_per_week) / max(1, len(health.entries_per_week))
    count = round(usual) if usual >= 1 or not usual else 1
    sign = "<" if 0 < usual < 1 else ""
    words = ngettext("{count} a week", "{count} a week", count).format(count=f"{sign}{count}")
    return f"{sparkline(health.entries_per_week)} {words}"


def share_words(health: FeedHealth) -> str:
    """How much of what was judged is kept."""
    share = health.kept_share
    return "" if share is None else _("{percent} % kept").format(percent=round(100 * share))


def delay_words(health: FeedHealth) -> str:
    """How long after its publication an article usually comes in."""
    minutes = health.delay_minutes
    if minutes is None:
        return ""
    if minutes < _HOUR:
        return _("{count} min late").format(count=minutes)
    if minutes < 2 * _DAY:
        return _("{count} h late").format(count=round(minutes / _HOUR))
    return _("{count} d late").format(count=round(minutes / _DAY))


def due_words(feed: Feed) -> str:
    """When it is fetched next."""
    due = feed.state.next_due
    if feed.details.paused or due is None:
        return ""
    return moment(due)


def decision_words(tried: Tried) -> str:
    """Which rule decided on an entry."""
    verdict = tried.verdict
    if verdict.decided_by is not None:
        return _rule_words(verdict.decided_by)
    if not verdict.is_admitted:
        return _("no “keep” rule holds")
    return " ".join(f"#{tag}" for tag in verdict.tags)


def _rule_words(rule: Rule) -> str:
    return _("{kind}: {query}").format(kind=label(rule.kind), query=rule.query)


def holding_words(trial: Trial) -> list[str]:
    """For how many entries each rule holds, those that hold for none included; how it is understood."""
    holding = Counter(rule for each in trial.tried for rule in each.verdict.holding)
    lines = []
    for rule in trial.rules:
        words = _("{rule}: {words}").format(rule=_rule_words(rule), words=_holds(holding[rule]))
        meaning = rule_meaning(rule.query, trial.synonyms)
        lines += [words, meaning] if meaning else [words]
    return lines


def rule_meaning(query: str, synonyms: Synonyms) -> str:
    """How a rule's query is understood by other names; empty where none of its names has others."""
    meant = meant_with(query, synonyms)
    if meant is None:
        return ""
    from tui.query_words import describe_understood  # noqa: PLC0415 - it brings the analyser along

    return _("Understood as: {query}").format(query=describe_understood(meant))


def fault_words(trial: Trial) -> list[str]:
    """What is wrong with the file of names that mean the same, the first thing of it."""
    if not (trial.rules and trial.synonyms.faults):
        return []
    from tui.query_words import describe_synonym_fault  # noqa: PLC0415 - as above

    return [describe_synonym_fault(trial.synonyms.faults[0])]


def _holds(count: int) -> str:
    if not count:
        return _("holds for no entry")
    words = ngettext("holds for {count} entry", "holds for {count} entries", count)
    return words.format(count=count)


def admitted_words(trial: Trial) -> str:
    """How many of the entries would be taken in."""
    admitted = sum(each.verdict.is_admitted for each in trial.tried)
    words = ngettext(
        "{admitted} of {count} entry would be taken in",
        "{admitted} of {count} entries would be taken in",
        len(trial.tried),
    )
    return words.format(admitted=admitted, count=len(trial.tried))


def kept_out_by(entry: BlockedEntry) -> str:
    """What kept an entry out."""
    return entry.rule or _("no “keep” rule holds")


def query_fault(query: str) -> str | None:
    """Why no rule can have this query: a rule works when nobody looks; None where it can."""
    for problem in query_problems(query):
        return describe_query_problem(problem, query)
    return _("a rule needs words to look for") if asks_for_nothing(query) else None

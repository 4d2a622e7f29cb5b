"""The editors' rules joined with what understands their queries, and with what came of them.

``store`` keeps the rules, ``search`` knows what a query means, ``feeds`` what rules make of an entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from store.clock import from_text, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feeds.collecting.reports import CollectReport
    from feeds.collecting.trial import Tried
    from feeds.judging.rules import Rule, Verdict
    from search import QueryProblem, SearchQuery
    from search.matching import EntryMatcher
    from search.synonyms import SynonymFile, Synonyms
    from store.desk import Desk
    from store.models import BlockedEntry, EntryOutcome, FeedRule, MissionDetails, RuleKind

    Names = Callable[[], SynonymFile]

_MARK = "rules_mark"
"""Under which a report has the mark of the rules that it was made by."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What rules would make of a feed's entries."""

    rules: tuple[Rule, ...]
    """Those that were asked."""
    tried: tuple[Tried, ...]
    """The entries, in the feed's order."""
    synonyms: Synonyms
    """The other names that the rules were understood by."""


def rules_of(desk: Desk, names: Names) -> Callable[[str], Sequence[Rule]]:
    """The desk's rules as they stand, for each feed by its id.

    Args:
        desk: whose rules.
        names: gives the file of names that mean the same; asked only where there are rules.
    """
    standing = desk.rules.list()
    synonyms = names().current() if standing else None
    compiled = [(rule.feed_id, _compile(rule, synonyms)) for rule in standing]

    def rules(feed_id: str) -> Sequence[Rule]:
        return [rule for owner, rule in compiled if owner in {None, feed_id}]

    return rules


def trial_rule(
    kind: RuleKind,
    query: str,
    tags: Sequence[str] = (),
    *,
    is_own: bool = True,
    synonyms: Synonyms | None = None,
) -> Rule:
    """A rule that nobody has made yet, the feed's own or one for all."""
    from feeds.judging.rules import Rule  # noqa: PLC0415 - few calls need it

    return Rule("", kind, query, _matcher(query, synonyms), is_own, tuple(tags))


def query_problems(query: str) -> Sequence[QueryProblem]:
    """What a rule's query says that cannot be asked of an entry."""
    return _matcher(query).problems


def asks_for_nothing(query: str) -> bool:
    """Whether a rule of this query would hold for everything or for nothing."""
    return _matcher(query).is_empty


def meant_with(query: str, synonyms: Synonyms) -> SearchQuery | None:
    """A rule's query as it is understood by other names; None where none of its names has others."""
    meant = _matcher(query, synonyms).query
    return None if meant.node == _matcher(query).query.node else meant


def rules_mark(desk: Desk) -> str:
    """What tells these rules from others, whatever was done and undone to come to them."""
    standing = [
        (rule.id, rule.feed_id, rule.kind.value, rule.query, rule.tags)
        for rule in desk.rules.list()
    ]
    return sha256(repr(sorted(standing, key=repr)).encode()).hexdigest()


def let_in_released(desk: Desk, names: Names, mark: str) -> Sequence[str]:
    """Take in what rules kept out and would not now; gives the articles' ids.

    Nothing is judged again while rules and names are those of the last collecting: who keeps little has
    thousands of entries kept out.

    Args:
        desk: whose entries.
        names: gives the file of names that mean the same; a rule may hold for less after it was written.
        mark: of the rules as they are.
    """
    if not desk.blocked.counts():
        return ()
    if mark == (desk.rounds.last() or {}).get(_MARK) and not _has_new_names(desk, names):
        return ()
    judged_by = rules_of(desk, names)
    verdicts = {entry.id: _judge(judged_by(entry.feed_id), entry) for entry in desk.blocked.list()}
    tags = {name: verdict.tags for name, verdict in verdicts.items() if verdict.is_admitted}
    return [outcome.article_id for outcome in desk.blocked.take_in(list(tags), tags)]


def _has_new_names(desk: Desk, names: Names) -> bool:
    """Whether the file of names was written since the last collecting."""
    last = last_report(desk)
    return last is not None and names().is_newer_than(from_text(last.started))


def admit(desk: Desk, entries: Sequence[BlockedEntry], names: Names) -> Sequence[EntryOutcome]:
    """Take in what was kept out, by a person's wish; the rules that hold for it give their tags."""
    judged_by = rules_of(desk, names)
    tags = {entry.id: _judge(judged_by(entry.feed_id), entry).tags for entry in entries}
    return desk.blocked.take_in(list(tags), tags)


def keep_report(desk: Desk, report: CollectReport, mark: str) -> None:
    """Keep what a collection brought, for a look later, and by which rules."""
    from feeds.collecting.report_values import report_to_values  # noqa: PLC0415 - as above

    if report.feeds:
        values = report_to_values(report) | {_MARK: mark}
        desk.rounds.keep(report.started, report.ended, values)


def last_report(desk: Desk) -> CollectReport | None:
    """What the last collection of the desk brought, whoever began it; None where there was none."""
    from feeds.collecting.report_values import report_from_values  # noqa: PLC0415 - as above

    values = desk.rounds.last()
    return None if values is None else report_from_values(values)


def open_missions(desk: Desk) -> Sequence[str]:
    """What each mission is about, in words, whose last review is not behind us."""
    today = utc_now().date().isoformat()
    missions = desk.missions.list()
    return [
        _about(mission.details)
        for mission in missions
        if not mission.reviews_due or max(mission.reviews_due) >= today
    ]


def _about(details: MissionDetails) -> str:
    words = (details.title, details.origin, *details.destinations, *details.organisers)
    more = (*details.sectors, details.objectives, details.delegation, details.programme)
    return "\n".join(word for word in (*words, *more) if word)


def _compile(rule: FeedRule, synonyms: Synonyms | None) -> Rule:
    from feeds.judging.rules import Rule  # noqa: PLC0415 - as above

    is_own = rule.feed_id is not None
    return Rule(rule.id, rule.kind, rule.query, _matcher(rule.query, synonyms), is_own, rule.tags)


@lru_cache(maxsize=256)
def _matcher(query: str, synonyms: Synonyms | None = None) -> EntryMatcher:
    from search.matching import EntryMatcher  # noqa: PLC0415 - it brings the analyser along

    return EntryMatcher(query, synonyms)


def _judge(rules: Sequence[Rule], entry: BlockedEntry) -> Verdict:
    from feeds.judging.rules import judge  # noqa: PLC0415 - as above

    return judge(rules, entry.article)

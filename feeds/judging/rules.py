"""What the editors' rules make of an entry. Pure.

A feed's own rules are asked before those for all feeds, and in each case what is to be blocked before what
is to be kept, so that the nearer rule has the last word. Where a feed has rules of the kind ``keep``, its
own or else those for all, what none of them holds for is blocked too.

::

    own block → own keep → block for all → keep for all → taken in, unless there is a keep to fulfil

What a query means is not known here: it comes as a predicate.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from store.models import Blocked, NewArticle, RuleKind

EntryPredicate = Callable[[NewArticle], bool]
"""Whether a rule holds for an entry."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, ready to be asked."""

    id: str
    kind: RuleKind
    query: str
    holds: EntryPredicate
    is_own: bool = False
    """Whether it is the feed's own, not one for all."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of an entry."""

    is_admitted: bool
    decided_by: Rule | None
    """The rule that had the last word; None where none did, or no ``keep`` held."""
    holding: tuple[Rule, ...]
    """All rules that hold for it."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is tagged with, each tag once."""
        return tuple(dict.fromkeys(tag for rule in self.holding for tag in rule.tags))


def judge(rules: Sequence[Rule], entry: NewArticle) -> Verdict:
    """What the rules of its feed, and those for all, say of an entry."""
    holding = tuple(rule for rule in rules if rule.holds(entry))
    for is_own in (True, False):
        for kind in (RuleKind.BLOCK, RuleKind.KEEP):
            for rule in holding:
                if rule.is_own is is_own and rule.kind is kind:
                    return Verdict(kind is RuleKind.KEEP, rule, holding)
    has_to_be_kept = any(rule.kind is RuleKind.KEEP for rule in rules)
    return Verdict(not has_to_be_kept, None, holding)


def sift(
    rules: Sequence[Rule], entries: Sequence[NewArticle]
) -> tuple[list[NewArticle], list[Blocked]]:
    """What is to be taken in, tagged as the rules say, and what is to be kept out."""
    admitted: list[NewArticle] = []
    blocked: list[Blocked] = []
    for entry in entries:
        verdict = judge(rules, entry)
        if verdict.is_admitted:
            admitted.append(replace(entry, tags=(*entry.tags, *verdict.tags)))
        else:
            rule = verdict.decided_by
            told = (rule.id, rule.query) if rule is not None else (None, "")
            blocked.append(Blocked(entry, *told))
    return admitted, blocked

"""What rules make of an entry, whatever their queries mean."""

from __future__ import annotations

import pytest

from feeds.judging.rules import Rule, judge, sift
from store.models import NewArticle, RuleKind

KEEP, BLOCK, TAG = RuleKind.KEEP, RuleKind.BLOCK, RuleKind.TAG


def rule(kind: RuleKind, word: str, *, own: bool = False, tags: tuple[str, ...] = ()) -> Rule:
    """A rule that holds where a word stands in the title."""
    return Rule(
        f"{kind}-{word}",
        kind,
        word,
        lambda entry: word in (entry.title or ""),
        is_own=own,
        tags=tags,
    )


def entry(title: str) -> NewArticle:
    return NewArticle(title, "")


@pytest.mark.parametrize(
    ("rules", "title", "is_admitted", "decided_by"),
    [
        ([], "port", True, None),
        ([rule(BLOCK, "foot")], "port", True, None),
        ([rule(BLOCK, "foot")], "foot", False, "block-foot"),
        ([rule(KEEP, "port")], "port", True, "keep-port"),
        ([rule(KEEP, "port")], "gare", False, None),
        ([rule(TAG, "port")], "gare", True, None),
        ([rule(KEEP, "port"), rule(BLOCK, "foot")], "port foot", False, "block-foot"),
        ([rule(KEEP, "foot", own=True), rule(BLOCK, "port")], "port foot", True, "keep-foot"),
        ([rule(BLOCK, "port"), rule(BLOCK, "foot", own=True)], "port foot", False, "block-foot"),
        ([rule(KEEP, "gare"), rule(KEEP, "port", own=True)], "gare", True, "keep-gare"),
        ([rule(KEEP, "gare"), rule(KEEP, "port", own=True)], "quai", False, None),
    ],
)
def test_the_nearer_rule_has_the_last_word(
    rules: list[Rule], title: str, is_admitted: bool, decided_by: str | None
) -> None:
    verdict = judge(rules, entry(title))
    assert verdict.is_admitted is is_admitted
    assert (verdict.decided_by and verdict.decided_by.id) == decided_by


def test_all_rules_that_hold_give_their_tags() -> None:
    rules = [
        rule(KEEP, "port", tags=("filière/mer", "ports")),
        rule(TAG, "quai", tags=("ports", "chantiers")),
        rule(TAG, "gare", tags=("rail",)),
    ]
    assert judge(rules, entry("port quai")).tags == ("filière/mer", "ports", "chantiers")


def test_entries_are_parted_in_their_order() -> None:
    rules = [rule(BLOCK, "foot"), rule(KEEP, "port", tags=("mer",))]
    admitted, blocked = sift(
        rules, [entry("port 1"), entry("foot"), entry("gare"), entry("port 2")]
    )
    assert [(each.title, each.tags) for each in admitted] == [
        ("port 1", ("mer",)),
        ("port 2", ("mer",)),
    ]
    assert [(each.article.title, each.rule_id, each.rule) for each in blocked] == [
        ("foot", "block-foot", "foot"),
        ("gare", None, ""),
    ]

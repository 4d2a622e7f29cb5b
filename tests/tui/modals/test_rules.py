from __future__ import annotations

import pytest

from store.models import FeedRule, RuleKind
from tests.tui.modals.host import SIZES, ask
from tui.modals.rules import RuleDraft, RuleForm, RulesAct, RulesActKind, RulesModal

RULES = (
    FeedRule("r1", None, RuleKind.BLOCK, "sport [/nope]", ("x",), "anne", "2026-01-01T00:00:00Z"),
    FeedRule("r2", "f1", RuleKind.KEEP, "port", (), "anne", "2026-01-02T00:00:00Z"),
)


def no_fault(query: str) -> str | None:
    return None if query else "words, please"


@pytest.mark.parametrize("size", SIZES)
async def test_each_act_is_asked_for_by_a_letter(size: tuple[int, int]) -> None:
    for keys, kind, rule_id in (
        (("a",), RulesActKind.ADD, None),
        (("j", "e"), RulesActKind.EDIT, "r2"),
        (("j", "enter"), RulesActKind.EDIT, "r2"),
        (("d",), RulesActKind.REMOVE, "r1"),
        (("t",), RulesActKind.TRY, "r1"),
        (("b",), RulesActKind.BLOCKED, "r1"),
    ):
        assert await ask(RulesModal("A", RULES), *keys, size=size) == RulesAct(kind, rule_id)


async def test_it_opens_at_its_place() -> None:
    modal = RulesModal("A", RULES, current="r2")
    assert await ask(modal, "d") == RulesAct(RulesActKind.REMOVE, "r2")


async def test_where_there_is_no_rule_one_can_be_made() -> None:
    assert await ask(RulesModal("A", []), "d", "e", "escape") is None
    assert await ask(RulesModal("A", []), "a") == RulesAct(RulesActKind.ADD)


@pytest.mark.parametrize("size", SIZES)
async def test_a_rule_is_written(size: tuple[int, int]) -> None:
    keys = ("1", "tab", ":quai", "enter", ":mer", "enter", "2", "enter")
    answer = await ask(RuleForm(no_fault), *keys, size=size)
    assert answer == RuleDraft(RuleKind.KEEP, "quai", ("mer",), is_for_all=True)


async def test_a_rule_is_changed_where_it_stands() -> None:
    draft = RuleDraft(RuleKind.KEEP, "quai", ("mer", "port"), is_for_all=True)
    form = RuleForm(no_fault, draft, is_new=False)
    assert await ask(form, "ctrl+s") == draft
    form = RuleForm(no_fault, draft, is_new=False)
    answer = await ask(form, "tab", "end", ":s", "ctrl+s")
    assert answer == RuleDraft(RuleKind.KEEP, "quais", ("mer", "port"), is_for_all=True)


async def test_a_rule_can_be_tried_before_it_is_kept() -> None:
    answer = await ask(RuleForm(no_fault), "tab", ":quai", "ctrl+t")
    assert answer == RuleDraft(RuleKind.BLOCK, "quai", is_trial=True)


async def test_a_rule_that_cannot_be_is_not_made() -> None:
    assert await ask(RuleForm(no_fault), "ctrl+s", "ctrl+t", "escape") is None
    tag = ("3", "tab", ":quai", "ctrl+s", "tab", ":mer", "ctrl+s")
    assert await ask(RuleForm(no_fault), *tag) == RuleDraft(RuleKind.TAG, "quai", ("mer",))

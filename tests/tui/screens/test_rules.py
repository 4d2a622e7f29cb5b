"""Rules written, tried and changed on the screen; what they keep out looked at and taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.desk import Desk
from store.models import FeedDetails, RuleKind
from tests.support.feed_server import FeedServer
from tests.tui.screens.session import Session, make_desk, open_desk
from tests.tui.screens.test_feeds import FEED, HERE

if TYPE_CHECKING:
    from pathlib import Path


def follow(folder: Path, url: str) -> str:
    with Desk.open(folder, editor="anne") as desk:
        return desk.feeds.add([FeedDetails(url)])[0].id


async def go_to_rules(session: Session) -> None:
    await session.press("F")
    await session.until_modal("FeedsModal")
    await session.press("l")
    await session.until_modal("RulesModal")


async def test_a_rule_is_tried_written_on_and_kept(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        follow(tmp_path, server.serves("/fil", FEED))
        async with open_desk(tmp_path, settings=HERE) as session:
            await go_to_rules(session)
            await session.press("a")
            await session.until_modal("RuleForm")
            await session.press("tab", "=cale", "ctrl+t")
            await session.until_modal("ReportModal")
            await session.until(lambda: "1 of 2 entries would be taken in" in session.text)
            assert "block: cale: holds for 1 entry" in session.text
            assert session.desk.rules.list() == []
            await session.press("escape")
            await session.until_modal("RuleForm")
            await session.press("tab", "end", "= neuve", "ctrl+s")
            await session.until(session.desk.rules.list)
            assert session.desk.rules.list()[0].query == "cale neuve"


async def test_a_rule_is_changed_in_its_place_and_that_is_undone(tmp_path: Path) -> None:
    make_desk(tmp_path)
    feed_id = follow(tmp_path, "https://littoral.example/fil")
    with Desk.open(tmp_path, editor="anne") as desk:
        rule = desk.rules.add(RuleKind.BLOCK, "sport", feed_id=feed_id)
        desk.rules.add(RuleKind.TAG, "meteo", tags=["temps"])
    async with open_desk(tmp_path) as session:
        await go_to_rules(session)
        await session.press("enter")
        await session.until_modal("RuleForm")
        await session.press("1", "tab", "end", "= nautique", "tab", "=mer", "tab", "2", "ctrl+s")
        await session.until(lambda: session.desk.rules.get(rule.id).query == "sport nautique")
        changed = session.desk.rules.get(rule.id)
        assert (changed.kind, changed.feed_id, changed.tags) == (RuleKind.KEEP, None, ("mer",))
        await session.until_modal("RulesModal")
        await session.press("e")
        await session.until_modal("RuleForm")
        await session.press("3", "tab", "ctrl+u", "=meteo", "ctrl+s")
        await session.until(lambda: "already" in session.told())
        await session.until_modal("RuleForm")
        await session.press("escape")
        await session.until_modal("RulesModal")
        await session.press("escape")
        await session.until_modal("FeedsModal")
        await session.press("escape")
        await session.until_desk()
        await session.press("u")
        await session.until(lambda: session.desk.rules.get(rule.id) == rule)


async def test_what_rules_keep_out_is_looked_at_and_taken_in(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with FeedServer() as server:
        follow(tmp_path, server.serves("/fil", FEED))
        with Desk.open(tmp_path, editor="anne") as desk:
            desk.rules.add(RuleKind.BLOCK, "cale OR emplois")
        async with open_desk(tmp_path, settings=HERE) as session:
            await session.press("B")
            await session.until_modal("BlockedModal")
            await session.until(lambda: "Nothing is kept out." in session.text)
            await session.press("escape")
            await session.until_desk()
            await session.press("g")
            await session.until(lambda: len(session.desk.blocked.list()) == 2)
            await session.until(lambda: not session.screen.keeper.is_collecting)
            await session.press("B")
            await session.until_modal("BlockedModal")
            assert "Le Fil du littoral — cale OR emplois (2)" in session.text
            assert "https://littoral.example/" in session.text
            await session.press("enter")
            await session.until_modal("TextModal")
            assert "communauté de communes" in session.text or "salaison" in session.text
            await session.press("escape")
            await session.until_modal("BlockedModal")
            await session.press("a")
            await session.until(lambda: len(session.desk.blocked.list()) == 1)
            await session.until_modal("BlockedModal")
            await session.press("escape")
            await session.until_desk()
            await session.until(lambda: len(session.listed) == len(ids) + 1)


async def test_how_rules_are_understood_by_other_names_is_shown(tmp_path: Path) -> None:
    make_desk(tmp_path)
    (tmp_path / "synonyms.txt").write_text("GPM = cale\n", encoding="utf-8")
    with FeedServer() as server:
        feed_id = follow(tmp_path, server.serves("/fil", FEED))
        with Desk.open(tmp_path, editor="anne") as desk:
            desk.rules.add(RuleKind.BLOCK, "GPM", feed_id=feed_id)
            desk.rules.add(RuleKind.BLOCK, "emplois", feed_id=feed_id)
        async with open_desk(tmp_path, settings=HERE) as session:
            await go_to_rules(session)
            await session.until(lambda: session.text.count("Understood as: ") == 1)
            assert "Understood as: (GPM = cale)" in session.text
            await session.press("t")
            await session.until_modal("ReportModal")
            await session.until(lambda: "block: GPM: holds for 1 entry" in session.text)
            assert "Understood as: (GPM = cale)" in session.text

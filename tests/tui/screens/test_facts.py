"""Facts on the screen: made of a passage, listed, opened, changed, summed up, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.desk import Desk
from store.models import (
    FactDetails,
    FactStatus,
    FactType,
    MissionDetails,
    Role,
)
from tests.support.desks import ARTICLES
from tests.tui.screens.session import SIZES, Session, make_desk, open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from store.models import Fact

PORT, FIRM, FAIR, BRANCH = sorted(ARTICLES)
SETTLING = FactDetails(FactType.IMPLANTATION_IN, FactStatus.EXPECTED)


def make_mission(folder: Path, *linked: str) -> None:
    """A desk with a mission, to which some articles are linked."""
    make_desk(folder)
    with Desk.open(folder, editor="anne") as desk:
        desk.missions.create(MissionDetails("Mission à Halifax"), "halifax")
        desk.missions.link("halifax", linked, Role.REPORT)


def record(folder: Path, quote: str, article: str = PORT) -> Fact:
    with Desk.open(folder, editor="anne") as desk:
        span = desk.annotations.find_quote(article, quote)
        return desk.facts.add("halifax", SETTLING, places=[(article, span)])


async def go_to(session: Session, article_id: str) -> None:
    session.screen.articles.go_to(article_id)
    await session.until(lambda: session.screen.reader.article_id == article_id)


def facts(session: Session) -> list[Fact]:
    return list(session.desk.facts.list("halifax"))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_passage_becomes_a_fact_and_is_opened_again(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    make_mission(tmp_path, PORT)
    async with open_desk(tmp_path, size=size) as session:
        await go_to(session, PORT)
        await session.press("enter", ")", ")", "v", "v", "!")
        await session.until_modal("FactForm")
        assert "Trois accords" in session.text
        await session.press("tab", "1", "tab", "=Kelp, Halifax", "ctrl+s")
        await session.until(lambda: facts(session))
        await session.until_desk()
        (fact,) = facts(session)
        assert (fact.details.type, fact.details.status) == (FactType.AGREEMENT, FactStatus.DONE)
        assert [party.name for party in fact.details.parties] == ["Kelp", "Halifax"]
        assert fact.passages[0].quote.exact.startswith("Trois accords")
        await session.until(lambda: "agreement (done) : Kelp, Halifax" in session.text)
        await session.press("home", "W")
        await session.until_modal("FactsModal")
        await session.press("enter")
        await session.until_desk()
        start = fact.passages[0].quote.start
        await session.until(lambda: session.screen.reader.cursor_offset == start)
        assert session.app.focused is session.screen.reader
        await session.press("u")
        await session.until(lambda: not facts(session))
        assert session.desk.annotations.of(PORT) == []


async def test_a_fact_s_passage_is_opened_from_another_list(tmp_path: Path) -> None:
    make_mission(tmp_path, PORT)
    fact = record(tmp_path, "bureau commun", BRANCH)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=Ostréa", "enter")
        await session.until(lambda: session.listed == (FIRM,))
        await session.press("W")
        await session.until_modal("FactsModal")
        await session.press("enter")
        await session.until(lambda: session.screen.reader.article_id == BRANCH)
        start = fact.passages[0].quote.start
        await session.until(lambda: session.screen.reader.cursor_offset == start)
        await session.until(lambda: session.current == BRANCH)


async def test_facts_are_changed_summed_up_and_removed_one_after_the_other(tmp_path: Path) -> None:
    make_mission(tmp_path, PORT)
    record(tmp_path, "deux")
    record(tmp_path, "deux implantations")
    async with open_desk(tmp_path) as session:
        await session.press("W")
        await session.until_modal("FactsModal")
        assert "settling here: 2 (expected)" in session.text
        await session.press("e")
        await session.until_modal("FactForm")
        await session.press("tab", "1", "ctrl+s")
        await session.until(lambda: FactStatus.DONE in {f.details.status for f in facts(session)})
        await session.until_modal("FactsModal")
        await session.press("p")
        await session.until_modal("ChoiceModal")
        await session.press("down", "enter")
        await session.until(lambda: any(f.details.parts for f in facts(session)))
        await session.until_modal("FactsModal")
        assert "settling here: 1 (done) + 1 in sum" in session.text
        await session.press("x")
        await session.until(lambda: len(facts(session)) == 1)
        await session.until_modal("FactsModal")
        await session.press("escape")
        await session.until_desk()
        await session.press("u", "u", "u")
        await session.until(lambda: [f.details for f in facts(session)] == [SETTLING, SETTLING])


async def test_a_passage_supports_a_fact_that_there_is(tmp_path: Path) -> None:
    make_mission(tmp_path, PORT)
    record(tmp_path, "deux implantations")
    async with open_desk(tmp_path) as session:
        await go_to(session, PORT)
        await session.press("enter", ")", "v", "v", "!")
        await session.until_modal("FactForm")
        await session.press("ctrl+o")
        await session.until_modal("ChoiceModal")
        await session.press("down", "enter")
        await session.until(lambda: len(facts(session)[0].passages) == 2)


async def test_which_mission_is_asked_where_it_is_not_clear(tmp_path: Path) -> None:
    make_mission(tmp_path, PORT)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.missions.create(MissionDetails("Mission à Tanger"), "tanger")
    async with open_desk(tmp_path) as session:
        await go_to(session, FIRM)
        await session.press("enter", "!")
        await session.until_modal("ChoiceModal")
        await session.press("=tanger", "enter")
        await session.until_modal("FactForm")
        await session.press("ctrl+s")
        await session.until(lambda: session.desk.facts.list("tanger"))
        await session.until_desk()
        await go_to(session, PORT)
        await session.press("W")
        await session.until(lambda: "Nothing was recorded of “Mission à Halifax”" in session.told())


async def test_without_a_mission_or_a_passage_it_says_what_to_do(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await go_to(session, PORT)
        await session.press("!")
        await session.until(lambda: "makes a fact of it" in session.told())
        assert session.app.focused is session.screen.reader
        await session.press("!")
        await session.until(lambda: "There is no mission yet" in session.told())

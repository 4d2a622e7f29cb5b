"""From an article to those like it and back; what is suggested for it, taken and refused."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from store.desk import Desk
from store.models import MissionDetails, NewArticle, Role
from tests.support import related
from tests.tui.screens.session import SIZES, Session, open_desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

at_every_size = pytest.mark.parametrize("size", SIZES, ids=str)
MISSION = "mission-economique-a-halifax"


@asynccontextmanager
async def open_related(
    folder: Path, size: tuple[int, int] = (160, 48)
) -> AsyncIterator[tuple[Session, dict[str, str]]]:
    """A desk of articles that have to do with each other, the cursor on the new one."""
    with Desk.create(folder, editor="anne") as desk:
        ids = related.fill(desk)
    async with open_desk(folder, size=size) as session:
        session.screen.articles.go_to(ids["new"])
        await session.pilot.pause()
        yield session, ids


@at_every_size
async def test_articles_like_one_are_listed_with_the_words_that_both_have(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_related(tmp_path, size) as (session, ids):
        before = session.listed
        await session.press("L")
        await session.until(lambda: ids["halifax"] in session.listed[:3])
        assert ids["new"] not in session.listed
        assert "Like “Un voilier de Lorient" in session.text
        await session.until(lambda: "% alike" in session.text)
        await session.press("escape")
        await session.until(lambda: session.listed == before)
        assert session.current == ids["new"]


async def test_one_can_go_on_from_there_and_all_the_way_back(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        await session.press("/", "=Lorient", "enter")
        await session.until(lambda: ids["salon"] in session.listed)
        found = session.listed
        session.screen.articles.go_to(ids["new"])
        await session.press("L")
        await session.until(lambda: ids["new"] not in session.listed)
        first = session.listed
        session.screen.articles.go_to(ids["salon"])
        await session.press("L")
        await session.until(lambda: ids["salon"] not in session.listed)
        await session.press("escape")
        await session.until(lambda: session.listed == first)
        assert session.current == ids["salon"]
        await session.press("escape")
        await session.until(lambda: session.listed == found)
        assert session.screen.search_bar.text == "Lorient"
        assert session.current == ids["new"]


async def test_from_the_reader_one_comes_back_into_the_reader(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        await session.press("enter", "L")
        await session.until(lambda: ids["halifax"] in session.listed[:3])
        assert session.app.focused is session.screen.articles
        await session.press("escape")
        await session.until(lambda: session.app.focused is session.screen.reader)
        await session.until(lambda: session.screen.reader.article_id == ids["new"])


async def test_an_article_like_no_other_says_so(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        session.screen.articles.go_to(ids["other"])
        await session.press("L")
        await session.until(lambda: "No article is much like it." in session.text)
        await session.press("escape")
        await session.until(lambda: ids["other"] in session.listed)


@at_every_size
async def test_a_suggestion_is_taken_by_enter(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_related(tmp_path, size) as (session, ids):
        await session.press("T")
        await session.until_modal("SuggestionsModal")
        assert "#filière/nautisme" in session.text
        assert "    like " in session.text
        await session.press("enter")
        await session.until_desk()
        article = session.article(ids["new"])
        assert article.tags == ("filière/nautisme",) or article.missions == (MISSION,)


async def test_several_are_taken_and_refused_at_once(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        await session.press("T")
        await session.until_modal("SuggestionsModal")
        first = session.text.index("#filière") < session.text.index("◇ Mission")
        await session.press(*("ax" if first else "xa"), "enter")
        await session.until(lambda: session.article(ids["new"]).tags == ("filière/nautisme",))
        await session.until(session.desk.suggestions.refused)
        assert session.desk.suggestions.refused()[ids["new"]].missions == {MISSION}
        await session.until_desk()
        await session.until_indexed()
        await session.press("T")
        await session.until(lambda: "Nothing speaks clearly" in session.told())
        await session.press("u", "u")
        await session.until(lambda: not session.article(ids["new"]).tags)
        assert session.desk.suggestions.refused() == {}


async def test_a_mission_is_linked_in_the_likely_role(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        session.desk.tags.apply([ids["new"]], add=["filière/nautisme"])
        await session.press("T")
        await session.until_modal("SuggestionsModal")
        await session.press("enter")
        await session.until_desk()
        ((mission, role),) = session.desk.missions.links_of(ids["new"])
        assert (mission.slug, role) == (MISSION, Role.REPORT)


async def test_leaving_the_suggestions_changes_nothing(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        await session.press("T")
        await session.until_modal("SuggestionsModal")
        await session.press("x", "x", "escape")
        await session.until_desk()
        assert session.desk.suggestions.refused() == {}
        assert session.article(ids["new"]).tags == ()


async def test_the_best_passage_is_in_sight_and_keys_lead_to_the_next(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, _ids):
        body = "La mairie parle du port.\n\n" * 30
        text = f"{body}Le port signe avec Halifax.\n\n{body}Halifax attend."
        long = session.desk.intake.add_articles([NewArticle("Long", text)])[0].article_id
        session.screen.look_again()
        await session.until_indexed()
        await session.press("/", "=port Halifax", "enter")
        await session.until(lambda: long in session.listed)
        session.screen.articles.go_to(long)
        await session.press("enter")
        reader = session.screen.reader
        whole = session.desk.articles.text(long).text
        best = whole.index("port signe")
        await session.until(lambda: reader.article_id == long and reader.cursor_offset == best)
        assert "Le port signe avec Halifax." in session.text
        await session.press("N")
        assert whole[reader.cursor_offset :].startswith("port")
        assert reader.cursor_offset != best
        await session.press("alt+n")
        assert reader.cursor_offset == best


async def test_what_another_search_finds_in_the_same_article_is_shown(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        reader = session.screen.reader
        text = session.desk.articles.text(ids["salon"]).text
        await session.press("/", "=exposants", "enter")
        await session.until(lambda: reader.cursor_offset == text.index("exposants"))
        assert reader.article_id == ids["salon"]
        session.screen.search("exposants plaisance")
        await session.until(lambda: reader.cursor_offset == text.index("plaisance"))


async def test_what_suits_is_said_below_the_article(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        await session.until(lambda: "T: " in session.text.splitlines()[-2])
        assert "#filière/nautisme" in session.text.splitlines()[-2]
        session.screen.articles.go_to(ids["other"])
        await session.until(lambda: "T: " not in session.text.splitlines()[-2])


async def test_tags_that_would_suit_come_first_where_one_tags(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        await session.press("t")
        await session.until_modal("TagModal")
        await session.until(lambda: "Suggested for the article" in session.text)
        assert "    like " in session.text
        await session.press("down", "enter", "ctrl+s")
        await session.until(lambda: session.article(ids["new"]).tags == ("filière/nautisme",))


@at_every_size
async def test_missions_that_would_suit_come_first_where_one_links(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_related(tmp_path, size) as (session, ids):
        session.desk.missions.create(MissionDetails("Aachen au printemps"))
        await session.press("m")
        await session.until_modal("MissionModal")
        await session.until(lambda: "Suggested for the article" in session.text)
        lines = session.text.splitlines()
        heading, suggested, other = (
            next(number for number, line in enumerate(lines) if words in line)
            for words in ("Suggested for the article", "☐ Mission économique", "☐ Aachen")
        )
        assert heading < suggested < other
        await session.press("=halifax", "enter", "enter")
        await session.until(lambda: MISSION in session.article(ids["new"]).missions)


async def test_what_was_refused_does_not_come_where_one_links(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, ids):
        session.desk.suggestions.refuse([ids["new"]], missions=[MISSION])
        session.screen.adviser.look_at(None)
        told: list[str] = []
        session.screen.adviser.advise(
            ids["new"], lambda advice: told.extend(["asked", *(each.name for each in advice)])
        )
        await session.until(lambda: told)
        assert told[0] == "asked"
        assert MISSION not in told


async def test_several_articles_at_once_are_given_no_suggestions(tmp_path: Path) -> None:
    async with open_related(tmp_path) as (session, _ids):
        await session.until(lambda: "T: " in session.text.splitlines()[-2])
        await session.press(" ", " ", "m")
        await session.until_modal("MissionModal")
        assert "Suggested for the article" not in session.text

"""Searching as one types, in a view and everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.models import NewArticle, Triage
from tests.tui.screens.session import SIZES, Session, make_desk, open_desk
from tests.tui.screens.test_copies import make_copies

if TYPE_CHECKING:
    from pathlib import Path

at_every_size = pytest.mark.parametrize("size", SIZES, ids=str)
PORT = "000_00aa11bb22cc33dd"
ANTENNA = "003_33dd44ee55ff6600"


@at_every_size
async def test_it_finds_while_one_types(tmp_path: Path, size: tuple[int, int]) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("/", "=metropole")
        await session.until(lambda: session.listed == (ANTENNA,))
        assert session.app.focused is not None
        assert session.app.focused.id == "search-input"
        await session.until(lambda: "métropole ouvre un bureau" in session.text)
        assert "1 found" in session.text
        await session.press("enter")
        assert session.app.focused is session.screen.articles


async def test_escape_gives_the_view_back_with_its_cursor(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("j", "/", "=metropole")
        await session.until(lambda: session.listed == (ANTENNA,))
        await session.press("escape")
        await session.until(lambda: session.listed == tuple(ids))
        assert session.current == ids[1]
        assert session.screen.search_bar.text == ""
        assert session.app.focused is session.screen.articles


async def test_escape_in_the_results_gives_the_view_back(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=metropo", "enter")
        await session.until(lambda: session.listed == (ANTENNA,))
        await session.press("escape")
        await session.until(lambda: session.listed == tuple(ids))


async def test_a_view_is_searched_alone_and_says_what_is_elsewhere(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await _keep(session, ANTENNA)
        await session.press("/", "=metropole")
        await session.until(lambda: session.listed == ())
        await session.until(lambda: "1 article elsewhere" in session.text)
        await session.press("ctrl+l")
        await session.until(lambda: session.listed == (ANTENNA,))
        assert session.text.splitlines()[0].strip().startswith("All ›")


async def test_a_slash_in_the_empty_bar_searches_everywhere(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await _keep(session, ANTENNA)
        await session.press("/", "/", "=metropole")
        await session.until(lambda: session.listed == (ANTENNA,))


async def test_a_search_is_saved_and_shown_from_the_views(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=metropo", "enter")
        await session.until(lambda: session.listed == (ANTENNA,))
        await session.press("S")
        await session.until_modal("PromptModal")
        await session.press("=Métropoles", "enter")
        await session.until(session.desk.searches.list)
        await session.until_desk()
        await session.press("escape")
        await session.until(lambda: len(session.listed) == 4)
        await session.until(
            lambda: (
                [row.count for row in session.screen.views.rows if row.label == "Métropoles"] == [1]
            )
        )
        await session.press("1")
        for _step in range(7):
            await session.press("j")
        await session.until(lambda: session.listed == (ANTENNA,))
        assert session.screen.search_bar.text == "metropo*"


async def test_what_came_since_a_saved_search_was_looked_at_is_counted(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.desk.searches.save("Métropoles", "metropole OR quai")
        article = NewArticle("Un quai de plus", "Le quai attend ses grues à Lampaul.")
        session.desk.intake.add_articles([article])
        session.screen.look_again()
        await session.until(lambda: "Métropoles (1)" in session.text)
        acts = len(session.desk.journal.list())
        await session.press("1")
        for _step in range(7):
            await session.press("j")
        await session.until(lambda: len(session.listed) == 2)
        await session.until(lambda: "Métropoles (1)" not in session.text)
        assert "Métropoles" in session.text
        assert len(session.desk.journal.list()) == acts


async def test_what_is_not_in_sight_is_not_looked_at(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, size=(80, 24)) as session:
        session.desk.searches.save("Métropoles", "metropole")
        number = session.desk.searches.looks()["Métropoles"]
        session.desk.articles.set_starred([PORT], starred=True)
        session.screen.look_again()
        await session.until_indexed()
        await session.press("1")
        for _step in range(7):
            await session.press("j")
        await session.until(lambda: session.listed == (ANTENNA,))
        assert session.desk.searches.looks()["Métropoles"] == number
        await session.press("enter")
        await session.until(lambda: session.desk.searches.looks()["Métropoles"] > number)


async def test_copies_share_a_row_of_the_results(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    async with open_desk(tmp_path, size=(80, 24)) as session:
        await session.press("/", "=vu", "enter")
        await session.until(lambda: len(session.listed) == 1)
        assert session.listed[0] in ids
        await session.until(lambda: " +2" in session.text)
        assert "3 found" in session.text
        await session.press("=")
        await session.until(lambda: len(session.listed) == 3)


async def test_marks_of_a_search_take_an_act(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=ouvre", "enter")
        await session.until(lambda: len(session.listed) > 1)
        found = session.listed
        await session.press("*", "D")
        await session.until(
            lambda: all(session.article(each).triage is Triage.DISCARDED for each in found)
        )
        assert session.listed == found


async def test_what_is_undone_in_a_search_is_drawn_as_it_is_again(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=ouvre", "enter")
        await session.until(lambda: len(session.listed) > 1)
        await session.press("s")
        await session.until(lambda: "★" in session.list_text)
        await session.press("u")
        await session.until(lambda: "★" not in session.list_text)
        await session.press("ctrl+r")
        await session.until(lambda: "★" in session.list_text)


async def test_the_order_is_turned_round(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("O")
        await session.until(lambda: session.listed == tuple(reversed(ids)))
        assert "oldest first" in session.text
        await session.press("O")
        await session.until(lambda: session.listed == tuple(ids))


async def test_the_reader_says_where_its_article_stands_now(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=SIZES[1]) as session:
        await session.until(lambda: f"1 / {len(ids)}" in session.text)
        newer = NewArticle("Le bac", "Le bac repart.", published="2031-01-01T08:00:00Z")
        session.desk.intake.add_articles([newer])
        session.screen.look_again()
        await session.until(lambda: len(session.listed) == len(ids) + 1)
        assert session.current == ids[0]
        await session.until(lambda: f"2 / {len(ids) + 1}" in session.text)


@pytest.mark.parametrize("query", ['"', "(", "tag:", "date:2017..", "-", "[/]", "title:[bold]x"])
async def test_half_a_query_is_no_failure(tmp_path: Path, query: str) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", f"={query}")
        await session.until(lambda: session.screen.lister.answer.ask.query == query)
        assert session.told() == ""


async def _keep(session: Session, article_id: str) -> None:
    session.desk.articles.set_triage([article_id], Triage.KEPT)
    session.screen.after_act([article_id])
    await session.until(lambda: article_id not in session.listed)
    await session.until_indexed()


async def test_what_is_not_understood_is_said_while_the_rest_runs(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", '="metropole')
        await session.until(lambda: session.listed == (ANTENNA,))
        await session.until(lambda: "not closed" in session.text)
        assert session.text.count("not closed") == 1

"""Names on the screen: confirmed, refused, selected, changed, and the articles that mention them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.desk import Desk
from store.models import EntityKind
from tests.support.desks import ARTICLES
from tests.tui.screens.session import SIZES, Session, make_desk, open_desk
from tests.tui.screens.test_facts import go_to
from tui.widgets.search_input import SearchInput

if TYPE_CHECKING:
    from pathlib import Path

PORT, FIRM, FAIR, BRANCH = sorted(ARTICLES)


def known(session: Session) -> dict[str, str]:
    return {each.name: each.kind for each in session.desk.entities.list()}


def confirm(folder: Path, *names: str) -> None:
    """Places that a desk knows."""
    make_desk(folder)
    with Desk.open(folder, editor="anne") as desk:
        for name in names:
            desk.entities.create(EntityKind.PLACE, name)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_names_are_confirmed_and_refused_as_one_act(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await go_to(session, PORT)
        await session.press("i")
        await session.until_modal("NamesModal")
        assert "☐ Kerlouan  place" in session.text
        await session.press("x", "3", "a", "enter")
        await session.until(lambda: known(session))
        await session.until_desk()
        assert known(session) == {"Halifax": "place", "Maëlle Le Goff": "person"}
        assert session.desk.entities.refused() == {"kerlouan"}
        await session.press("enter")
        await session.until(lambda: "person : Maëlle Le Goff" in session.text)
        assert "place : Halifax" in session.text
        assert _marked(session) == {"Halifax", "Maëlle Le Goff"}
        await session.press("u")
        await session.until(lambda: not known(session))
        assert session.desk.entities.refused() == frozenset()
        await session.until(lambda: not _marked(session))


def _marked(session: Session) -> set[str]:
    """What is drawn as a name that the desk knows."""
    reader = session.screen.reader
    wanted = reader.get_component_rich_style("reader--mention", partial=True).color
    lines = (reader.render_line(y) for y in range(reader.size.height))
    return {
        segment.text
        for line in lines
        for segment in line
        if segment.style is not None and segment.style.color == wanted
    }


async def test_a_known_name_leads_to_the_articles_that_mention_it(tmp_path: Path) -> None:
    confirm(tmp_path, "Morlaix")
    async with open_desk(tmp_path) as session:
        await session.until_indexed()
        await go_to(session, FIRM)
        await session.press("i")
        await session.until_modal("NamesModal")
        await session.press("home", "enter")
        await session.until(lambda: session.listed == (FIRM,))
        assert session.screen.search_bar.text == 'place:"Morlaix"'


async def test_a_name_is_not_meant_here(tmp_path: Path) -> None:
    confirm(tmp_path, "Halifax")
    async with open_desk(tmp_path) as session:
        await go_to(session, PORT)
        await session.press("i")
        await session.until_modal("NamesModal")
        await session.press("home", "x", "ctrl+s")
        await session.until(lambda: session.desk.entities.articles("Halifax") == [])
        await session.until_desk()
        await session.press("u")
        await session.until(lambda: session.desk.entities.articles("Halifax") == [PORT])


async def test_what_is_selected_is_named(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await go_to(session, FIRM)
        await session.press("enter", "v", "i")
        await session.until_modal("EntityForm")
        assert "Ostréa" in session.text
        await session.press("2", "enter")
        await session.until(lambda: known(session) == {"Ostréa": "organisation"})
        await session.until_desk()
        await session.press("v", "i")
        await session.until_modal("EntityForm")
        await session.press("tab", "end", "= SAS", "ctrl+s")
        await session.until(lambda: known(session) == {"Ostréa SAS": "organisation"})


async def test_what_is_selected_is_another_name_of_one_that_is_known(tmp_path: Path) -> None:
    confirm(tmp_path, "Halifax")
    async with open_desk(tmp_path) as session:
        await go_to(session, FIRM)
        await session.press("enter", "v", "i")
        await session.until_modal("EntityForm")
        await session.press("ctrl+o")
        await session.until_modal("ChoiceModal")
        await session.press("=Halifax", "enter")
        await session.until(lambda: session.desk.entities.get("Halifax").aliases == ("Ostréa",))


async def test_what_is_known_is_merged_and_forgotten(tmp_path: Path) -> None:
    confirm(tmp_path, "Brest", "Halifax", "Morlaix")
    async with open_desk(tmp_path) as session:
        await go_to(session, FIRM)
        await session.press("i")
        await session.until_modal("NamesModal")
        await session.press("home", "e")
        await session.until_modal("EntityForm")
        await session.press("ctrl+o")
        await session.until_modal("ChoiceModal")
        await session.press("=Halifax", "enter")
        await session.until(lambda: set(known(session)) == {"Brest", "Halifax"})
        await session.until_modal("NamesModal")
        await session.press("escape")
        await session.until_desk()
        session.screen.do("entities")
        await session.until_modal("ChoiceModal")
        await session.press("=Brest", "enter")
        await session.until_modal("EntityForm")
        await session.press("ctrl+x")
        await session.until(lambda: set(known(session)) == {"Halifax"})


async def test_names_are_offered_while_one_types_and_narrow_a_search(tmp_path: Path) -> None:
    confirm(tmp_path, "Halifax", "Morlaix")
    async with open_desk(tmp_path) as session:
        await session.until_indexed()
        await session.press("/", "=place:morl")
        await session.until(lambda: "Morlaix" in session.text)
        await session.until(lambda: session.screen.query_one(SearchInput).completion is not None)
        await session.press("tab")
        await session.until(lambda: session.listed == (FIRM,))
        assert session.screen.search_bar.text == 'place:"Morlaix"'
        await session.press("escape", "/", "=la", "enter")
        await session.until(lambda: len(session.listed) > 2)
        await session.press("f")
        await session.until(lambda: session.screen.facets.sheet.total)
        value = next(v for v in session.screen.facets.sheet.values if v.label == "Halifax")
        assert value.count == 1
        session.screen.beside.narrow(value.facet, value.value)
        await session.until(lambda: session.listed == (PORT,))


async def test_where_there_are_no_names_it_says_so(tmp_path: Path) -> None:
    make_desk(tmp_path)
    (tmp_path / "004_rien.txt").write_text("rien ici.\n", encoding="utf-8")
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.intake.scan()
    async with open_desk(tmp_path) as session:
        await go_to(session, "004_rien")
        await session.press("i")
        await session.until(lambda: "No name was found in it" in session.told())
        session.screen.do("entities")
        await session.until(lambda: "Nobody and nothing is known yet" in session.told())

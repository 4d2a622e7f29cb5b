"""What was found, told apart and narrowed by keys; what the search bar then holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.models import MissionDetails, NewArticle
from tests.tui.screens.session import SIZES, Session, make_desk, open_desk
from tui.services import Services
from tui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

at_every_size = pytest.mark.parametrize("size", SIZES, ids=str)


def make_archive(folder: Path) -> dict[str, str]:
    """A desk with articles of two years, three sources and some tags; gives ids by place."""
    make_desk(folder)
    facts = {
        "Roscoff": ("Le Courrier du Léon", "2025-03-14T08:00:00Z"),
        "Sète": ("Le Courrier du Léon", "2025-05-02T08:00:00Z"),
        "Tanger": ("L’Estuaire", "2017-01-05T08:00:00Z"),
    }
    articles = [
        NewArticle(
            f"La criée de {place} change de mains",
            f"À {place}, la criée vend le homard et l’araignée de mer à la chandelle.",
            source=source,
            published=published,
            canonical_url=f"https://criee.example/{place}",
        )
        for place, (source, published) in facts.items()
    ]
    with Services.open(folder, Settings(), editor="anne") as services:
        desk = services.desk
        outcomes = desk.intake.add_articles(articles)
        ids = dict(zip(facts, (each.article_id for each in outcomes), strict=True))
        desk.tags.apply([ids["Roscoff"], ids["Sète"]], add=["filière/pêche"])
        desk.tags.apply([ids["Tanger"]], add=["filière/export"])
        desk.missions.create(MissionDetails("Tanger 2017"), slug="tanger")
        desk.missions.link("tanger", [ids["Tanger"]])
        services.catch_up()
    return ids


async def _find(session: Session, query: str, count: int) -> None:
    await session.press("/", f"={query}", "enter")
    await session.until(lambda: len(session.listed) == count)


async def _open(session: Session) -> None:
    await session.press("f")
    await session.until(lambda: session.screen.facets.sheet.total)


def _focus(session: Session) -> str | None:
    return session.app.focused.id if session.app.focused else None


def key_of(session: Session, value: str) -> str:
    """The key beside a value."""
    shown = {each.value: key for key, each in session.screen.facets.shown}
    return shown[value]


@at_every_size
async def test_values_are_listed_with_counts_and_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await _find(session, "criée", 3)
        await _open(session)
        counts = {each.value: each.count for _, each in session.screen.facets.shown}
        assert counts == {
            "filière": 3,
            "filière/pêche": 2,
            "filière/export": 1,
            "Le Courrier du Léon": 2,
            "L’Estuaire": 1,
            "tanger": 1,
            "2025": 2,
            "2017": 1,
        }
        await session.until(lambda: "Tanger 2017" in session.text)
        for words in ("Tags", "Sources", "Missions", "Years", "pêche", "L’Estuaire"):
            assert words in session.text
        assert len({key for key, _ in session.screen.facets.shown}) == 8


@at_every_size
async def test_a_key_narrows_and_widens_again(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_archive(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await _find(session, "criée", 3)
        await _open(session)
        key = key_of(session, "filière/pêche")
        await session.press(key)
        await session.until(lambda: set(session.listed) == {ids["Roscoff"], ids["Sète"]})
        assert session.screen.search_bar.text == 'tag:"filière/pêche" criée'
        await session.until(lambda: session.screen.facets.sheet.total == 2)
        assert key_of(session, "filière/pêche") == key
        await session.press(key_of(session, "Le Courrier du Léon"))
        await session.until(
            lambda: 'source:"Le Courrier du Léon"' in session.screen.search_bar.text
        )
        await session.press(key)
        await session.until(
            lambda: session.screen.search_bar.text == 'source:"Le Courrier du Léon" criée'
        )


async def test_half_a_word_goes_on_being_one(tmp_path: Path) -> None:
    ids = make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _find(session, "arai", 3)
        await _open(session)
        await session.press(key_of(session, "tanger"))
        await session.until(lambda: session.listed == (ids["Tanger"],))
        assert session.screen.search_bar.text == 'mission:"tanger" arai'


async def test_a_place_is_narrowed_without_a_query(tmp_path: Path) -> None:
    ids = make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.until(lambda: len(session.listed) == 7)
        await _open(session)
        assert session.screen.facets.sheet.total == 7
        await session.press(key_of(session, "2017"))
        await session.until(lambda: session.listed == (ids["Tanger"],))
        assert session.screen.search_bar.text == "date:2017"
        await session.press(key_of(session, "2017"))
        await session.until(lambda: len(session.listed) == 7)
        assert session.screen.search_bar.text == ""


async def test_a_bar_of_the_histogram_narrows_by_date(tmp_path: Path) -> None:
    ids = make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _find(session, "criée", 3)
        await _open(session)
        assert [bar.value for bar in session.screen.facets.sheet.bars][::8] == ["2017", "2025"]
        await session.press(*["right"] * 8, "enter")
        await session.until(lambda: session.screen.search_bar.text == "date:2025 criée")
        await session.until(lambda: session.screen.facets.sheet.total == 2)
        bars = session.screen.facets.sheet.bars
        assert [bar.value for bar in bars] == ["2025-03", "2025-04", "2025-05"]
        await session.press("home", "left", "left", "enter")
        await session.until(lambda: session.listed == (ids["Roscoff"],))
        assert session.screen.search_bar.text == "date:2025-03 criée"
        await session.press("backspace")
        await session.until(lambda: session.screen.search_bar.text == "criée")
        await session.until(lambda: len(session.listed) == 3)
        await session.press("backspace")
        assert session.screen.search_bar.text == "criée"


@at_every_size
async def test_the_list_is_gone_back_to(tmp_path: Path, size: tuple[int, int]) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await _open(session)
        assert _focus(session) == "facets"
        await session.press("tab")
        assert _focus(session) == "list"
        await session.press("f")
        assert _focus(session) == "facets"
        await session.press("escape")
        assert _focus(session) == "list"
        assert not session.screen.beside.is_open
        await session.press("f", "f")
        assert not session.screen.beside.is_open


async def test_the_views_come_back_where_the_facets_were(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _open(session)
        assert not session.screen.views.display
        await session.press("1")
        await session.until(lambda: _focus(session) == "views")
        assert session.screen.views.display


async def test_it_follows_what_is_typed(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _open(session)
        await session.press("/", "=tanger")
        await session.until(lambda: session.screen.facets.sheet.total == 1)
        assert {each.value for _, each in session.screen.facets.shown} >= {"L’Estuaire", "2017"}

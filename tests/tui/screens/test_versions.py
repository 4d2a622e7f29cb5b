"""Articles that changed since one read them: marked in the list, shown word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.screens.session import SIZES, Session, make_desk, open_desk

if TYPE_CHECKING:
    from pathlib import Path

PORT = "000_00aa11bb22cc33dd"


async def change(session: Session, old: str, new: str) -> None:
    """Let an article of the folder change as somebody's hand would, and have it taken in."""
    path = session.desk.folder / f"{PORT}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    await session.press("f5")
    await session.until(lambda: "1 file was changed" in session.told())
    await session.until_indexed()


@pytest.mark.parametrize("size", SIZES)
async def test_d_shows_what_changed_since_one_read_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        session.desk.articles.mark_opened(PORT)
        await change(session, "Trois accords", "Cinq accords")
        await session.until(lambda: "Δ" in session.list_text)
        assert session.desk.articles.counts().changed == 1
        session.screen.articles.go_to(PORT)
        await session.press("d")
        await session.until_modal("DifferenceModal")
        assert "[-Trois-]{+Cinq+} accords" in session.text
        assert "You read" in session.text
        await session.press("escape")
        await session.until_desk()
        await session.until(lambda: not session.article(PORT).has_changed)
        await session.until(lambda: "Δ" not in session.list_text)


async def test_those_that_changed_are_a_view_and_an_answer(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.desk.articles.mark_opened(PORT)
        await change(session, "Trois accords", "Cinq accords")
        await session.until(lambda: "Changed since read" in session.text)
        await session.press("1", "j", "j", "j", "j", "j", "j")
        await session.until(lambda: session.listed == (PORT,))
        await session.press("1", "home", "enter", "/", "=is:changed", "enter")
        await session.until(lambda: session.listed == (PORT,))


async def test_any_two_versions_are_compared_by_the_arrows(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await change(session, "Trois accords", "Cinq accords")
        await change(session, "samedi", "dimanche")
        session.screen.articles.go_to(PORT)
        await session.press("d")
        await session.until_modal("DifferenceModal")
        assert "[-samedi-]{+dimanche+}" in session.text
        assert "Trois" not in session.text
        await session.press("left")
        await session.until(lambda: "[-Trois-]{+Cinq+}" in session.text)
        assert "[-samedi-]{+dimanche+}" in session.text
        await session.until_modal("DifferenceModal")
        await session.press("L", "H")
        await session.until(lambda: "{+dimanche+}" not in session.text)
        await session.press("q")
        await session.until_desk()


async def test_an_article_that_never_changed_says_so(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("d")
        await session.until(lambda: "has not changed" in session.told())


async def test_passing_over_it_does_not_take_the_mark_off_but_opening_it_does(
    tmp_path: Path,
) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.desk.articles.mark_opened(PORT)
        await change(session, "Trois accords", "Cinq accords")
        session.screen.articles.go_to(PORT)
        await session.until(lambda: "Changed since you read it" in session.text)
        reading = session.screen.pager.reading
        assert reading is not None
        assert not reading.is_read_in_sight
        assert session.article(PORT).has_changed
        await session.press("enter")
        await session.until(lambda: not session.article(PORT).has_changed)


@pytest.mark.parametrize("size", SIZES)
async def test_what_an_earlier_version_said_is_found_and_d_shows_what_became_of_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await change(session, "Trois accords", "Cinq accords")
        await change(session, "samedi", "dimanche")
        await session.press("1", "/", *"trois", "enter")
        await session.until(lambda: "said so before it changed" in session.text)
        assert PORT not in session.listed
        await session.press("y")
        await session.until(lambda: session.listed == (PORT,))
        await session.until(lambda: "Version 1 of" in session.list_text)
        assert "Trois accords" in session.list_text
        await session.press("d")
        await session.until_modal("DifferenceModal")
        assert "[-Trois-]{+Cinq+}" in session.text
        assert "[-samedi-]{+dimanche+}" in session.text
        await session.press("escape")
        await session.until_desk()
        await session.press("enter")
        await session.until(lambda: "Found in version 1 of" in session.text)

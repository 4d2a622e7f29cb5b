"""What the screen does about its index by itself: few parts when it is quiet, built anew when damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.screens.session import make_desk, open_desk

if TYPE_CHECKING:
    from pathlib import Path


async def test_an_index_damaged_under_a_running_desk_is_said_to_be_and_built_anew(
    tmp_path: Path,
) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        for file in session.desk.index_folder.iterdir():
            if file.suffix in {".arr", ".trm", ".col"}:
                file.write_bytes(bytes(file.stat().st_size))
        # What was read before is known; another commit makes it look again.
        session.app.services.index.close()
        await session.press("slash", "=port", "enter")
        await session.until(lambda: "réécrit" in session.told() or "anew" in session.told())
        await session.until(lambda: session.screen.lister.answer.total > 0)
        await session.until_indexed()
        assert session.app.services.index.verify() == []


async def test_what_many_acts_leave_is_merged_when_it_is_quiet(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        index = session.app.services.index
        for number in range(9):
            session.desk.tags.apply(
                [session.screen.articles.ids[number % 4]], add=[f"tour/{number}"]
            )
            session.screen.keeper.count_again()
            await session.until_indexed()
        # Each of the four articles is in the segment of its last change; those before are gone.
        assert index.segment_count() == 4
        await session.screen.keeper.tidy()
        assert index.segment_count() == 4, "few enough"


async def test_indexing_can_be_paused_and_gone_on_with(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        services = session.app.services
        session.screen.do("pause-index")
        await session.until(lambda: "suspendue" in session.text or "paused" in session.text)
        session.desk.tags.apply([session.screen.articles.ids[0]], add=["attente"])
        await session.screen.keeper.follow()
        assert services.pending() == 1
        session.screen.do("pause-index")
        await session.until_indexed()
        assert "suspendue" not in session.text
        assert "paused" not in session.text


async def test_the_index_follows_later_where_another_process_is_writing(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        services = session.app.services
        with services.index.write(wait_seconds=0):
            session.desk.tags.apply([session.screen.articles.ids[0]], add=["attente"])
            await session.press("r")
            session.screen.keeper.count_again()
            await session.until(lambda: services.is_behind)
        await session.until(lambda: services.pending() == 0 and not services.is_behind)

from __future__ import annotations

import pytest

from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.blocked import BlockedAct, BlockedActKind, BlockedLine, BlockedModal


def line(id_: str, heading: str, title: str = "") -> BlockedLine:
    return BlockedLine(id_, heading, title, "2026-03-02", f"https://a.example/{id_}", "Le texte.")


LINES = (
    line("e1", "Le Phare — sport", "La finale"),
    line("e2", "Le Phare — sport", "Le tournoi"),
    line("e3", "La Rade — météo"),
)


@pytest.mark.parametrize("size", SIZES)
async def test_entries_stand_under_their_feed_and_rule(size: tuple[int, int]) -> None:
    app = Host(BlockedModal(LINES))
    async with running(app, size=size) as pilot:
        text = screen_text(app)
        assert (
            text.index("Le Phare — sport (2)") < text.index("La finale") < text.index("Le tournoi")
        )
        assert text.index("La Rade — météo (1)") < text.index("Le texte.")
        assert "https://a.example/e1" in text
        await type_keys(pilot, "j")
        assert "https://a.example/e2" in screen_text(app)


async def test_one_is_taken_in_and_the_next_is_gone_on_with() -> None:
    admit = BlockedActKind.ADMIT
    assert await ask(BlockedModal(LINES), "a") == BlockedAct(admit, ("e1",), "e2")
    modal = BlockedModal(LINES, current="e3")
    assert await ask(modal, "a") == BlockedAct(admit, ("e3",), "e2")
    assert await ask(BlockedModal(LINES[:1]), "a") == BlockedAct(admit, ("e1",), None)


async def test_all_that_are_marked_are_taken_in() -> None:
    answer = await ask(BlockedModal(LINES), "space", "j", "space", "a")
    assert answer == BlockedAct(BlockedActKind.ADMIT, ("e1", "e3"), "e2")


async def test_one_is_read_or_opened() -> None:
    assert await ask(BlockedModal(LINES), "enter") == BlockedAct(BlockedActKind.READ, ("e1",), "e1")
    answer = await ask(BlockedModal(LINES), "j", "o")
    assert answer == BlockedAct(BlockedActKind.OPEN, ("e2",), "e2")


async def test_typing_after_a_slash_finds() -> None:
    answer = await ask(BlockedModal(LINES), "slash", ":tournoi", "enter", "a")
    assert answer == BlockedAct(BlockedActKind.ADMIT, ("e2",), None)
    assert await ask(BlockedModal(LINES), "slash", ":zzz", "escape", "escape") is None


async def test_where_nothing_is_kept_out_nothing_can_be_done() -> None:
    assert await ask(BlockedModal(()), "a", "o", "space", "enter", "q") is None


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_entries_are_text(size: tuple[int, int]) -> None:
    lines = [BlockedLine(str(i), text, text, text, text, text) for i, text in enumerate(HOSTILE)]
    app = Host(BlockedModal(lines))
    async with running(app, size=size):
        assert_fits(app)
        assert "[/nope]" in screen_text(app)

from __future__ import annotations

from datetime import UTC

import pytest

from store.models import JournalEntry
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.history import HistoryChoice, HistoryModal


def entry(number: int, editor: str = "lea", undone_by: str | None = None) -> JournalEntry:
    at = f"2025-06-01T12:0{number}:00Z"
    return JournalEntry(number, at, editor, "tag-articles", undone_by=undone_by)


ENTRIES = (
    (entry(3), "3 articles étiquetés"),
    (entry(2, "marc"), "note ajoutée"),
    (entry(1, undone_by="marc"), "mission créée"),
)


def modal() -> HistoryModal:
    return HistoryModal(ENTRIES, timezone=UTC)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_undoes_the_act(size: tuple[int, int]) -> None:
    assert await ask(modal(), "down", "enter", size=size) == HistoryChoice(2, redo=False)


async def test_enter_does_again_what_was_undone() -> None:
    assert await ask(modal(), ":creee", "enter") == HistoryChoice(1, redo=True)


async def test_an_editor_is_found() -> None:
    assert await ask(modal(), ":marc", "enter") == HistoryChoice(2, redo=False)


async def test_escape_changes_nothing() -> None:
    assert await ask(modal(), "escape") is None


async def test_it_says_when_who_and_what() -> None:
    app = Host(modal())
    async with running(app) as pilot:
        assert "● 2025-06-01 12:03 3 articles étiquetés" in screen_text(app)
        await type_keys(pilot, "up")
        assert "marc" in screen_text(app).splitlines()[-5]


async def test_an_empty_journal_is_shown() -> None:
    assert await ask(HistoryModal(()), "enter", "escape") is None


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_text(size: tuple[int, int]) -> None:
    entries = [(entry(index, name), name) for index, name in enumerate(HOSTILE)]
    app = Host(HistoryModal(entries, timezone=UTC))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "down")
        assert_fits(app)

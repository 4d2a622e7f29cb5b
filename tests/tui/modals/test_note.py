from __future__ import annotations

import pytest
from textual import events

from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.fields import TextField
from tui.modals.note import NoteModal


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_is_typed_and_saved(size: tuple[int, int]) -> None:
    answer = await ask(NoteModal(), ":vu", "enter", ":à citer", "ctrl+s", size=size)
    assert answer == "vu\nà citer"


async def test_a_note_is_continued_at_its_end() -> None:
    assert await ask(NoteModal("vu"), ": aussi", "ctrl+s") == "vu aussi"


async def test_escape_leaves_an_unchanged_note_at_once() -> None:
    assert await ask(NoteModal("vu"), "escape") is None


async def test_escape_asks_before_it_throws_text_away() -> None:
    assert await ask(NoteModal(), ":vu", "escape", "escape") is None
    assert await ask(NoteModal(), ":vu", "escape", ":!", "escape", "ctrl+s") == "vu!"


async def test_an_emptied_note_is_empty() -> None:
    assert await ask(NoteModal("v"), "backspace", "ctrl+s") == ""


async def test_the_buttons_are_reached_by_tab() -> None:
    assert await ask(NoteModal("vu"), "tab", "tab", "enter") == "vu"


async def test_the_buttons_are_clicked() -> None:
    app = Host(NoteModal("vu"))
    async with running(app) as pilot:
        await pilot.click("#action-save")
        await pilot.pause()
    assert app.answer == "vu"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_text(size: tuple[int, int]) -> None:
    app = Host(NoteModal("\n".join(HOSTILE), title=HOSTILE[2]))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        app.screen.query_one(TextField).post_message(events.Paste("\x1b[2J[/b]\nsuite\u202e"))
        await pilot.pause()
        assert_fits(app)
        assert "[/nope]" in screen_text(app)
        await type_keys(pilot, "ctrl+s")
    assert app.answer is not None
    assert app.answer.endswith("\ufffd[2J[/b]\nsuite\ufffd")
    assert "\x1b" not in app.answer

from __future__ import annotations

import pytest

from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.confirm import ConfirmModal
from tui.modals.prompt import PromptModal


@pytest.mark.parametrize("size", SIZES)
async def test_a_line_is_asked_for(size: tuple[int, int]) -> None:
    assert await ask(PromptModal("Name"), ":Ouest", "enter", size=size) == "Ouest"


async def test_the_first_key_replaces_what_stands_there() -> None:
    assert await ask(PromptModal("Name", "export"), ":Ouest", "ctrl+s") == "Ouest"
    assert await ask(PromptModal("Name", "export"), "end", ":s", "enter") == "exports"


async def test_a_line_is_never_empty() -> None:
    assert await ask(PromptModal("Name"), "enter", "space", "enter", "escape") is None


async def test_a_line_may_be_refused_with_a_reason() -> None:
    def problem_of(line: str) -> str | None:
        return "[/taken]" if line == "export" else None

    app = Host(PromptModal("Name", problem_of=problem_of))
    async with running(app) as pilot:
        await type_keys(pilot, ":export", "enter")
        assert "⚠ [/taken]" in screen_text(app)
        await type_keys(pilot, ":s", "enter")
    assert app.answer == "exports"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_are_text(name: str, size: tuple[int, int]) -> None:
    app = Host(PromptModal(name, name, explanation=name, placeholder=name))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "escape")
    confirm = Host(ConfirmModal(name, [name] * 40, yes=name, no="no"))
    async with running(confirm, size=size) as pilot:
        assert_fits(confirm)


@pytest.mark.parametrize("size", SIZES)
async def test_yes_and_no_by_their_letters(size: tuple[int, int]) -> None:
    assert await ask(ConfirmModal("Delete?"), "y", size=size) is True
    assert await ask(ConfirmModal("Delete?"), "n", size=size) is False
    assert await ask(ConfirmModal("Delete?"), "escape", size=size) is None


async def test_enter_gives_the_answer_that_has_the_focus() -> None:
    assert await ask(ConfirmModal("Delete?"), "enter") is True
    assert await ask(ConfirmModal("Delete?"), "left", "enter") is False


async def test_enter_means_no_where_a_yes_cannot_be_undone() -> None:
    assert await ask(ConfirmModal("Delete?", is_dangerous=True), "enter") is False


async def test_many_details_scroll() -> None:
    app = Host(ConfirmModal("Delete?", [f"line {number}" for number in range(40)]))
    async with running(app) as pilot:
        assert_fits(app)
        assert "line 30" not in screen_text(app)
        await type_keys(pilot, "pagedown", "pagedown")
        assert "line 30" in screen_text(app)

from __future__ import annotations

import pytest

from tests.tui.modals.host import HOSTILE, SIZES, Host, assert_fits, closes, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.help import HelpEntry, HelpGroup, HelpModal, filter_help

GROUPS = (
    HelpGroup(
        "Lire",
        (
            HelpEntry("v", "Sélectionner", "Choisir un passage par mots, phrases, paragraphes."),
            HelpEntry("a", "Annoter", "Écrire ce qu’il y a à dire du passage."),
        ),
    ),
    HelpGroup(
        "Ranger",
        tuple(HelpEntry(f"F{number}", f"Rang {number}") for number in range(1, 40)),
    ),
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "enter"])
async def test_it_closes(key: str, size: tuple[int, int]) -> None:
    assert await closes(HelpModal(GROUPS), key, size=size)


async def test_it_shows_keys_names_and_help() -> None:
    app = Host(HelpModal(GROUPS))
    async with running(app):
        text = screen_text(app)
    assert "v    Sélectionner  Choisir un passage" in text
    assert "Rang 30" not in text


@pytest.mark.parametrize("keys", [["G"], ["pagedown"] * 4, ["space"] * 4, ["j"] * 40])
async def test_it_scrolls(keys: list[str]) -> None:
    app = Host(HelpModal(GROUPS))
    async with running(app) as pilot:
        await type_keys(pilot, *keys)
        assert "Rang 39" in screen_text(app)


async def test_typing_after_a_slash_finds() -> None:
    app = Host(HelpModal(GROUPS))
    async with running(app) as pilot:
        await type_keys(pilot, "slash", ":selec")
        text = screen_text(app)
        assert "Sélectionner" in text
        assert "Annoter" not in text
        await type_keys(pilot, "escape")
        assert "Annoter" in screen_text(app)
        await type_keys(pilot, "escape")
    assert app.answer is None


def test_all_words_must_be_there_whatever_the_accents() -> None:
    assert [group.title for group in filter_help(GROUPS, "ecrire passage")] == ["Lire"]
    assert filter_help(GROUPS, "ecrire rang") == []
    assert filter_help(GROUPS, " ") == list(GROUPS)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_text(size: tuple[int, int]) -> None:
    app = Host(HelpModal([HelpGroup(name, (HelpEntry(name, name, name),)) for name in HOSTILE]))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        assert "[/nope]" in screen_text(app)
        await type_keys(pilot, "slash", ":owned")
        assert_fits(app)

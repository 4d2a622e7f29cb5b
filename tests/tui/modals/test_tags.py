from __future__ import annotations

import pytest

from store.models import Tag
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.tags import TagEdit, TagModal, next_mark, tidy_tag


def tag(name: str, *aliases: str, count: int = 1) -> Tag:
    return Tag(name, name, aliases, count)


TAGS = (
    tag("export"),
    tag("filière/cosmétique"),
    tag("filière/santé", "médical"),
    tag("mission"),
)


@pytest.mark.parametrize("size", SIZES)
async def test_letters_find_a_tag_and_enter_twice_applies_it(size: tuple[int, int]) -> None:
    answer = await ask(TagModal(TAGS), ":sante", "enter", "enter", size=size)
    assert answer == TagEdit(add=("filière/santé",))


async def test_several_old_and_new_in_one_go() -> None:
    answer = await ask(TagModal(TAGS), ":exp", "enter", ":brise-glace", "enter", "ctrl+s")
    assert answer == TagEdit(add=("brise-glace", "export"))


async def test_an_alias_finds_its_tag() -> None:
    answer = await ask(TagModal(TAGS), ":medi", "enter", "ctrl+s")
    assert answer == TagEdit(add=("filière/santé",))


async def test_what_only_looks_alike_is_not_taken_for_a_new_tag() -> None:
    answer = await ask(TagModal(TAGS), ":mer", "enter", "ctrl+s")
    assert answer == TagEdit(add=("mer",))


async def test_a_new_tag_can_be_made_beside_one_that_begins_like_it() -> None:
    answer = await ask(TagModal(TAGS), ":exp", "up", "enter", "ctrl+s")
    assert answer == TagEdit(add=("exp",))


async def test_a_tag_of_all_is_taken_away() -> None:
    modal = TagModal(TAGS, on_all={"export"}, count=3)
    assert await ask(modal, "down", "enter", "ctrl+s") == TagEdit(remove=("export",))


async def test_a_tag_of_some_goes_to_all_then_to_none_then_back() -> None:
    def modal() -> TagModal:
        return TagModal(TAGS, on_some=["mission"], count=3)

    assert await ask(modal(), "down", "enter", "ctrl+s") == TagEdit(add=("mission",))
    twice = await ask(modal(), "down", "enter", "enter", "ctrl+s")
    assert twice == TagEdit(remove=("mission",))
    thrice = await ask(modal(), "down", "enter", "enter", "enter", "ctrl+s")
    assert thrice == TagEdit()


async def test_arrows_tick_one_after_the_other() -> None:
    answer = await ask(TagModal(TAGS), "down", "enter", "down", "enter", "ctrl+s")
    assert answer == TagEdit(add=("export", "filière/cosmétique"))


async def test_escape_changes_nothing() -> None:
    assert await ask(TagModal(TAGS), ":sante", "enter", "escape") is None


async def test_suggestions_come_first() -> None:
    modal = TagModal(TAGS, suggestions=["mission"])
    assert await ask(modal, "down", "enter", "ctrl+s") == TagEdit(add=("mission",))


async def test_marks_and_plans_are_shown() -> None:
    app = Host(TagModal(TAGS, on_all={"export"}, on_some={"mission"}, count=2))
    async with running(app) as pilot:
        await type_keys(pilot, ":sante", "enter")
        text = screen_text(app)
    assert "☑ export" in text
    assert "◪ mission" in text
    assert "+filière/santé" in text


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_text(size: tuple[int, int]) -> None:
    app = Host(TagModal([tag(name, name) for name in HOSTILE], on_all=HOSTILE[:1]))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, ":nope", "enter", ":click", "enter", ":owned", "enter")
        assert_fits(app)
        await type_keys(pilot, "ctrl+s")
    assert app.answer == TagEdit(add=tuple(sorted(HOSTILE[1:3])), remove=HOSTILE[:1])


async def test_a_click_ticks_a_tag() -> None:
    app = Host(TagModal(TAGS))
    async with running(app) as pilot:
        await pilot.click("OptionList", offset=(5, 1))
        await type_keys(pilot, "ctrl+s")
    assert app.answer == TagEdit(add=("filière/cosmétique",))


def test_a_name_is_tidied() -> None:
    assert tidy_tag("  filière / santé/ ") == "filière/santé"
    assert tidy_tag(" / ") == ""


def test_marks_come_round() -> None:
    assert next_mark("☐", "☐") == "☑"
    assert next_mark("☑", "☑") == "☐"
    assert next_mark("☐", "◪") == "◪"

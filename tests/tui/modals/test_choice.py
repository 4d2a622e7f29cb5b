from __future__ import annotations

import pytest

from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.choice import ChoiceModal
from tui.modals.choices import Choice
from tui.modals.chooser import SHOWN_AT_MOST

CHOICES = (
    Choice("1", "Emploi"),
    Choice("2", "International", detail="3 articles", other_names=("étranger",)),
)


@pytest.mark.parametrize("size", SIZES)
async def test_letters_find_one(size: tuple[int, int]) -> None:
    assert await ask(ChoiceModal("Rubrique", CHOICES), ":nat", "enter", size=size) == "2"


async def test_another_name_finds_it_and_is_shown() -> None:
    app = Host(ChoiceModal("Rubrique", CHOICES))
    async with running(app) as pilot:
        await type_keys(pilot, ":etr")
        assert "étranger → International" in screen_text(app)
        await type_keys(pilot, "enter")
    assert app.answer == "2"


async def test_it_begins_where_it_is_told() -> None:
    assert await ask(ChoiceModal("Rubrique", CHOICES, highlighted="2"), "enter") == "2"


async def test_a_new_one_can_be_typed_where_that_is_offered() -> None:
    modal = ChoiceModal("Rubrique", CHOICES, create_words="créer {}".format)
    assert await ask(modal, ":Ports", "enter") == "Ports"
    assert await ask(ChoiceModal("Rubrique", CHOICES), ":Ports", "enter", "escape") is None


async def test_what_is_there_is_not_offered_as_new() -> None:
    modal = ChoiceModal("Rubrique", CHOICES, create_words="créer {}".format)
    assert await ask(modal, ":EMPLOI", "enter") == "1"


async def test_of_very_many_the_first_are_listed_and_all_are_found() -> None:
    many = [Choice(str(number), f"rubrique {number}") for number in range(2_000)]
    app = Host(ChoiceModal("Rubrique", many))
    async with running(app) as pilot:
        await type_keys(pilot, "up")
        assert str(len(many) - SHOWN_AT_MOST) in screen_text(app)
        await type_keys(pilot, ":1987", "enter")
    assert app.answer == "1987"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_text(size: tuple[int, int]) -> None:
    choices = [Choice(name, name, name, (name,), "☑") for name in HOSTILE]
    app = Host(ChoiceModal(HOSTILE[0], choices, explanation=HOSTILE[1]))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, ":click", "enter")
    assert app.answer == HOSTILE[1]

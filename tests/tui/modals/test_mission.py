from __future__ import annotations

import pytest

from store.models import Direction, Mission, MissionDetails, PressDate, Role
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.mission import MissionChoice, MissionModal
from tui.modals.mission_form import MissionForm, split_list


def mission(slug: str, title: str, *destinations: str) -> Mission:
    details = MissionDetails(title=title, destinations=destinations)
    return Mission(slug, slug, details, "2025-01-01T00:00:00Z", 1)


MISSIONS = (
    mission("bergen", "La filière algues à Bergen", "Norvège"),
    mission("osaka", "Délégation du port à Osaka", "Japon"),
)


@pytest.mark.parametrize("size", SIZES)
async def test_a_mission_is_found_and_the_role_chosen_by_its_digit(size: tuple[int, int]) -> None:
    answer = await ask(MissionModal(MISSIONS), ":algues", "enter", "3", "enter", size=size)
    assert answer == MissionChoice("bergen", None, Role.ASSESSMENT)


async def test_the_digits_of_a_french_keyboard_choose_too() -> None:
    answer = await ask(MissionModal(MISSIONS), ":osa", "enter", "é", "ctrl+s")
    assert answer == MissionChoice("osaka", None, Role.REPORT)


async def test_a_destination_finds_its_mission_and_arrows_the_role() -> None:
    answer = await ask(MissionModal(MISSIONS), ":japon", "enter", "down", "down", "up", "enter")
    assert answer == MissionChoice("osaka", None, Role.ASSESSMENT)


async def test_a_new_mission_by_its_title() -> None:
    answer = await ask(MissionModal(MISSIONS), ":Gand 2026", "enter", "1", "enter")
    assert answer == MissionChoice(None, MissionDetails(title="Gand 2026"), Role.ANNOUNCEMENT)


async def test_details_of_a_new_mission() -> None:
    keys = [":Gand", "enter", "ctrl+d", "down", "down", ":Vendée", "ctrl+s", "1", "enter"]
    answer = await ask(MissionModal(()), *keys)
    new = MissionDetails(title="Gand", origin="Vendée")
    assert answer == MissionChoice(None, new, Role.ANNOUNCEMENT)


async def test_the_role_of_a_link_is_where_the_choice_starts() -> None:
    modal = MissionModal(MISSIONS, {"osaka": Role.BACKGROUND})
    assert await ask(modal, ":osaka", "enter", "enter") == MissionChoice(
        "osaka", None, Role.BACKGROUND
    )


async def test_what_the_article_likely_is_is_where_the_choice_starts() -> None:
    modal = MissionModal(MISSIONS, {"bergen": Role.REPORT}, likely={"osaka": Role.ANNOUNCEMENT})
    assert await ask(modal, ":osaka", "enter", "enter") == MissionChoice(
        "osaka", None, Role.ANNOUNCEMENT
    )
    modal = MissionModal(MISSIONS, {"osaka": Role.REPORT}, likely={"osaka": Role.ANNOUNCEMENT})
    assert await ask(modal, ":osaka", "enter", "enter") == MissionChoice("osaka", None, Role.REPORT)


async def test_unlinks_from_either_step() -> None:
    unlinked = MissionChoice("osaka", None, Role.REPORT, unlink=True)
    assert await ask(MissionModal(MISSIONS, {"osaka": Role.REPORT}), "ctrl+x") == unlinked
    modal = MissionModal(MISSIONS, {"osaka": Role.REPORT})
    assert await ask(modal, "enter", "ctrl+x") == unlinked


async def test_what_is_not_linked_cannot_be_unlinked() -> None:
    assert await ask(MissionModal(MISSIONS), "ctrl+x", "escape") is None


async def test_escape_goes_back_to_the_list_and_then_out() -> None:
    assert await ask(MissionModal(MISSIONS), "enter", "escape", "escape") is None
    answer = await ask(MissionModal(MISSIONS), "enter", "escape", "down", "enter", "enter")
    assert answer == MissionChoice("osaka", None, Role.REPORT)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_titles_are_text(size: tuple[int, int]) -> None:
    missions = [mission(f"m{index}", title, title) for index, title in enumerate(HOSTILE)]
    app = Host(MissionModal(missions, {"m0": Role.REPORT}))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        assert "[/nope]" in screen_text(app)
        await type_keys(pilot, ":click", "enter")
        assert_fits(app)
        await type_keys(pilot, "enter")
    assert app.answer == MissionChoice("m1", None, Role.REPORT)


WHOLE = MissionDetails(
    title="La filière algues à Bergen",
    direction=Direction.INBOUND,
    origin="Finistère",
    destinations=("Bergen", "Oslo"),
    organisers=("CCI",),
    leader="A. Le Goff",
    dates=PressDate("mi-février", "2026-02-10", "2026-02-20", "about"),
    sectors=("algues", "nutrition"),
    objectives="Trouver\ndes partenaires",
    delegation="12 entreprises",
    programme="Lundi : visites",
)


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_gives_back_what_it_was_given(size: tuple[int, int]) -> None:
    assert await ask(MissionForm(WHOLE), "ctrl+s", size=size) == WHOLE


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_from_field_to_field(size: tuple[int, int]) -> None:
    keys = [":Gand", "enter", "2", "enter", ":Vendée", "down", ":Gand; Bruges , ", "tab"]
    keys += [":CCI,CCI", "enter", ":Mme B.", "enter", ":juin", "enter", ":bois, lin", "enter"]
    keys += [":vendre", "tab", ":dix", "tab", ":mardi", "ctrl+s"]
    assert await ask(MissionForm(), *keys, size=size) == MissionDetails(
        title="Gand",
        direction=Direction.INBOUND,
        origin="Vendée",
        destinations=("Gand", "Bruges"),
        organisers=("CCI",),
        leader="Mme B.",
        dates=PressDate("juin"),
        sectors=("bois", "lin"),
        objectives="vendre",
        delegation="dix",
        programme="mardi",
    )


async def test_other_dates_are_read_anew() -> None:
    form = MissionForm(WHOLE, read_dates=lambda text: PressDate(text, "2026-03-01"))
    answer = await ask(form, *["down"] * 6, "ctrl+a", "ctrl+k", ":mars", "ctrl+s")
    assert answer is not None
    assert answer.dates == PressDate("mars", "2026-03-01")


async def test_a_mission_needs_a_title() -> None:
    app = Host(MissionForm())
    async with running(app) as pilot:
        await type_keys(pilot, "tab", "ctrl+s")
        assert "⚠" in screen_text(app)
        await type_keys(pilot, ":Gand", "ctrl+s")
    assert app.answer == MissionDetails(title="Gand")


async def test_the_form_asks_before_it_throws_text_away() -> None:
    assert await ask(MissionForm(), ":Gand", "escape", ":!", "ctrl+s") == MissionDetails("Gand!")
    assert await ask(MissionForm(), ":Gand", "escape", "escape") is None
    assert await ask(MissionForm(WHOLE), "escape") is None


def test_lists_are_split_at_commas_and_semicolons() -> None:
    assert split_list(" a ,b;; a,  c  d ") == ("a", "b", "c d")
    assert split_list("") == ()

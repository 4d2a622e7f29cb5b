"""What is suggested in the lists of tags and of missions, whenever it comes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from search.suggest import Suggestion, SuggestionKind, Target
from store.models import Role, Tag
from tests.tui.modals.host import HOSTILE, SIZES, Host, assert_fits, screen_text, type_keys
from tests.tui.modals.test_mission import MISSIONS, mission
from tests.tui.steady import running
from tui.modals.chooser import Chooser
from tui.modals.mission import MissionChoice, MissionModal
from tui.modals.tags import TagEdit, TagModal
from tui.suggesting import Advice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.message import Message

    Suggestible = MissionModal | TagModal

TAGS = (Tag("1", "accords", (), 2), Tag("2", "export", (), 5), Tag("3", "filière/mer", (), 3))


def advised(kind: SuggestionKind, name: str, word: str = "algues") -> Advice:
    return Advice(Suggestion(Target(kind, name), 0.9, (word,), ()), name, ())


EVERY = 5
"""Of how many messages one is taken for a moment to look at."""

OSAKA = advised(SuggestionKind.MISSION, "osaka", "Osaka")
MER = advised(SuggestionKind.TAG, "filière/mer")


def lines_with(text: str, *words: str) -> list[int]:
    lines = text.splitlines()
    return [next(place for place, line in enumerate(lines) if word in line) for word in words]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_known_at_once_is_first_under_its_heading_with_the_reason(
    size: tuple[int, int],
) -> None:
    modal = MissionModal(MISSIONS, {"bergen": Role.REPORT})
    modal.suggest([MER, OSAKA])
    app = Host(modal)
    async with running(app, size=size) as pilot:
        assert_fits(app)
        wanted = ("Suggested for", "Osaka", "says “Osaka”", "Other missions", "Bergen")
        places = lines_with(screen_text(app), *wanted)
        assert places == sorted(places)
        await type_keys(pilot, "enter", "1", "enter")
    assert app.answer == MissionChoice("osaka", None, Role.ANNOUNCEMENT)


async def test_what_comes_later_leaves_the_cursor_where_it_was() -> None:
    app = Host(modal := MissionModal(MISSIONS))
    async with running(app) as pilot:
        modal.suggest([OSAKA])
        await pilot.pause()
        assert "Suggested for" in screen_text(app)
        await type_keys(pilot, "enter", "1", "enter")
    assert app.answer == MissionChoice("bergen", None, Role.ANNOUNCEMENT)


@pytest.mark.parametrize(
    "make", [lambda: MissionModal(MISSIONS), lambda: TagModal(TAGS)], ids=["missions", "tags"]
)
async def test_what_comes_while_the_list_opens_is_shown_at_whatever_moment(
    make: Callable[[], Suggestible],
) -> None:
    seen: list[Message] = []
    async with running(Host[Any](make()), on_message=seen.append):
        moments = len(seen)
    for moment in range(0, moments, EVERY):
        modal = make()
        app = Host[Any](modal)
        to_come = count(moment, -1)

        def see(
            message: Message, to_come: Iterator[int] = to_come, modal: Suggestible = modal
        ) -> None:
            if next(to_come) == 0:
                modal.suggest([OSAKA, MER])

        async with running(app, on_message=see) as pilot:
            while next(to_come) >= 0:
                await pilot.pause()
            assert "Suggested for" in screen_text(app), f"after {moment} of {moments} messages"


@pytest.mark.parametrize("size", SIZES)
async def test_a_row_that_was_gone_to_stays_at_its_line_of_the_screen(
    size: tuple[int, int],
) -> None:
    many = [mission(f"m{number:02}", f"Mission {number:02}") for number in range(60)]
    app = Host(modal := MissionModal(many))
    async with running(app, size=size) as pilot:
        await type_keys(pilot, *["down"] * 7)
        before = lines_with(screen_text(app), "Mission 07")
        modal.suggest([advised(SuggestionKind.MISSION, f"m{number}") for number in (55, 56)])
        await pilot.pause()
        assert lines_with(screen_text(app), "Mission 07") == before
        await type_keys(pilot, "home", "pageup", "pageup", "pageup")
        assert "Suggested for" in screen_text(app)


async def test_while_one_types_there_are_no_headings_but_the_reason_stands() -> None:
    app = Host(modal := MissionModal(MISSIONS))
    async with running(app) as pilot:
        await type_keys(pilot, ":osa")
        modal.suggest([OSAKA])
        await pilot.pause()
        text = screen_text(app)
        assert "says “Osaka”" in text
        assert "Suggested for" not in text
        await type_keys(pilot, "enter", "1", "enter")
    assert app.answer == MissionChoice("osaka", None, Role.ANNOUNCEMENT)


async def test_what_comes_in_the_second_step_or_after_the_end_does_no_harm() -> None:
    app = Host(modal := MissionModal(MISSIONS))
    async with running(app) as pilot:
        await type_keys(pilot, "enter")
        modal.suggest([OSAKA])
        await type_keys(pilot, "1", "enter")
        modal.suggest([])
        await pilot.pause()
    assert app.answer == MissionChoice("bergen", None, Role.ANNOUNCEMENT)


@pytest.mark.parametrize("size", SIZES)
async def test_tags_that_come_later_leave_ticks_and_nothing_highlighted(
    size: tuple[int, int],
) -> None:
    app = Host(modal := TagModal(TAGS))
    async with running(app, size=size) as pilot:
        await type_keys(pilot, ":expo", "enter")
        modal.suggest([OSAKA, MER])
        await pilot.pause()
        places = lines_with(screen_text(app), "Suggested for", "☐ filière/mer", "☑ export")
        assert places == sorted(places)
        assert modal.query_one(Chooser).highlighted is None
        await type_keys(pilot, "down", "enter", "ctrl+s")
    assert app.answer == TagEdit(add=("export", "filière/mer"))


async def test_hostile_reasons_are_text() -> None:
    many = [mission(f"m{number}", title) for number, title in enumerate(HOSTILE)]
    modal = MissionModal(many)
    modal.suggest(
        [advised(SuggestionKind.MISSION, f"m{n}", word) for n, word in enumerate(HOSTILE)]
    )
    app = Host(modal)
    async with running(app):
        assert_fits(app)

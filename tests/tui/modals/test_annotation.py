from __future__ import annotations

import pytest

from store.models import AnnotationKind
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.annotation import AnnotationEdit, AnnotationModal

PASSAGE = "deux entreprises ouvriront un bureau «\u00a0avant l’été\u00a0»"


@pytest.mark.parametrize("size", SIZES)
async def test_a_kind_by_its_digit_and_a_note(size: tuple[int, int]) -> None:
    answer = await ask(AnnotationModal(PASSAGE), "3", "enter", ":sûr ?", "ctrl+s", size=size)
    assert answer == AnnotationEdit(AnnotationKind.DOUBT, "sûr ?")


async def test_saving_at_once_is_a_highlight() -> None:
    answer = await ask(AnnotationModal(PASSAGE), "ctrl+s")
    assert answer == AnnotationEdit(AnnotationKind.HIGHLIGHT, "")


async def test_letters_begin_the_note() -> None:
    answer = await ask(AnnotationModal(PASSAGE), ":à voir", "ctrl+s")
    assert answer == AnnotationEdit(AnnotationKind.HIGHLIGHT, "à voir")


async def test_arrows_choose_the_kind_too() -> None:
    answer = await ask(AnnotationModal(PASSAGE), "right", "down", ":non", "ctrl+s")
    assert answer == AnnotationEdit(AnnotationKind.COMMENT, "non")


async def test_an_annotation_is_edited() -> None:
    modal = AnnotationModal(PASSAGE, AnnotationKind.FACT, "vu", is_new=False)
    answer = await ask(modal, "tab", ": deux fois", "shift+tab", "left", "ctrl+s")
    assert answer == AnnotationEdit(AnnotationKind.DOUBT, "vu deux fois")


async def test_escape_changes_nothing() -> None:
    assert await ask(AnnotationModal(PASSAGE), "2", "escape") is None


async def test_the_passage_is_shown_and_not_broken_inside_its_quotation_marks() -> None:
    app = Host(AnnotationModal(f"{'mot ' * 13}«\u00a0avant l’été\u00a0»"))
    async with running(app):
        lines = screen_text(app).splitlines()
    assert not any(line.rstrip(" │").endswith("«") for line in lines)
    assert any("«\u00a0avant" in line for line in lines)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_passages_are_text(size: tuple[int, int]) -> None:
    app = Host(AnnotationModal(" ".join(HOSTILE) * 30, note=HOSTILE[1]))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        assert "[/nope]" in screen_text(app)
        await type_keys(pilot, "ctrl+s")
    assert app.answer == AnnotationEdit(AnnotationKind.HIGHLIGHT, HOSTILE[1])


async def test_a_click_chooses_a_kind() -> None:
    app = Host(AnnotationModal(PASSAGE))
    async with running(app) as pilot:
        column = screen_text(app).splitlines()[app.screen.query_one("Picker").region.y]
        x = column.index("○ 4") - app.screen.query_one("Picker").region.x
        await pilot.click("Picker", offset=(x, 0))
        await type_keys(pilot, "ctrl+s")
    assert app.answer == AnnotationEdit(AnnotationKind.FACT, "")

"""Keys that are pressed, and what the store then holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.models import AnnotationKind, Role, Triage
from tests.tui.screens.session import SIZES, make_desk, open_desk

if TYPE_CHECKING:
    from pathlib import Path

at_every_size = pytest.mark.parametrize("size", SIZES, ids=str)


@at_every_size
@pytest.mark.parametrize(("key", "triage"), [("K", Triage.KEPT), ("D", Triage.DISCARDED)])
async def test_keeping_and_discarding_go_on_to_the_next(
    tmp_path: Path, size: tuple[int, int], key: str, triage: Triage
) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press(key)
        assert session.current == ids[1]
        await session.until(lambda: session.article(ids[0]).triage is triage)
        await session.until(lambda: session.listed == tuple(ids[1:]))
        assert session.current == ids[1]


async def test_judging_as_fast_as_one_types_judges_each_once(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.pilot.press("K", "D", "K")
        await session.until(lambda: session.article(ids[2]).triage is Triage.KEPT)
        assert [session.article(each).triage for each in ids] == [
            Triage.KEPT,
            Triage.DISCARDED,
            Triage.KEPT,
            Triage.NEW,
        ]
        assert session.current == ids[3]


async def test_back_to_the_inbox(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.desk.articles.set_triage(ids[:2], Triage.DISCARDED)
        await session.press("1", "j", "j")
        await session.until(lambda: session.listed == tuple(ids[:2]))
        await session.press("enter", "I")
        await session.until(lambda: session.article(ids[0]).triage is Triage.NEW)
        await session.until(lambda: session.listed == (ids[1],))


@at_every_size
async def test_star_and_read_are_toggled(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("s")
        await session.until(lambda: session.article(ids[0]).starred)
        await session.press("s")
        await session.until(lambda: not session.article(ids[0]).starred)
        was_read = session.article(ids[0]).is_read
        await session.press("r")
        await session.until(lambda: session.article(ids[0]).is_read is not was_read)


@at_every_size
async def test_a_new_tag_is_typed(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("t")
        await session.until_modal("TagModal")
        await session.press("=filière/mer", "enter", "enter")
        await session.until(lambda: session.article(ids[0]).tags == ("filière/mer",))
        await session.until_desk()
        await session.until(lambda: any(row.label == "mer" for row in session.screen.views.rows))


async def test_an_old_tag_is_found_by_a_few_letters_and_taken_off(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.desk.tags.apply([ids[1]], ["filière/santé"])
        await session.press("t")
        await session.until_modal("TagModal")
        await session.press("=sante", "enter", "ctrl+s")
        await session.until(lambda: session.article(ids[0]).tags == ("filière/santé",))
        await session.until_desk()
        await session.press("t")
        await session.until_modal("TagModal")
        await session.press("=sante", "enter", "ctrl+s")
        await session.until(lambda: session.article(ids[0]).tags == ())


@at_every_size
async def test_a_note_is_written_and_changed(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("n")
        await session.until_modal("NoteModal")
        await session.press("=vu", "ctrl+s")
        await session.until(
            lambda: [n.text for n in session.desk.annotations.notes(ids[0])] == ["vu"]
        )
        await session.until_desk()
        await session.press("E")
        await session.until_modal("NoteModal")
        await session.press("=!", "ctrl+s")
        await session.until(
            lambda: [n.text for n in session.desk.annotations.notes(ids[0])] == ["vu!"]
        )


@at_every_size
async def test_a_passage_is_selected_and_annotated(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.until(lambda: session.screen.reader.article_id == ids[0])
        await session.press("enter", "v", "v", "a")
        await session.until_modal("AnnotationModal")
        await session.press("3", "=sûr ?", "ctrl+s")
        await session.until(lambda: session.desk.annotations.of(ids[0]))
        (annotation,) = session.desk.annotations.of(ids[0])
        text = session.desk.articles.text(ids[0]).text
        assert annotation.kind is AnnotationKind.DOUBT
        assert annotation.note == "sûr ?"
        assert text[annotation.quote.start : annotation.quote.end] == annotation.quote.exact
        await session.until_desk()
        await session.press("A")
        await session.until_modal("AnnotationModal")
        await session.press("4", "ctrl+s")
        await session.until(
            lambda: session.desk.annotations.of(ids[0])[0].kind is AnnotationKind.FACT
        )


async def test_annotating_from_the_list_says_how(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("a")
        assert session.app.focused is session.screen.reader
        assert "v" in session.told()


@at_every_size
async def test_a_mission_is_made_and_linked(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("m")
        await session.until_modal("MissionModal")
        await session.press("=Mission Halifax", "enter")
        await session.press("1", "enter")
        await session.until(lambda: session.desk.missions.links_of(ids[0]))
        ((mission, role),) = session.desk.missions.links_of(ids[0])
        assert mission.details.title == "Mission Halifax"
        assert role is Role.ANNOUNCEMENT
        await session.until_desk()
        await session.until(
            lambda: (
                ("Mission Halifax", 1)
                in {(row.label, row.count) for row in session.screen.views.rows}
            )
        )
        assert "created, with 1 article" in session.told()
        await session.press("u")
        await session.until(lambda: not session.desk.missions.list())


async def test_a_title_that_cannot_be_is_refused_where_it_was_typed(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        for key, name in (("m", "MissionModal"), ("c", "CollectionModal")):
            await session.press(key)
            await session.until_modal(name)
            await session.press("=???", "enter", "enter")
            await session.until(lambda: "letters or digits" in session.text)
            assert type(session.app.screen).__name__ == name
            await session.press("escape", "escape")
            await session.until_desk()
        assert session.desk.journal.list() == []


@at_every_size
async def test_a_collection_is_made_and_filled(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("c")
        await session.until_modal("CollectionModal")
        await session.press("=Revue de mars", "enter", "=Accords", "enter")
        await session.until(session.desk.collections.list)
        await session.until_desk()
        (collection,) = session.desk.collections.list()
        whole = session.desk.collections.get(collection.slug)
        assert whole.title == "Revue de mars"
        assert [section.title for section in whole.sections] == ["Accords"]
        assert [item.article_id for item in whole.items] == [ids[0]]
        await session.press("u")
        await session.until(lambda: not session.desk.collections.list())


@at_every_size
async def test_acts_go_to_all_that_are_marked(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("space", "space")
        await session.until(lambda: "2 marked" in session.text)
        await session.press("t")
        await session.until_modal("TagModal")
        await session.press("=mer", "enter", "enter")
        await session.until(lambda: session.article(ids[1]).tags == ("mer",))
        assert session.article(ids[0]).tags == ("mer",)
        assert session.article(ids[2]).tags == ()
        await session.until_desk()
        await session.press("K")
        await session.until(lambda: session.article(ids[0]).triage is Triage.KEPT)
        assert session.article(ids[1]).triage is Triage.KEPT
        await session.until(lambda: session.listed == tuple(ids[2:]))
        assert session.screen.articles.marked == ()
        assert len(session.desk.journal.list()) == 2


@at_every_size
async def test_undo_and_redo_say_what(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("K")
        await session.until(lambda: session.article(ids[0]).triage is Triage.KEPT)
        await session.press("u")
        await session.until(lambda: session.article(ids[0]).triage is Triage.NEW)
        await session.until(lambda: "Undone: 1 article kept" in session.told())
        await session.until(lambda: session.listed == tuple(ids))
        await session.press("ctrl+r")
        await session.until(lambda: session.article(ids[0]).triage is Triage.KEPT)
        await session.until(lambda: session.listed == tuple(ids[1:]))


async def test_nothing_to_undo_is_said(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("u")
        await session.until(session.told)
        assert session.app.screen is session.screen


async def test_anothers_act_is_undone_after_a_question(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, editor="bruno") as other:
        await other.press("K")
        await other.until(lambda: other.article(ids[0]).triage is Triage.KEPT)
    async with open_desk(tmp_path, editor="anne") as session:
        await session.press("u")
        await session.until_modal("ConfirmModal")
        assert "bruno" in session.text
        await session.press("y")
        await session.until(lambda: session.article(ids[0]).triage is Triage.NEW)


async def test_one_act_is_undone_from_the_history(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("s", "j", "s")
        await session.until(lambda: session.article(ids[1]).starred)
        await session.press("H")
        await session.until_modal("HistoryModal")
        for article_id in ids[:2]:
            headline = session.article(article_id).headline[:20]
            assert f"1 article starred: “{headline}" in session.text
        await session.press("down", "enter")
        await session.until(lambda: not session.article(ids[0]).starred)
        assert session.article(ids[1]).starred


async def test_letters_typed_ahead_of_a_dialogue_are_for_it(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.types_at_once("t", *"santé")
        await session.until_modal("TagModal")
        await session.until(lambda: "santé" in session.text)
        await session.press("enter", "enter")
        await session.until(lambda: session.article(ids[0]).tags == ("santé",))
        assert not session.article(ids[0]).starred
        assert len(session.desk.journal.list()) == 1


async def test_letters_typed_ahead_of_a_search_are_the_query(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.types_at_once("/", *"metropole")
        await session.until(lambda: session.listed == ("003_33dd44ee55ff6600",))
        assert session.desk.journal.list() == []


async def test_letters_for_a_question_that_does_not_come_do_nothing(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.types_at_once("E", *"sKDr")
        await session.until(lambda: "no note" in session.told())
        await session.until_desk()
        await session.press("j")
        assert session.article(ids[0]).triage is Triage.NEW
        assert session.desk.journal.list() == []

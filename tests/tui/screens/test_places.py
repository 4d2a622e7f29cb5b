"""Missions, collections and versions on the screen: all that the store can do is in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.desk import Desk
from store.models import MissionDetails
from tests.tui.screens.session import Session, make_desk, open_desk

if TYPE_CHECKING:
    from pathlib import Path

PORT = "000_00aa11bb22cc33dd"


async def _command(session: Session, name: str) -> None:
    await session.press(":")
    await session.until_modal("Palette")
    await session.press(f"={name}", "enter")


async def _go_to(session: Session, label: str) -> None:
    places = [row.place for row in session.screen.views.all_rows if row.label == label]
    assert places[0] is not None
    session.screen.show_place(places[0])
    await session.until(lambda: session.screen.lister.answer.ask.place == places[0])


async def test_a_mission_is_described_and_changed(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await _command(session, "new mission")
        await session.until_modal("MissionForm")
        await session.press("=Mission Halifax", "ctrl+s")
        await session.until(session.desk.missions.list)
        await session.until(lambda: session.screen.place.title == "Mission Halifax")
        await session.until_desk()
        await session.press("M")
        await session.until_modal("MissionForm")
        await session.press("end", "= 2026", "ctrl+s")
        await session.until(
            lambda: session.desk.missions.list()[0].details.title == "Mission Halifax 2026"
        )
        await session.until(lambda: "Mission Halifax 2026" in session.text)


async def test_a_collection_is_begun_and_introduced(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await _command(session, "new collection")
        await session.until_modal("PromptModal")
        await session.press("=Revue", "enter")
        await session.until(lambda: session.screen.place.title == "Revue")
        await session.until_desk()
        await session.press("M")
        await session.until_modal("PromptModal")
        await session.press("end", "= de mars", "enter")
        await session.until_modal("NoteModal")
        await session.press("=À lire.", "ctrl+s")
        await session.until(lambda: session.desk.collections.list()[0].introduction == "À lire.")
        assert session.desk.collections.list()[0].title == "Revue de mars"


async def test_sections_are_made_renamed_and_removed(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        slug = desk.collections.create("Revue").slug
        desk.collections.add(slug, ids[:2])

    def sections() -> list[str]:
        return [each.title for each in session.desk.collections.get(slug).sections]

    async with open_desk(tmp_path) as session:
        await _go_to(session, "Revue")
        await _command(session, "another section")
        await session.until_modal("ChoiceModal")
        await session.press("=Accords", "enter")
        await session.until(lambda: sections() == ["Accords"])
        await session.until_desk()
        await session.until(lambda: session.listed == (ids[1], ids[0]))
        await _command(session, "rename a section")
        await session.until_modal("ChoiceModal")
        await session.press("enter")
        await session.until_modal("PromptModal")
        await session.press("end", "=!", "enter")
        await session.until(lambda: sections() == ["Accords!"])
        await session.until_desk()
        await _command(session, "remove a section")
        await session.until_modal("ChoiceModal")
        await session.press("enter")
        await session.until(lambda: sections() == [])
        assert len(session.desk.collections.get(slug).items) == 2


async def test_tags_are_merged_after_showing_what_would_change(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.tags.apply([ids[0]], ["mer"])
        desk.tags.apply([ids[1]], ["littoral"])
    async with open_desk(tmp_path) as session:
        await _command(session, "merge a tag")
        await session.until_modal("ChoiceModal")
        await session.press("=mer", "enter")
        await session.until(lambda: "Merge “mer” into" in session.text)
        await session.until_modal("ChoiceModal")
        await session.press("=litt", "enter")
        await session.until_modal("ConfirmModal")
        await session.press("y")
        await session.until(lambda: session.article(ids[0]).tags == ("littoral",))


async def test_a_saved_search_is_renamed(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.searches.save("Ports", "Halifax")
    async with open_desk(tmp_path) as session:
        await _go_to(session, "Ports")
        await session.until(lambda: session.listed == (PORT,))
        await session.press("M")
        await session.until_modal("PromptModal")
        await session.press("end", "= de mer", "enter")
        await session.until(
            lambda: [each.name for each in session.desk.searches.list()] == ["Ports de mer"]
        )
        await session.until(lambda: session.screen.place.name == "Ports de mer")


async def test_a_search_in_a_view_is_saved_with_the_view(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.tags.apply(ids[:2], ["mer"])
    async with open_desk(tmp_path) as session:
        await _go_to(session, "mer")
        await session.press("/", "=port OR salon", "enter", "S")
        await session.until_modal("PromptModal")
        await session.press("=X", "enter")
        await session.until(session.desk.searches.list)
        assert session.desk.searches.list()[0].query == 'tag:"mer" (port OR salon*)'


async def test_an_earlier_version_is_read(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    file = tmp_path / f"{ids[0]}.txt"
    async with open_desk(tmp_path) as session:
        await _command(session, "earlier versions")
        await session.until(lambda: "has not changed" in session.told())
        await session.until_desk()
        file.write_text(f"{file.read_text(encoding='utf-8')}\nPS : la fin.\n", encoding="utf-8")
        await session.press("f5")
        await session.until(lambda: "PS : la fin." in session.text)
        await _command(session, "earlier versions")
        await session.until_modal("ChoiceModal")
        await session.press("down", "enter")
        await session.until(lambda: "PS : la fin." not in session.text)
        assert "Version 1 of 2" in session.text


async def test_an_orphan_is_placed_anew(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    file = tmp_path / f"{ids[0]}.txt"
    with Desk.open(tmp_path, editor="anne") as desk:
        span = desk.annotations.find_quote(ids[0], "chambre de commerce chilienne")
        desk.annotations.add(ids[0], span, note="à suivre")
        file.write_text("Une antenne à Lima\n\nRien à voir. Autre chose.\n", encoding="utf-8")
        desk.intake.scan()
        assert desk.annotations.orphans()
    async with open_desk(tmp_path) as session:
        assert "Orphaned passages" in session.text
        await session.press("P")
        await session.until_modal("OrphansModal")
        await session.press("enter")
        await session.until(lambda: session.app.focused is session.screen.reader)
        await session.until(lambda: session.screen.reader.article_id == ids[0])
        await session.press("end", "v", "a")
        await session.until(lambda: not session.desk.annotations.orphans())
        (annotation,) = session.desk.annotations.of(ids[0])
        assert annotation.note == "à suivre"
        await session.until(
            lambda: "Orphaned passages" not in [row.label for row in session.screen.views.rows]
        )


async def test_a_mission_is_shown_with_its_articles(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.missions.link(desk.missions.create(MissionDetails("Halifax")).slug, [ids[3]])
    async with open_desk(tmp_path, size=(80, 24)) as session:
        await session.press("1", *["j"] * 7, "enter")
        await session.until(lambda: session.listed == (ids[3],))
        assert session.app.focused is session.screen.articles
        await session.press("x")
        await session.until(lambda: session.listed == ())
        assert "links one here" in session.text


async def test_a_click_on_a_hint_is_the_key_pressed(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        line = session.text.splitlines()[-1]
        await session.pilot.click("#hints", offset=(line.index("Keep"), 0))
        await session.until(lambda: session.listed == tuple(ids[1:]))
        assert session.app.focused is session.screen.articles


async def test_ctrl_c_says_how_to_quit(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("ctrl+c")
        await session.until(lambda: "q quits." in session.told())


async def test_what_the_desk_refuses_is_said_where_it_was_typed(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.tags.apply([PORT], ["mer/algues"])
    async with open_desk(tmp_path) as session:
        await _command(session, "new mission")
        await session.until_modal("MissionForm")
        await session.press("=???", "tab", "tab", "=Brest", "ctrl+s")
        await session.until(lambda: "letters or digits" in session.text)
        assert "Brest" in session.text
        assert session.desk.missions.list() == []
        await session.press("shift+tab", "shift+tab", "home", "=Osaka", "ctrl+s")
        await session.until_desk()
        (mission,) = session.desk.missions.list()
        assert (mission.details.title, mission.details.origin) == ("Osaka???", "Brest")
        await _command(session, "rename a tag")
        await session.until_modal("ChoiceModal")
        await session.press("=algues", "enter")
        await session.until_modal("PromptModal")
        await session.press("ctrl+u", "=///", "enter")
        await session.until(lambda: "cannot be a tag" in session.text)
        await session.press("ctrl+u", "=mer/varech", "enter")
        await session.until_modal("ConfirmModal")
        await session.press("y")
        await session.until(lambda: session.article(PORT).tags == ("mer/varech",))


async def test_a_name_that_is_taken_can_be_changed_on_the_spot(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.searches.save("Ports", "port")
        desk.searches.save("Algues", "algues")
    async with open_desk(tmp_path) as session:
        await _go_to(session, "Ports")
        await session.press("M")
        await session.until_modal("PromptModal")
        await session.press("ctrl+u", "=algues", "enter")
        await session.until(lambda: "⚠" in session.text)
        assert type(session.app.screen).__name__ == "PromptModal"
        await session.press("=!", "enter")
        await session.until_desk()
        assert {each.name for each in session.desk.searches.list()} == {"algues!", "Algues"}

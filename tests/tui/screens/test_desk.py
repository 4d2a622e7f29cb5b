"""The screen as a whole: panes, places, the palette, other processes, failures, hostile text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from search.errors import IndexDamagedError
from store.desk import Desk
from store.errors import DeskBusyError
from store.models import MissionDetails, Role, Triage, View
from tests.tui.modals.host import HOSTILE
from tests.tui.screens.session import SIZES, Session, make_desk, open_desk
from tui.services import Services
from tui.settings import ScreenSettings, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from search import SearchResults
    from store.models import JournalEntry
    from tui.places import Place

at_every_size = pytest.mark.parametrize("size", SIZES, ids=str)


async def test_a_narrow_screen_shows_one_pane_at_a_time(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, size=(80, 24)) as session:
        panes = {
            "views": session.screen.views,
            "list": session.screen.articles,
            "article": session.screen.reader,
        }

        def shown() -> list[str]:
            return [name for name, pane in panes.items() if pane.region.area]

        assert shown() == ["list"]
        await session.press("enter")
        await session.until(lambda: shown() == ["article"])
        await session.press("escape")
        await session.until(lambda: shown() == ["list"])
        await session.press("escape")
        await session.until(lambda: shown() == ["views"])
        await session.press("tab")
        await session.until(lambda: shown() == ["list"])
        await session.press("shift+tab", "shift+tab")
        await session.until(lambda: shown() == ["article"])


async def test_a_wide_screen_shows_all_panes(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, size=(160, 48)) as session:
        screen = session.screen
        assert screen.views.region.right <= screen.articles.region.x
        assert screen.articles.region.right <= screen.reader.region.x


async def test_a_screen_between_has_the_article_below(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, size=(120, 40)) as session:
        screen = session.screen
        assert screen.articles.region.bottom <= screen.reader.region.y
        assert screen.articles.region.x == screen.reader.region.x


@pytest.mark.parametrize(
    ("key", "pane"),
    [("1", "views"), ("&", "views"), ("2", "list"), ("é", "list"), ("3", "article")],
)
async def test_panes_have_digits_on_every_keyboard(tmp_path: Path, key: str, pane: str) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press(key)
        assert session.app.focused is not None
        assert session.app.focused.id == pane


async def test_opening_an_article_marks_it_as_read_without_an_act(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, size=(80, 24)) as session:
        await session.press("enter")
        await session.until(lambda: session.article(ids[0]).is_read)
        assert session.desk.journal.list() == []


async def test_an_article_in_sight_for_a_moment_is_read(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.until(lambda: session.article(ids[0]).is_read)
        assert not session.article(ids[1]).is_read


async def test_a_file_of_nothing_is_listed_and_read_by_its_name(tmp_path: Path) -> None:
    make_desk(tmp_path)
    (tmp_path / "notes.txt").write_text("\n", encoding="utf-8")
    async with open_desk(tmp_path) as session:
        session.screen.articles.go_to("notes")
        await session.until(lambda: session.screen.reader.article_id == "notes")
        assert "notes.txt (no text)" in session.list_text
        assert session.text.count("notes.txt (no text)") == 2
        await session.press("enter", "j", "v", "a", "y", "i")
        await session.until(session.told)
        assert session.app.focused is session.screen.reader


async def test_the_next_article_is_read_without_leaving_the_reader(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("enter", ".")
        await session.until(lambda: session.screen.reader.article_id == ids[1])
        await session.press("comma")
        await session.until(lambda: session.screen.reader.article_id == ids[0])
        assert session.app.focused is session.screen.reader


async def test_an_act_in_the_reader_goes_to_what_is_read(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("space", "space", "enter", "s")
        await session.until(lambda: session.article(ids[2]).starred)
        assert not session.article(ids[0]).starred


async def test_views_show_their_articles_and_counts(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        mission = desk.missions.create(MissionDetails(title="Halifax"))
        desk.missions.link(mission.slug, [ids[2]], Role.REPORT)
        desk.tags.apply([ids[0], ids[1]], ["filière/mer"])
        collection = desk.collections.create("Revue")
        desk.collections.add(collection.slug, [ids[3], ids[0]])
    async with open_desk(tmp_path) as session:
        rows = {row.label: row for row in session.screen.views.rows}
        assert {name: rows[name].count for name in ("Inbox", "Halifax", "mer", "Revue")} == {
            "Inbox": 4,
            "Halifax": 1,
            "mer": 2,
            "Revue": 2,
        }
        await _goes_to(session, "Halifax", [ids[2]])
        await _goes_to(session, "mer", [ids[0], ids[1]])
        await _goes_to(session, "Revue", [ids[3], ids[0]])


async def _goes_to(session: Session, label: str, articles: list[str]) -> None:
    await session.press(":")
    await session.until_modal("Palette")
    await session.press(f"=go to {label}", "enter")
    await session.until(lambda: session.listed == tuple(articles))


async def test_articles_are_taken_out_of_what_is_shown(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        collection = desk.collections.create("Revue")
        desk.collections.add(collection.slug, ids[:2])
    async with open_desk(tmp_path) as session:
        await session.press("x")
        assert "taken out of a collection" in session.told()
        session.screen.show_place(_place(session, "Revue"))
        await session.until(lambda: session.listed == tuple(ids[:2]))
        await session.press("x")
        await session.until(lambda: session.listed == (ids[1],))


async def test_a_collection_is_put_in_order_and_commented(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        slug = desk.collections.create("Revue").slug
        desk.collections.add(slug, ids[:3])
    async with open_desk(tmp_path) as session:
        session.screen.show_place(_place(session, "Revue"))
        await session.until(lambda: session.listed == tuple(ids[:3]))
        await session.press("}")
        await session.until(lambda: session.listed == (ids[1], ids[0], ids[2]))
        assert session.current == ids[0]
        await session.press("alt+down")
        await session.until(lambda: session.listed == (ids[1], ids[2], ids[0]))
        await session.press("{")
        await session.until(lambda: session.listed == (ids[1], ids[0], ids[2]))
        await session.press("C")
        await session.until_modal("NoteModal")
        await session.press("=à relire", "ctrl+s")
        await session.until(
            lambda: session.desk.collections.get(slug).items[1].comment == "à relire"
        )
        await session.until(lambda: "Revue : à relire" in session.text)


async def test_a_tag_is_renamed_after_showing_what_would_change(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.tags.apply([ids[0]], ["mer"])
    async with open_desk(tmp_path) as session:
        session.screen.show_place(_place(session, "mer"))
        await session.press("M")
        await session.until_modal("PromptModal")
        await session.press("ctrl+u", "=littoral", "enter")
        await session.until_modal("ConfirmModal")
        assert "mer → littoral" in session.text
        await session.press("y")
        await session.until(lambda: session.article(ids[0]).tags == ("littoral",))
        await session.until(lambda: session.screen.place.name == "littoral")
        await session.until(lambda: session.listed == (ids[0],))


async def test_a_mission_is_removed_and_brought_back(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.missions.create(MissionDetails(title="Halifax"))
    async with open_desk(tmp_path) as session:
        session.screen.show_place(_place(session, "Halifax"))
        await session.press(":")
        await session.until_modal("Palette")
        await session.press("=remove what", "enter")
        await session.until_modal("ConfirmModal")
        await session.press("y")
        await session.until(lambda: session.desk.missions.list() == [])
        await session.until_desk()
        assert session.screen.place.name == "inbox"
        await session.press("u")
        await session.until(lambda: len(session.desk.missions.list()) == 1)


async def test_the_palette_finds_commands_and_leaves_hostile_names_alone(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        for each in HOSTILE[:2]:
            desk.collections.create(each)
    async with open_desk(tmp_path) as session:
        await session.press("ctrl+p")
        await session.until_modal("Palette")
        await session.press("=go to [")
        assert f"Go to {HOSTILE[0]}" in session.text
        await session.press("ctrl+u", "=keep", "enter")
        await session.until(lambda: session.article(ids[0]).triage is Triage.KEPT)


async def test_another_process_comes_into_sight(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, watch_seconds=0.05) as session:
        await session.press("j", "space")
        with Desk.open(tmp_path, editor="bruno") as other:
            other.articles.set_triage([ids[0]], Triage.DISCARDED)
        await session.until(lambda: session.listed == tuple(ids[1:]))
        assert session.current == ids[2]
        assert session.screen.articles.marked == (ids[1],)
        assert session.app.focused is session.screen.articles


async def test_what_one_reads_stays_when_another_takes_it_away(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, watch_seconds=0.05) as session:
        await session.press("enter")
        with Desk.open(tmp_path, editor="bruno") as other:
            other.articles.set_triage(ids[:2], Triage.DISCARDED)
        await session.until(lambda: ids[1] not in session.listed)
        assert session.current == ids[0]
        assert session.screen.reader.article_id == ids[0]
        assert session.app.focused is session.screen.reader


async def test_files_put_into_the_folder_are_taken_in(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        (tmp_path / "004_44ee55ff66007711.txt").write_text(
            "Un titre\n\nUn texte.\n", encoding="utf-8"
        )
        await session.press("f5")
        await session.until(lambda: len(session.listed) == len(ids) + 1)
        assert "1 file taken in" in session.told()


async def test_a_failing_act_is_told_and_taken_back(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)

    def fail(desk: Desk) -> JournalEntry | None:
        raise DeskBusyError(5.0)

    async with open_desk(tmp_path) as session:
        session.screen.act(fail, [ids[0]])
        await session.until(lambda: "Another process" in session.told())
        assert session.listed == tuple(ids)
        await session.press("s")
        await session.until(lambda: session.article(ids[0]).starred)


class ServicesWithoutIndex(Services):
    """Services whose index cannot be read."""

    def search(self, text: str, **_options: Any) -> SearchResults:
        raise IndexDamagedError("index", "unreadable")


async def test_a_search_that_fails_is_told_and_the_view_comes_back(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path, kind=ServicesWithoutIndex) as session:
        await session.press("/", "=port")
        await session.until(session.told)
        failures = len(session.told().splitlines())
        await session.press("escape", "s")
        await session.until(lambda: session.article(ids[0]).starred)
        await session.until_indexed()
        assert session.listed == tuple(ids)
        assert len(session.told().splitlines()) == failures


@at_every_size
@pytest.mark.parametrize("title", HOSTILE)
async def test_hostile_titles_are_only_text(
    tmp_path: Path, title: str, size: tuple[int, int]
) -> None:
    (tmp_path / "000_00aa11bb22cc33dd.txt").write_text(
        f"{title.splitlines()[0]}\n\nUn texte {title} au milieu.\n", encoding="utf-8"
    )
    with Desk.create(tmp_path, editor="anne") as desk:
        ids = desk.articles.ids(View())
        desk.collections.create(title)
        desk.searches.save(f"s {title}", "texte")
        # A file with control characters is no text, and stays outside.
        if ids:
            desk.annotations.add_note(ids, title)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("/", "=texte", "enter")
        await session.until(lambda: len(session.listed) == len(ids))
        await session.press("enter", "1", "end", ":")
        await session.until_modal("Palette")
        assert not any(ord(each) < 32 and each != "\n" for each in session.text)
        assert "\u202e" not in session.text


async def test_own_keys_take_the_place_of_those_of_the_desk(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    settings = Settings(keys={"keep": ("Z",), "down": ("Y", "down")})
    async with open_desk(tmp_path, settings=settings) as session:
        await session.press("Y")
        assert session.current == ids[1]
        await session.press("Z")
        await session.until(lambda: session.article(ids[1]).triage is Triage.KEPT)
        await session.press("K", "j")
        assert session.article(ids[2]).triage is Triage.NEW
        assert "Z Keep" in session.text


async def test_wrong_keys_are_named_and_not_taken(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    settings = Settings(keys={"keep": ("j",), "nothing": ("z",)})
    async with open_desk(tmp_path, settings=settings) as session:
        await session.until(lambda: "nothing" in session.told())
        assert "“j”" in session.told()
        await session.press("j")
        assert session.current == ids[1]


async def test_arrows_alone_leave_letters_free(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    settings = Settings(screen=ScreenSettings(keys="arrows", theme="light"))
    async with open_desk(tmp_path, settings=settings) as session:
        await session.press("j")
        assert session.current == ids[0]
        await session.press("down")
        assert session.current == ids[1]
        assert session.app.theme == "marbre-light"


async def test_a_theme_that_is_not_there_is_named(tmp_path: Path) -> None:
    make_desk(tmp_path)
    settings = Settings(screen=ScreenSettings(theme="granit"))
    async with open_desk(tmp_path, settings=settings) as session:
        assert "granit" in session.told()


async def test_an_empty_desk_teaches_its_keys(tmp_path: Path) -> None:
    with Desk.create(tmp_path, editor="anne"):
        pass
    async with open_desk(tmp_path) as session:
        assert "g collects from the feeds" in session.text
        await session.press("K", "t", "n", "m", "c", "s", "r", "o", "enter", "v", "a", "e")
        assert session.app.screen is session.screen
        assert session.desk.journal.list() == []


async def test_help_shows_every_command(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("?")
        await session.until_modal("HelpModal")
        await session.press("escape")
        await session.until_desk()


async def test_quit_ends_the_app_with_all_acts_done(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.pilot.press("K", "K", "q")
    with Desk.open(tmp_path, editor="anne") as desk:
        kept = desk.articles.ids(View(triage=Triage.KEPT))
    assert set(kept) == set(ids[:2])


def _place(session: Session, label: str) -> Place:
    rows = session.screen.views.all_rows
    return next(row.place for row in rows if row.label == label and row.place is not None)

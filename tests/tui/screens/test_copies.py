"""Articles with the same text on the screen: one row, each row, apart, together."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from store.desk import Desk
from store.models import MissionDetails, NewArticle, Role, Triage
from tests.support import texts
from tests.tui.screens.session import make_desk, open_desk
from tui.services import Services
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BODY = texts.PORT.partition("\n\n")[2]


def make_copies(folder: Path) -> list[str]:
    """A desk of four articles and three copies of a fifth; gives the ids of these, newest first."""
    make_desk(folder)
    with Services.open(folder, Settings(), editor="anne") as services:
        ids = [add(services.desk, name) for name in ("ouest", "sud", "est")]
        services.catch_up()
    return ids[::-1]


def add(desk: Desk, name: str) -> str:
    article = NewArticle(f"Le port vu de l’{name}", BODY, canonical_url=f"https://{name}.example/1")
    return desk.intake.add_articles([article])[0].article_id


async def test_copies_share_a_row_that_says_how_many(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    async with open_desk(tmp_path) as session:
        assert len(session.listed) == 5
        assert [each for each in session.listed if each in ids] == ids[:1]
        assert " +2" in session.text
        await session.press("=")
        await session.until(lambda: len(session.listed) == 7)
        await session.press("=")
        await session.until(lambda: len(session.listed) == 5)


async def test_a_row_is_judged_with_its_copies_and_undone_with_them(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    async with open_desk(tmp_path) as session:
        session.desk.articles.set_triage(ids[2:], Triage.KEPT)
        await session.until(lambda: session.current == ids[0])
        await session.press("D")
        await session.until(lambda: session.article(ids[1]).triage is Triage.DISCARDED)
        assert session.article(ids[2]).triage is Triage.KEPT, "judged before, and otherwise"
        await session.press("u")
        await session.until(lambda: session.article(ids[0]).triage is Triage.NEW)
        assert session.article(ids[1]).triage is Triage.NEW


async def test_a_copy_of_what_was_kept_says_so(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    with Services.open(tmp_path, Settings(), editor="anne") as services:
        services.desk.articles.set_triage(ids[2:], Triage.KEPT)
    async with open_desk(tmp_path) as session:
        assert session.current == ids[0]
        assert " ✓+2" in session.text
        await session.until(lambda: "vu de l’ouest · kept" in session.text)


async def test_a_group_is_taken_apart_and_its_undoing_shown(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.until(lambda: session.current == ids[0])
        await session.press("X")
        await session.until(lambda: len(session.listed) == 7)
        assert session.article(ids[0]).others == 0
        await session.press("u")
        await session.until(lambda: len(session.listed) == 5)


async def test_one_of_the_rows_shown_leaves_its_group_alone(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("=")
        await session.until(lambda: len(session.listed) == 7 and session.current == ids[0])
        await session.press("X")
        await session.until(lambda: session.article(ids[0]).others == 0)
        assert session.article(ids[1]).others == 1


class SlowServices(Services):
    """Services that take their time over rows, once they are told to."""

    waits: Event | None = None
    """What the next rows that are read wait for."""

    def nearness(self, ids: Sequence[str], *, opens: bool = True) -> dict[str, float]:
        waits, self.waits = self.waits, None
        if waits is not None:
            waits.wait()
        return super().nearness(ids, opens=opens)


async def test_rows_that_were_read_before_others_do_not_take_their_place(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.tags.apply([ids[2]], ["filière/mer"], [])
    async with open_desk(tmp_path, size=(320, 48), kind=SlowServices) as session:
        services = session.app.services
        assert isinstance(services, SlowServices)
        services.waits = goes_on = Event()
        try:
            session.screen.articles.rows_changed(session.listed)
            await session.until(lambda: services.waits is None)
            session.types_at_once("=")
            await session.until(lambda: len(session.listed) == 7)
        finally:
            goes_on.set()
        await session.settle()
        assert session.list_text.count("#filière/mer") == 1
        assert " +2" in session.list_text
        services.waits = goes_on = Event()
        try:
            session.screen.articles.rows_changed(session.listed)
            await session.until(lambda: services.waits is None)
            session.types_at_once("s")
            await session.until(lambda: "★" in session.list_text)
        finally:
            goes_on.set()
        await session.settle()
        assert "★" in session.list_text


async def test_marked_articles_are_put_together(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        session.screen.do("put-together")
        await session.until(lambda: "Mark" in session.told())
        await session.press("space", "space")
        session.screen.do("put-together")
        await session.until(lambda: session.article(ids[0]).others == 1)
        await session.until(lambda: len(session.listed) == 3)


async def test_where_each_was_put_by_hand_each_has_its_row(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    async with open_desk(tmp_path) as session:
        session.desk.articles.set_starred(ids, True)
        await session.press("1", "j", "j", "j", "j")
        await session.until(lambda: set(session.listed) == set(ids))
        await session.press("=")
        await session.until(lambda: "row of its own" in session.told())


async def test_what_a_copy_bears_shows_on_the_row_and_in_the_article(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.tags.apply([ids[2]], ["filière/mer"], [])
        desk.annotations.add_note([ids[1]], "déjà vu hier")
        slug = desk.missions.create(MissionDetails("Ports du Nord")).slug
        desk.missions.link(slug, [ids[1]], Role.REPORT)
    async with open_desk(tmp_path, size=(320, 48)) as session:
        await session.until(lambda: session.current == ids[0])
        await session.until(lambda: "Le port vu de l’sud" in session.text)
        row = next(line for line in session.list_text.splitlines() if " +2" in line)
        assert "#filière/mer" in row
        assert "✎" in row
        assert "déjà vu hier — anne (Le port vu de l’sud)" in session.text
        assert "◇ Ports du Nord" in session.text
        assert session.article(ids[0]).tags == ()
        await session.press("=")
        await session.until(lambda: len(session.listed) == 7)
        await session.until(lambda: session.list_text.count("#filière/mer") == 1)


async def test_plus_goes_from_copy_to_copy(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    async with open_desk(tmp_path) as session:
        session.desk.articles.set_triage(ids[2:], Triage.KEPT)
        await session.until(lambda: session.current == ids[0])
        await session.press("+")
        await session.until(lambda: session.current == ids[1])
        assert len(session.listed) == 6, "each has its row now"
        await session.press("+")
        await session.until(lambda: session.current == ids[2])
        assert session.screen.place.name == "all", "where the kept one stands too"
        await session.press("+")
        await session.until(lambda: session.current == ids[0])
        session.screen.articles.go_to(session.listed[-1])
        await session.press("+")
        await session.until(lambda: "No other article" in session.told())


async def test_a_row_is_read_with_its_copies(tmp_path: Path) -> None:
    ids = make_copies(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.until(lambda: session.current == ids[0])
        await session.press("enter")
        await session.until(lambda: session.article(ids[2]).is_read)
        await session.press("r")
        await session.until(lambda: not any(session.article(each).is_read for each in ids))

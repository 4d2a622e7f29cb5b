"""What is offered while one types, taken by keys; the words that were meant."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from search import ArticleIndex
from tests.tui.screens.session import SIZES, Session, open_desk
from tests.tui.screens.test_facets import make_archive
from tui.services import Services
from tui.widgets.completion_list import CompletionList
from tui.widgets.search_input import SearchInput

if TYPE_CHECKING:
    from pathlib import Path

at_every_size = pytest.mark.parametrize("size", SIZES, ids=str)


def _line(session: Session) -> SearchInput:
    return session.screen.query_one(SearchInput)


def _list(session: Session) -> CompletionList:
    return session.screen.query_one(CompletionList)


async def _type(session: Session, text: str) -> None:
    """Type a query and wait until something is offered."""
    await session.press("/", f"={text}")
    await session.until(lambda: _line(session).completion is not None)


@at_every_size
async def test_values_come_as_a_list_and_tab_takes(tmp_path: Path, size: tuple[int, int]) -> None:
    ids = make_archive(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await _type(session, "tag:")
        await session.until(lambda: "filière/export" in session.text)
        assert _list(session).is_open
        await _type_more(session, "exp")
        await session.press("tab")
        assert _line(session).value == 'tag:"filière/export" '
        await session.until(lambda: session.listed == (ids["Tanger"],))
        assert not _list(session).is_open
        assert session.app.focused is _line(session)


async def _type_more(session: Session, text: str) -> None:
    await session.press(f"={text}")
    await session.until(lambda: _line(session).completion is not None)


async def test_arrows_choose(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _type(session, "source:")
        await session.press("down", "tab")
        assert _line(session).value == 'source:"L’Estuaire" '


async def test_enter_is_never_taken(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _type(session, "tag:filière")
        assert _list(session).is_open
        await session.press("enter")
        assert session.app.focused is session.screen.articles
        assert session.screen.search_bar.text == "tag:filière"
        assert not _list(session).is_open


async def test_escape_closes_the_list_before_it_ends_the_search(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _type(session, "tag:filière")
        await session.press("escape")
        assert not _list(session).is_open
        await session.press("escape")
        assert session.app.focused is session.screen.articles


async def test_a_fields_name_stands_behind_the_cursor(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _type(session, "criée mis")
        await session.until(lambda: "criée mission:" in session.text)
        assert not _list(session).is_open
        await session.press("tab")
        assert _line(session).value == "criée mission:"
        await session.until(lambda: "Tanger 2017" in session.text)


async def test_a_word_of_the_archive_is_taken_with_its_accents(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _type(session, "araig")
        await session.press("tab")
        assert _line(session).value == "araignée"


async def test_up_shows_the_other_words_and_down_goes_to_the_results(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await _type(session, "ch")
        await session.press("up")
        assert _list(session).is_open
        await session.press("up", "tab")
        assert _line(session).value != "ch"
        assert _line(session).value.startswith("ch")
        await session.press("down")
        assert session.app.focused is session.screen.articles


async def test_a_tab_that_comes_too_early_waits(tmp_path: Path) -> None:
    ids = make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/")
        session.types_at_once(*"tag:exp", "tab", *"homard")
        await session.until(lambda: _line(session).value == 'tag:"filière/export" homard')
        await session.until(lambda: session.listed == (ids["Tanger"],))


async def test_a_tab_that_waited_in_vain_goes_on(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/")
        session.types_at_once(*"xyzzy", "tab", "escape")
        await session.until(lambda: session.app.focused is session.screen.articles)
        await session.until(lambda: session.screen.search_bar.text == "")


async def test_tab_with_nothing_to_take_goes_to_the_next_pane(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "tab")
        assert session.app.focused is session.screen.articles


class HesitantIndex(ArticleIndex):
    """An index that keeps whoever asks for words starting like ``ara`` waiting."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.is_asked = Event()
        self.goes_on = Event()

    def words_starting(
        self, prefix: str, count: int, field: str | None = None
    ) -> list[tuple[str, int]]:
        if prefix == "ara":
            self.is_asked.set()
            self.goes_on.wait()
        return super().words_starting(prefix, count, field)


class HesitantServices(Services):
    """Services with such an index."""

    @property
    def index(self) -> HesitantIndex:
        with self._index_lock:
            if self._index is None:
                self._index = HesitantIndex(self.desk.index_folder)
            assert isinstance(self._index, HesitantIndex)
            return self._index


def _hesitant(session: Session) -> HesitantIndex:
    services = session.app.services
    assert isinstance(services, HesitantServices)
    return services.index


async def _come_late(session: Session) -> None:
    """Let the words that are waited for come, and wait until they were looked at."""
    _hesitant(session).goes_on.set()
    completing = [each for each in session.app.workers if each.group == "completion"]
    await session.until(lambda: all(each.is_finished for each in completing))


async def test_what_comes_late_for_fewer_letters_is_dropped(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path, kind=HesitantServices) as session:
        await session.press("/", "=ara")
        await session.until(_hesitant(session).is_asked.is_set)
        await _type_more(session, "i")
        offered = _line(session).completion
        await _come_late(session)
        assert _line(session).completion is offered
        await session.press("tab")
        assert _line(session).value == "araignée"


async def test_what_comes_late_for_a_search_that_was_given_up_is_dropped(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path, kind=HesitantServices) as session:
        await session.press("/", "=ara")
        await session.until(_hesitant(session).is_asked.is_set)
        await session.press("escape", "/")
        await _come_late(session)
        assert _line(session).value == ""
        assert _line(session).completion is None
        assert "araignée" not in session.text.splitlines()[0]


@at_every_size
async def test_the_words_that_were_meant_are_taken_while_typing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        await session.press("/", "=araigneé criées homarx")
        words = "Did you mean “araigneé criées homard”? Tab finds 3 articles."
        await session.until(lambda: words in session.text)
        await session.press("tab")
        await session.until(lambda: len(session.listed) == 3)
        assert session.screen.search_bar.text == "araigneé criées homard"
        assert session.app.focused is _line(session)
        await session.until(lambda: "Did you mean" not in session.text)


async def test_the_words_that_were_meant_are_taken_from_the_list(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=homarx", "enter")
        await session.until(lambda: "Did you mean “homard”? y finds" in session.text)
        await session.press("y")
        await session.until(lambda: len(session.listed) == 3)
        assert session.screen.search_bar.text == "homard"


async def test_tab_completes_where_both_are_offered(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=homarx cri")
        await session.until(lambda: "Did you mean “homard cri”? Ctrl+Y finds" in session.text)
        await session.press("ctrl+y")
        await session.until(lambda: session.screen.search_bar.text == "homard cri")


async def test_what_is_not_understood_is_underlined(tmp_path: Path) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=criée foo:bar")
        await session.until(lambda: session.screen.lister.answer.ask.query == "criée foo:bar")
        underlined = "".join(
            segment.text
            for segment in _line(session).render_line(0)
            if segment.style is not None and segment.style.underline
        )
        assert underlined == "foo:"
        await session.until(lambda: "there is no field" in session.text.splitlines()[1])


@at_every_size
async def test_rows_stay_where_they_are_while_the_line_under_the_bar_comes_and_goes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    make_archive(tmp_path)
    async with open_desk(tmp_path, size=size) as session:
        top = session.screen.articles.region.y
        await session.press("/", "=criée foo:bar")
        await session.until(lambda: "there is no field" in _under_the_bar(session))
        assert session.screen.articles.region.y == top + 1
        for letter in "xyz":
            asked = session.screen.search_bar.text + letter
            tops = await _tops_until_told(session, letter, asked)
            assert tops == {top + 1}
        await session.press("escape")
        await session.until(lambda: session.screen.articles.region.y == top)


async def _tops_until_told(session: Session, letter: str, asked: str) -> set[int]:
    """Type a letter; returns where the list began until the line under the bar told of it."""
    tops = set()

    def is_told() -> bool:
        tops.add(session.screen.articles.region.y)
        is_listed = session.screen.lister.answer.ask.query == asked
        return is_listed and "there is no field" in _under_the_bar(session)

    await session.press(f"={letter}")
    await session.until(is_told)
    return tops


def _under_the_bar(session: Session) -> str:
    return session.text.splitlines()[1]

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.content import Content
from textual.geometry import Region

from search import Snippet
from store.models import Span, Triage
from tests.tui.steady import running
from tests.tui.widgets.samples import DANGEROUS, HOSTILE_TITLES, make_article, screen_lines
from tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from store.models import Article

SIZE = (80, 24)


class ListApp(App[None]):
    """An app of one list that answers what the list asks and remembers what it says."""

    def __init__(self, articles: Sequence[Article], *, answers: bool = True) -> None:
        super().__init__()
        self.articles = {article.id: article for article in articles}
        self.answers = answers
        self.asked: list[tuple[str, ...]] = []
        self.highlighted: list[str] = []
        self.chosen: list[str] = []
        self.marks: list[tuple[str, ...]] = []
        self.list = ArticleList(now=lambda: datetime(2026, 6, 1, tzinfo=UTC))

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.focus()
        self.list.show_ids(tuple(self.articles))

    def on_article_list_window_needed(self, message: ArticleList.WindowNeeded) -> None:
        self.asked.append(message.ids)
        if self.answers:
            self.answer(message.ids)

    def answer(self, ids: Sequence[str]) -> None:
        self.list.provide([self.articles[id_] for id_ in ids])

    def on_article_list_highlighted(self, message: ArticleList.Highlighted) -> None:
        self.highlighted.append(message.article_id)

    def on_article_list_chosen(self, message: ArticleList.Chosen) -> None:
        self.chosen.append(message.article_id)

    def on_article_list_marks_changed(self, message: ArticleList.MarksChanged) -> None:
        self.marks.append(message.ids)


def numbered(count: int) -> list[Article]:
    return [make_article(number) for number in range(count)]


def ids_of(*numbers: int) -> tuple[str, ...]:
    return tuple(make_article(number).id for number in numbers)


async def test_keys_move_the_cursor_and_say_so() -> None:
    app = ListApp(numbered(100))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "down", "k", "end", "home")
        assert app.highlighted == [*ids_of(0, 1, 2, 1, 99, 0)]
        await pilot.press("pagedown")
        assert app.list.position == SIZE[1] - 1
        await pilot.press("pageup", "G", "j")
        assert app.list.highlighted == make_article(99).id
        await pilot.press("enter")
        assert app.chosen == [*ids_of(99)]


async def test_the_cursor_stays_in_sight() -> None:
    app = ListApp(numbered(100))
    async with running(app, size=SIZE) as pilot:
        for key in ["pagedown", "j", "j", "j", "end", "k", "pageup", "home"]:
            await pilot.press(key)
            lines = screen_lines(app.list)
            assert [line for line in lines if line.startswith("▌")] == [
                line for line in lines if f"Article {app.list.position} " in line
            ]


async def test_only_windows_of_a_hundred_thousand_rows_are_asked_for() -> None:
    app = ListApp([])
    ids = [f"{number:06}" for number in range(100_000)]
    app.articles = {id_: make_article(0, id=id_, headline=f"Titre {id_}") for id_ in ids}
    async with running(app, size=SIZE) as pilot:
        await pilot.press("end")
        assert "Titre 099999" in screen_lines(app.list)[-1]
        await pilot.press("home", *["j"] * 60)
        assert "Titre 000060" in screen_lines(app.list)[-1]
        assert sum(map(len, app.asked)) < 600


async def test_moving_within_what_is_at_hand_asks_for_nothing() -> None:
    app = ListApp(numbered(1000))
    async with running(app, size=SIZE) as pilot:
        asked = len(app.asked)
        await pilot.press(*["j"] * 25)
        assert len(app.asked) == asked


async def test_rows_that_have_not_come_are_drawn_as_waiting_and_asked_for_again() -> None:
    app = ListApp(numbered(1000), answers=False)
    async with running(app, size=SIZE) as pilot:
        assert "…" in screen_lines(app.list)[5]
        await pilot.press("pagedown", "pagedown")
        assert app.list.highlighted in app.asked[-1]
        assert set(ids_of(*range(30))) <= set(app.asked[-1]) | set(app.asked[0])
        app.answer(app.asked[-1])
        assert "Article 46" in "\n".join(screen_lines(app.list))


async def test_a_first_page_given_with_the_ids_is_drawn_at_once() -> None:
    articles = numbered(500)
    app = ListApp(articles, answers=False)
    async with running(app, size=SIZE):
        app.list.show_ids([article.id for article in articles], rows=articles[:100])
        assert all("…" not in line for line in screen_lines(app.list))


async def test_space_marks_and_moves_on() -> None:
    app = ListApp(numbered(10))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "space", "space", "k", "space")
        assert app.marks == [ids_of(1), ids_of(1, 2), ids_of(1)]
        assert app.list.targets == ids_of(1)
        app.list.clear_marks()
        assert app.list.targets == (app.list.highlighted,)


async def test_a_range_is_marked_from_the_last_mark_to_the_cursor() -> None:
    app = ListApp(numbered(10))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "space", "j", "j", "V")
        assert app.list.marked == ids_of(1, 2, 3, 4)
        assert sum("◆" in line for line in screen_lines(app.list)) == 4


async def test_all_can_be_marked_and_none() -> None:
    app = ListApp(numbered(10))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("space")
        app.list.mark_all()
        assert app.list.marked == ids_of(*range(10))
        app.list.mark_all()
        assert app.list.marked == ()


async def test_marks_outlive_other_lists_but_count_only_where_they_show() -> None:
    app = ListApp(numbered(10))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("space", "space", "space")
        app.list.show_ids(ids_of(2, 5))
        await pilot.pause()
        assert app.list.targets == ids_of(2)
        app.list.show_ids(ids_of(*range(10)))
        await pilot.pause()
        assert app.marks[-2:] == [ids_of(2), ids_of(0, 1, 2)]


async def test_the_cursor_stays_on_its_article_when_the_list_changes() -> None:
    app = ListApp(numbered(100))
    async with running(app, size=SIZE) as pilot:
        await pilot.press(*["j"] * 30)
        line = next(y for y, text in enumerate(screen_lines(app.list)) if text.startswith("▌"))
        app.list.show_ids(ids_of(*range(2, 100)), keep=make_article(30).id)
        assert app.list.highlighted == make_article(30).id
        assert screen_lines(app.list)[line].startswith("▌")


@pytest.mark.parametrize(
    ("left", "expected"),
    [((0, 1, 2, 4, 5), 4), ((0, 1, 5), 5), ((0, 1), 1), ((7, 8), 7)],
)
async def test_the_cursor_goes_to_the_next_article_where_its_own_is_gone(
    left: tuple[int, ...], expected: int
) -> None:
    app = ListApp(numbered(10))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "j", "j")
        app.list.show_ids(ids_of(*left), keep=app.list.highlighted)
        await pilot.pause()
        assert app.list.highlighted == make_article(expected).id
        assert app.highlighted[-1] == make_article(expected).id


async def test_another_list_begins_at_the_top() -> None:
    app = ListApp(numbered(100))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("end")
        app.list.show_ids(ids_of(*range(50, 100)))
        assert app.list.position == 0
        assert "Article 50" in screen_lines(app.list)[0]


async def test_changed_rows_are_asked_for_again_and_drawn_as_they_were_until_they_come() -> None:
    app = ListApp(numbered(50))
    async with running(app, size=SIZE) as pilot:
        app.answers = False
        changed = make_article(3, triage=Triage.KEPT, headline="Usine reprise")
        app.articles[changed.id] = changed
        app.list.rows_changed([changed.id])
        await pilot.pause()
        assert app.asked[-1] == (changed.id,)
        assert "Article 3 " in screen_lines(app.list)[3]
        app.answer(app.asked[-1])
        assert "✓" in screen_lines(app.list)[3]
        assert "Usine reprise" in screen_lines(app.list)[3]


async def test_an_empty_list_says_what_the_screen_gave_it() -> None:
    app = ListApp([])
    async with running(app, size=SIZE) as pilot:
        app.list.show_empty(Content("Rien ici\u00a0! [g] pour collecter"))
        await pilot.press("j", "space", "V", "enter", "end")
        assert "Rien ici\u00a0! [g] pour collecter" in "\n".join(screen_lines(app.list))
        assert (app.chosen, app.highlighted, app.marks) == ([], [], [])
        assert app.list.targets == ()


async def test_the_pointer_chooses_and_marks() -> None:
    app = ListApp(numbered(50))
    async with running(app, size=SIZE) as pilot:
        await pilot.click(ArticleList, offset=(20, 4))
        assert app.list.position == 4
        await pilot.click(ArticleList, offset=(0, 6))
        assert app.list.marked == ids_of(6)
        await pilot.click(ArticleList, offset=(20, 7), control=True)
        assert app.list.marked == ids_of(6, 7)
        await pilot.double_click(ArticleList, offset=(20, 8))
        assert app.chosen == [*ids_of(8)]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 160])
async def test_hostile_titles_are_drawn_as_text_at_any_width(width: int) -> None:
    articles = [
        make_article(number, headline=title, source=title, tags=(title, title))
        for number, title in enumerate(HOSTILE_TITLES)
    ]
    app = ListApp(articles)
    async with running(app, size=(width, 24)) as pilot:
        await pilot.press("j")
        await pilot.click(ArticleList, offset=(19, 1))
        drawn = screen_lines(app.list)
        assert not DANGEROUS.search("".join(drawn))
        inner = app.list.scrollable_content_region.width
        assert {strip.cell_length for strip in rendered(app.list)} == {inner}
        assert width < 60 or "[@click=app.quit]x[/]" in drawn[1]
        assert app.is_running


def rendered(article_list: ArticleList) -> list[Strip]:
    return [article_list.render_line(y) for y in range(article_list.size.height)]


async def test_a_search_shows_the_passage_found_below_each_row() -> None:
    app = ListApp(numbered(40))
    async with running(app, size=SIZE) as pilot:
        ids = ids_of(*range(40))
        found = Snippet("le quai [b]nord[/b] est vendu", (Span(3, 7),))
        app.list.show_ids(ids, rows=numbered(40), snippets=dict.fromkeys(ids, found), excerpts=True)
        await pilot.press("j", "j")
        lines = screen_lines(app.list)
        assert "Article 2 " in lines[4]
        assert lines[4].startswith("▌")
        assert "le quai [b]nord[/b] est vendu" in lines[5]
        await pilot.click(ArticleList, offset=(20, 9))
        assert app.list.position == 4
        await pilot.press("end")
        assert "Article 39" in screen_lines(app.list)[-2]


async def test_a_rule_parts_the_list_and_is_no_row() -> None:
    app = ListApp(numbered(40))
    async with running(app, size=SIZE) as pilot:
        ids = ids_of(*range(40))
        app.list.show_ids(ids, rows=numbered(40), excerpts=True, rule=(3, "these lack some"))
        lines = screen_lines(app.list)
        assert "── these lack some ──" in lines[6]
        assert "Article 2 " in lines[4]
        assert "Article 3 " in lines[7]
        await pilot.press("j", "j", "j")
        assert screen_lines(app.list)[7].startswith("▌")
        await pilot.click(ArticleList, offset=(20, 6))
        assert app.list.position == 3
        await pilot.click(ArticleList, offset=(20, 9))
        assert app.list.position == 4
        await pilot.press("end")
        assert app.list.position == 39
        assert "Article 39" in screen_lines(app.list)[-2]


async def test_a_rule_above_the_first_row_is_seen_from_the_start_and_again_at_the_top() -> None:
    app = ListApp(numbered(40))
    async with running(app, size=SIZE) as pilot:
        ids = ids_of(*range(40))
        await pilot.press("end")
        app.list.show_ids(ids, rows=numbered(40), excerpts=True, rule=(0, "these lack some"))
        await pilot.pause()
        assert "── these lack some ──" in screen_lines(app.list)[0]
        await pilot.press("end", "home")
        assert "── these lack some ──" in screen_lines(app.list)[0]
        app.list.scroll_to(y=1, animate=False)
        await pilot.press("home", "j", "k")
        assert "── these lack some ──" in screen_lines(app.list)[0]
        assert app.list.position == 0


async def test_focus_is_seen_on_the_row() -> None:
    app = ListApp(numbered(3))
    async with running(app, size=SIZE) as pilot:
        focused = app.list.render_line(0)
        app.set_focus(None)
        await pilot.pause()
        assert app.list.render_line(0) != focused


class WatchedList(ArticleList):
    """A list that remembers which of its lines were drawn."""

    drawn: set[int]

    def render_line(self, y: int) -> Strip:
        self.drawn.add(y)
        return super().render_line(y)


class WatchedApp(ListApp):
    """An app with such a list in a frame, of which each row has an excerpt."""

    CSS = "ArticleList { border: round white; }"

    def __init__(self, articles: Sequence[Article]) -> None:
        super().__init__(articles, answers=False)
        self.watched = WatchedList(now=lambda: datetime(2026, 6, 1, tzinfo=UTC))
        self.watched.drawn = set()
        self.list = self.watched

    def show(self, said: str, *, also: str = "", count: int = 20) -> None:
        """Show rows with this as their excerpt, the second with another if one is given."""
        ids = tuple(self.articles)
        snippets = dict.fromkeys(ids, Snippet(said, ()))
        snippets[ids[1]] = Snippet(also or said, ())
        self.watched.drawn.clear()
        rows = [self.articles[each] for each in ids[:count]]
        self.list.show_ids(ids, rows=rows, snippets=snippets, excerpts=True)


async def test_only_lines_that_say_something_else_are_drawn_anew() -> None:
    app = WatchedApp(numbered(20))
    async with running(app, size=SIZE) as pilot:
        app.show("une phrase")
        await pilot.pause()
        app.show("une phrase", also="une autre")
        await pilot.pause()
        assert app.watched.drawn == {3}
        assert "une autre" in screen_lines(app.list)[3]
        app.show("rien de tel")
        await pilot.pause()
        assert app.watched.drawn == set(range(1, SIZE[1] - 2, 2))


async def test_a_title_is_drawn_without_the_list() -> None:
    app = WatchedApp(numbered(20))
    async with running(app, size=SIZE) as pilot:
        app.show("une phrase")
        await pilot.pause()
        app.watched.drawn.clear()
        app.list.say_title("“[port]” in Inbox")
        await pilot.pause()
        assert app.watched.drawn == set()
        assert "“[port]” in Inbox" in app.list.render_lines(Region(0, 0, SIZE[0], 1))[0].text


async def test_rows_beyond_the_screen_are_asked_for_once_the_list_stands() -> None:
    app = WatchedApp(numbered(60))
    async with running(app, size=SIZE) as pilot:
        app.asked.clear()
        app.show("une phrase", count=11)
        await pilot.pause()
        while not app.asked:
            await pilot.pause(0.01)
        beyond = ids_of(*range(11, 60))
        assert app.asked == [beyond[: len(app.asked[0])]]
        assert len(app.asked[0]) < 11


async def test_rows_in_sight_are_asked_for_at_once() -> None:
    app = WatchedApp(numbered(60))
    async with running(app, size=SIZE) as pilot:
        app.asked.clear()
        app.show("une phrase", count=5)
        await pilot.pause()
        assert app.asked[0][0] == make_article(5).id

"""The desk on one screen: views, list and article, the search above, hints and status below.

The screen joins the panes: what they tell by messages it hands to the lister, the pager and the
keeper, which do what is slow in threads, and to the commands' handlers. Where it is narrower than
100 columns one pane shows at a time, the one that has the focus.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, Horizontal

from tui.commands import HINTS, MARKED_HINTS, Command, Where
from tui.i18n import _
from tui.keys import key_label, lay_keys
from tui.listing import Ask, Order
from tui.places import EVERYTHING, PlaceKind, title_of
from tui.safe_text import plain
from tui.screens.adviser import Adviser
from tui.screens.beside import Beside
from tui.screens.keeper import Keeper
from tui.screens.layout import HOLDERS, PANES, STATUS_PARTS, command_bindings, layout_class
from tui.screens.lister import Lister
from tui.screens.pager import Pager
from tui.screens.search_screen import SearchScreen
from tui.screens.trail import Trail
from tui.screens.wording import (
    empty_words,
    list_title,
    marks_words,
    order_words,
    total_words,
)
from tui.widgets.article_list import ArticleList
from tui.widgets.facet_pane import FacetPane
from tui.widgets.reader import Reader
from tui.widgets.search_bar import SearchBar
from tui.widgets.sidebar import Sidebar
from tui.widgets.status import StatusBar
from tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from store.models import Annotation
    from tui.places import Place
    from tui.services import Services
    from tui.typing_ahead import TypedAhead

WATCH_SECONDS = 2.0
"""How often to look for what other processes wrote."""

PLACE_REST_SECONDS = 0.08
"""How long the cursor of the side bar rests on a place before its articles are listed."""


class DeskScreen(SearchScreen):
    """Everything an editor does, on one screen."""

    BINDINGS: ClassVar[list[BindingType]] = command_bindings()
    AUTO_FOCUS = "#list"

    def __init__(
        self,
        services: Services,
        typed_ahead: TypedAhead,
        *,
        watch_seconds: float = WATCH_SECONDS,
    ) -> None:
        super().__init__(services, typed_ahead)
        self.lister = Lister(self)
        self.pager = Pager(self)
        self.trail = Trail(self)
        self.adviser = Adviser(self)
        self.keeper = Keeper(self)
        self.beside = Beside(self)
        self.commands: dict[str, Command] = {
            command.id: command for command in lay_keys(services.settings.keys)
        }
        """Every command, with the person's own keys."""
        self._watch_seconds = watch_seconds
        self._pane = Where.LIST
        self._status: dict[str, str] = {}
        self._place_rest: Timer | None = None
        self._before_search: str | None = None
        self.recent_tags: tuple[str, ...] = ()
        """The tags given last in this session."""
        self.last_collection: str | None = None
        """The slug of the collection added to last."""
        self.placing: Annotation | None = None
        """The orphaned annotation that waits for its passage."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        # Textual would do so after a first frame in the wrong layout.
        self.add_class(layout_class(self.app.size.width), "-in-list")
        yield SearchBar(id="search")
        yield Words(id="note")
        with Horizontal(id="panes"):
            yield Sidebar(id="views")
            yield FacetPane(id="facets")
            with Container(id="articles"):
                yield ArticleList(id="list")
                yield Reader(id="article")
        yield StatusBar(id="foot")

    def on_mount(self) -> None:
        """Open the desk: rows first, the rest behind them."""
        self._show_place_words()
        self.start(self._begin(), "begin")
        self.set_interval(self._watch_seconds, lambda: self.start(self.keeper.watch(), "watch"))

    async def _begin(self) -> None:
        await self.lister.open()
        await self.keeper.begin()

    def on_unmount(self) -> None:
        """Let nothing that was done be lost."""
        self.jobs.close()

    # The panes

    @property
    def views(self) -> Sidebar:
        """The side bar."""
        return self.query_one(Sidebar)

    @property
    def articles(self) -> ArticleList:
        """The list."""
        return self.query_one(ArticleList)

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one(Reader)

    @property
    def search_bar(self) -> SearchBar:
        """The search bar."""
        return self.query_one(SearchBar)

    @property
    def pane(self) -> Where:
        """Where the focus is."""
        return self._pane

    @property
    def is_reader_in_sight(self) -> bool:
        """Whether a person can see the article."""
        return self._pane is Where.READER or not self.has_class("-narrow")

    @property
    def targets(self) -> tuple[str, ...]:
        """What an act goes to: the article that is read, else the marked ones, else the current."""
        current = self.articles.highlighted
        if self._pane is Where.READER and current is not None:
            return (current,)
        return self.articles.targets

    @property
    def place(self) -> Place:
        """The place that the list shows."""
        return self.lister.ask.place

    def go_to_pane(self, pane: Where) -> None:
        """Put the focus into a pane, and show it where only one shows."""
        self._enter(pane)
        self.set_focus(self.query_one(HOLDERS[pane]))

    def step_pane(self, step: int) -> None:
        """Go to the pane after this one, or before it."""
        panes = list(PANES)
        position = panes.index(self._pane) if self._pane in panes else 0
        self.go_to_pane(panes[(position + step) % len(panes)])

    def go_to_search(self) -> None:
        """Let the person type a query."""
        if not self.lister.ask.query:
            self._before_search = self.articles.highlighted
        self._enter(Where.LIST)
        self.search_bar.focus_input()

    def on_descendant_focus(self) -> None:
        """Show the pane that has the focus, and what can be done there."""
        name = self.focused.id if self.focused is not None else None
        self._enter(
            next((pane for pane, id_ in HOLDERS.items() if id_ == f"#{name}"), Where.SEARCH)
        )

    def _enter(self, pane: Where) -> None:
        shown = pane if pane in PANES else Where.LIST
        for each in PANES:
            self.set_class(each is shown, f"-in-{each}")
        self.beside.entered(pane)
        self._pane = pane
        self.offer_commands()

    def offer_commands(self) -> None:
        """Say at the foot what can be done here."""
        is_bulk = self._pane is Where.LIST and len(self.articles.marked) > 0
        offered = MARKED_HINTS if is_bulk else HINTS[self._pane]
        self.query_one(StatusBar).offer([self.commands[id_] for id_ in offered])

    def key_of(self, command: str) -> str:
        """The key to name for a command; the palette's where it has none."""
        keys = self.commands[command].keys or self.commands["palette"].keys
        return key_label(keys[0]) if keys else ""

    def say(self, part: str, words: str) -> None:
        """Say at the right of the foot how something stands; nothing where it is as usual."""
        self._status[part] = words
        self.query_one(StatusBar).say([self._status.get(each, "") for each in STATUS_PARTS])

    def action_command(self, command: str) -> None:
        """Do a command, unless a dialogue is about to open or the panes are not there yet."""
        if self.is_mounted and not self.holds_keys:
            self.do(command)

    def do(self, command: str) -> None:
        """Do a command."""
        from tui.screens.handlers import HANDLERS  # noqa: PLC0415 - the modals come after the rows

        dialogue = HANDLERS[command](self)
        if dialogue is not None:
            self.begin_dialogue(dialogue, forgets=command not in self.SELDOM_ASK)

    def after_act(self, touched: Sequence[str]) -> None:
        """Show what an act changed: its rows at once, lists and counts when acts rest."""
        self.articles.rows_changed(touched)
        if self.articles.highlighted in touched:
            self.pager.reload()
        self.keeper.count_again()

    # What the list shows

    def show_place(
        self,
        place: Place,
        keep: str | None = None,
        *,
        moves_cursor: bool = True,
        copies: bool = False,
    ) -> None:
        """List the articles of a place; a search ends.

        Args:
            place: What to list.
            keep: The article to have the cursor on; the first where None.
            moves_cursor: Whether the cursor of the views goes there too.
            copies: Whether each of the articles with one text has a row of its own.
        """
        if place == self.place and not self.lister.ask.query and keep is None:
            return
        self.search_bar.set_query(place.query)
        self.articles.clear_marks()
        self.views.show_place(place.key, moves_cursor=moves_cursor)
        self._show(Ask(place, copies=copies), keep)

    def list_again(self, ask: Ask, keep: str) -> None:
        """List what was listed before, with the cursor on an article."""
        self.search_bar.set_query(ask.query or ask.place.query)
        self.articles.clear_marks()
        self.views.show_place(ask.place.key)
        self._show(ask, keep)

    def rename_place(self, place: Place) -> None:
        """Go on with the place that is shown under what it is called now."""
        self.views.show_place(place.key)
        self._show(replace(self.lister.ask, place=place), self.articles.highlighted)

    def search(self, query: str) -> None:
        """List what answers a query, in the place or everywhere as it was last."""
        asked = "" if query == self.place.query else query
        if asked != self.lister.ask.query:
            self._show(replace(self.lister.ask, query=asked, whole=False))

    def search_everywhere(self) -> None:
        """Look beyond the place, or in it again."""
        ask = self.lister.ask
        self._show(replace(ask, everywhere=not ask.everywhere, whole=False))

    def change_order(self) -> None:
        """Go on to the next order."""
        ask = self.lister.ask
        self._show(replace(ask, order=ask.order.next))

    def show_copies(self, keep: str | None = None) -> None:
        """Give each of the articles with one text a row of its own, or all of them one.

        Args:
            keep: The article to have the cursor on; the current one where None.
        """
        ask = self.lister.ask
        self._show(replace(ask, copies=not ask.copies), keep or self.articles.highlighted)

    def end_search(self) -> None:
        """Show the place again, with the cursor where it was before."""
        ask = self.lister.ask
        self.search_bar.set_query(self.place.query)
        if ask.query or ask.everywhere:
            self._show(Ask(ask.place, order=Order.USUAL), keep=self._before_search)
        self.go_to_pane(Where.LIST)

    def look_again(self) -> None:
        """Show everything as it is now; cursor, marks and focus stay."""
        self.lister.show_again()
        self.pager.reload()
        self.keeper.count_again(lists_again=False)

    def _show(self, ask: Ask, keep: str | None = None) -> None:
        self.lister.show(ask, keep)
        self._show_place_words()

    def _show_place_words(self) -> None:
        ask = self.lister.ask
        is_wide = ask.everywhere or ask.place.kind in {PlaceKind.SEARCH, PlaceKind.SIMILAR}
        self.search_bar.show_place(title_of(EVERYTHING if is_wide else ask.place))

    def list_changed(self) -> None:
        """Say what the list shows now and how much there is."""
        answer = self.lister.answer
        self.articles.say_title(list_title(answer.ask))
        self.articles.show_empty(plain(empty_words(answer, self.commands), multiline=True))
        self.search_bar.show_total(total_words(answer))
        self.say("order", order_words(answer.ask))
        if not answer.ids:
            self.pager.turn_to(None)
        self.pager.follow_list()
        self.beside.list_changed()

    # Messages of the panes

    def on_sidebar_highlighted(self, event: Sidebar.Highlighted) -> None:
        """List the place once the cursor rests on it."""
        if self._place_rest is not None:
            self._place_rest.stop()
        self._place_rest = self.set_timer(
            PLACE_REST_SECONDS, partial(self.show_place, event.place, moves_cursor=False)
        )

    def on_sidebar_chosen(self, event: Sidebar.Chosen) -> None:
        """Go into the place's list."""
        if self._place_rest is not None:
            self._place_rest.stop()
        self.show_place(event.place)
        self.go_to_pane(Where.LIST)

    def on_article_list_highlighted(self, event: ArticleList.Highlighted) -> None:
        """Show the article."""
        self.pager.turn_to(event.article_id)
        self.lister.look_above()

    def on_article_list_chosen(self, event: ArticleList.Chosen) -> None:
        """Go into the article."""
        self.pager.turn_to(event.article_id)
        self.pager.opened()
        self.go_to_pane(Where.READER)

    def on_article_list_marks_changed(self, event: ArticleList.MarksChanged) -> None:
        """Say how many are marked."""
        self.say("marks", marks_words(len(event.ids)))
        self.offer_commands()

    def on_article_list_window_needed(self, event: ArticleList.WindowNeeded) -> None:
        """Fetch rows."""
        self.start(self.lister.fetch(event.ids), "rows")

    def on_reader_annotate_requested(self, event: Reader.AnnotateRequested) -> None:
        """Annotate the passage, or put there the annotation that waits for one."""
        from tui.screens import acts_reader  # noqa: PLC0415 - the modals come after the rows

        passage = (event.article_id, event.span, event.text)
        self.begin_dialogue(acts_reader.annotate_passage(self, *passage))

    def on_reader_annotation_chosen(self, event: Reader.AnnotationChosen) -> None:
        """Change the annotation."""
        from tui.screens import acts_reader  # noqa: PLC0415 - as above

        self.begin_dialogue(acts_reader.change_annotation(self, event.annotation_id))

    def on_reader_annotation_remove_requested(
        self, event: Reader.AnnotationRemoveRequested
    ) -> None:
        """Remove the annotation."""
        article_id = self.reader.article_id or ""
        self.act(
            lambda desk: desk.annotations.remove(event.annotation_id), [article_id], tells=True
        )

    def on_reader_copied(self) -> None:
        """Say that the passage is in the clipboard."""
        self.tell(_("Copied."))

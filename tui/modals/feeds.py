"""The feeds of the desk with how they are: to add, edit, try, pause and remove, and their rules."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.fuzzy import rank
from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.choice import ChoiceModal
from tui.modals.choices import Choice
from tui.modals.confirm import ConfirmModal
from tui.modals.feed_form import FeedForm, web_address
from tui.modals.feed_lines import beginnings, column_widths, fitting, key_words
from tui.modals.feeds_act import FeedsAct, FeedsActKind
from tui.modals.fields import LineField
from tui.modals.finding import ListFindingModal
from tui.modals.prompt import PromptModal
from tui.safe_text import clean_line, is_web_address
from tui.widgets.wrapping import truncate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from textual.widget import Widget

    from store.models import Feed, FeedDetails

_NAME_WIDTH = 28
_MARGIN = 4
"""Cells of a line for the sign before the name and the gap behind it."""

WORKS, FAILS, PAUSED, QUIET = "●", "⚠", "○", "◌"
"""``QUIET``: it fell silent, or nothing of it is kept."""


class FeedsModal(ListFindingModal[FeedsAct]):
    """A list with a letter for each act; one act closes it, it can be opened again at its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("r", "rename", show=False),
        Binding("e", "edit", show=False),
        Binding("g", "collect", show=False),
        Binding("w", "look", show=False),
        Binding("t", "test", show=False),
        Binding("l", "rules", show=False),
        Binding("p", "pause", show=False),
        Binding("m", "move_to_group", show=False),
        Binding("left_curly_bracket,alt+up", "shift(-1)", show=False),
        Binding("right_curly_bracket,alt+down", "shift(1)", show=False),
        Binding("b", "blocked", show=False),
        Binding("s", "starter", show=False),
        Binding("i", "import", show=False),
        Binding("x", "export", show=False),
        Binding("d,delete", "remove", show=False),
    ]

    DEFAULT_CSS = """
    FeedsModal {
        #hint { max-height: 5; }
        #frame { max-width: 140; }
    }
    """

    def __init__(
        self,
        feeds: Sequence[Feed],
        cells: Mapping[str, Sequence[str]] | None = None,
        *,
        notes: Mapping[str, str] | None = None,
        quiet: Collection[str] = (),
        current: str | None = None,
        export_to: str = "",
        is_for_a_look: bool = False,
    ) -> None:
        """Take the feeds.

        Args:
            feeds: In the order to show.
            cells: How each feed is, by its id, in columns, the most important first: what it gives, what is
                kept, how it stands, and so on; those that find no room are left out.
            notes: What more is said of the one under the cursor, by its id.
            quiet: The ids of those that give nothing, or nothing that is kept.
            current: The id of the one to highlight at first.
            export_to: The path that is proposed for a list of the feeds.
            is_for_a_look: Whether only those are listed at first that do not just work.
        """
        super().__init__(_("Feeds"))
        self.add_class("-tall")
        self._feeds = tuple(feeds)
        self._cells = {
            name: [clean_line(cell) for cell in line] for name, line in (cells or {}).items()
        }
        self._widths = column_widths(self._cells.values())
        self._name_width = min(
            _NAME_WIDTH, max((cell_len(clean_line(feed.name)) for feed in feeds), default=0)
        )
        self._notes = dict(notes or {})
        self._quiet = frozenset(quiet)
        self._current = current
        self._export_to = export_to
        self._by_id = {feed.id: feed for feed in feeds}
        self._shown: list[Feed] = []
        self.is_for_a_look = is_for_a_look
        """Whether only feeds are listed that do not just work."""

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line to find by and the list."""
        yield LineField(placeholder=_("Find a feed"))
        yield OptionList(markup=False)

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        if not self._feeds:
            return (
                ModalAction(_("Close"), "escape", "cancel"),
                ModalAction("OPML", "i", "import"),
                ModalAction(_("Add"), "a", "add"),
                ModalAction(_("Papers by region"), "s", "starter", is_main=True),
            )
        return (
            ModalAction(_("Close"), "escape", "cancel"),
            ModalAction(_("Rules"), "l", "rules"),
            ModalAction(_("Test"), "t", "test"),
            ModalAction(_("Edit"), "e", "edit"),
            ModalAction(_("Add"), "a", "add", is_main=True),
        )

    def on_mount(self) -> None:
        """List all feeds."""
        self.show_found("")
        if self._current in {feed.id for feed in self._shown}:
            self.options.highlighted = self.options.get_option_index(self._current or "")
        self.options.focus()

    def on_resize(self) -> None:
        """Show as many columns as find room."""
        current = self._highlighted
        self.show_found(self.query_one(LineField).value)
        if current is not None and current in self._shown:
            self.options.highlighted = self.options.get_option_index(current.id)

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the feed: its address."""
        self._explain()

    def choose(self) -> None:
        """Edit the feed; where there is none, begin in the way that was chosen."""
        ways: dict[str | None, Callable[[], None]] = {
            "starter": self.action_starter,
            "add": self.action_add,
            "import": self.action_import,
        }
        (self.action_edit if self._feeds else ways[self.highlighted_id])()

    def action_add(self) -> None:
        """Ask for an address and close with it."""
        prompt = PromptModal(
            _("Address of the feed"),
            placeholder="https://",
            problem_of=self._address_problem,
        )
        self.app.push_screen(prompt, self._close_with_address)

    def action_rename(self) -> None:
        """Ask for a name and close with it."""
        feed = self._highlighted
        if feed is not None:
            prompt = PromptModal(_("Name of the feed"), feed.name)
            self.app.push_screen(prompt, self._close_with_name)

    def action_edit(self) -> None:
        """Ask how the feed is to be treated and close with it."""
        feed = self._highlighted
        if feed is not None:
            self.app.push_screen(FeedForm(feed.details, self._addresses), self._close_with_details)

    def action_collect(self) -> None:
        """Close with the wish to fetch the feed now."""
        if self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.COLLECT, self._highlighted.id))

    def action_look(self) -> None:
        """List only the feeds that one should look at, or all of them again."""
        current = self._highlighted
        self.is_for_a_look = not self.is_for_a_look
        self.show_found(self.query_one(LineField).value)
        if current is not None and current in self._shown:
            self.options.highlighted = self.options.get_option_index(current.id)

    def action_test(self) -> None:
        """Close with the wish to see what the feed gives now."""
        if self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.TEST, self._highlighted.id))

    def action_rules(self) -> None:
        """Close with the wish to see the feed's rules."""
        if self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.RULES, self._highlighted.id))

    def action_pause(self) -> None:
        """Close with the wish to pause the feed or to let it go on."""
        if self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.PAUSE, self._highlighted.id))

    def action_move_to_group(self) -> None:
        """Ask for a group and close with it."""
        feed = self._highlighted
        if feed is None:
            return
        groups = dict.fromkeys(each.details.group for each in self._feeds if each.details.group)
        choices = [Choice("", _("no group")), *(Choice(group, group) for group in groups)]
        question = ChoiceModal(
            _("Into which group?"),
            choices,
            placeholder=_("Find a group, or name a new one"),
            highlighted=feed.details.group or "",
            create_words=lambda typed: _("New group “{name}”").format(name=typed),
        )
        self.app.push_screen(question, self._close_with_group)

    def action_shift(self, step: int) -> None:
        """Close with the wish to put the feed further up or down."""
        if self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.SHIFT, self._highlighted.id, step=step))

    def action_blocked(self) -> None:
        """Close with the wish to see what is kept out of the feed."""
        if self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.BLOCKED, self._highlighted.id))

    def action_starter(self) -> None:
        """Close with the wish to choose among feeds to begin with."""
        self.dismiss(FeedsAct(FeedsActKind.STARTER))

    def action_import(self) -> None:
        """Ask for an OPML file and close with it."""
        prompt = PromptModal(
            _("Follow the feeds of an OPML file"),
            explanation=_("What other feed readers write when their feeds are exported."),
            placeholder="~/feeds.opml",
        )
        self.app.push_screen(prompt, partial(self._close_with_path, FeedsActKind.IMPORT))

    def action_export(self) -> None:
        """Ask where to write the feeds and close with it."""
        prompt = PromptModal(_("Write the feeds as OPML"), self._export_to)
        self.app.push_screen(prompt, partial(self._close_with_path, FeedsActKind.EXPORT))

    def action_remove(self) -> None:
        """Ask whether the feed is to go, and close."""
        feed = self._highlighted
        if feed is not None:
            question = _("Remove the feed “{name}”?").format(name=feed.name)
            details = [feed.details.url, _("Its articles stay in the desk.")]
            confirm = ConfirmModal(question, details, yes=_("Remove"), no=_("Keep"))
            self.app.push_screen(confirm, self._close_with_removal)

    @property
    def _highlighted(self) -> Feed | None:
        return self._by_id.get(self.highlighted_id or "")

    def show_found(self, typed: str) -> None:
        """List the feeds that are found; where there is none at all, how to begin."""
        if not self._feeds:
            self.show_options(beginnings(), "starter")
            self._explain()
            return
        feeds = [each for each in self._feeds if not self.is_for_a_look or self._needs_look(each)]
        ranked = rank(typed, feeds, _names)
        self._shown = [found.item for found in ranked]
        first = self._shown[0].id if self._shown else None
        self.show_options(self._options(is_grouped=not typed), first)
        self._explain()

    def _options(self, *, is_grouped: bool) -> Iterator[Option]:
        """The feeds under the names of their groups; what was found stands without them."""
        for group, feeds in groupby(self._shown, key=lambda feed: feed.details.group or ""):
            if group and is_grouped:
                yield Option(Content.styled(clean_line(group), "bold"), disabled=True)
            for feed in feeds:
                yield Option(self._prompt(feed), id=feed.id)

    def first_hint(self) -> str:
        """Return what there is to say of the current feed, and the keys."""
        feed = self._highlighted
        if not self._feeds:
            return _("No feed here yet.")
        if feed is None and self.is_for_a_look and not self.query_one(LineField).value:
            return _("All feeds work. {key} lists them.").format(key=key_label("w"))
        if feed is None:
            return _("Nothing is called that.")
        about = (feed.details.url, self._notes.get(feed.id, ""), key_words())
        return "\u2003".join(filter(None, about))

    def _explain(self) -> None:
        self.say(self.first_hint())

    def _needs_look(self, feed: Feed) -> bool:
        return self._state_of(feed) != WORKS

    def _state_of(self, feed: Feed) -> str:
        usual = QUIET if feed.id in self._quiet else WORKS
        return PAUSED if feed.details.paused else FAILS if feed.state.last_error else usual

    def _prompt(self, feed: Feed) -> Content:
        state = self._state_of(feed)
        name = truncate(clean_line(feed.name), self._name_width)
        cells = self._cells.get(feed.id, ())
        room = max(1, self.options.content_size.width - self._name_width - _MARGIN)
        widths = fitting(self._widths, room)
        pairs = zip(cells, widths, strict=False)
        padded = [truncate(cell, width) for cell, width in pairs if width]
        return Content(f"{state} {name}  ") + Content.styled("  ".join(padded).rstrip(), "dim")

    @property
    def _addresses(self) -> set[str]:
        return {feed.details.url for feed in self._feeds}

    def _address_problem(self, typed: str) -> str | None:
        url = web_address(typed)
        if not is_web_address(url):
            return _("This is no address of the web: it begins with https:// or http://.")
        return _("The desk follows this feed already.") if url in self._addresses else None

    def _close_with_address(self, address: str | None) -> None:
        if address:
            self.dismiss(FeedsAct(FeedsActKind.ADD, value=web_address(address)))

    def _close_with_name(self, name: str | None) -> None:
        if name and self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.RENAME, self._highlighted.id, name))

    def _close_with_details(self, details: FeedDetails | None) -> None:
        if details is not None and self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.EDIT, self._highlighted.id, details=details))

    def _close_with_group(self, group: str | None) -> None:
        if group is not None and self._highlighted is not None:
            name = group.strip().strip("/")
            self.dismiss(FeedsAct(FeedsActKind.MOVE, self._highlighted.id, name))

    def _close_with_path(self, kind: FeedsActKind, path: str | None) -> None:
        if path:
            self.dismiss(FeedsAct(kind, value=path))

    def _close_with_removal(self, agreed: bool | None) -> None:
        if agreed and self._highlighted is not None:
            place = self._shown.index(self._highlighted)
            beside = [*self._shown[place + 1 : place + 2], *self._shown[max(0, place - 1) : place]]
            following = beside[0].id if beside else ""
            self.dismiss(FeedsAct(FeedsActKind.REMOVE, self._highlighted.id, following))


def _names(feed: Feed) -> tuple[str, ...]:
    return (feed.name, feed.details.url, feed.details.group or "")

"""The feeds of the desk with how they are: to add, edit, try, pause and remove, and their rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.fuzzy import rank
from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.confirm import ConfirmModal
from tui.modals.feed_form import FeedForm, web_address
from tui.modals.fields import LineField
from tui.modals.prompt import PromptModal
from tui.safe_text import clean_line, is_web_address
from tui.widgets.wrapping import truncate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.widget import Widget
    from textual.widgets import Input

    from store.models import Feed, FeedDetails

_NAME_WIDTH = 28

WORKS, FAILS, PAUSED = "●", "⚠", "○"


class FeedsActKind(StrEnum):
    """What can be done to feeds here."""

    ADD = "add"
    REMOVE = "remove"
    PAUSE = "pause"
    """Pause one that works, or let a paused one go on."""
    RENAME = "rename"
    EDIT = "edit"
    TEST = "test"
    """See what it gives now, and what the rules make of that."""
    RULES = "rules"
    """See and change the rules it is judged by."""


@dataclass(frozen=True, slots=True)
class FeedsAct:
    """What is to be done."""

    kind: FeedsActKind
    feed_id: str | None = None
    """None for a feed to add."""
    value: str = ""
    """The address of one to add, the new name of one to rename."""
    details: FeedDetails | None = None
    """How one that was edited is to be treated."""


class FeedsModal(MarbreModal[FeedsAct]):
    """A list with a letter for each act; one act closes it, it can be opened again at its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
        Binding("a", "add", show=False),
        Binding("r", "rename", show=False),
        Binding("e,enter", "edit", show=False),
        Binding("t", "test", show=False),
        Binding("l", "rules", show=False),
        Binding("p", "pause", show=False),
        Binding("d,delete", "remove", show=False),
        Binding("slash", "find", show=False),
        Binding("q", "cancel", show=False),
    ]

    DEFAULT_CSS = """
    FeedsModal {
        LineField { display: none; margin-bottom: 1; }
        &.-finding LineField { display: block; }
    }
    """

    def __init__(
        self,
        feeds: Sequence[Feed],
        cells: Mapping[str, Sequence[str]] | None = None,
        *,
        notes: Mapping[str, str] | None = None,
        current: str | None = None,
    ) -> None:
        """Take the feeds.

        Args:
            feeds: In the order to show.
            cells: How each feed is, by its id, in columns: what it gives, what is kept, how it stands.
            notes: What more is said of the one under the cursor, by its id.
            current: The id of the one to highlight at first.
        """
        super().__init__(_("Feeds"))
        self.add_class("-tall")
        self._feeds = tuple(feeds)
        self._cells = {
            name: [clean_line(cell) for cell in line] for name, line in (cells or {}).items()
        }
        self._widths = _column_widths(self._cells.values())
        self._name_width = min(
            _NAME_WIDTH, max((cell_len(clean_line(feed.name)) for feed in feeds), default=0)
        )
        self._notes = dict(notes or {})
        self._current = current
        self._shown: list[Feed] = []

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line to find by and the list."""
        yield LineField(placeholder=_("Find a feed"))
        yield OptionList(markup=False)

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            ModalAction(_("Close"), "escape", "cancel"),
            ModalAction(_("Rules"), "l", "rules"),
            ModalAction(_("Test"), "t", "test"),
            ModalAction(_("Edit"), "e", "edit"),
            ModalAction(_("Add"), "a", "add", is_main=True),
        )

    def on_mount(self) -> None:
        """List all feeds."""
        self._show("")
        ids = [feed.id for feed in self._shown]
        if self._current in ids:
            self._list.highlighted = ids.index(self._current)
        self._list.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the feeds that are found."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self._list.focus()

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the feed: its address."""
        self._explain()

    def action_move(self, direction: str) -> None:
        """Go to the next feed or the one before."""
        moves = {"down": self._list.action_cursor_down, "up": self._list.action_cursor_up}
        moves[direction]()

    def action_find(self) -> None:
        """Type to find."""
        self.add_class("-finding")
        self.query_one(LineField).focus()

    def action_add(self) -> None:
        """Ask for an address and close with it."""
        prompt = PromptModal(
            _("Address of the feed"),
            placeholder="https://",
            problem_of=_address_problem,
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
            self.app.push_screen(FeedForm(feed.details), self._close_with_details)

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

    def action_remove(self) -> None:
        """Ask whether the feed is to go, and close."""
        feed = self._highlighted
        if feed is not None:
            question = _("Remove the feed “{name}”?").format(name=feed.name)
            details = [feed.details.url, _("Its articles stay in the desk.")]
            confirm = ConfirmModal(question, details, yes=_("Remove"), no=_("Keep"))
            self.app.push_screen(confirm, self._close_with_removal)

    def action_cancel(self) -> None:
        """List everything again, from there close without an act."""
        if self.has_class("-finding"):
            self.remove_class("-finding")
            self.query_one(LineField).value = ""
            self._list.focus()
        else:
            self.dismiss(None)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _highlighted(self) -> Feed | None:
        index = self._list.highlighted
        return None if index is None else self._shown[index]

    def _show(self, typed: str) -> None:
        ranked = rank(typed, self._feeds, _names)
        self._shown = [found.item for found in ranked]
        self._list.set_options(Option(self._prompt(feed)) for feed in self._shown)
        self._list.highlighted = 0 if self._shown else None
        self._explain()

    def _explain(self) -> None:
        feed = self._highlighted
        keys = _("{key}: find, {pause}: pause, {remove}: remove").format(
            key=key_label("slash"), pause=key_label("p"), remove=key_label("d")
        )
        about = _("No feed here yet: add one.")
        if feed is not None:
            about = "\u2003".join(filter(None, (feed.details.url, self._notes.get(feed.id, ""))))
        self.say(f"{about}\u2003{keys}" if self._feeds else about)

    def _prompt(self, feed: Feed) -> Content:
        state = PAUSED if feed.details.paused else FAILS if feed.state.last_error else WORKS
        name = truncate(clean_line(feed.name), self._name_width)
        cells = self._cells.get(feed.id, ())
        padded = [truncate(cell, width) for cell, width in zip(cells, self._widths, strict=False)]
        return Content(f"{state} {name}  ") + Content.styled("  ".join(padded).rstrip(), "dim")

    def _close_with_address(self, address: str | None) -> None:
        if address:
            self.dismiss(FeedsAct(FeedsActKind.ADD, value=web_address(address)))

    def _close_with_name(self, name: str | None) -> None:
        if name and self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.RENAME, self._highlighted.id, name))

    def _close_with_details(self, details: FeedDetails | None) -> None:
        if details is not None and self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.EDIT, self._highlighted.id, details=details))

    def _close_with_removal(self, agreed: bool | None) -> None:
        if agreed and self._highlighted is not None:
            self.dismiss(FeedsAct(FeedsActKind.REMOVE, self._highlighted.id))


def _column_widths(lines: Iterable[Sequence[str]]) -> list[int]:
    widths: list[int] = []
    for cells in lines:
        widths += [0] * (len(cells) - len(widths))
        for place, cell in enumerate(cells):
            widths[place] = max(widths[place], cell_len(cell))
    return widths


def _names(feed: Feed) -> tuple[str, ...]:
    return (feed.name, feed.details.url, feed.details.group or "")


def _address_problem(typed: str) -> str | None:
    if is_web_address(web_address(typed)):
        return None
    return _("This is no address of the web: it begins with https:// or http://.")

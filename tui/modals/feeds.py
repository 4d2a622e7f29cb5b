"""The feeds of the desk with how they are: to add, edit, try, pause and remove, and their rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.choice import ChoiceModal
from tui.modals.choices import Choice
from tui.modals.confirm import ConfirmModal
from tui.modals.feed_form import FeedForm, web_address
from tui.modals.feed_lines import FeedLine, FeedOrder
from tui.modals.feed_list import FeedList
from tui.modals.feeds_act import FeedsAct, FeedsActKind
from tui.modals.prompt import PromptModal
from tui.safe_text import is_web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.models import FeedDetails

_MOST_NAMED = 8
"""Feeds that are named before they are removed."""


class FeedsModal(FeedList[FeedsAct]):
    """A list with a letter for each act, which goes to the marked feeds, else to the current one.

    It stays open: what is to be done is told by ``obey``, and what came of it is shown by ``show_feeds``. Where
    nobody obeys, it closes with the act.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("r", "rename", show=False),
        Binding("e", "edit", show=False),
        Binding("g", "wish('collect')", show=False),
        Binding("o", "wish_one('visit')", show=False),
        Binding("t", "test", show=False),
        Binding("l", "rules", show=False),
        Binding("b", "wish_one('blocked')", show=False),
        Binding("p", "wish('pause')", show=False),
        Binding("m", "move_to_group", show=False),
        Binding("left_curly_bracket,alt+up", "shift(-1)", show=False),
        Binding("right_curly_bracket,alt+down", "shift(1)", show=False),
        Binding("s", "starter", show=False),
        Binding("u", "wish_nothing('undo')", show=False),
        Binding("ctrl+r", "wish_nothing('redo')", show=False),
        Binding("R", "wish_nothing('report')", show=False),
        Binding("i", "import", show=False),
        Binding("x", "export", show=False),
        Binding("d,delete", "remove", show=False),
    ]

    def __init__(
        self,
        lines: Sequence[FeedLine],
        *,
        current: str | None = None,
        export_to: str = "",
        obey: Callable[[FeedsAct], object] | None = None,
    ) -> None:
        """Take the feeds.

        Args:
            lines: In the editors' order.
            current: The id of the one to highlight at first.
            export_to: The path that is proposed for a list of the feeds.
            obey: Does what is asked for.
        """
        super().__init__(lines, current)
        self._obey = obey or self.dismiss
        self._export_to = export_to

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        if not self.lines:
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

    def choose(self) -> None:
        """Edit the feed; where there is none, begin in the way that was chosen."""
        ways: dict[str | None, Callable[[], None]] = {
            "starter": self.action_starter,
            "add": self.action_add,
            "import": self.action_import,
        }
        (self.action_edit if self.lines else ways[self.highlighted_id])()

    # What is asked for

    def action_wish(self, kind: str) -> None:
        """Tell the wish to do something to the marked feeds, else to the current one."""
        self._wish(FeedsActKind(kind))

    def action_wish_one(self, kind: str) -> None:
        """Tell the wish to do something to the current feed."""
        if self.highlighted is not None:
            self._obey(FeedsAct(FeedsActKind(kind), (self.highlighted.key,)))

    def action_test(self) -> None:
        """Tell the wish to see what the feed gives now."""
        self.action_wish_one(FeedsActKind.TEST)

    def action_rules(self) -> None:
        """Tell the wish to see the feed's rules."""
        self.action_wish_one(FeedsActKind.RULES)

    def action_starter(self) -> None:
        """Tell the wish to choose among feeds to begin with."""
        self.action_wish_nothing(FeedsActKind.STARTER)

    def action_wish_nothing(self, kind: str) -> None:
        """Tell a wish that is for no feed of the list."""
        self._obey(FeedsAct(FeedsActKind(kind)))

    def action_add(self) -> None:
        """Ask for an address and tell it."""
        prompt = PromptModal(
            _("Address of the feed"),
            placeholder="https://",
            problem_of=self._address_problem,
        )
        self.app.push_screen(prompt, self._tell_address)

    def action_rename(self) -> None:
        """Ask for a name and tell it."""
        line = self.highlighted
        if line is not None:
            prompt = PromptModal(_("Name of the feed"), line.feed.name)
            self.app.push_screen(prompt, partial(self._tell_name, line.key))

    def action_edit(self) -> None:
        """Ask how the feed is to be treated and tell it."""
        line = self.highlighted
        if line is not None:
            form = FeedForm(line.feed.details, self._addresses)
            self.app.push_screen(form, partial(self._tell_details, line.key))

    def action_move_to_group(self) -> None:
        """Ask for a group and tell it."""
        ids = self.chosen
        if not ids:
            return
        groups = sorted({line.feed.details.group for line in self.lines} - {None, ""}, key=str)
        choices = [Choice("", _("no group")), *(Choice(str(g), str(g)) for g in groups)]
        question = ChoiceModal(
            _("Into which group?"),
            choices,
            placeholder=_("Find a group, or name a new one"),
            highlighted=self._by_key[ids[0]].feed.details.group or "",
            create_words=lambda typed: _("New group “{name}”").format(name=typed),
        )
        self.app.push_screen(question, partial(self._tell_group, ids))

    def action_shift(self, step: int) -> None:
        """Tell the wish to put the feed further up or down."""
        if self._order is not FeedOrder.GROUPS:
            self.complain(
                _("They stand in another order: {key} goes on to the groups.").format(
                    key=key_label("O")
                )
            )
        elif self.highlighted is not None:
            self._obey(FeedsAct(FeedsActKind.SHIFT, (self.highlighted.key,), step=step))

    def action_import(self) -> None:
        """Ask for an OPML file and tell it."""
        prompt = PromptModal(
            _("Follow the feeds of an OPML file"),
            explanation=_("What other feed readers write when their feeds are exported."),
            placeholder="~/feeds.opml",
        )
        self.app.push_screen(prompt, partial(self._tell_path, FeedsActKind.IMPORT))

    def action_export(self) -> None:
        """Ask where to write the feeds and tell it."""
        prompt = PromptModal(_("Write the feeds as OPML"), self._export_to)
        self.app.push_screen(prompt, partial(self._tell_path, FeedsActKind.EXPORT))

    def action_remove(self) -> None:
        """Ask whether the feeds are to go, and tell it."""
        ids = self.chosen
        if not ids:
            return
        feeds = [self._by_key[each].feed for each in ids]
        names = [feed.details.url for feed in feeds]
        question = _("Remove the feed “{name}”?").format(name=feeds[0].name)
        if len(ids) > 1:
            question = ngettext("Remove {count} feed?", "Remove {count} feeds?", len(ids)).format(
                count=len(ids)
            )
            names = [feed.name for feed in feeds[:_MOST_NAMED]]
            names += ["…"] * (len(feeds) > _MOST_NAMED)
        details = [
            *names,
            ngettext(
                "Its articles stay in the desk.", "Their articles stay in the desk.", len(ids)
            ),
        ]
        confirm = ConfirmModal(question, details, yes=_("Remove"), no=_("Keep"))
        self.app.push_screen(confirm, partial(self._tell_removal, ids))

    # What was answered

    @property
    def _addresses(self) -> set[str]:
        return {line.feed.details.url for line in self.lines}

    def _address_problem(self, typed: str) -> str | None:
        url = web_address(typed)
        if not is_web_address(url):
            return _("This is no address of the web: it begins with https:// or http://.")
        return _("The desk follows this feed already.") if url in self._addresses else None

    def _wish(self, kind: FeedsActKind, value: str = "", ids: Sequence[str] | None = None) -> None:
        chosen = self.chosen if ids is None else tuple(ids)
        if chosen:
            self._obey(FeedsAct(kind, chosen, value))

    def _tell_address(self, address: str | None) -> None:
        if address:
            self._obey(FeedsAct(FeedsActKind.ADD, value=web_address(address)))

    def _tell_name(self, feed_id: str, name: str | None) -> None:
        if name:
            self._wish(FeedsActKind.RENAME, name, [feed_id])

    def _tell_details(self, feed_id: str, details: FeedDetails | None) -> None:
        if details is not None:
            self._obey(FeedsAct(FeedsActKind.EDIT, (feed_id,), details=details))

    def _tell_group(self, ids: Sequence[str], group: str | None) -> None:
        if group is not None:
            self._wish(FeedsActKind.MOVE, group.strip().strip("/"), ids)

    def _tell_path(self, kind: FeedsActKind, path: str | None) -> None:
        if path:
            self._obey(FeedsAct(kind, value=path))

    def _tell_removal(self, ids: Sequence[str], agreed: bool | None) -> None:
        if agreed:
            self._wish(FeedsActKind.REMOVE, ids=ids)

"""The list of the feeds: in which order, which of them, each with how it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content

from tui.fuzzy import fold
from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import ResultT
from tui.modals.feed_keys import feed_keys, key_words
from tui.modals.feed_lines import (
    FOR_A_LOOK,
    FeedLine,
    FeedOrder,
    beginnings,
    column_widths,
    fitting,
    in_columns,
    in_order,
    order_words,
)
from tui.modals.fields import LineField
from tui.modals.help import HelpModal
from tui.modals.marking import MarkingModal
from tui.modals.prose import Prose
from tui.safe_text import clean_line, plain
from tui.widgets.article_row import MARK
from tui.widgets.wrapping import truncate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

_NAME_WIDTH = 28
_MARGIN = 5
"""Cells of a line for the mark and the sign before the name and the gap behind it."""


class FeedList(MarkingModal[ResultT, FeedLine]):
    """A list of feeds that can be shown anew while it stands; cursor, marks and what is found stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "look", show=False),
        Binding("O", "order", show=False),
        Binding("asterisk", "mark_all", show=False),
        Binding("G", "mark_group", show=False),
        Binding("question_mark", "help", show=False),
    ]

    DEFAULT_CSS = """
    FeedList {
        #about { height: 4; max-height: 4; margin-top: 1; }
        #hint { margin-top: 0; max-height: 2; }
        #frame { max-width: 140; border-subtitle-color: $text-muted; }
    }
    """

    def __init__(self, lines: Sequence[FeedLine], current: str | None = None) -> None:
        super().__init__(_("Feeds"), lines, current=current)
        self._order = FeedOrder.GROUPS
        self._is_for_a_look = False
        self._progress = ""
        self.is_outdated = False
        """Whether it closed since it has feeds now, or none any more: it has to be opened anew."""
        self._take(lines)

    def placeholder(self) -> str:
        """Return what the empty line to find by says."""
        return _("Find a feed by its name, its group or what ails it")

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line to find by, the list and what is said of the current feed."""
        yield from super().compose_body()
        yield Prose("", id="about")

    def on_resize(self) -> None:
        """Show as many columns and keys as find room, once it is known how much there is."""
        self.call_after_refresh(self._lay_out)

    def show_feeds(self, lines: Sequence[FeedLine], current: str | None = None) -> None:
        """Show the feeds as they are now; cursor, marks, what is found and what shows stay.

        Args:
            lines: In the editors' order.
            current: The id of one to go to; where it stays if None.
        """
        if bool(lines) != bool(self.lines):
            # With a question in front of it, it waits: the answer is followed by another look.
            if self.app.screen is self:
                self.is_outdated = True
                self.dismiss(None)
            return
        there = {line.key for line in lines}
        before = self._layout()
        kept = self.after([key for key in self.shown if key not in there])
        self._take(lines)
        self.marked &= set(self._by_key)
        if current is not None and current not in self.found(self._typed):
            self._list_everything()
        if current is None and before == self._layout():
            self._redraw()
        else:
            top = self.options.scroll_offset.y
            self.list_lines(self._typed, current or kept)
            self.options.scroll_to(y=top, animate=False, force=True)
            self.call_after_refresh(self.options.scroll_to_highlight)
        self.explain()

    def _list_everything(self) -> None:
        self._is_for_a_look = False
        self.remove_class("-finding")
        self.query_one(LineField).value = ""

    def show_progress(self, words: str) -> None:
        """Say in the frame how far a collection has come; nothing where there is none."""
        self._progress = words
        if self.is_open:
            self._say_what_is_listed()

    def action_look(self) -> None:
        """List only the feeds that one should look at, or all of them again."""
        self._is_for_a_look = not self._is_for_a_look
        self.list_lines(self._typed, self.highlighted_id)

    def action_order(self) -> None:
        """Go on to the next order."""
        self._order = self._order.following
        self._take(self._unordered)
        self.list_lines(self._typed, None)

    def action_mark_all(self) -> None:
        """Mark all feeds that are listed; none, where all are marked."""
        unmarked = [key for key in self.shown if key not in self.marked]
        self.toggle(unmarked or self.shown)

    def action_mark_group(self) -> None:
        """Mark all listed feeds of the group that the cursor is in; none, where all are marked."""
        line = self.highlighted
        if line is not None:
            group = line.feed.details.group
            keys = [key for key in self.shown if self._by_key[key].feed.details.group == group]
            self.toggle([key for key in keys if key not in self.marked] or keys)

    def action_help(self) -> None:
        """Show all keys of the list."""
        self.app.push_screen(HelpModal(feed_keys(), _("Feeds")))

    def list_lines(self, typed: str, current: str | None) -> None:
        """List the feeds that are found; where there is none at all, how to begin."""
        if self.lines:
            super().list_lines(typed, current)
        else:
            self.show_options(beginnings(), "starter")
            self.explain()

    def found(self, typed: str) -> list[str]:
        """The ids of the feeds that are found, by what ails them too."""
        wanted = self._keys_for_a_look() if self._is_for_a_look else set(self._by_key)
        found = super().found(typed)
        words = fold(typed).split()
        if words:
            found += [
                line.key for line in self.lines if line.key not in found and _ails(line, words)
            ]
        return [key for key in found if key in wanted]

    def first_hint(self) -> str:
        """Return the keys that no button shows, as many as find room."""
        return key_words(self.query_one("#body").size.width) if self.lines else ""

    def _about(self) -> str:
        line = self.highlighted
        if not self.lines:
            return _("No feed here yet.")
        if line is None and self._is_for_a_look and not self._typed:
            return _("All feeds work. {key} lists them.").format(key=key_label("w"))
        if line is None:
            return _("Nothing is called that.")
        return "\n".join(line.about)

    def explain(self) -> None:
        """Say more of the current feed, and what is listed."""
        super().explain()
        self.query_one("#about", Prose).show(self._about())
        self._say_what_is_listed()

    def draw(self, line: FeedLine) -> Content:
        """Return a feed's mark, sign, name and columns."""
        mark = MARK if line.key in self.marked else " "
        name = truncate(clean_line(line.feed.name), self._name_width)
        room = max(1, self.options.content_size.width - self._name_width - _MARGIN)
        columns = in_columns(list(map(clean_line, line.cells)), fitting(self._widths, room), room)
        return Content(f"{mark}{line.sign} {name}  ") + Content.styled(columns, "dim")

    def _take(self, lines: Sequence[FeedLine]) -> None:
        self._unordered = tuple(lines)
        is_grouped = self._order is FeedOrder.GROUPS
        self.lines = tuple(
            replace(line, heading=(line.feed.details.group or "") if is_grouped else "")
            for line in in_order(lines, self._order)
        )
        self._by_key = {line.key: line for line in self.lines}
        self._widths = column_widths([list(map(clean_line, line.cells)) for line in lines])
        widest = max((cell_len(clean_line(line.feed.name)) for line in lines), default=0)
        self._name_width = min(_NAME_WIDTH, widest)

    def _lay_out(self) -> None:
        self._redraw()
        self.explain()

    def _redraw(self) -> None:
        for key in self.shown:
            self.options.replace_option_prompt(key, self.draw(self._by_key[key]))

    def _layout(self) -> list[tuple[str, str]]:
        """Which feeds are to be listed, and under what."""
        keys = set(self.found(self._typed))
        return [(line.key, line.heading) for line in self.lines if line.key in keys]

    def _keys_for_a_look(self) -> set[str]:
        return {line.key for line in self.lines if line.sign in FOR_A_LOOK}

    @property
    def _typed(self) -> str:
        return self.query_one(LineField).value

    def _say_what_is_listed(self) -> None:
        """How many feeds and in which order, at the foot of the frame; while one collects, how far that is."""
        count, marked = len(self.shown), len(self.marked)
        words = [ngettext("{count} feed", "{count} feeds", count).format(count=count)]
        words += [_("to look at")] * self._is_for_a_look
        words += [order_words(self._order)] * (self._order is not FeedOrder.GROUPS)
        if marked:
            words.append(ngettext("{count} marked", "{count} marked", marked).format(count=marked))
        self.query_one("#frame").border_subtitle = plain(self._progress or " · ".join(words))


def _ails(line: FeedLine, words: Sequence[str]) -> bool:
    """Whether all words stand in what is said of a feed."""
    said = fold(" ".join((*line.cells, *line.about)))
    return all(word in said for word in words)

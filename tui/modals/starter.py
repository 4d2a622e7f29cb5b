"""Feeds to begin with, by region: some are marked and followed at once, none unasked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.fuzzy import rank
from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.fields import LineField
from tui.modals.finding import ListFindingModal
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.widget import Widget

OPEN, MARKED, FOLLOWED = "☐", "☑", "✓"


@dataclass(frozen=True, slots=True)
class StarterLine:
    """A feed that is offered, in words."""

    url: str
    name: str
    region: str
    """Lines of one region follow each other."""
    subject: str
    is_followed: bool = False
    """Whether the desk follows it already."""
    note: str = ""
    """What more is said of it while the cursor is on it."""


class StarterActKind(StrEnum):
    """What can be done to what is offered."""

    FOLLOW = "follow"
    TEST = "test"
    """See what a feed gives now."""


@dataclass(frozen=True, slots=True)
class StarterAct:
    """What is to be done."""

    kind: StarterActKind
    urls: tuple[str, ...]
    marked: tuple[str, ...] = ()
    """What was marked, to be marked again where the list is opened again."""


class StarterModal(ListFindingModal[StarterAct]):
    """A list by region: Space marks feeds, Enter follows those marked, else the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False),
        Binding("r", "mark_region", show=False),
        Binding("t", "test", show=False),
        Binding("ctrl+s", "follow", show=False),
    ]

    def __init__(
        self, lines: Sequence[StarterLine], *, marked: Sequence[str] = (), current: str = ""
    ) -> None:
        """Take what is offered.

        Args:
            lines: In the order to show.
            marked: The addresses of those that are marked at first.
            current: The address of the one to highlight at first.
        """
        super().__init__(_("Papers to follow, by region"))
        self.add_class("-tall")
        self._lines = tuple(lines)
        self._by_url = {line.url: line for line in lines}
        self._marked = set(marked)
        self._current = current
        self._shown: list[str] = []

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line to find by and the list."""
        yield LineField(placeholder=_("Find a paper or a region"))
        yield OptionList(markup=False)

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Test"), "t", "test"),
            ModalAction(_("Mark"), "space", "mark"),
            ModalAction(_("Follow"), "enter", "follow", is_main=True),
        )

    def on_mount(self) -> None:
        """List all."""
        self._show("", self._current)
        self.options.focus()

    def show_found(self, typed: str) -> None:
        """List what is found, with the cursor on the best."""
        self._show(typed, "" if typed else self.highlighted_id or "")

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the feed: its address."""
        self._explain()

    def choose(self) -> None:
        """Follow."""
        self.action_follow()

    def action_mark(self) -> None:
        """Mark the feed, or take the mark off, and go on to the next."""
        line = self._highlighted
        if line is None:
            return
        if line.is_followed:
            self.complain(_("The desk follows this feed already."))
            return
        self._toggle([line.url])
        self.options.action_cursor_down()

    def action_mark_region(self) -> None:
        """Mark all feeds of the region the cursor is in, or take the marks off where all have one."""
        line = self._highlighted
        if line is None:
            return
        urls = [
            each.url for each in self._lines if each.region == line.region and not each.is_followed
        ]
        unmarked = [url for url in urls if url not in self._marked]
        self._toggle(unmarked or urls)

    def action_test(self) -> None:
        """Close with the wish to see what the feed gives now."""
        line = self._highlighted
        if line is not None:
            self.dismiss(StarterAct(StarterActKind.TEST, (line.url,), tuple(self._marked)))

    def action_follow(self) -> None:
        """Close with the wish to follow the marked feeds, else the current one."""
        marked = tuple(line.url for line in self._lines if line.url in self._marked)
        line = self._highlighted
        if marked:
            self.dismiss(StarterAct(StarterActKind.FOLLOW, marked))
        elif line is not None and line.is_followed:
            self.complain(_("The desk follows this feed already."))
        elif line is not None:
            self.dismiss(StarterAct(StarterActKind.FOLLOW, (line.url,)))

    @property
    def _highlighted(self) -> StarterLine | None:
        return self._by_url.get(self.highlighted_id or "")

    def _toggle(self, urls: Sequence[str]) -> None:
        self._marked.symmetric_difference_update(urls)
        for url in urls:
            if url in self._shown:
                self.options.replace_option_prompt(url, self._prompt(self._by_url[url]))
        self._explain()

    def _show(self, typed: str, current: str) -> None:
        ranked = [found.item.url for found in rank(typed, self._lines, _names)]
        lines = [line for line in self._lines if line.url in set(ranked)]
        self._shown = [line.url for line in lines]
        best = next(iter(ranked), None)
        self.show_options(self._options(lines), current if current in self._shown else best)
        self._explain()

    def _options(self, lines: Sequence[StarterLine]) -> Iterator[Option]:
        for region, below in groupby(lines, key=lambda line: line.region):
            feeds = list(below)
            words = Content.styled(f"{clean_line(region)} ({len(feeds)})", "bold")
            yield Option(words, disabled=True)
            for line in feeds:
                yield Option(self._prompt(line), id=line.url)

    def _prompt(self, line: StarterLine) -> Content:
        mark = FOLLOWED if line.is_followed else MARKED if line.url in self._marked else OPEN
        about = (line.subject, _("followed already") if line.is_followed else "")
        detail = " · ".join(filter(None, about))
        name = Content.styled(clean_line(line.name), "dim" if line.is_followed else "")
        return Content(f"{mark} ") + name + "  " + Content.styled(clean_line(detail), "dim")

    def first_hint(self) -> str:
        """Return what there is to say of the current feed, and the keys."""
        line = self._highlighted
        if line is None:
            return _("Nothing is called that.")
        count = len(self._marked)
        marked = ngettext("{count} marked", "{count} marked", count).format(count=count)
        keys = _("{mark}: mark, {region}: the whole region, {find}: find").format(
            mark=key_label("space"), region=key_label("r"), find=key_label("slash")
        )
        about = (line.url, line.note, marked if count else "", keys)
        return "\u2003".join(filter(None, about))

    def _explain(self) -> None:
        self.say(self.first_hint())


def _names(line: StarterLine) -> tuple[str, ...]:
    return (line.name, line.region, line.subject, line.url)

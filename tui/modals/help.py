"""The help: every command with its keys, found by typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content

from tui.fuzzy import fold
from tui.i18n import _
from tui.modals.fields import LineField
from tui.modals.finding import FindingModal
from tui.modals.prose import Laid, wrap_content
from tui.modals.reading import Lines, ReadingModal
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

_WIDEST_KEYS = 16
_GAP = 2


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """One command."""

    keys: str
    """As people know them."""
    label: str
    help: str = ""
    """One sentence."""


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """A heading with its commands."""

    title: str
    entries: tuple[HelpEntry, ...]


def filter_help(groups: Sequence[HelpGroup], typed: str) -> list[HelpGroup]:
    """The commands in which all words typed are found, whatever the accents and the case."""
    words = fold(typed).split()
    kept = (
        HelpGroup(group.title, tuple(one for one in group.entries if _has(group, one, words)))
        for group in groups
    )
    return [group for group in kept if group.entries]


def _has(group: HelpGroup, entry: HelpEntry, words: Sequence[str]) -> bool:
    text = fold(f"{group.title} {entry.keys} {entry.label} {entry.help}")
    return all(word in text for word in words)


class HelpModal(FindingModal[None], ReadingModal[None]):
    """All commands by group; ``/`` finds one, arrows and letters scroll."""

    FOUND_IN = Lines

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark", "cancel", show=False)]

    def __init__(self, groups: Sequence[HelpGroup], title: str = "") -> None:
        super().__init__(title or _("Help"))
        self._groups = tuple(groups)

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line to find by and the commands."""
        yield LineField(placeholder=_("Find a command"))
        with Lines():
            yield _Commands()

    def first_hint(self) -> str:
        """Return the keys."""
        return _("/: find   j k: scroll")

    def on_mount(self) -> None:
        """Show all commands."""
        self.show_found("")

    def move_found(self, key: str) -> None:
        """Scroll."""
        lines = self.query_one(Lines)
        page = lines.size.height
        step = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}[key]
        lines.scroll_relative(y=step, animate=False)

    def show_found(self, typed: str) -> None:
        """Show the commands that are found."""
        self.query_one(_Commands).show(filter_help(self._groups, typed))
        self.query_one(Lines).scroll_home(animate=False)


class _Commands(Laid):
    """The commands under their headings, keys in a column of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[HelpGroup] = []

    def show(self, groups: list[HelpGroup]) -> None:
        """Show these."""
        self._groups = groups
        self.refresh(layout=True)

    def lines_at(self, width: int) -> list[Content]:
        """Return headings and commands."""
        if not self._groups:
            return [Content(_("Nothing is called that."))]
        widest = max(
            cell_len(clean_line(one.keys)) for group in self._groups for one in group.entries
        )
        keys_width = min(widest, _WIDEST_KEYS)
        blocks = [_group_lines(group, keys_width, width) for group in self._groups]
        return [line for block in blocks for line in (*block, Content(""))][:-1]


def _group_lines(group: HelpGroup, keys_width: int, width: int) -> list[Content]:
    heading = Content.styled(clean_line(group.title), "bold underline")
    return [
        heading,
        *(line for entry in group.entries for line in _entry_lines(entry, keys_width, width)),
    ]


def _entry_lines(entry: HelpEntry, keys_width: int, width: int) -> list[Content]:
    keys, label = clean_line(entry.keys), clean_line(entry.label)
    words = Content(label) + Content.styled(f"  {clean_line(entry.help)}", "dim")
    first, *others = wrap_content(words, width - keys_width - _GAP)
    margin = " " * (keys_width + _GAP)
    if cell_len(keys) > keys_width:
        return [Content.styled(keys, "bold"), *(margin + line for line in (first, *others))]
    padding = " " * (len(margin) - cell_len(keys))
    head = Content.styled(keys, "bold") + padding + first
    return [head, *(margin + line for line in others)]

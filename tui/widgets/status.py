"""The foot of the screen: what can be done here at the left, how things stand at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.i18n import _
from tui.keys import key_label
from tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from tui.commands import Command

MOST_HINTS = 6


class Hints(Static):
    """Keys and what they do; a click on one is the key pressed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__("", id=id, markup=False)
        self._commands: tuple[Command, ...] = ()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Offer these, the most important first; what has no key or finds no room is left out."""
        offered = tuple(command for command in commands if command.keys)[:MOST_HINTS]
        if offered != self._commands:
            self._commands = offered
            self.update(self._words())

    def _words(self) -> Content:
        return Content("  ").join(self._hint(command) for command in self._commands)

    @staticmethod
    def _hint(command: Command) -> Content:
        click = Style.from_meta({"command": command.id})
        key = Content.styled(key_label(command.keys[0]), "$footer-key-foreground bold")
        return Content.assemble(key, " ", _(command.hint or command.name)).stylize(click)

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint under the pointer says."""
        command = event.style.meta.get("command")
        if command is not None:
            await self.screen.run_action(f"command({command!r})")


class StatusBar(Horizontal):
    """Hints and status on one line."""

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Hints(id="hints")
        yield Words(id="status")

    def offer(self, commands: Sequence[Command]) -> None:
        """Offer these commands."""
        self.query_one(Hints).show_commands(commands)

    def say(self, words: Sequence[str]) -> None:
        """Say how things stand, part by part."""
        self.query_one("#status", Words).say(" · ".join(word for word in words if word))

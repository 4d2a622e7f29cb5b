"""The application: one desk open on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, OptionList, TextArea

from tui.garbage import LOOK_SECONDS, Garbage
from tui.i18n import _
from tui.keys import check_keys, describe_key_problem, keymap
from tui.screens.desk import WATCH_SECONDS, DeskScreen
from tui.screens.layout import LAYOUTS
from tui.themes import dress
from tui.typing_ahead import TypedAhead

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.services import Services


_LISTS = (OptionList, VerticalScroll, Button)
"""What has the focus in a modal while nobody types there."""


class MarbreApp(App[None]):
    """Marbre on the screen; the language is installed before it is made."""

    TITLE = "Marbre"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = LAYOUTS

    def __init__(self, services: Services, *, watch_seconds: float = WATCH_SECONDS) -> None:
        """Take the desk to show.

        Args:
            services: The open desk; whoever opened it closes it after the app ended.
            watch_seconds: How often to look for what other processes wrote.
        """
        super().__init__()
        self.services = services
        self._typed_ahead = TypedAhead(self._is_something_to_come, self._deliver)
        self._desk = DeskScreen(services, self._typed_ahead, watch_seconds=watch_seconds)
        self._garbage = Garbage()

    def get_default_screen(self) -> Screen[None]:
        """The one screen of the desk."""
        return self._desk

    def on_mount(self) -> None:
        """Dress and lay the person's own keys, saying what is wrong with them."""
        self._garbage.begin()
        self.set_interval(LOOK_SECONDS, self._garbage.look)
        settings = self.services.settings
        if not dress(self, settings.screen.theme):
            self._complain(
                _("There is no theme called “{name}”.").format(name=settings.screen.theme)
            )
        problems = check_keys(settings.keys)
        for problem in problems:
            self._complain(describe_key_problem(problem))
        self.set_keymap(keymap({} if problems else settings.keys, settings.screen.keys))

    def on_unmount(self) -> None:
        """Leave the process as it was."""
        self._garbage.end()

    async def on_event(self, event: events.Event) -> None:
        """Do what keys are bound to in the order they were typed, none before what it is meant for is there."""
        if isinstance(event, events.InputEvent):
            self._garbage.key_pressed()
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._typed_ahead.take(event)
        else:
            await super().on_event(event)

    async def on_marbre_modal_ready(self) -> None:
        """Hand on the keys that were typed ahead of a modal."""
        await self._typed_ahead.go_on()

    def _is_something_to_come(self) -> bool:
        return self._desk.holds_keys or not getattr(self.screen, "is_open", True)

    async def _deliver(self, key: events.Key) -> None:
        """Hand a key on.

        Textual looks bindings up after the key has travelled up from the focused widget, and by then
        the next keys are on their way to where the focus was: of ``/e`` typed at once, ``e`` would
        export. Where one types, keys go to the line as ever.
        """
        focused, is_desk = self.focused, self.screen is self._desk
        is_typing = isinstance(focused, Input) if is_desk else not isinstance(focused, _LISTS)
        is_done = not is_typing and await self._is_done(key.key)
        if not is_done:
            await super().on_event(key)
        # What is typed acts where it arrives; other keys when they have travelled up, Enter by a message.
        is_typed = key.is_printable and isinstance(focused, Input | TextArea)
        acts_later = key.key == "enter" or not (is_done or is_typed)
        if acts_later and focused is not None and not is_desk:
            self._typed_ahead.follow(focused)

    async def _is_done(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def action_help_quit(self) -> None:
        """Say which key quits, for those who press Ctrl+C."""
        self._desk.tell(_("{key} quits.").format(key=self._desk.key_of("quit")))

    def _complain(self, words: str) -> None:
        self.notify(words, title=_("marbre.toml"), severity="warning", timeout=15, markup=False)

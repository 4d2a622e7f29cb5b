"""The palette: every command, place and theme by a few letters of its name.

Textual's own palette speaks English only and reads what it lists as markup; names of tags and
missions are people's and feeds' words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.commands import GROUP_NAMES
from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.choices import Choice
from tui.modals.chooser import Chooser
from tui.places import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from tui.commands import Command
    from tui.places import Place

_COMMAND, _PLACE, _THEME = "command", "place", "theme"


@dataclass(frozen=True, slots=True)
class PaletteChoice:
    """What was chosen; one of the three."""

    command: str | None = None
    """A command's id."""
    place: str | None = None
    """A place's key."""
    theme: str | None = None


class Palette(MarbreModal[PaletteChoice]):
    """Type a few letters, Enter does it."""

    def __init__(
        self, commands: Sequence[Command], places: Sequence[Place], themes: Sequence[str]
    ) -> None:
        super().__init__(_("All commands"))
        self.add_class("-tall")
        self._choices = [
            *(_command_choice(command) for command in commands),
            *(_place_choice(place) for place in places),
            *(_theme_choice(theme) for theme in themes),
        ]

    def compose_body(self) -> Iterable[Widget]:
        """Show the line and what it finds."""
        yield Chooser(self._choices, placeholder=_("Type the name of a command or of a place"))

    def actions(self) -> Sequence[ModalAction]:
        """Offer to leave."""
        return (self.cancel_action,)

    def on_chooser_chosen(self, event: Chooser.Chosen) -> None:
        """Answer what was chosen."""
        event.stop()
        kind, _colon, name = event.choice.value.partition(":")
        self.dismiss(PaletteChoice(**{kind: name}))


def _command_choice(command: Command) -> Choice:
    keys = " ".join(map(key_label, command.keys))
    return Choice(
        value=f"{_COMMAND}:{command.id}",
        label=_(command.name),
        detail=" · ".join(filter(None, [keys, _(command.help)])),
        other_names=(_(GROUP_NAMES[command.group]) + " " + command.id,),
    )


def _place_choice(place: Place) -> Choice:
    title = _("Go to {place}").format(place=title_of(place))
    return Choice(value=f"{_PLACE}:{place.key}", label=title)


def _theme_choice(theme: str) -> Choice:
    return Choice(value=f"{_THEME}:{theme}", label=_("Theme {name}").format(name=theme))

"""How the desk's screen is laid out, at which width, and which keys it binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from tui.commands import COMMANDS, Where
from tui.keys import key_name

if TYPE_CHECKING:
    from textual.binding import BindingType

STATUS_PARTS = ("marks", "above", "order", "collect", "index", "folder", "export")
"""What stands at the right of the foot, in this order."""

PANES = {Where.VIEWS: "#views", Where.LIST: "#list", Where.READER: "#article"}
"""The panes that one goes round."""

HOLDERS = {**PANES, Where.FACETS: "#facets"}
"""All that can have the focus, but for the search bar."""


LAYOUTS = [(0, "-narrow"), (100, "-medium"), (140, "-wide")]
"""The class of the screen from which width on."""


def layout_class(width: int) -> str:
    """The class of a screen of this width."""
    return [name for start, name in LAYOUTS if start <= width][-1]


def command_bindings() -> list[BindingType]:
    """The bindings of all commands that the panes do not bind themselves."""
    return [
        Binding(
            ",".join(map(key_name, command.keys)),
            f"command('{command.id}')",
            show=False,
            id=command.id,
        )
        for command in COMMANDS
        if command.keys and not command.is_panes_own
    ]

"""What is done in a search: narrowing it by what was found, taking the words that were meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


def facets(screen: DeskScreen) -> None:
    """Go to the facets; from them, close them."""
    if screen.pane is Where.FACETS:
        screen.beside.leave_facets()
    else:
        screen.beside.open_facets()


def correct(screen: DeskScreen) -> None:
    """Search for the words that were meant."""
    screen.beside.take_correction()


SEARCH_ACTS: Mapping[str, Handler] = {"facets": facets, "correct": correct}

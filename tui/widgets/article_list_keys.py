"""The keys of the list. Those of the screen are left alone."""

from __future__ import annotations

from textual.binding import Binding

from tui.i18n import N_


def _key(keys: str, action: str, description: str, name: str) -> Binding:
    return Binding(keys, action, description, show=False, id=f"list.{name}")


KEYS = (
    _key("j,down", "move(1)", N_("Next article"), "down"),
    _key("k,up", "move(-1)", N_("Previous article"), "up"),
    _key("pagedown,ctrl+f", "page(1)", N_("Page down"), "page-down"),
    _key("pageup,ctrl+b", "page(-1)", N_("Page up"), "page-up"),
    _key("home", "edge(-1)", N_("First article"), "first"),
    _key("end,G", "edge(1)", N_("Last article"), "last"),
    _key("enter", "choose", N_("Read the article"), "choose"),
    _key("space", "mark", N_("Mark and move on"), "mark"),
    _key("V", "mark_range", N_("Mark from the last mark to here"), "mark-range"),
)

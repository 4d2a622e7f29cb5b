"""The keys of panes that are lines with a cursor, one of which may fold: the views, the facets."""

from __future__ import annotations

from textual.binding import Binding


def row_keys(left: str = "fold", right: str = "unfold") -> tuple[Binding, ...]:
    """The bindings that settings may move to other keys, by the names of the pane's actions.

    Args:
        left: What is done at the key that folds.
        right: What is done at the key that unfolds.
    """
    return (
        Binding("down,j", "move(1)", show=False, id="down"),
        Binding("up,k", "move(-1)", show=False, id="up"),
        Binding("pagedown", "page(1)", show=False, id="page-down"),
        Binding("pageup", "page(-1)", show=False, id="page-up"),
        Binding("home", "edge(-1)", show=False, id="first"),
        Binding("end,G", "edge(1)", show=False, id="last"),
        Binding("left,h", left, show=False, id="fold"),
        Binding("right,l", right, show=False, id="unfold"),
        Binding("enter", "choose", show=False, id="open"),
    )

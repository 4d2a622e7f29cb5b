"""Modals that are only read: lines that scroll by the keys of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.i18n import _
from tui.modals.base import MarbreModal, ModalAction, ResultT

if TYPE_CHECKING:
    from collections.abc import Sequence


class Lines(VerticalScroll):
    """What scrolls in a modal that is read."""

    DEFAULT_CSS = """
    Lines { height: 1fr; max-height: 100%; scrollbar-gutter: stable; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space", "page_down", show=False),
        Binding("b", "page_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G,shift+g", "scroll_end", show=False),
    ]


class ReadingModal(MarbreModal[ResultT]):
    """A modal without an answer; it has ``Lines`` in its body."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,enter", "cancel", show=False)]

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.add_class("-tall")

    @property
    def cancel_action(self) -> ModalAction:
        """The button that closes."""
        return ModalAction(_("Close"), "escape", "cancel")

    def actions(self) -> Sequence[ModalAction]:
        """Return the one button."""
        return (self.cancel_action,)

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(Lines).focus()

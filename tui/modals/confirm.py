"""Asking yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.i18n import _
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.widget import Widget


class ConfirmModal(MarbreModal[bool]):
    """Ask a question; Enter gives the answer that is focused, which for what is lost is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right", "app.focus_next", show=False),
    ]

    DEFAULT_CSS = """
    ConfirmModal VerticalScroll { max-height: 12; margin-top: 1; }
    """

    def __init__(
        self,
        question: str,
        details: Sequence[str] = (),
        *,
        yes: str = "",
        no: str = "",
        is_dangerous: bool = False,
    ) -> None:
        """Take what to ask.

        Args:
            question: The question, which may take several lines.
            details: What it is about, one line each; they scroll.
            yes: The word on the button that says yes.
            no: The word on the button that says no.
            is_dangerous: Whether a yes cannot be undone: then Enter means no.
        """
        super().__init__(_("Confirm"))
        self._question = question
        self._details = tuple(details)
        self._yes = yes or _("Yes")
        self._no = no or _("No")
        self._is_dangerous = is_dangerous

    def compose_body(self) -> Iterable[Widget]:
        """Yield the question and its details."""
        yield Prose(self._question)
        if self._details:
            with VerticalScroll(can_focus=False):
                for line in self._details:
                    yield Prose(line)

    def actions(self) -> Sequence[ModalAction]:
        """Return the two answers."""
        return (
            ModalAction(self._no, "n", "refuse"),
            # Translators: the key that says yes, the first letter of the word.
            ModalAction(self._yes, _("y"), "agree", is_main=not self._is_dangerous),
        )

    def on_mount(self) -> None:
        """Put the focus on the answer that does no harm."""
        self.query_one("#action-refuse" if self._is_dangerous else "#action-agree").focus()

    def on_key(self, event: events.Key) -> None:
        """Answer by the letter of either language, and let the details scroll."""
        if event.key in {"y", "o", _("y")}:
            # The screen below must not take the key for a command of its own.
            event.stop()
            self.action_agree()
        elif event.key == "n":
            event.stop()
            self.action_refuse()
        elif event.key in {"up", "down", "pageup", "pagedown"} and self._details:
            self._scroll(event.key)

    def action_agree(self) -> None:
        """Close with a yes."""
        self.dismiss(True)

    def action_refuse(self) -> None:
        """Close with a no."""
        self.dismiss(False)

    def _scroll(self, key: str) -> None:
        details = self.query_one(VerticalScroll)
        moves = {
            "up": details.scroll_up,
            "down": details.scroll_down,
            "pageup": details.scroll_page_up,
            "pagedown": details.scroll_page_down,
        }
        moves[key](animate=False)

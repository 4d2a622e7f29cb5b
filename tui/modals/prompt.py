"""Asking for one line: a name, an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.i18n import _
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.fields import LineField
from tui.modals.prose import Prose
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.widget import Widget


class PromptModal(MarbreModal[str]):
    """Ask for a line; the answer is never empty."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    def __init__(
        self,
        title: str,
        initial: str = "",
        *,
        explanation: str = "",
        placeholder: str = "",
        problem_of: Callable[[str], str | None] | None = None,
    ) -> None:
        """Take what to ask.

        Args:
            title: The question.
            initial: What the line holds at first.
            explanation: What the answer is used for.
            placeholder: What the empty line says.
            problem_of: Says why a line cannot be the answer, None where it can.
        """
        super().__init__(title)
        self._initial = initial
        self._explanation = explanation
        self._placeholder = placeholder
        self._problem_of = problem_of

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line."""
        if self._explanation:
            yield Prose(self._explanation)
        yield LineField(self._initial, placeholder=self._placeholder)

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (self.cancel_action, ModalAction(_("OK"), "enter", "save", is_main=True))

    def on_input_submitted(self) -> None:
        """Take the line as the answer."""
        self.action_save()

    def action_save(self) -> None:
        """Close with the line, or say why it cannot be the answer."""
        line = clean_line(self.query_one(LineField).value)
        problem = self._problem_of(line) if line and self._problem_of else None
        if problem:
            self.complain(problem)
        elif line:
            self.answer(line)
        else:
            self.complain(_("Something must stand here."))

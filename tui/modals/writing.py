"""Modals that hold text, which is not lost by a slip of the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import MarbreModal, ModalAction, ResultT
from tui.modals.fields import LineField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence


class WritingModal(MarbreModal[ResultT]):
    """A modal with text in it: Escape asks once more before it throws changed text away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._was_warned = False

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (self.cancel_action, ModalAction(_("Save"), "ctrl+s", "save", is_main=True))

    def on_input_changed(self) -> None:
        """Warn again before text typed since is thrown away."""
        self._was_warned = False

    def on_text_area_changed(self) -> None:
        """Warn again before text typed since is thrown away."""
        self._was_warned = False

    def action_cancel(self) -> None:
        """Close without a value, at the second time where a text was changed."""
        fields = [*self.query(TextField), *self.query(LineField)]
        is_changed = any(field.is_changed for field in fields)
        if is_changed and not self._was_warned:
            self._was_warned = True
            words = _("The text is not saved: {key} once more throws it away.")
            self.complain(words.format(key=key_label("escape")))
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Close with what was written."""
        raise NotImplementedError

"""Writing a note on an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import _
from tui.modals.fields import TextField
from tui.modals.writing import WritingModal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class NoteModal(WritingModal[str]):
    """Write or change a note; the answer is its text, empty where all was deleted."""

    DEFAULT_CSS = """
    NoteModal TextField { height: 10; }
    """

    def __init__(self, initial: str = "", title: str = "") -> None:
        super().__init__(title or _("Note on the article"))
        self._initial = initial

    def compose_body(self) -> Iterable[Widget]:
        """Yield the text."""
        field = TextField(self._initial, placeholder=_("What is to be remembered of it?"))
        yield field
        field.move_cursor(field.document.end)

    def action_save(self) -> None:
        """Close with the text."""
        self.dismiss(self.query_one(TextField).text.strip())

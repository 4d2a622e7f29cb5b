"""What modals have in common whose lines are found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic

from tui.modals.base import MarbreModal, ResultT
from tui.modals.fields import LineField

if TYPE_CHECKING:
    from textual.widget import Widget


class FindingModal(MarbreModal[ResultT], Generic[ResultT]):
    """A modal with a line to type in, shown under the class ``-finding`` while one finds."""

    FOUND_IN: ClassVar[type[Widget]]
    """What shows the lines, and has the focus while nothing is typed."""

    def action_find(self) -> None:
        """Type to find."""
        self.add_class("-finding")
        self.query_one(LineField).focus()

    def action_cancel(self) -> None:
        """Show everything again, from there close."""
        if self.has_class("-finding"):
            self.remove_class("-finding")
            self.query_one(LineField).value = ""
            self.query_one(self.FOUND_IN).focus()
        else:
            self.dismiss(None)

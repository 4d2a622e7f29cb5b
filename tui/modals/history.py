"""The journal on the screen: what was done, to be undone or done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.choices import Choice
from tui.modals.chooser import Chooser
from tui.moments import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from textual.widget import Widget

    from store.models import JournalEntry

DONE, UNDONE = "●", "○"


@dataclass(frozen=True, slots=True)
class HistoryChoice:
    """An act to be undone, or to be done again."""

    number: int
    redo: bool


class HistoryModal(MarbreModal[HistoryChoice]):
    """Acts, newest first, found by typing; Enter undoes one or does it again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "take", show=False)]

    def __init__(
        self, entries: Sequence[tuple[JournalEntry, str]], *, timezone: tzinfo | None = None
    ) -> None:
        """Take the acts.

        Args:
            entries: Each act with its words, newest first.
            timezone: In which times are shown; the system's where none is given.
        """
        super().__init__(_("Journal"))
        self.add_class("-tall")
        self._entries = {entry.number: (entry, words) for entry, words in entries}
        self._timezone = timezone

    def compose_body(self) -> Iterable[Widget]:
        """Yield the acts."""
        yield Chooser(
            [self._choice(entry, words) for entry, words in self._entries.values()],
            placeholder=_("Find an act"),
        )

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            ModalAction(_("Close"), "escape", "cancel"),
            ModalAction(_("Undo or redo"), "enter", "take", is_main=True),
        )

    def on_chooser_moved(self, event: Chooser.Moved) -> None:
        """Say who did it, and what Enter would do."""
        if event.choice is None:
            self.say(_("Nothing was done yet.") if not self._entries else "")
            return
        entry, _words = self._entries[int(event.choice.value)]
        enter = key_label("enter")
        if entry.undone_by is None:
            self.say(_("Done by {editor}. {key}: undo").format(editor=entry.editor, key=enter))
        else:
            words = _("Done by {editor}, undone by {other}. {key}: redo")
            self.say(words.format(editor=entry.editor, other=entry.undone_by, key=enter))

    def on_chooser_chosen(self, event: Chooser.Chosen) -> None:
        """Close with the act."""
        entry, _words = self._entries[int(event.choice.value)]
        self.dismiss(HistoryChoice(entry.number, redo=entry.undone_by is not None))

    def action_take(self) -> None:
        """Do what Enter does."""
        self.query_one(Chooser).take()

    def _choice(self, entry: JournalEntry, words: str) -> Choice:
        return Choice(
            str(entry.number),
            f"{moment(entry.at, self._timezone)}  {words}",
            detail=entry.editor,
            other_names=(entry.editor,),
            mark=DONE if entry.undone_by is None else UNDONE,
        )

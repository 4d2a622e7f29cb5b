"""Annotations whose passage is no longer in the text: which one to place anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.i18n import _
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.choices import Choice
from tui.modals.chooser import Chooser
from tui.modals.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from store.models import Annotation


class OrphansModal(MarbreModal[str]):
    """Choose an annotation to go and place; the answer is its id."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "take", show=False)]

    DEFAULT_CSS = """
    OrphansModal #about {
        height: 7; border-top: solid $primary;
        .label { margin-top: 1; }
    }
    """

    def __init__(self, orphans: Sequence[tuple[Annotation, str, str]]) -> None:
        """Take the annotations that wait.

        Args:
            orphans: Each with its article's headline and the passage of the newest text that comes
                nearest to its own, empty where none does.
        """
        super().__init__(_("Annotations that lost their passage"))
        self.add_class("-tall")
        self._orphans = {orphan[0].id: orphan for orphan in orphans}

    def compose_body(self) -> Iterable[Widget]:
        """Yield the annotations, and more words on the one that is highlighted."""
        yield Chooser(
            [_choice(*orphan) for orphan in self._orphans.values()],
            placeholder=_("Find by the passage, the note or the article"),
        )
        with VerticalScroll(id="about", can_focus=False):
            yield Prose("")

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Go and place it"), "enter", "take", is_main=True),
        )

    def on_chooser_moved(self, event: Chooser.Moved) -> None:
        """Show the passage and what comes nearest to it."""
        about = self.query_one("#about Prose", Prose)
        if event.choice is None:
            about.show("" if self._orphans else _("Every annotation has its passage."))
            return
        annotation, _headline, proposal = self._orphans[event.choice.value]
        lines = [_("It stood at: {passage}").format(passage=annotation.quote.exact)]
        if annotation.note:
            lines.append(_("Note: {note}").format(note=annotation.note))
        lines.append(
            _("Nearest now: {passage}").format(passage=proposal)
            if proposal
            else _("Nothing in the text comes near to it now.")
        )
        about.show("\n".join(lines))

    def on_chooser_chosen(self, event: Chooser.Chosen) -> None:
        """Close with the annotation."""
        self.dismiss(event.choice.value)

    def action_take(self) -> None:
        """Do what Enter does."""
        self.query_one(Chooser).take()


def _choice(annotation: Annotation, headline: str, _proposal: str) -> Choice:
    names = (headline, annotation.note) if annotation.note else (headline,)
    return Choice(annotation.id, annotation.quote.exact, detail=headline, other_names=names)

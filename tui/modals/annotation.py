"""Annotating a passage: what kind of mark it is, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from store.models import AnnotationKind
from tui.i18n import _
from tui.keys import key_label
from tui.modals.fields import TextField
from tui.modals.picker import Picker, PickerOption
from tui.modals.prose import Prose
from tui.modals.writing import WritingModal
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class AnnotationEdit:
    """What an annotation is to say."""

    kind: AnnotationKind
    note: str


def kind_options() -> list[PickerOption[AnnotationKind]]:
    """The kinds of annotations with their words."""
    helps = {
        AnnotationKind.HIGHLIGHT: _("A passage to find again."),
        AnnotationKind.COMMENT: _("Something to say about the passage."),
        AnnotationKind.DOUBT: _("Something to check before it is used."),
        AnnotationKind.FACT: _("A claim that can be handed out, with its source."),
    }
    return [PickerOption(kind, label(kind), helps[kind]) for kind in AnnotationKind]


class AnnotationModal(WritingModal[AnnotationEdit]):
    """Choose the kind by a digit or an arrow, or simply write: letters go to the note."""

    DEFAULT_CSS = """
    AnnotationModal {
        .passage { max-height: 6; margin-bottom: 1; }
        TextField { height: 6; margin-top: 1; }
    }
    """

    def __init__(
        self,
        passage: str,
        kind: AnnotationKind = AnnotationKind.HIGHLIGHT,
        note: str = "",
        *,
        is_new: bool = True,
    ) -> None:
        super().__init__(_("Annotate the passage") if is_new else _("Edit the annotation"))
        self._passage = passage
        self._kind = kind
        self._note = note

    def compose_body(self) -> Iterable[Widget]:
        """Yield the passage, the kinds and the note."""
        with VerticalScroll(classes="passage", can_focus=False):
            yield Prose(self._passage)
        yield Picker(kind_options(), self._kind)
        field = TextField(self._note, placeholder=_("Note (may stay empty)"))
        field.move_cursor(field.document.end)
        yield field

    def on_mount(self) -> None:
        """Start at the kinds: digits and arrows choose one, letters go on to the note."""
        self.query_one(Picker).focus()

    def on_picker_changed(self) -> None:
        """Say what the kind means."""
        self._explain()

    def on_picker_settled(self) -> None:
        """Go on to the note."""
        self.query_one(TextField).focus()

    def on_descendant_focus(self) -> None:
        """Say what the keys do where the focus is now."""
        self._explain()

    def on_key(self, event: events.Key) -> None:
        """Take a letter typed at the kinds as the start of the note."""
        if self.query_one(Picker).has_focus and event.is_printable and event.character:
            event.stop()
            field = self.query_one(TextField).focus()
            field.insert(event.character)
        elif self.query_one(Picker).has_focus and event.key == "down":
            self.query_one(TextField).focus()

    def action_save(self) -> None:
        """Close with the kind and the note."""
        kind: AnnotationKind = self.query_one(Picker).value
        self.dismiss(AnnotationEdit(kind, self.query_one(TextField).text.strip()))

    def _explain(self) -> None:
        picker = self.query_one(Picker)
        if picker.has_focus:
            keys = _("{digits} or {arrows}: kind").format(digits="1–4", arrows="← →")
        else:
            keys = _("{key}: back to the kind").format(key=key_label("shift+tab"))
        self.say(f"{picker.help_text}\u2003{keys}")

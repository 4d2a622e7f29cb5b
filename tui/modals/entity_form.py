"""Naming a person, an organisation or a place, or saying anew what one is and goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from store.models import EntityKind
from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.fields import FieldList, LineField, labelled
from tui.modals.picker import Picker, PickerOption
from tui.modals.prose import Prose
from tui.modals.writing import WritingModal
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from store.models import Entity


@dataclass(frozen=True, slots=True)
class EntityEdit:
    """What somebody or something is and goes by."""

    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityIsAnother:
    """It is one that is known already."""


@dataclass(frozen=True, slots=True)
class EntityIsNone:
    """It is to be known no longer."""


EntityAnswer = EntityEdit | EntityIsAnother | EntityIsNone


def split_names(text: str) -> tuple[str, ...]:
    """Names typed with semicolons between them, for names may have commas; each once."""
    parts = (" ".join(part.split()) for part in text.split(";"))
    return tuple(dict.fromkeys(filter(None, parts)))


class EntityForm(WritingModal[EntityAnswer]):
    """A form for an entity: its kind by a digit or an arrow, its name, the other names of it in texts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "another", show=False, priority=True),
        Binding("ctrl+x", "forget", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    EntityForm {
        FieldList { height: auto; }
        Prose { margin-bottom: 1; }
    }
    """

    def __init__(
        self,
        name: str,
        kind: EntityKind | None = None,
        known: Entity | None = None,
        *,
        has_others: bool = False,
    ) -> None:
        """Take what is known.

        Args:
            name: What the article calls it.
            kind: What it seems to be.
            known: What is known of it; None for one that is to be confirmed.
            has_others: Whether it may be one that is known.
        """
        super().__init__(_("What is known of it") if known else _("Who or what is this?"))
        self._called = known.name if known else name
        self._kind = known.kind if known else kind
        self._known = known
        self._has_others = has_others

    def compose_body(self) -> Iterable[Widget]:
        """Yield how many articles mention it, and the fields."""
        if self._known is not None:
            words = ngettext(
                "{count} article mentions it.",
                "{count} articles mention it.",
                self._known.article_count,
            )
            yield Prose(words.format(count=self._known.article_count))
        aliases = "; ".join(self._known.aliases) if self._known else ""
        with FieldList():
            kinds = [PickerOption(each, label(each)) for each in EntityKind]
            yield labelled(_("Kind"), Picker(kinds, self._kind))
            yield labelled(_("Name"), LineField(self._called, id="name"))
            yield labelled(
                _("Also called"),
                LineField(aliases, placeholder=_("other names in texts; another"), id="aliases"),
            )

    def on_mount(self) -> None:
        """Begin with the kind."""
        super().on_mount()
        self.offer("another", is_offered=self._has_others)
        self.query_one(Picker).focus()

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Another"), "ctrl+o", "another"),
            ModalAction(_("Save"), "ctrl+s", "save", is_main=True),
        )

    def first_hint(self) -> str:
        """Return what the names are for."""
        words = _("Every article that has one of the names, as it is written here, mentions it.")
        if self._known is None:
            return words
        return f"{words} {_('{key} forgets it.').format(key=key_label('ctrl+x'))}"

    def on_input_submitted(self) -> None:
        """Take what was written."""
        self.action_save()

    def on_picker_settled(self) -> None:
        """Take the kind with the name as it is."""
        self.action_save()

    def action_another(self) -> None:
        """Close with the wish to say which one it is."""
        if self._has_others:
            self.dismiss(EntityIsAnother())

    def action_forget(self) -> None:
        """Close with the wish to know it no longer."""
        if self._known is not None:
            self.dismiss(EntityIsNone())

    def action_save(self) -> None:
        """Close with what was written, or ask for the name."""
        name = " ".join(self.query_one("#name", LineField).value.split())
        if not any(letter.isalnum() for letter in name):
            self.query_one("#name").focus()
            self.complain(_("It needs a name."))
            return
        kind: EntityKind = self.query_one(Picker).value
        self.dismiss(EntityEdit(kind, name, self._aliases()))

    def _aliases(self) -> tuple[str, ...]:
        field = self.query_one("#aliases", LineField)
        if self._known is not None and not field.is_changed:
            return self._known.aliases
        return split_names(field.value)

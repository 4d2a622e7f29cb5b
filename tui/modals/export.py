"""Handing out a selection as a file: of what, in which format, how much of it, where to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from store.models import ExportMode
from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.fields import FieldList, LineField, labelled
from tui.modals.picker import Picker, PickerOption
from tui.paths import path_said
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

_NOT_IN_FILE_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_STEM = 60


@dataclass(frozen=True, slots=True)
class ExportTarget:
    """Something that can be handed out."""

    value: str
    """As the export takes it: ``collection:SLUG``, ``mission:SLUG`` or a query."""
    label: str
    count: int | None = None
    """How many articles, where that is known."""
    file_stem: str = ""
    """What its file is called without the suffix; made from the label where empty."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of files."""

    name: str
    suffix: str
    """With its dot."""
    label: str = ""
    """How people call it; the name where empty."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What is to be handed out, and how."""

    target: str
    format: str
    mode: ExportMode
    path: Path
    file_name: str = ""
    """What it is called in a folder."""


def suggest_path(folder: Path, target: ExportTarget, chosen: ExportFormat) -> Path:
    """Where the export of a target goes, if nobody says otherwise."""
    stem = _NOT_IN_FILE_NAMES.sub("-", target.file_stem or target.label).strip("-.")
    return folder / f"{stem[:_LONGEST_STEM] or 'export'}{chosen.suffix}"


def mode_options() -> list[PickerOption[ExportMode]]:
    """How much of an article can be handed out, with the words for it."""
    helps = {
        ExportMode.REFERENCES: _("Title, source, date, address and very short extracts."),
        ExportMode.EXTRACTS: _("References, with the annotated passages as quotations."),
        ExportMode.FULL: _("The whole texts: only where the rights to them are yours."),
    }
    return [PickerOption(mode, label(mode), helps[mode]) for mode in ExportMode]


class ExportModal(MarbreModal[ExportChoice]):
    """A form of four fields; the path follows the others until it is written by hand."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    DEFAULT_CSS = """
    ExportModal {
        .row { margin-bottom: 1; }
        FieldList { height: auto; max-height: 16; }
    }
    """

    def __init__(
        self,
        targets: Sequence[ExportTarget],
        formats: Sequence[ExportFormat],
        folder: Path,
        *,
        default: str | None = None,
        mode: ExportMode = ExportMode.EXTRACTS,
    ) -> None:
        """Take what can be handed out.

        Args:
            targets: At least one.
            formats: At least one, the one to begin with first.
            folder: Where files go; a path typed without one starts there.
            default: The value of the target to begin with.
            mode: How much of an article to begin with.
        """
        super().__init__(_("Export"))
        self._targets = {target.value: target for target in targets}
        self._formats = {one.name: one for one in formats}
        self._folder = folder
        self._default = default
        self._mode = mode
        self._suggested = ""

    def compose_body(self) -> Iterable[Widget]:
        """Yield the fields."""
        targets = [PickerOption(one.value, _target_words(one)) for one in self._targets.values()]
        formats = [PickerOption(one.name, one.label or one.name) for one in self._formats.values()]
        with FieldList():
            yield labelled(_("What"), Picker(targets, self._default, vertical=True, id="target"))
            yield labelled(_("Format"), Picker(formats, id="format"))
            yield labelled(_("How much"), Picker(mode_options(), self._mode, id="mode"))
            yield labelled(_("File"), LineField(id="path"))

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (self.cancel_action, ModalAction(_("Export"), "ctrl+s", "save", is_main=True))

    def first_hint(self) -> str:
        """Return what the mode means."""
        return self._mode_words()

    def on_mount(self) -> None:
        """Suggest a path."""
        self._suggest()

    def on_picker_changed(self) -> None:
        """Let the path and the hint follow the choice."""
        self._suggest()
        self.say(self._mode_words())

    def on_picker_settled(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def on_input_submitted(self) -> None:
        """Export: the path is the last field."""
        self.action_save()

    def action_save(self) -> None:
        """Close with the choice, or ask for the path."""
        path = self.query_one("#path", LineField).value.strip()
        if not path:
            self.complain(_("Where is the file to go?"))
            return
        mode: ExportMode = self.query_one("#mode", Picker).value
        said = path_said(path, self._folder)
        name = suggest_path(self._folder, self._target, self._format).name
        self.dismiss(ExportChoice(self._target.value, self._format.name, mode, said, name))

    @property
    def _target(self) -> ExportTarget:
        return self._targets[self.query_one("#target", Picker).value]

    @property
    def _format(self) -> ExportFormat:
        return self._formats[self.query_one("#format", Picker).value]

    def _suggest(self) -> None:
        field = self.query_one("#path", LineField)
        if field.value == self._suggested:
            self._suggested = str(suggest_path(self._folder, self._target, self._format))
            field.value = self._suggested

    def _mode_words(self) -> str:
        words = self.query_one("#mode", Picker).help_text
        keys = _("{keys}: next field").format(keys=f"{key_label('tab')}, ↑ ↓")
        return f"{words}\u2003{keys}"


def _target_words(target: ExportTarget) -> str:
    if target.count is None:
        return target.label
    count = ngettext("{count} article", "{count} articles", target.count)
    return f"{target.label} ({count.format(count=target.count)})"

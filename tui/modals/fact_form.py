"""Writing down a fact of a mission: what a passage says, by whom and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from store.export.facts import figure_words
from store.models import FactDetails, FactStatus, FactType, Figure, Party, PressDate
from tui.figures import read_figure
from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.fields import FieldList, LineField, TextField, labelled
from tui.modals.known_names import KnownNames
from tui.modals.mission_form import split_list
from tui.modals.picker import Picker, PickerOption
from tui.modals.prose import Prose
from tui.modals.writing import WritingModal
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.widget import Widget

_TYPES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FactEdit:
    """What a fact is to say; without it, the passage is for a fact that there is."""

    details: FactDetails | None


class FactForm(WritingModal[FactEdit]):
    """A form for a fact, new or old; its type and its status are enough."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "attach", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    FactForm {
        FieldList { height: 1fr; }
        TextField { height: 3; }
        .passage { max-height: 4; margin-bottom: 1; }
    }
    """

    def __init__(
        self,
        mission: str,
        passage: str,
        details: FactDetails | None = None,
        *,
        is_new: bool = False,
        has_others: bool = False,
        known: Sequence[str] = (),
        read_dates: Callable[[str], PressDate] = PressDate,
    ) -> None:
        """Take what the fact rests on and what it says already.

        Args:
            mission: The title of its mission.
            passage: What it rests on.
            details: What it says, or seems to say.
            is_new: Whether it is not there yet.
            has_others: Whether the passage may be for one that there is.
            known: Names that are offered for parties and for who says it.
            read_dates: What a date as the press says it means.
        """
        heading = _("Fact of “{mission}”") if is_new or not details else _("Edit the fact")
        super().__init__(heading.format(mission=mission))
        self.add_class("-tall")
        self._passage = passage
        self._details = details or FactDetails(FactType.AGREEMENT, FactStatus.STATED)
        self._has_others = has_others
        self._known = KnownNames(known)
        self._read_dates = read_dates

    def compose_body(self) -> Iterable[Widget]:
        """Yield the passage and the fields, each with its label."""
        details = self._details
        types = [PickerOption(each, label(each)) for each in FactType]
        statuses = [PickerOption(each, label(each)) for each in FactStatus]
        sums = [
            PickerOption(False, _("stands for itself")),
            PickerOption(True, _("sums up others")),
        ]
        with FieldList():
            yield Prose(self._passage, classes="passage")
            yield labelled(
                _("Type"),
                Picker(types, details.type, vertical=True, rows=_TYPES_SHOWN, id="fact-type"),
            )
            yield labelled(_("Status"), Picker(statuses, details.status, id="fact-status"))
            yield from self._lines(details)
            yield labelled(_("Counting"), Picker(sums, details.is_aggregate, id="fact-sum"))
            yield labelled(_("Note"), TextField(details.note, id="fact-note"))

    def on_mount(self) -> None:
        """Begin with the type."""
        super().on_mount()
        self.offer("attach", is_offered=self._has_others)
        for name in ("parties", "speaker"):
            self.query_one(f"#fact-{name}", LineField).suggester = self._known
        self.query_one("#fact-type").focus()

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Existing fact"), "ctrl+o", "attach"),
            ModalAction(_("Save"), "ctrl+s", "save", is_main=True),
        )

    def first_hint(self) -> str:
        """Return how to go from field to field."""
        keys = f"{key_label('tab')}, ↑ ↓"
        return _("{keys}: next field. Several names are parted by commas.").format(keys=keys)

    def on_input_submitted(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def on_picker_settled(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def action_attach(self) -> None:
        """Close with the wish to let a fact that there is rest on the passage too."""
        if self._has_others:
            self.dismiss(FactEdit(None))

    def action_save(self) -> None:
        """Close with what was written."""
        self.dismiss(FactEdit(self._written()))

    def _lines(self, details: FactDetails) -> Iterable[Widget]:
        parties = ", ".join(party.name for party in details.parties)
        date = details.date.text if details.date else ""
        yield labelled(_("Parties"), LineField(parties, id="fact-parties"))
        yield labelled(
            _("Figure"),
            LineField(
                figure_words(details.figure) if details.figure else "",
                placeholder=_("more than 40 firms (delegation)"),
                id="fact-figure",
            ),
        )
        yield labelled(
            _("Date"),
            LineField(date, placeholder=_("as the press says it: mid-February"), id="fact-date"),
        )
        yield labelled(_("According to"), LineField(details.speaker or "", id="fact-speaker"))

    def _written(self) -> FactDetails:
        type_: FactType = self.query_one("#fact-type", Picker).value
        status: FactStatus = self.query_one("#fact-status", Picker).value
        is_sum: bool = self.query_one("#fact-sum", Picker).value
        return FactDetails(
            type=type_,
            status=status,
            parties=self._parties(),
            figure=self._figure(),
            date=self._date(),
            speaker=self._line("speaker") or None,
            is_aggregate=is_sum,
            parts=self._details.parts if is_sum else (),
            note=self.query_one("#fact-note", TextField).text.strip(),
        )

    def _parties(self) -> tuple[Party, ...]:
        known = {party.name: party for party in self._details.parties}
        if not self.query_one("#fact-parties", LineField).is_changed:
            # A name may have a comma in it.
            return self._details.parties
        names = split_list(self._line("parties"))
        return tuple(known.get(name, Party(name)) for name in names)

    def _figure(self) -> Figure | None:
        field = self.query_one("#fact-figure", LineField)
        return read_figure(field.value) if field.is_changed else self._details.figure

    def _date(self) -> PressDate | None:
        field = self.query_one("#fact-date", LineField)
        if not field.is_changed:
            return self._details.date
        return self._read_dates(field.value.strip()) if field.value.strip() else None

    def _line(self, name: str) -> str:
        return self.query_one(f"#fact-{name}", LineField).value.strip()

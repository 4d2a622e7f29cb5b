"""Writing down what is known of an economic mission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import Direction, MissionDetails, PressDate
from tui.i18n import _
from tui.keys import key_label
from tui.modals.fields import FieldList, LineField, TextField, labelled
from tui.modals.picker import Picker, PickerOption
from tui.modals.writing import WritingModal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.widget import Widget


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list typed with commas or semicolons, each once, empty ones left out."""
    parts = (" ".join(part.split()) for part in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(filter(None, parts)))


def direction_options() -> list[PickerOption[Direction]]:
    """The ways a mission can travel with their words."""
    return [
        PickerOption(Direction.OUTBOUND, _("outbound: from the territory to elsewhere")),
        PickerOption(Direction.INBOUND, _("inbound: from elsewhere to the territory")),
    ]


class MissionForm(WritingModal[MissionDetails]):
    """A form for a mission, new or old; only its title must be there."""

    DEFAULT_CSS = """
    MissionForm {
        FieldList { height: 1fr; }
        TextField { height: 3; }
    }
    """

    def __init__(
        self,
        details: MissionDetails | None = None,
        *,
        read_dates: Callable[[str], PressDate] = PressDate,
    ) -> None:
        """Take what is known already.

        Args:
            details: None for a mission that is not there yet.
            read_dates: What the dates as the press says them mean.
        """
        super().__init__(_("Edit the mission") if details else _("New mission"))
        self.add_class("-tall")
        self._details = details or MissionDetails(title="")
        self._read_dates = read_dates

    def compose_body(self) -> Iterable[Widget]:
        """Yield the fields, each with its label."""
        details = self._details
        with FieldList():
            yield labelled(_("Title"), LineField(details.title, id="title"))
            yield labelled(_("Direction"), Picker(direction_options(), details.direction))
            yield from self._lines(details)
            yield from self._texts(details)

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

    def action_save(self) -> None:
        """Close with what was written, or ask for the title."""
        if self._line("title"):
            self.answer(self._written())
        else:
            self.query_one("#title").focus()
            self.complain(_("A mission needs a title."))

    def _lines(self, details: MissionDetails) -> Iterable[Widget]:
        dates = details.dates.text if details.dates else ""
        yield labelled(_("From"), LineField(details.origin or "", id="origin"))
        yield labelled(_("To"), LineField(", ".join(details.destinations), id="destinations"))
        yield labelled(_("Organisers"), LineField(", ".join(details.organisers), id="organisers"))
        yield labelled(_("Led by"), LineField(details.leader or "", id="leader"))
        yield labelled(
            _("Dates"),
            LineField(dates, placeholder=_("as the press says them: mid-February"), id="dates"),
        )
        yield labelled(_("Sectors"), LineField(", ".join(details.sectors), id="sectors"))

    def _texts(self, details: MissionDetails) -> Iterable[Widget]:
        yield labelled(_("Objectives"), TextField(details.objectives or "", id="objectives"))
        yield labelled(_("Delegation"), TextField(details.delegation or "", id="delegation"))
        yield labelled(_("Programme"), TextField(details.programme or "", id="programme"))

    def _written(self) -> MissionDetails:
        direction: Direction = self.query_one(Picker).value
        return MissionDetails(
            title=self._line("title"),
            direction=direction,
            origin=self._line("origin") or None,
            destinations=split_list(self._line("destinations")),
            organisers=split_list(self._line("organisers")),
            leader=self._line("leader") or None,
            dates=self._dates(),
            sectors=split_list(self._line("sectors")),
            objectives=self._text("objectives") or None,
            delegation=self._text("delegation") or None,
            programme=self._text("programme") or None,
        )

    def _dates(self) -> PressDate | None:
        text, known = self._line("dates"), self._details.dates
        if not text:
            return None
        # What the same words were found to mean is not to be lost by looking at the form.
        return known if known and known.text == text else self._read_dates(text)

    def _line(self, name: str) -> str:
        return self.query_one(f"#{name}", LineField).value.strip()

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", TextField).text.strip()

"""Writing down how a feed is to be treated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.models import FeedDetails, FullText
from tui.i18n import _
from tui.modals.fields import FieldList, LineField, labelled
from tui.modals.mission_form import split_list
from tui.modals.picker import Picker, PickerOption
from tui.modals.writing import WritingModal
from tui.safe_text import clean_line, is_web_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from textual.widget import Widget


def web_address(typed: str) -> str:
    """The address for what was typed; ``https`` where no scheme was."""
    address = clean_line(typed)
    return address if "://" in address or not address else f"https://{address}"


def full_text_options() -> list[PickerOption[FullText]]:
    """When the pages of a feed's articles are fetched, in words."""
    return [
        PickerOption(FullText.NEVER, _("never")),
        PickerOption(FullText.WHEN_SHORT, _("when the feed gives an extract")),
        PickerOption(FullText.ALWAYS, _("always")),
    ]


def private_options() -> list[PickerOption[bool]]:
    """Whether a feed may be on this machine or on a private network, in words."""
    return [PickerOption(False, _("refused")), PickerOption(True, _("allowed"))]


class FeedForm(WritingModal[FeedDetails]):
    """A form for a feed; only its address must be there."""

    DEFAULT_CSS = """
    FeedForm FieldList { height: auto; }
    """

    def __init__(self, details: FeedDetails, taken: Collection[str] = ()) -> None:
        """Take how the feed is treated.

        Args:
            details: What the fields hold at first.
            taken: The addresses of other feeds.
        """
        super().__init__(_("Edit the feed"))
        self._details = details
        self._taken = frozenset(taken) - {details.url}

    def compose_body(self) -> Iterable[Widget]:
        """Yield the fields, each with its label."""
        details = self._details
        with FieldList():
            yield labelled(_("Address"), LineField(details.url, id="url"))
            yield labelled(_("Name"), LineField(details.title or "", id="title"))
            yield labelled(_("Group"), LineField(details.group or "", id="group"))
            yield labelled(_("Publication"), LineField(details.source or "", id="source"))
            yield labelled(_("Tags"), LineField(", ".join(details.tags), id="tags"))
            full_text = Picker(full_text_options(), details.full_text, id="full-text")
            yield labelled(_("Full text"), full_text)
            private = Picker(private_options(), details.allow_private, id="private")
            yield labelled(_("Own network"), private)

    def first_hint(self) -> str:
        """Return what may be left empty."""
        return _("What is left empty is taken from the feed. Tags are parted by commas.")

    def on_input_submitted(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def on_picker_settled(self, event: Picker.Settled) -> None:
        """Go on to the next field, from the last one to the end."""
        if event.control.id == "private":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Close with what was written, or ask for an address."""
        url = web_address(self._line("url"))
        if not is_web_address(url):
            self.query_one("#url").focus()
            self.complain(_("This is no address of the web: it begins with https:// or http://."))
            return
        if url in self._taken:
            self.query_one("#url").focus()
            self.complain(_("The desk follows this feed already."))
            return
        full_text: FullText = self.query_one("#full-text", Picker).value
        allow_private: bool = self.query_one("#private", Picker).value
        self.dismiss(
            replace(
                self._details,
                url=url,
                title=self._line("title") or None,
                group=self._line("group").strip("/") or None,
                source=self._line("source") or None,
                tags=split_list(self._line("tags")),
                full_text=full_text,
                allow_private=allow_private,
            )
        )

    def _line(self, name: str) -> str:
        return self.query_one(f"#{name}", LineField).value.strip()

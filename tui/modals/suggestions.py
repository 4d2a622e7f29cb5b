"""What would suit an article, with what speaks for it: taken or refused, several at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import MarbreModal, ModalAction
from tui.safe_text import clean_line
from tui.suggesting_words import reason_words, target_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from tui.suggesting import Advice

OPEN, TAKEN, REFUSED = "☐", "☑", "✗"


@dataclass(frozen=True, slots=True)
class SuggestionsAnswer:
    """What was decided; what is in none of these is left for another time."""

    tags: tuple[str, ...] = ()
    """Full names of tags to give."""
    missions: tuple[str, ...] = ()
    """Slugs of missions to link to."""
    refused_tags: tuple[str, ...] = ()
    refused_missions: tuple[str, ...] = ()


class SuggestionsModal(MarbreModal[SuggestionsAnswer]):
    """Take and refuse suggestions.

    ``a`` takes and ``x`` refuses the one that is highlighted; Enter ends with what was decided, or takes
    the one that is highlighted where nothing was.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,space", "take", show=False),
        Binding("x,delete", "refuse", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("ctrl+s", "apply", show=False),
    ]
    DEFAULT_CSS = """
    SuggestionsModal OptionList { height: auto; max-height: 24; }
    """

    def __init__(self, advice: Sequence[Advice]) -> None:
        """Take what is suggested, the surest first; at least one."""
        super().__init__(_("Suggested for the article"))
        self._advice = tuple(advice)
        self._marks = [OPEN] * len(self._advice)

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list of suggestions."""
        options = (Option(self._prompt(number)) for number in range(len(self._advice)))
        yield OptionList(*options, markup=False)

    def on_mount(self) -> None:
        """Highlight the surest."""
        super().on_mount()
        self._list.highlighted = 0

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Refuse"), "x", "refuse"),
            ModalAction(_("Take"), "a", "take"),
            ModalAction(_("Apply"), "enter", "apply", is_main=True),
        )

    def first_hint(self) -> str:
        """Say how to decide."""
        return _("{take} takes, {refuse} refuses for good; {enter} ends.").format(
            take=key_label("a"), refuse=key_label("x"), enter=key_label("enter")
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with what was decided; with the suggestion alone where nothing was."""
        event.stop()
        if set(self._marks) == {OPEN}:
            self._marks[event.option_index] = TAKEN
        self.action_apply()

    def action_take(self) -> None:
        """Take the suggestion that is highlighted, or leave it open again; go on to the next."""
        self._mark(TAKEN)

    def action_refuse(self) -> None:
        """Refuse the suggestion that is highlighted, or leave it open again; go on to the next."""
        self._mark(REFUSED)

    def _mark(self, mark: str) -> None:
        number = self._list.highlighted
        if number is None:
            return
        self._marks[number] = OPEN if self._marks[number] == mark else mark
        self._list.replace_option_prompt_at_index(number, self._prompt(number))
        self.action_move(1)
        self.say(self._decided() or self.first_hint())

    def action_move(self, step: int) -> None:
        """Go to the next suggestion or the one before."""
        here = self._list.highlighted or 0
        self._list.highlighted = max(0, min(len(self._advice) - 1, here + step))

    def action_apply(self) -> None:
        """Close with what was decided; it is a cancelling where nothing was."""
        answer = SuggestionsAnswer(
            tags=self._marked(TAKEN, is_tag=True),
            missions=self._marked(TAKEN, is_tag=False),
            refused_tags=self._marked(REFUSED, is_tag=True),
            refused_missions=self._marked(REFUSED, is_tag=False),
        )
        self.dismiss(None if answer == SuggestionsAnswer() else answer)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _marked(self, mark: str, *, is_tag: bool) -> tuple[str, ...]:
        return tuple(
            advice.name
            for advice, own in zip(self._advice, self._marks, strict=True)
            if own == mark and advice.is_tag is is_tag
        )

    def _decided(self) -> str:
        taken, refused = self._marks.count(TAKEN), self._marks.count(REFUSED)
        words = [
            ngettext("{count} taken", "{count} taken", taken).format(count=taken) if taken else "",
            ngettext("{count} refused", "{count} refused", refused).format(count=refused)
            if refused
            else "",
        ]
        return ", ".join(each for each in words if each)

    def _prompt(self, number: int) -> Content:
        advice = self._advice[number]
        prompt = Content(f"{self._marks[number]} ") + Content.styled(
            clean_line(target_words(advice)), "bold"
        )
        for words in reason_words(advice):
            prompt = prompt + "\n    " + Content.styled(clean_line(words), "dim")
        return prompt

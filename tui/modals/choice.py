"""Choosing one of what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.modals.base import MarbreModal
from tui.modals.choices import Choice
from tui.modals.chooser import Chooser
from tui.modals.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.widget import Widget


class ChoiceModal(MarbreModal[str]):
    """Find one by a few letters; the answer is its value, or what was typed as a new one."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        explanation: str = "",
        placeholder: str = "",
        highlighted: str | None = None,
        create_words: Callable[[str], str] | None = None,
    ) -> None:
        """Take what to choose from.

        Args:
            title: The question.
            choices: At least one.
            explanation: What the answer is used for.
            placeholder: What the empty line says.
            highlighted: The value of the choice to begin with.
            create_words: The words for making what was typed; None where nothing new can be.
        """
        super().__init__(title)
        self.add_class("-tall")
        self._choices = choices
        self._explanation = explanation
        self._placeholder = placeholder
        self._highlighted = highlighted
        self._create_words = create_words

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line and the list."""
        if self._explanation:
            yield Prose(self._explanation)
        yield Chooser(
            self._choices,
            placeholder=self._placeholder,
            create_words=self._create_words,
            highlighted=self._highlighted,
        )

    def on_chooser_chosen(self, event: Chooser.Chosen) -> None:
        """Answer what was chosen."""
        event.stop()
        self.dismiss(event.choice.value)

    def on_chooser_created(self, event: Chooser.Created) -> None:
        """Answer what was typed."""
        event.stop()
        self.dismiss(event.text)

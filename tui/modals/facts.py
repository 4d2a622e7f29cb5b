"""The facts of a mission, or of an article: each with its passages, to go to and to change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.fact_words import count_words, fact_heading, fact_words
from tui.i18n import _, quoted
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.prose import Prose, wrap_content
from tui.modals.rows import RowsModal
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.widget import Widget
    from textual.widgets import OptionList

    from store.models import Fact, FactCount


_INDENT = "    "
_WIDEST = 94
"""Cells of a line before it is known how many there are."""


class FactWishKind(StrEnum):
    """What is to be done with a fact."""

    OPEN = "open"
    """Go to the passage that it rests on."""
    EDIT = "edit"
    REMOVE = "remove"
    PART = "part"
    """Say which fact sums it up."""


@dataclass(frozen=True, slots=True)
class FactWish:
    """What a person wants of which fact."""

    kind: FactWishKind
    fact: Fact
    passage: int = 0
    """Which of its passages is to be opened."""


class FactsModal(RowsModal[FactWish]):
    """List facts; Enter opens the passage, the other keys change the fact that is highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", show=False),
        Binding("x,delete", "remove", show=False),
        Binding("p", "part", show=False),
        Binding("right,l", "passage(1)", show=False),
        Binding("left,h", "passage(-1)", show=False),
    ]
    DEFAULT_CSS = """
    FactsModal {
        #counts { margin-bottom: 1; color: $text-muted; max-height: 4; }
    }
    """

    def __init__(
        self,
        heading: str,
        facts: Sequence[Fact],
        counts: Sequence[FactCount] = (),
        headlines: Mapping[str, str] | None = None,
        *,
        highlighted: str | None = None,
    ) -> None:
        """Take the facts.

        Args:
            heading: Whose they are.
            facts: At least one.
            counts: How many there are of each type; nothing where that is not to be said.
            headlines: What each article that they rest on is called, by its id.
            highlighted: The id of the fact to begin with.
        """
        ids = [fact.id for fact in facts]
        first = ids.index(highlighted) if highlighted in ids else 0
        super().__init__(heading, len(ids), first)
        self._facts = tuple(facts)
        self._counts = tuple(counts)
        self._headlines = dict(headlines or {})
        self._passages = [0] * len(self._facts)
        self._width = _WIDEST

    def on_resize(self) -> None:
        """Break the lines of the facts where they break now."""
        self.call_after_refresh(self._lay_out)

    def compose_body(self) -> Iterable[Widget]:
        """Yield how many there are, and the list."""
        if self._counts:
            yield Prose(" · ".join(count_words(self._counts)), id="counts")
        yield self.make_list()

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Remove"), "x", "remove"),
            ModalAction(_("Edit"), "e", "edit"),
            ModalAction(_("Open"), "enter", "open", is_main=True),
        )

    def first_hint(self) -> str:
        """Say how to put facts together, and to see other passages."""
        words = _("{key} says which fact sums it up.").format(key=key_label("p"))
        if all(len(fact.passages) < 2 for fact in self._facts):
            return words
        keys = f"{key_label('left')} {key_label('right')}"
        return f"{words} {_('{keys}: another passage.').format(keys=keys)}"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the wish to see the passage."""
        event.stop()
        self._wish(FactWishKind.OPEN)

    def action_open(self) -> None:
        """Close with the wish to see the passage."""
        self._wish(FactWishKind.OPEN)

    def action_edit(self) -> None:
        """Close with the wish to change the fact."""
        self._wish(FactWishKind.EDIT)

    def action_remove(self) -> None:
        """Close with the wish to be rid of the fact."""
        self._wish(FactWishKind.REMOVE)

    def action_part(self) -> None:
        """Close with the wish to say which fact sums it up."""
        self._wish(FactWishKind.PART)

    def action_passage(self, step: int) -> None:
        """Show another of the passages that the fact rests on."""
        number = self.number
        count = len(self._facts[number].passages)
        self._passages[number] = (self._passages[number] + step) % count
        self.draw_again(number)

    def _wish(self, kind: FactWishKind) -> None:
        self.dismiss(FactWish(kind, self._facts[self.number], self._passages[self.number]))

    def _lay_out(self) -> None:
        self._width = self._list.scrollable_content_region.width or _WIDEST
        self.draw_again()

    def draw(self, number: int) -> Content:
        """Return what a fact says, and the passage that is shown of it."""
        fact, place = self._facts[number], self._passages[number]
        passage = fact.passages[place]
        which = f" {place + 1}/{len(fact.passages)}" if len(fact.passages) > 1 else ""
        where = self._headlines.get(passage.article_id, passage.article_id)
        lost = f" · {_('lost its place')}" if passage.is_orphan else ""
        said = Content.styled(clean_line(fact_heading(fact)), "bold") + (
            f"  {clean_line(fact_words(fact))}"
        )
        said_there = clean_line(f"{quoted(passage.quote.exact)} — {where}{lost}{which}")
        # Textual's own lists break lines at no-break spaces.
        width = self._width
        lines = wrap_content(said, width)
        lines += [
            Content(_INDENT) + line
            for line in wrap_content(Content.styled(said_there, "dim"), width - len(_INDENT))
        ]
        return Content("\n").join(lines)

"""The names of an article: those that are known, and those that seem to be names, to confirm or refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from store.models import EntityKind, NameDecisions
from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import ModalAction
from tui.modals.rows import RowsModal
from tui.safe_text import clean_line
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget
    from textual.widgets import OptionList

    from store.models import Entity
    from tui.naming import NameAdvice

KNOWN, OPEN, TAKEN, REFUSED = "●", "☐", "☑", "✗"


@dataclass(frozen=True, slots=True)
class NamesAnswer:
    """What was decided; what is in none of these is left for another time."""

    decisions: NameDecisions
    articles_of: Entity | None = None
    """Whose articles are to be listed."""
    changes: Entity | None = None
    """Who or what is to be written anew."""


@dataclass(slots=True)
class _Row:
    """A name with what was decided on it."""

    entity: Entity | None = None
    advice: NameAdvice | None = None
    mark: str = OPEN
    kind: EntityKind | None = None
    is_alias: bool = False
    """Whether it is taken as another name of what it is like."""


class NamesModal(RowsModal[NamesAnswer]):
    """Confirm, refuse and leave out names.

    ``a`` confirms the one that is highlighted, a digit as what; ``x`` refuses it, or says that a known one is
    not meant in this article. Enter ends with what was decided; where nothing was, it lists the articles that
    mention the one that is known, or confirms the other.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,space", "take", show=False),
        Binding("equals_sign", "alias", show=False),
        Binding("x,delete", "refuse", show=False),
        Binding("e", "change", show=False),
        Binding("ctrl+s", "apply", show=False),
        Binding("1,ampersand", "kind('person')", show=False),
        Binding("2,é", "kind('organisation')", show=False),
        Binding("3,quotation_mark", "kind('place')", show=False),
    ]

    def __init__(
        self, article_id: str, known: Sequence[Entity], advice: Sequence[NameAdvice]
    ) -> None:
        """Take the names: at least one of either sort."""
        first = len(known) if advice else 0
        super().__init__(_("Names in the article"), len(known) + len(advice), first)
        self._article_id = article_id
        self._rows = [_Row(entity=entity, mark=KNOWN, kind=entity.kind) for entity in known]
        self._rows += [_Row(advice=each, kind=each.guess.kind) for each in advice]

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list of names."""
        yield self.make_list()

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Refuse"), "x", "refuse"),
            ModalAction(_("Confirm"), "a", "take"),
            ModalAction(_("Apply"), "enter", "apply", is_main=True),
        )

    def first_hint(self) -> str:
        """Say how to decide."""
        return _(
            "1 person, 2 organisation, 3 place; {take} confirms, {refuse} refuses, {edit} changes "
            "what is known; {enter} ends."
        ).format(
            take=key_label("a"),
            refuse=key_label("x"),
            edit=key_label("e"),
            enter=key_label("enter"),
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with what was decided; where nothing was, with what the row is for."""
        event.stop()
        row = self._rows[event.option_index]
        if self._decisions() != NameDecisions(self._article_id):
            self.action_apply()
        elif row.entity is not None:
            self.dismiss(NamesAnswer(NameDecisions(self._article_id), articles_of=row.entity))
        elif self._take(row):
            self.action_apply()

    def action_take(self) -> None:
        """Confirm the name that is highlighted, or leave it open again; go on to the next."""
        row = self._row
        if row.entity is not None:
            self._decide(row, KNOWN)
        elif row.mark == TAKEN:
            self._decide(row, OPEN)
        elif self._take(row):
            self._decide(row, TAKEN)

    def action_alias(self) -> None:
        """Take the name as another one of what it is like."""
        row = self._row
        if row.advice is not None and row.advice.alike is not None:
            row.is_alias = not row.is_alias
            self._decide(row, TAKEN if row.is_alias else OPEN)

    def action_kind(self, kind: str) -> None:
        """Confirm the name that is highlighted as one of this kind."""
        row = self._row
        if row.advice is not None:
            row.kind, row.is_alias = EntityKind(kind), False
            self._decide(row, TAKEN)

    def action_refuse(self) -> None:
        """Refuse the name, or say that the article means something else by it; or take that back."""
        row = self._row
        usual = KNOWN if row.entity is not None else OPEN
        row.is_alias = False
        self._decide(row, usual if row.mark == REFUSED else REFUSED)

    def action_change(self) -> None:
        """Close with the wish to write anew what is known of the one that is highlighted."""
        row = self._row
        if row.entity is None:
            self.complain(_("Confirm it first: nothing is known of it."))
        else:
            self.dismiss(NamesAnswer(self._decisions(), changes=row.entity))

    def action_apply(self) -> None:
        """Close with what was decided; it is a cancelling where nothing was."""
        decisions = self._decisions()
        is_nothing = decisions == NameDecisions(self._article_id)
        self.dismiss(None if is_nothing else NamesAnswer(decisions))

    @property
    def _row(self) -> _Row:
        return self._rows[self.number]

    def _take(self, row: _Row) -> bool:
        """Mark a name as confirmed where it is known what it names."""
        if row.kind is None:
            self.complain(_("Say what it is: 1 a person, 2 an organisation, 3 a place."))
            return False
        row.mark = TAKEN
        return True

    def _decide(self, row: _Row, mark: str) -> None:
        row.mark = mark
        self.draw_again(self._rows.index(row))
        self.action_move(1)
        self.say(self._decided() or self.first_hint())

    def _decisions(self) -> NameDecisions:
        taken = [row for row in self._rows if row.mark == TAKEN and row.advice is not None]
        refused = [row for row in self._rows if row.mark == REFUSED]
        return NameDecisions(
            self._article_id,
            confirmed=tuple(
                (row.kind, row.advice.name)
                for row in taken
                if row.advice is not None and row.kind is not None and not row.is_alias
            ),
            aliases=tuple(
                (row.advice.alike.id, row.advice.name)
                for row in taken
                if row.is_alias and row.advice is not None and row.advice.alike is not None
            ),
            refused=tuple(row.advice.name for row in refused if row.advice is not None),
            left_out=tuple(row.entity.id for row in refused if row.entity is not None),
        )

    def _decided(self) -> str:
        marks = [row.mark for row in self._rows]
        taken, refused = marks.count(TAKEN), marks.count(REFUSED)
        words = [
            ngettext("{count} confirmed", "{count} confirmed", taken).format(count=taken)
            if taken
            else "",
            ngettext("{count} refused", "{count} refused", refused).format(count=refused)
            if refused
            else "",
        ]
        return ", ".join(each for each in words if each)

    def draw(self, number: int) -> Content:
        """Return what was decided on a name, and what is known of it."""
        row = self._rows[number]
        kind = label(row.kind) if row.kind is not None else "?"
        name = row.entity.name if row.entity is not None else row.advice.name if row.advice else ""
        prompt = Content(f"{row.mark} ") + Content.styled(clean_line(name), "bold")
        return prompt + Content.styled(f"  {kind}{self._detail(row)}", "dim")

    def _detail(self, row: _Row) -> str:
        if row.entity is not None:
            count = row.entity.article_count
            words = ngettext("{count} article", "{count} articles", count).format(count=count)
            meant = f" · {_('not meant here')}" if row.mark == REFUSED else ""
            return f" · {words}{meant}"
        advice = row.advice
        if advice is None or advice.alike is None:
            return ""
        name = clean_line(advice.alike.name)
        if row.is_alias:
            return " · " + _("also called: {name}").format(name=name)
        return " · " + _("{key}: another name of {name}").format(key=key_label("="), name=name)

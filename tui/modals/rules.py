"""The rules that a feed is judged by: to add, to change, to try and to remove."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from store.models import RuleKind
from tui.enum_words import label
from tui.i18n import _
from tui.keys import key_label
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.fields import FieldList, LineField, labelled
from tui.modals.mission_form import split_list
from tui.modals.picker import Picker, PickerOption
from tui.modals.writing import WritingModal
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.widget import Widget

    from store.models import FeedRule


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as somebody writes it down."""

    kind: RuleKind = RuleKind.BLOCK
    query: str = ""
    tags: tuple[str, ...] = ()
    is_for_all: bool = False
    is_trial: bool = False
    """Whether it is only to be tried, and then written on."""


class RuleForm(WritingModal[RuleDraft]):
    """A form for a rule; Ctrl+T closes it with a rule to be tried."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "try", show=False)]

    DEFAULT_CSS = """
    RuleForm FieldList { height: auto; }
    """

    def __init__(
        self,
        problem_of: Callable[[str], str | None],
        draft: RuleDraft | None = None,
        *,
        is_new: bool = True,
    ) -> None:
        """Take what is written already.

        Args:
            problem_of: Says of a query why no rule can have it.
            draft: What the fields hold at first.
            is_new: Whether the rule is yet to be made.
        """
        super().__init__(_("New rule") if is_new else _("Change the rule"))
        self._problem_of = problem_of
        self._draft = draft or RuleDraft()

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        cancel, save = super().actions()
        return (cancel, ModalAction(_("Try"), "ctrl+t", "try"), save)

    def compose_body(self) -> Iterable[Widget]:
        """Yield the fields, each with its label."""
        kinds = [PickerOption(kind, label(kind)) for kind in RuleKind]
        reach = [PickerOption(False, _("this feed")), PickerOption(True, _("all feeds"))]
        placeholder = _("words, “phrases”, title: category: link: …")
        draft = self._draft
        with FieldList():
            yield labelled(_("What to do"), Picker(kinds, draft.kind, id="kind"))
            query = LineField(draft.query, placeholder=placeholder, id="query")
            yield labelled(_("Query"), query)
            yield labelled(_("Tags"), LineField(", ".join(draft.tags), id="tags"))
            yield labelled(_("For"), Picker(reach, draft.is_for_all, id="reach"))

    def first_hint(self) -> str:
        """Return what the kinds mean."""
        return _(
            "“block” keeps out; where there is a “keep”, nothing else comes in; “tag” only tags."
        )

    def on_input_submitted(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def on_picker_settled(self, event: Picker.Settled) -> None:
        """Go on to the next field, from the last one to the end."""
        if event.control.id == "reach":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Close with the rule, or say what it lacks."""
        self._close(is_trial=False)

    def action_try(self) -> None:
        """Close with the wish to see what the rule would do, or say what it lacks."""
        self._close(is_trial=True)

    def _close(self, *, is_trial: bool) -> None:
        query = self.query_one("#query", LineField).value.strip()
        tags = split_list(self.query_one("#tags", LineField).value)
        kind: RuleKind = self.query_one("#kind", Picker).value
        is_for_all: bool = self.query_one("#reach", Picker).value
        problem = self._problem_of(query)
        if problem is None and kind is RuleKind.TAG and not tags:
            problem = _("Such a rule needs a tag to give.")
        if problem is None:
            self.dismiss(RuleDraft(kind, query, tags, is_for_all, is_trial))
        else:
            self.complain(problem)


class RulesActKind(StrEnum):
    """What can be done to rules here."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    TRY = "try"
    """See what they make of what the feed gives now."""
    BLOCKED = "blocked"
    """See what they keep out."""


@dataclass(frozen=True, slots=True)
class RulesAct:
    """What is to be done."""

    kind: RulesActKind
    rule_id: str | None = None
    """None for what is not done to one rule."""


class RulesModal(MarbreModal[RulesAct]):
    """A list with a letter for each act; one act closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
        Binding("a", "add", show=False),
        Binding("e,enter", "edit", show=False),
        Binding("t", "try", show=False),
        Binding("b", "blocked", show=False),
        Binding("d,delete", "remove", show=False),
        Binding("q", "cancel", show=False),
    ]

    def __init__(
        self,
        name: str,
        rules: Sequence[FeedRule],
        *,
        meanings: Mapping[str, str] | None = None,
        current: str | None = None,
    ) -> None:
        """Take the rules.

        Args:
            name: The feed's.
            rules: Its own and those for all feeds.
            meanings: How they are understood where that is more than what they say, by their ids.
            current: The id of the one to highlight at first.
        """
        super().__init__(_("Rules for {name}").format(name=clean_line(name)))
        self.add_class("-tall")
        self._rules = tuple(rules)
        self._meanings = dict(meanings or {})
        self._current = current

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list."""
        lines = (_rule_line(rule, self._meanings.get(rule.id, "")) for rule in self._rules)
        yield OptionList(*(Option(line) for line in lines), markup=False)

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            ModalAction(_("Close"), "escape", "cancel"),
            ModalAction(_("Try"), "t", "try"),
            ModalAction(_("Edit"), "e", "edit"),
            ModalAction(_("Add"), "a", "add", is_main=True),
        )

    def first_hint(self) -> str:
        """Return what rules do, where there is none."""
        if not self._rules:
            return _("No rule yet: everything is taken in.")
        order = _("A feed’s own rules are asked before those for all feeds.")
        keys = _("{remove}: remove, {blocked}: what they keep out")
        keys = keys.format(remove=key_label("d"), blocked=key_label("b"))
        return f"{order}\u2003{keys}"

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        rules = self.query_one(OptionList)
        ids = [rule.id for rule in self._rules]
        if ids:
            rules.highlighted = ids.index(self._current) if self._current in ids else 0
        rules.focus()

    def on_option_list_option_selected(self) -> None:
        """Change the rule that was chosen."""
        self.action_edit()

    def action_move(self, direction: str) -> None:
        """Go to the next rule or the one before."""
        rules = self.query_one(OptionList)
        moves = {"down": rules.action_cursor_down, "up": rules.action_cursor_up}
        moves[direction]()

    def action_add(self) -> None:
        """Close with the wish to write a rule."""
        self.dismiss(RulesAct(RulesActKind.ADD))

    def action_edit(self) -> None:
        """Close with the wish to change the rule."""
        self._close_with(RulesActKind.EDIT)

    def action_remove(self) -> None:
        """Close with the wish to take the rule away; it can be undone."""
        self._close_with(RulesActKind.REMOVE)

    def action_try(self) -> None:
        """Close with the wish to see what the rules make of the feed."""
        self.dismiss(RulesAct(RulesActKind.TRY, self._current_id))

    def action_blocked(self) -> None:
        """Close with the wish to see what the rules keep out."""
        self.dismiss(RulesAct(RulesActKind.BLOCKED, self._current_id))

    @property
    def _current_id(self) -> str | None:
        index = self.query_one(OptionList).highlighted
        return None if index is None else self._rules[index].id

    def _close_with(self, kind: RulesActKind) -> None:
        if self._current_id is not None:
            self.dismiss(RulesAct(kind, self._current_id))


def _rule_line(rule: FeedRule, meaning: str) -> Content:
    where = _("all feeds") if rule.feed_id is None else _("this feed")
    words = _("{kind}: {query}").format(kind=label(rule.kind), query=rule.query)
    about = " ".join((where, *(f"#{tag}" for tag in rule.tags)))
    line = Content(clean_line(words)) + Content.styled(f"  {clean_line(about)}", "dim")
    return line + Content.styled(f"\n    {clean_line(meaning)}", "dim") if meaning else line

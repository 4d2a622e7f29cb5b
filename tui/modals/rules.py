"""The rules that a feed is judged by: to add and to remove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from store.models import RuleKind
from tui.enum_words import label
from tui.i18n import _
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.fields import FieldList, LineField, labelled
from tui.modals.mission_form import split_list
from tui.modals.picker import Picker, PickerOption
from tui.modals.writing import WritingModal
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.widget import Widget

    from store.models import FeedRule


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule that is to be made."""

    kind: RuleKind
    query: str
    tags: tuple[str, ...] = ()
    is_for_all: bool = False


class RuleForm(WritingModal[NewRule]):
    """A form for a rule."""

    DEFAULT_CSS = """
    RuleForm FieldList { height: auto; }
    """

    def __init__(self, problem_of: Callable[[str], str | None]) -> None:
        """Take what says of a query why no rule can have it."""
        super().__init__(_("New rule"))
        self._problem_of = problem_of

    def compose_body(self) -> Iterable[Widget]:
        """Yield the fields, each with its label."""
        kinds = [PickerOption(kind, label(kind)) for kind in RuleKind]
        reach = [PickerOption(False, _("this feed")), PickerOption(True, _("all feeds"))]
        placeholder = _("words, “phrases”, title: category: link: …")
        with FieldList():
            yield labelled(_("What to do"), Picker(kinds, RuleKind.BLOCK, id="kind"))
            yield labelled(_("Query"), LineField(placeholder=placeholder, id="query"))
            yield labelled(_("Tags"), LineField(id="tags"))
            yield labelled(_("For"), Picker(reach, False, id="reach"))

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
        query = self.query_one("#query", LineField).value.strip()
        tags = split_list(self.query_one("#tags", LineField).value)
        kind: RuleKind = self.query_one("#kind", Picker).value
        is_for_all: bool = self.query_one("#reach", Picker).value
        problem = self._problem_of(query)
        if problem is None and kind is RuleKind.TAG and not tags:
            problem = _("Such a rule needs a tag to give.")
        if problem is None:
            self.dismiss(NewRule(kind, query, tags, is_for_all))
        else:
            self.complain(problem)


@dataclass(frozen=True, slots=True)
class RulesAct:
    """What is to be done to the rules: one to add, or the id of one to remove."""

    added: NewRule | None = None
    removed: str | None = None


class RulesModal(MarbreModal[RulesAct]):
    """A list with a letter for each act; one act closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
        Binding("a", "add", show=False),
        Binding("d,delete", "remove", show=False),
        Binding("q", "cancel", show=False),
    ]

    def __init__(
        self, name: str, rules: Sequence[FeedRule], problem_of: Callable[[str], str | None]
    ) -> None:
        """Take the rules.

        Args:
            name: The feed's.
            rules: Its own and those for all feeds.
            problem_of: Says of a query why no rule can have it.
        """
        super().__init__(_("Rules for {name}").format(name=clean_line(name)))
        self.add_class("-tall")
        self._rules = tuple(rules)
        self._problem_of = problem_of

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield OptionList(*(Option(_rule_line(rule)) for rule in self._rules), markup=False)

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            ModalAction(_("Close"), "escape", "cancel"),
            ModalAction(_("Remove"), "d", "remove"),
            ModalAction(_("Add"), "a", "add", is_main=True),
        )

    def first_hint(self) -> str:
        """Return what rules do, where there is none."""
        if self._rules:
            return _("A feed’s own rules are asked before those for all feeds.")
        return _("No rule yet: everything is taken in.")

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.query_one(OptionList).focus()

    def action_move(self, direction: str) -> None:
        """Go to the next rule or the one before."""
        rules = self.query_one(OptionList)
        moves = {"down": rules.action_cursor_down, "up": rules.action_cursor_up}
        moves[direction]()

    def action_add(self) -> None:
        """Ask for a rule and close with it."""
        self.app.push_screen(RuleForm(self._problem_of), self._close_with_rule)

    def action_remove(self) -> None:
        """Close with the wish to take the rule away; it can be undone."""
        index = self.query_one(OptionList).highlighted
        if index is not None:
            self.dismiss(RulesAct(removed=self._rules[index].id))

    def _close_with_rule(self, rule: NewRule | None) -> None:
        if rule is not None:
            self.dismiss(RulesAct(added=rule))


def _rule_line(rule: FeedRule) -> Content:
    where = _("all feeds") if rule.feed_id is None else _("this feed")
    tags = "".join(f" #{tag}" for tag in rule.tags)
    line = Content(clean_line(f"{label(rule.kind)}  {rule.query}"))
    return line + Content.styled(clean_line(f"  {where}{tags}").rjust(1), "dim")

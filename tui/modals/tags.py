"""Tagging one article or many: several tags at once, old and new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.choices import Choice, suggested_first
from tui.modals.chooser import Chooser
from tui.safe_text import clean_line
from tui.suggesting_words import reason_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from textual.widget import Widget

    from store.models import Tag
    from tui.suggesting import Advice

ON_ALL, ON_SOME, ON_NONE = "☑", "◪", "☐"


@dataclass(frozen=True, slots=True)
class TagEdit:
    """Which tags the articles get and which they lose."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


def tidy_tag(typed: str) -> str:
    """A tag's name for what was typed: no empty steps of the path, no stray spaces."""
    steps = (step.strip() for step in clean_line(typed).split("/"))
    return "/".join(step for step in steps if step)


def next_mark(mark: str, first: str) -> str:
    """What toggling makes of a mark; one that stood on some articles comes round to that again."""
    cycle = [ON_SOME, ON_ALL, ON_NONE] if first == ON_SOME else [ON_ALL, ON_NONE]
    return cycle[(cycle.index(mark) + 1) % len(cycle)]


class TagModal(MarbreModal[TagEdit]):
    """Tick tags of the desk, or type new ones, for one article or for all that are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "apply", show=False)]

    def __init__(
        self,
        existing: Sequence[Tag],
        on_all: Collection[str] = (),
        on_some: Collection[str] = (),
        suggestions: Sequence[str] = (),
        count: int = 1,
    ) -> None:
        """Take the tags there are.

        Args:
            existing: All tags of the desk; their aliases find them too.
            on_all: Names that all of the articles bear.
            on_some: Names that some of them bear, but not all.
            suggestions: Names to list before the others.
            count: How many articles there are.
        """
        heading = ngettext("Tags of the article", "Tags of {count} articles", count)
        super().__init__(heading.format(count=count))
        self.add_class("-tall")
        self._tags = {tag.name: tag for tag in existing}
        self._first = _first_marks(self._tags, on_all, on_some)
        self._marks = {
            name: self._first[name]
            for name in dict.fromkeys((*on_all, *on_some, *suggestions, *self._first))
            if name in self._first
        }
        self._reasons: dict[str, str] = {}
        # Made now, so that what comes while the modal is being laid out finds it.
        self._chooser = Chooser(
            self._choices(),
            placeholder=_("Find or create a tag"),
            create_words=lambda name: _("create “{name}”").format(name=name),
            tidy=tidy_tag,
            starts_highlighted=False,
        )

    def suggest(self, advice: Sequence[Advice]) -> None:
        """List before the others what would suit the article, and why; at any time."""
        self._reasons = {
            each.name: reason_line(each)
            for each in advice
            if each.is_tag and each.name in self._tags
        }
        self._chooser.replace(self._choices())

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list of tags with the line to find or to make them."""
        yield self._chooser

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Apply"), "ctrl+s", "apply", is_main=True),
        )

    def on_chooser_chosen(self, event: Chooser.Chosen) -> None:
        """Tick or untick a tag."""
        name = event.choice.value
        self._marks[name] = next_mark(self._marks[name], self._first.get(name, ON_NONE))
        self._refresh(had_typed=bool(event.typed))

    def on_chooser_created(self, event: Chooser.Created) -> None:
        """Tick a tag that is not there yet."""
        self._marks = {event.text: ON_ALL} | self._marks
        self._refresh(had_typed=True)

    def on_chooser_finished(self) -> None:
        """Apply: nothing is typed any more."""
        self.action_apply()

    def on_chooser_moved(self, event: Chooser.Moved) -> None:
        """Say what Enter would do, and what is ticked so far."""
        self.say("\u2003".join(filter(None, (self._planned(), self._what_enter_does(event)))))

    def action_apply(self) -> None:
        """Close with what is to be added and removed."""
        self.dismiss(self._edit())

    def _refresh(self, *, had_typed: bool) -> None:
        if had_typed:
            self._chooser.clear()
        self._chooser.replace(self._choices())

    def _edit(self) -> TagEdit:
        changed = {
            name: mark
            for name, mark in self._marks.items()
            if mark != self._first.get(name, ON_NONE)
        }
        return TagEdit(
            add=tuple(sorted(name for name, mark in changed.items() if mark == ON_ALL)),
            remove=tuple(sorted(name for name, mark in changed.items() if mark == ON_NONE)),
        )

    def _choices(self) -> list[Choice]:
        choices = {name: self._choice(name, mark) for name, mark in self._marks.items()}
        return suggested_first(choices, self._reasons, _("Other tags"))

    def _choice(self, name: str, mark: str) -> Choice:
        tag = self._tags.get(name)
        if tag is None:
            return Choice(name, name, detail=_("new tag"), mark=mark)
        return Choice(name, name, str(tag.article_count), tag.aliases, mark)

    def _planned(self) -> str:
        edit = self._edit()
        return "  ".join(
            [*(f"+{name}" for name in edit.add), *(f"−{name}" for name in edit.remove)]
        )

    def _what_enter_does(self, event: Chooser.Moved) -> str:
        enter = key_label("enter")
        if event.new is not None:
            return _("{key}: create “{name}”").format(key=enter, name=event.new)
        if event.choice is None:
            return _("{key}: apply").format(key=enter)
        mark = next_mark(
            self._marks[event.choice.value], self._first.get(event.choice.value, ON_NONE)
        )
        return f"{enter}: {mark} {event.choice.label}"


def _first_marks(
    names: Iterable[str], on_all: Collection[str], on_some: Collection[str]
) -> dict[str, str]:
    marks = dict.fromkeys((*on_all, *on_some, *names), ON_NONE)
    return marks | dict.fromkeys(on_some, ON_SOME) | dict.fromkeys(on_all, ON_ALL)

"""The frame that every modal shares: title, body, a line of hints, buttons that show their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button

from tui.i18n import _
from tui.keys import key_label
from tui.modals.prose import Prose
from tui.safe_text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class ModalAction:
    """A button of a modal, with the key that does the same."""

    label: str
    key: str
    """As Textual writes it."""
    action: str
    """The name of the screen's action."""
    is_main: bool = False

    @property
    def text(self) -> str:
        """What stands on the button."""
        return f"{self.label} [{key_label(self.key)}]"


class MarbreModal(ModalScreen[ResultT | None], Generic[ResultT]):
    """A modal that gets all its data when made and is dismissed with a value, None where cancelled.

    A subclass says what is in it by ``compose_body`` and which buttons it has by ``actions``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    class Ready(Message):
        """Keys can be taken: the modal stands, or is the one in front again."""

    DEFAULT_CSS = """
    MarbreModal {
        align: center middle;

        #frame {
            width: 95%;
            max-width: 100;
            height: auto;
            max-height: 96%;
            padding: 0 1;
            background: $surface;
            border: round $primary;
            border-title-color: $foreground;
            border-title-style: bold;
        }
        &.-tall #frame { height: 90%; max-height: 40; }
        #body { height: auto; }
        &.-tall #body { height: 1fr; }
        #hint { max-height: 3; margin-top: 1; color: $text-muted; }
        &.-quiet #hint { display: none; }
        &.-quiet #actions { margin-top: 1; }
        #hint.-problem { color: $text-error; text-style: bold; }
        #actions { height: 1; align-horizontal: right; }
        #actions Button { min-width: 0; margin-left: 1; }

        .passage { border-left: outer $primary; padding-left: 1; color: $foreground; }
        .label { width: 100%; height: 1; color: $text-muted; }
        .row { height: auto; }
        .row > .label { width: 18; }
        .row > .field { width: 1fr; }
        .row > Picker { padding: 0 1; }
        Input {
            border: none; height: 1; padding: 0 1; background: $boost;
            &:focus { border: none; background: $primary 25%; }
        }
        TextArea {
            border: none; padding: 0 1; background: $boost;
            &:focus { border: none; background: $primary 15%; }
        }
        OptionList {
            border: none; padding: 0; height: 1fr; background: $surface;
            text-wrap: nowrap; text-overflow: ellipsis;
            &:focus { border: none; background-tint: transparent; }
            & > .option-list--option-highlighted {
                color: $block-cursor-foreground;
                background: $block-cursor-background;
                text-style: bold;
            }
        }
        VerticalScroll { height: auto; max-height: 1fr; }
    }
    """

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading
        self.is_open = False
        """Whether it stands and has its focus; keys that come before are kept for it."""
        self.attempt: Callable[[ResultT], object] | None = None
        """Begins what an answer asks for while the modal is open; it closes it, or has it say what is wrong."""
        self._is_attempting = False

    def compose(self) -> ComposeResult:
        """Lay out the frame around what the subclass has to show."""
        with Vertical(id="frame") as frame:
            frame.border_title = plain(self._heading)
            with Vertical(id="body"):
                yield from self.compose_body()
            yield Prose("", id="hint")
            with Horizontal(id="actions"):
                for action in self.actions():
                    yield _button(action)

    def compose_body(self) -> Iterable[Widget]:
        """Yield what stands between the title and the hints."""
        raise NotImplementedError

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons, the main one last; ``escape`` cancels in any case."""
        return (self.cancel_action,)

    def on_mount(self) -> None:
        """Say the first hint."""
        self.say(self.first_hint())
        self.call_after_refresh(self._stand)

    def _stand(self) -> None:
        self.is_open = True
        self.post_message(self.Ready())

    def on_screen_resume(self) -> None:
        """Say that keys can be taken, where another modal stood in front."""
        if self.is_open:
            self.post_message(self.Ready())

    def first_hint(self) -> str:
        """Return what the line of hints says at first."""
        return ""

    @property
    def cancel_action(self) -> ModalAction:
        """The button that closes without a value."""
        return ModalAction(_("Cancel"), "escape", "cancel")

    def offer(self, action: str, *, is_offered: bool) -> None:
        """Show or hide the button of an action, by the action's name."""
        self.query_one(f"#action-{action}").display = is_offered

    def say(self, hint: str) -> None:
        """Put words into the line of hints."""
        self._write(hint, is_problem=False)

    def complain(self, problem: str) -> None:
        """Say in the line of hints why what was asked cannot be done."""
        self._write(f"⚠ {problem}", is_problem=True)

    def _write(self, words: str, *, is_problem: bool) -> None:
        line = self.query_one("#hint", Prose)
        line.set_class(is_problem, "-problem")
        line.show(words)
        self.set_class(not words, "-quiet")

    def answer(self, value: ResultT) -> None:
        """Close with a value; where something is attempted first, only once that has succeeded."""
        if self.attempt is None:
            self.dismiss(value)
        elif not self._is_attempting:
            self._is_attempting = True
            self.attempt(value)

    def has_failed(self, problem: str = "") -> None:
        """Stay open after an attempt that failed, and say why: what was typed is not lost."""
        self._is_attempting = False
        if problem:
            self.complain(problem)

    def action_cancel(self) -> None:
        """Close without a value."""
        self.dismiss(None)


def _button(action: ModalAction) -> Button:
    return Button(
        plain(action.text),
        variant="primary" if action.is_main else "default",
        id=f"action-{action.action.partition('(')[0]}",
        action=f"screen.{action.action}",
        compact=True,
    )

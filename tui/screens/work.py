"""A screen that works on a desk: nothing slow in its own loop, no failure unseen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen
from textual.worker import WorkerState

from store.errors import StoreError
from store.models import JournalEntry
from tui.act_words import describe_entry
from tui.jobs import Jobs
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Literal

    from textual.screen import ModalScreen
    from textual.worker import Worker

    from store.desk import Desk
    from tui.modals.base import MarbreModal
    from tui.services import Services
    from tui.typing_ahead import TypedAhead

ResultT = TypeVar("ResultT")
AnswerT = TypeVar("AnswerT")

ACTING = frozenset({"act", "dialogue"})
"""The groups of workers that change the desk."""

TOLD_SECONDS = 4.0
FAILURE_SECONDS = 12.0


class WorkScreen(Screen[None]):
    """What commands need in order to ask, to act and to tell.

    Work runs as coroutines in Textual's workers, which await the threads of ``jobs``.
    """

    SELDOM_ASK = frozenset({"undo", "redo"})
    """Commands that mostly ask nothing: keys that are typed ahead of them are not for a question."""

    def __init__(self, services: Services, typed_ahead: TypedAhead) -> None:
        super().__init__()
        self.services = services
        self.jobs = Jobs()
        self._typed_ahead = typed_ahead
        self._holds_keys = False
        self._has_asked = False
        self._asked: list[ModalScreen[Any]] = []
        """The questions whose answers have not come to whoever asked."""

    def after_act(self, touched: Sequence[str]) -> None:
        """Show what an act changed; called after each.

        Args:
            touched: The articles it went to.
        """
        raise NotImplementedError

    def look_again(self) -> None:
        """Show everything as it is now; called after an act that failed."""
        raise NotImplementedError

    @property
    def holds_keys(self) -> bool:
        """Whether a dialogue is about to open, about to end, or about to go on."""
        return self._holds_keys or any(modal not in self.app.screen_stack for modal in self._asked)

    def start(self, work: Coroutine[Any, Any, object], group: str) -> None:
        """Have a coroutine run; its failure is told by ``on_worker_state_changed``."""
        self.run_worker(work, group=group, exit_on_error=False)

    def begin_dialogue(
        self, dialogue: Coroutine[Any, Any, object], *, forgets: bool = True
    ) -> None:
        """Run what asks the person something; keys are held until it asks, or is over.

        Args:
            dialogue: what asks.
            forgets: whether keys that were typed ahead are dropped where it did not ask: they were meant for
                its question.
        """
        self._holds_keys, self._has_asked = True, not forgets
        self.start(self._converse(dialogue), "dialogue")

    async def _converse(self, dialogue: Coroutine[Any, Any, object]) -> None:
        try:
            await dialogue
        finally:
            if not self._has_asked:
                # What was typed was meant for a question that did not come.
                self._typed_ahead.forget()
            self._release_keys()

    async def ask(self, modal: ModalScreen[ResultT | None]) -> ResultT | None:
        """Ask the person; None where they cancelled. To be called in a dialogue."""
        self._has_asked = True
        answered = self.app.push_screen(modal, wait_for_dismiss=True)
        self._asked.append(modal)
        modal.call_after_refresh(self._release_keys)
        try:
            result = await answered
        finally:
            self._asked.remove(modal)
        self._holds_keys = True
        return result

    async def ask_until(
        self,
        modal: MarbreModal[AnswerT],
        attempt: Callable[[AnswerT], Coroutine[Any, Any, ResultT]],
    ) -> tuple[AnswerT, ResultT] | None:
        """Ask the person until what they answer can be done; None where they gave up.

        What the desk refuses is said in the modal, which stays open with all that was typed.

        Args:
            modal: The question.
            attempt: Does what was answered; it may raise what the store raises.
        """
        done: list[ResultT] = []
        modal.attempt = lambda answer: self.start(
            self._attempt(modal, attempt, answer, done), "act"
        )
        answer = await self.ask(modal)
        return None if answer is None else (answer, done[-1])

    async def _attempt(
        self,
        modal: MarbreModal[AnswerT],
        attempt: Callable[[AnswerT], Coroutine[Any, Any, ResultT]],
        answer: AnswerT,
        done: list[ResultT],
    ) -> None:
        try:
            done.append(await attempt(answer))
        except StoreError as error:
            from tui.error_words import describe_error  # noqa: PLC0415 - few sessions see a failure

            modal.has_failed(describe_error(error))
        else:
            modal.dismiss(answer)
        finally:
            if not done:
                modal.has_failed()

    def _release_keys(self) -> None:
        self._holds_keys = False
        self.app.call_later(self._typed_ahead.go_on)

    async def agrees(self, question: ModalScreen[bool | None]) -> bool:
        """Ask the person yes or no."""
        return await self.ask(question) is True

    async def read(self, call: Callable[[Desk], ResultT]) -> ResultT:
        """Ask the desk something."""
        return await self.jobs.read(partial(call, self.services.desk))

    async def write(
        self, call: Callable[[Desk], ResultT], touched: Sequence[str] = (), *, tells: bool = True
    ) -> ResultT:
        """Do an act, after those before it, and show what came of it.

        Args:
            call: The act.
            touched: The articles it goes to.
            tells: Whether to say in words what was done.
        """
        result = await self.jobs.write(partial(call, self.services.desk))
        if tells and isinstance(result, JournalEntry):
            self.tell(describe_entry(result))
        self.after_act(touched)
        return result

    def act(
        self, call: Callable[[Desk], object], touched: Sequence[str] = (), *, tells: bool = False
    ) -> None:
        """Do an act without waiting for it."""
        self.start(self.write(call, touched, tells=tells), "act")

    def tell(
        self,
        words: str,
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float = TOLD_SECONDS,
    ) -> None:
        """Say something that goes away by itself."""
        self.notify(clean_line(words), severity=severity, timeout=timeout, markup=False)

    def warn(self, words: str) -> None:
        """Say why something cannot be done."""
        self.tell(words, "warning")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell the failure of whatever ran."""
        if event.state is not WorkerState.ERROR:
            return
        from tui.error_words import describe_error  # noqa: PLC0415 - few sessions see a failure

        error = event.worker.error
        self.log.error(error)
        words = describe_error(error) if isinstance(error, Exception) else repr(error)
        self.tell(words, "error", FAILURE_SECONDS)
        if event.worker.group in ACTING:
            # What the screen showed ahead of the act is not so.
            self.look_again()

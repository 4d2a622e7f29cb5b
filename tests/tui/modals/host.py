"""An app that asks one modal and keeps its answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.app import App

from tests.tui.steady import running

if TYPE_CHECKING:
    from tests.tui.steady import SteadyPilot
    from tui.modals.base import MarbreModal

ResultT = TypeVar("ResultT")

SIZES = ((80, 24), (160, 48))
HOSTILE = (
    "[/nope]",
    "[@click=app.quit]x[/]",
    "\x1b]0;owned\x07\x1b[31mred",
    "\u202eelbisrever\u2066",
    "a\nb\tc\x9b1m",
)
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
UNANSWERED: Any = object()


class Host(App[None], Generic[ResultT]):
    """Shows a modal over an empty screen."""

    def __init__(self, modal: MarbreModal[ResultT]) -> None:
        super().__init__()
        self._modal = modal
        self.answer: ResultT | None = UNANSWERED

    def on_mount(self) -> None:
        self.push_screen(self._modal, self._keep)

    def _keep(self, answer: ResultT | None) -> None:
        self.answer = answer


def screen_text(app: App[Any]) -> str:
    """All that stands on the screen, line by line."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def assert_fits(app: App[Any]) -> None:
    """The modal and its buttons stand inside the screen, and nothing unsafe is drawn."""
    frame = app.screen.query_one("#frame")
    assert app.screen.region.contains_region(frame.region)
    for button in app.screen.query("#actions Button"):
        if not button.display:
            continue
        assert frame.content_region.contains_region(button.region)
        assert str(button.render()) in screen_text(app)
    assert not _UNSAFE.search(screen_text(app))


async def ask(
    modal: MarbreModal[ResultT], *keys: str, size: tuple[int, int] = (80, 24)
) -> ResultT | None:
    """What the modal answers to these keys."""
    app = Host(modal)
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, *keys)
    return app.answer


async def closes(modal: MarbreModal[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> bool:
    """Whether these keys close the modal without an answer."""
    return await ask(modal, *keys, size=size) is None


async def type_keys(pilot: SteadyPilot, *keys: str) -> None:
    """Press keys; what starts with ``:`` is typed letter by letter."""
    for key in keys:
        if key.startswith(":") and len(key) > 1:
            await pilot.press(*key[1:])
        else:
            await pilot.press(key)

"""Pictures of the demo desk for the documentation: SVG, made by driving the screen, always the same."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from store.desk import Desk
from tui.app import MarbreApp
from tui.demo.content import load_content
from tui.demo.desk import lay_out
from tui.demo.editing import collected_ids, edit_desk
from tui.demo.server import DemoServer
from tui.i18n import install
from tui.services import Services
from tui.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot

EDITOR = "Claire"
NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the size of the screen and the keys that lead to it."""

    name: str
    width: int
    height: int
    keys: Sequence[str]
    language: str = "fr"


PICTURES = (
    Picture("desk", 160, 48, ("j", "j", "enter")),
    Picture("search", 160, 48, ("slash", *"accord oceans", "enter")),
    Picture("small", 80, 24, ()),
    Picture("tags", 80, 24, ("j", "t")),
    Picture("desk-en", 160, 48, ("j", "j", "enter"), "en"),
)


def make_pictures(folder: Path) -> list[Path]:
    """Draw every picture into a folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with TemporaryDirectory() as place:
        services = demo_services(Path(place) / "desk")
        for picture in PICTURES:
            install(picture.language)
            file = folder / f"{picture.name}.svg"
            file.write_text(asyncio.run(draw(services, picture)), encoding="utf-8")
            files.append(file)
        services.close()
    return files


def demo_services(folder: Path) -> Services:
    """Make the demo's desk with an editor and a clock that are always the same."""
    content = load_content()
    ids = lay_out(folder, content)
    services = Services(
        Desk.create(folder, editor=EDITOR, clock=lambda: NOW), load_settings(folder, {})
    )
    with DemoServer(content) as server:
        services.desk.feeds.add([feed.details(server.address(feed)) for feed in content.feeds])
        services.collect()
    edit_desk(services.desk, content, ids | collected_ids(services.desk, content))
    services.catch_up()
    return services


async def draw(services: Services, picture: Picture) -> str:
    """Open the desk, press the keys and return what the screen shows."""
    app = MarbreApp(services)
    async with app.run_test(size=(picture.width, picture.height)) as pilot:
        await _settle(pilot)
        for key in picture.keys:
            await pilot.press(key)
            await _settle(pilot)
        return app.export_screenshot(title="Marbre", simplify=True)


async def _settle(pilot: Pilot[None]) -> None:
    """Wait until workers and messages are done."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()

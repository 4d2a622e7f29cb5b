"""Pictures of the demo desk for the documentation: SVG, made by driving the screen, always the same."""

from __future__ import annotations

import asyncio
from contextlib import closing
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
from tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from collections.abc import Sequence

EDITOR = "Claire"
NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the size of the screen and the keys that lead to it, step by step."""

    name: str
    width: int
    height: int
    steps: Sequence[Sequence[str]]
    language: str = "en"


MISSION = (["1"], *(["j"],) * 10, ["enter"])
"""The steps to the first mission's articles."""

REPORT = (*MISSION, *(["j"],) * 4, ["enter"])
"""The steps to an annotated article of it."""

PICTURES = (
    Picture("desk", 160, 48, REPORT),
    Picture("search", 160, 48, (["slash"], ["slash"], ["a", "c", "c", "o", "r", "d"], ["enter"])),
    Picture("list-small", 80, 24, (["1"], ["j"], ["enter"], ["j", "j"])),
    Picture("reader-small", 80, 24, (*REPORT, ["pagedown"])),
    Picture("desk-fr", 160, 48, REPORT, "fr"),
    Picture("reader-small-fr", 80, 24, (*REPORT, ["pagedown"]), "fr"),
)
PORT = 8317
"""Where the feeds are served, for addresses stand in the pictures."""

REST_SECONDS = 0.3
"""How long a step may take to show; nothing but pictures depends on it."""


def make_pictures(folder: Path) -> list[Path]:
    """Draw every picture, each of a desk of its own, into a folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        install(picture.language)
        with (
            TemporaryDirectory() as place,
            closing(demo_services(Path(place) / "desk")) as services,
        ):
            drawn = asyncio.run(draw(services, picture))
        (folder / f"{picture.name}.svg").write_text(drawn, encoding="utf-8")
    return [folder / f"{picture.name}.svg" for picture in PICTURES]


def demo_services(folder: Path) -> Services:
    """Make the demo's desk with an editor and a clock that are always the same."""
    content = load_content()
    ids = lay_out(folder, content)
    services = Services(
        Desk.create(folder, editor=EDITOR, clock=lambda: NOW), load_settings(folder, {})
    )
    with DemoServer(content, port=PORT) as server:
        services.desk.feeds.add([feed.details(server.address(feed)) for feed in content.feeds])
        services.collect()
    edit_desk(services.desk, content, ids | collected_ids(services.desk, content))
    services.catch_up()
    return services


async def draw(services: Services, picture: Picture) -> str:
    """Open the desk, press the keys and return what the screen shows."""
    app = MarbreApp(services, watch_seconds=3600)
    async with app.run_test(size=(picture.width, picture.height)) as pilot:
        await pilot.pause(REST_SECONDS)
        # The list writes this year's dates without the year: pictures are always of the same day.
        app.screen.query_one(ArticleList)._now = lambda: NOW
        for keys in picture.steps:
            await pilot.press(*keys)
            await pilot.pause(REST_SECONDS)
        return app.export_screenshot(title="Marbre", simplify=True)

"""The demo's desk: made once in an empty folder, opened again where it stands already."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tui.demo.editing import collected_ids, edit_desk
from tui.i18n import _
from tui.services import Services
from tui.settings import FILE_NAME, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from feeds.collecting.collector import CollectReport
    from store.models import Feed
    from tui.demo.content import DemoContent
    from tui.demo.server import DemoServer

_SETTINGS = """\
# The settings of this demo desk. Its feeds are served from this very machine, which is
# refused unless a desk allows it.

[collect]
allow_private_addresses = true
"""

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(?P<port>\d+)/(?P<slug>[a-z-]+)/feed\.xml")


def lay_out(folder: Path, content: DemoContent) -> dict[str, str]:
    """Write settings and articles into a folder; return the articles' ids by their names.

    Raises:
        UsageError: Something else is in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise click.UsageError(
            _("{folder} is neither empty nor a demo desk: name another folder").format(
                folder=folder
            )
        )
    (folder / FILE_NAME).write_text(_SETTINGS, encoding="utf-8")
    ids = {}
    for number, name in enumerate(content.folder):
        text = content.stories[name].text
        ids[name] = f"{number:03}_{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        (folder / f"{ids[name]}.txt").write_text(text, encoding="utf-8")
    return ids


def make_desk(
    folder: Path, content: DemoContent, server: DemoServer
) -> tuple[Services, CollectReport]:
    """Make the demo's desk in an empty folder, collect for the first time and do the editors' work."""
    ids = lay_out(folder, content)
    services = Services.create(folder, load_settings(folder, os.environ))
    services.desk.feeds.add([feed.details(server.address(feed)) for feed in content.feeds])
    report = services.collect()
    ids |= collected_ids(services.desk, content)
    edit_desk(services.desk, content, ids)
    return services, report


def open_desk(folder: Path) -> Services:
    """Open a demo's desk again.

    Raises:
        UsageError: It is a desk, but not a demo's.
    """
    services = Services.open(folder, load_settings(folder, os.environ))
    if demo_port(services) is None:
        services.close()
        raise click.UsageError(
            _("{folder} is a desk, but no demo desk: name another folder").format(folder=folder)
        )
    return services


def demo_port(services: Services) -> int | None:
    """Return the port that the desk's demo feeds were served on last, None where it has none."""
    found = (_ADDRESS.fullmatch(feed.details.url) for feed in services.desk.feeds.list())
    return next((int(match["port"]) for match in found if match), None)


def follow_server(services: Services, content: DemoContent, server: DemoServer) -> None:
    """Have the desk's demo feeds point to where the server listens now."""
    addresses = {feed.slug: server.address(feed) for feed in content.feeds}
    for feed in services.desk.feeds.list():
        url = addresses.get(_slug_of(feed), feed.details.url)
        if url != feed.details.url:
            services.desk.feeds.edit(feed.id, replace(feed.details, url=url))


def _slug_of(feed: Feed) -> str:
    match = _ADDRESS.fullmatch(feed.details.url)
    return match["slug"] if match else ""

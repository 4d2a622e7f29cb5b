"""Lists of feeds as OPML, read and written from the screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import OpmlError
from tui.error_words import describe_error
from tui.i18n import _, ngettext
from tui.modals.confirm import ConfirmModal
from tui.paths import path_said
from tui.screens.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.models import FeedDetails
    from tui.screens.desk import DeskScreen
    from tui.services import Services


async def take_in(screen: DeskScreen, said: str) -> None:
    """Follow the feeds of a file."""
    try:
        details = await screen.jobs.labour(partial(_read, _path(screen, said)))
    except (OSError, OpmlError) as error:
        screen.warn(describe_error(error))
        return
    if not details:
        screen.warn(_("The file names no feed."))
        return
    added = await screen.write(lambda desk: desk.feeds.add(details))
    words = ngettext("{count} feed added", "{count} feeds added", len(added))
    known = len(details) - len(added)
    more = ngettext("{count} was known already", "{count} were known already", known)
    parts = [words.format(count=number(len(added)))]
    parts += [more.format(count=number(known))] if known else []
    screen.tell(", ".join(parts))


async def write(screen: DeskScreen, said: str) -> None:
    """Write the feeds of the desk into a file; one that is there is replaced after a question."""
    path = _path(screen, said)
    if await screen.jobs.read(path.is_file):
        question = _("{path} is there already. Replace it?").format(path=path)
        if not await screen.agrees(ConfirmModal(question, is_dangerous=True)):
            return
    try:
        count = await screen.jobs.labour(partial(_write, screen.services, path))
    except OSError as error:
        screen.warn(describe_error(error))
        return
    words = ngettext("{count} feed written to {file}", "{count} feeds written to {file}", count)
    screen.tell(words.format(count=number(count), file=path), timeout=8)


def _path(screen: DeskScreen, said: str) -> Path:
    return path_said(said, screen.services.desk.folder)


def _read(path: Path) -> Sequence[FeedDetails]:
    """Called in a thread."""
    from feeds.opml import read_opml  # noqa: PLC0415 - few sessions read such lists

    return read_opml(path.read_bytes())


def _write(services: Services, path: Path) -> int:
    """Called in a thread."""
    from feeds.opml import write_opml  # noqa: PLC0415 - as above

    feeds = services.desk.feeds.list()
    path.write_bytes(write_opml(feeds, services.desk.folder.name))
    return len(feeds)

"""How far the index is known to follow the desk, without opening it.

A command that changed nothing need not load what reads the index only to learn that there is nothing to do.
The mark says at which change of the desk everything had been taken in, and which commit of the index that
was. Whatever else is the case, the index itself is asked.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from store.files import sharing
from store.files.desk_folder import MARBRE

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.desk import Desk


class FollowedMark:
    """The mark of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._path = desk.folder / MARBRE / "followed"

    def holds(self) -> bool:
        """Whether the index has all that is on the desk, and texts were looked at for copies."""
        try:
            said = self._path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return False
        return said == self._now() and not self._desk.duplicates.pending()

    def set_if(self, has_all: Callable[[], bool]) -> None:
        """Note that the index has all that is on the desk, if it says so."""
        # What changes while it is asked is not what it was asked about.
        now = self._now()
        if now is None or not has_all():
            return
        # It only saves time: a folder that cannot be written to is somebody else's to tell about.
        with suppress(OSError):
            new = self._path.with_name(f"{self._path.name}.{os.getpid()}")
            new.write_text(now, encoding="utf-8")
            sharing.inherit_rights(new)
            new.replace(self._path)

    def _now(self) -> str | None:
        """The desk's last change and the index's commit; None where there is no index."""
        commits = sorted(path.name for path in self._desk.index_folder.glob("*.toc"))
        return f"{self._desk.changes.current()} {' '.join(commits)}\n" if commits else None

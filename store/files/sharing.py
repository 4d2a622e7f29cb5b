"""Desks that a Unix group shares stay writable for the group, whatever the umask of who opens them."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


def is_shared(folder: Path) -> bool:
    """Whether a folder is writable for its group."""
    return bool(folder.stat().st_mode & stat.S_IWGRP)


def inherit_rights(path: Path) -> None:
    """Give a file or folder the group's rights of the folder it lies in.

    A file that belongs to another member of the group has them already and is left as it is.
    """
    if not is_shared(path.parent):
        return
    mode = path.stat().st_mode
    wanted = mode | stat.S_IRGRP | stat.S_IWGRP
    if path.is_dir():
        wanted |= stat.S_IXGRP | stat.S_ISGID
    with contextlib.suppress(PermissionError):
        os.chown(path, -1, path.parent.stat().st_gid)
        path.chmod(stat.S_IMODE(wanted))


def make_folder(path: Path) -> Path:
    """Make a folder where it is missing, with the group's rights of the one it lies in."""
    if not path.is_dir():
        path.mkdir(exist_ok=True)
        inherit_rights(path)
    return path

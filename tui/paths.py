"""Files and folders as a person writes them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def path_said(said: str, folder: Path) -> Path:
    """The path that a person means: ``~`` is their home, and what is not absolute begins in ``folder``.

    The home of somebody whom the system does not know is a name like others.
    """
    path = Path(said)
    # Python's way to say that there is no such person.
    with suppress(RuntimeError):
        path = path.expanduser()
    return folder / path

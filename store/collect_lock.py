"""One collector at a time on a desk: a file that tells who collects, locked while they do.

The system lets go of the lock when its process ends, however it ends, so that none is ever left behind by
the dead. Where a file system knows no locks, what the file says decides: its process on this machine lives.
"""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from store.errors import AlreadyCollectingError, DeskUnwritableError
from store.files import sharing

_TAKEN = {errno.EWOULDBLOCK, errno.EACCES, errno.EAGAIN}


@contextmanager
def collecting(path: Path, editor: str, since: str) -> Iterator[None]:
    """Be the one who collects, for the length of a block.

    Args:
        path: the file; made where it is missing.
        editor: who collects, for others to be told.
        since: when.

    Raises:
        AlreadyCollectingError: another process, or another part of this one, is collecting.
        DeskUnwritableError: the system refused the file.
    """
    handle = _opened(path)
    try:
        if not _locked(handle):
            raise _held_by(_read(handle))
        _write(handle, {"pid": os.getpid(), "host": _host(), "editor": editor, "since": since})
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        sharing.inherit_rights(path)
    except OSError as error:
        raise DeskUnwritableError(str(path), str(error.strerror)) from error
    return handle


def _locked(handle: int) -> bool:
    """Whether the lock is ours now."""
    import fcntl  # noqa: PLC0415 - not on every system

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _TAKEN and not _is_alive(_read(handle))
    return True


def _is_alive(holder: dict[str, Any]) -> bool:
    """Whether the process that a file names runs on this machine; of others, nobody can tell."""
    pid = holder.get("pid")
    if holder.get("host") != _host() or not isinstance(pid, int):
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != os.getpid()


def _read(handle: int) -> dict[str, Any]:
    try:
        found = json.loads(os.pread(handle, 4096, 0) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _write(handle: int, holder: dict[str, Any]) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps(holder, ensure_ascii=False).encode(), 0)


def _held_by(holder: dict[str, Any]) -> AlreadyCollectingError:
    def text(name: str) -> str:
        return str(holder.get(name) or "?")

    return AlreadyCollectingError(text("editor"), text("host"), text("pid"), text("since"))


def _host() -> str:
    return socket.gethostname()

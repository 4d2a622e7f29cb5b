"""Where ``marbre`` begins."""

from __future__ import annotations

import gc
import os
import stat
from typing import NoReturn


def main() -> NoReturn:
    """Run ``marbre`` with the arguments and the environment of the process."""
    try:
        from tui.cli.main import main as run  # noqa: PLC0415 - to load it is most of what a short command does
    except KeyboardInterrupt:
        # Ctrl-C before there is anybody to say that it was heard.
        raise SystemExit(1) from None
    # Some containers let everybody change all that is written; an index of that kind is not read.
    os.umask(os.umask(0o022) | stat.S_IWOTH)
    try:
        run()
    finally:
        # Python looks through everything for garbage once more when it ends, and nobody needs the room.
        gc.freeze()

"""Where ``marbre`` begins."""

from __future__ import annotations

import gc
from typing import NoReturn

_THRESHOLD = 200_000
"""Objects made before Python looks for garbage among them, instead of its 700: those of modules stay."""


def main() -> NoReturn:
    """Run ``marbre`` with the arguments and the environment of the process."""
    gc.set_threshold(_THRESHOLD)
    try:
        from tui.cli.main import main as run  # noqa: PLC0415 - to load it is most of what a short command does
    except KeyboardInterrupt:
        # Ctrl-C before there is anybody to say that it was heard.
        raise SystemExit(1) from None
    run()

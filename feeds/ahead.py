"""Loading what fetching needs before it is needed.

Half of the time that it takes to load aiohttp goes into the system's certificates, and leaves the
interpreter to others meanwhile.
"""

from __future__ import annotations

import sys
from importlib import import_module
from threading import Thread

_CLIENT = "aiohttp"
_BESIDE = (
    "collecting.handover",
    "collecting.reports",
    "collecting.schedule",
    "judging.rules",
    "pages.sites",
    "workers",
)
"""Modules of this package that a collection needs and that do without it."""


def load_ahead() -> None:
    """Load what a collection needs; aiohttp in a thread, and whoever imports it meanwhile waits for that."""
    if _CLIENT in sys.modules:
        return
    Thread(target=import_module, args=[_CLIENT], daemon=True).start()
    for name in _BESIDE:
        import_module(f"feeds.{name}")

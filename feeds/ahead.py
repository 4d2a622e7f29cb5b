"""Loading what fetching needs beside what else is to be done before the first fetch.

Half of the time that it takes to load aiohttp goes into the system's certificates, and leaves the
interpreter to others.
"""

from __future__ import annotations

import sys
from importlib import import_module
from threading import Thread

_CLIENT = "aiohttp"


def load_ahead() -> None:
    """Begin to load what fetching needs, in a thread; whoever imports it meanwhile waits for that."""
    if _CLIENT not in sys.modules:
        Thread(target=import_module, args=[_CLIENT], daemon=True).start()

"""Collections that are killed a hundred times at random moments, each followed by the doctor."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.quality.data import tell

FILES = ()
KILLS = "100"


def measure() -> bool:
    """Kill them; whether each article is there once afterwards, as a row and as a whole file."""
    begun = time.monotonic()
    test = "tests/test_collect_crash.py::test_a_killed_collection_loses_and_doubles_nothing"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"KILLS": KILLS},
        check=False,
        stdout=sys.stderr,
    )
    seconds = round(time.monotonic() - begun)
    tell(what="killed collections", kills=int(KILLS), seconds=seconds, whole=not done.returncode)
    return not done.returncode

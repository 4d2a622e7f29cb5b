"""Collections, and an index at work, that are killed a hundred times at random moments each."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from ast import literal_eval
from pathlib import Path

from tests.quality.data import tell

FILES = ()
KILLS = "100"
ROOT = Path(__file__).parents[2]


def measure() -> bool:
    """Kill both; whether nothing was lost."""
    return all([measure_collections(), measure_index()])


def measure_collections() -> bool:
    """Kill collections; whether each article is there once afterwards, as a row and as a whole file."""
    begun = time.monotonic()
    test = "tests/test_collect_crash.py::test_a_killed_collection_loses_and_doubles_nothing"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=ROOT,
        env=os.environ | {"KILLS": KILLS},
        check=False,
        stdout=sys.stderr,
    )
    seconds = round(time.monotonic() - begun)
    tell(what="killed collections", kills=int(KILLS), seconds=seconds, whole=not done.returncode)
    return not done.returncode


def measure_index() -> bool:
    """Kill processes that commit and merge; whether the index holds what was confirmed, and no more."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="marbre-kills-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.index_killer", f"{folder}/index", KILLS, "1"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    at = literal_eval(done.stdout) if done.stdout else {}
    seconds = round(time.monotonic() - begun)
    whole = not done.returncode
    tell(what="killed indexers", kills=int(KILLS), seconds=seconds, whole=whole, **at)
    return whole

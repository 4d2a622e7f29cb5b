"""An index whose processes are killed a hundred times while they commit and merge: nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from ast import literal_eval
from pathlib import Path

FILES: tuple[str, ...] = ()
KILLS = 100


def measure() -> bool:
    """Kill them, and say what they were at; false where something was lost."""
    with tempfile.TemporaryDirectory(prefix="marbre-kills-") as folder:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.support.index_killer",
                f"{folder}/index",
                str(KILLS),
                "1",
            ],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode == 0:
        print(json.dumps({"killed": KILLS, **literal_eval(done.stdout)}))
    return done.returncode == 0

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LOADS = """
import sys
from feeds.ahead import load_ahead
load_ahead()
from feeds.collecting.collector import Collector
load_ahead()
print("aiohttp" in sys.modules, "feedparser" in sys.modules, "lxml" in sys.modules)
"""


def test_a_collection_is_loaded_without_what_reads_feeds_and_pages() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "False", "False"]

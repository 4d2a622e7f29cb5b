"""What a package really imports: a fresh interpreter loads it and looks at its modules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCREEN = {"textual", "rich"}
INDEX = {"whoosh", "numpy", "Stemmer"}
WEB = {"aiohttp", "feedparser", "trafilatura", "nh3", "courlan", "lxml"}
HEAVY = SCREEN | INDEX | WEB

PROBE = """
import importlib, json, pkgutil, sys
before = set(sys.modules)
for name in sys.argv[1:]:
    module = importlib.import_module(name.removesuffix(".*"))
    if name.endswith(".*"):
        for found in pkgutil.walk_packages(module.__path__, module.__name__ + "."):
            importlib.import_module(found.name)
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""


def imported_by(*names: str) -> set[str]:
    """Top-level modules that a fresh interpreter then has; ``package.*`` stands for all of it."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *names], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_the_whole_store_needs_the_standard_library_alone() -> None:
    assert imported_by("store.*") - sys.stdlib_module_names == {"store"}


@pytest.mark.parametrize("package", ["search", "feeds"])
def test_a_package_by_itself_loads_nothing_heavy(package: str) -> None:
    assert not imported_by(package) & HEAVY


def test_the_whole_search_knows_neither_screen_nor_web_nor_feeds() -> None:
    assert not imported_by("search.*") & (SCREEN | WEB | {"feeds", "tui", "click"})


def test_a_collection_is_loaded_without_what_reads_feeds_and_pages() -> None:
    assert not imported_by("feeds.collecting.collector") & {"feedparser", "lxml", "trafilatura"}


def test_the_whole_of_feeds_knows_neither_screen_nor_index_nor_search() -> None:
    assert not imported_by("feeds.*") & (SCREEN | INDEX | {"search", "tui", "click"})


@pytest.mark.parametrize(
    "module",
    [
        "tui.entry",
        "tui.cli.main",
        "tui.settings",
        "tui.services",
        "tui.i18n",
        "tui.words",
        "tui.demo.main",
    ],
)
def test_the_command_line_starts_without_the_heavy_ones(module: str) -> None:
    assert not imported_by(module) & HEAVY


def test_the_whole_command_line_does_without_the_screen() -> None:
    assert not imported_by("tui.cli.*") & SCREEN

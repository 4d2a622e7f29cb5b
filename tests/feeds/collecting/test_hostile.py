"""Everything that a server can do to those who fetch feeds, all at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.hostile_server import CASES, hostile_server

ROOT = Path(__file__).parents[3]
EXTRA_MEMORY = 200_000_000
"""Of all cases at one time, and of each by itself."""
SECONDS_ALONE = 120
"""After which one would go on for ever; a slow machine takes its time."""
WORST = (
    "gzip-bomb", "brotli-bomb", "zstd-bomb", "large-entry", "rather-large-entry", "many-entries",
    "entity-bomb", "quadratic-authors", "many-attributes",
)  # fmt: skip
"""Those that take most; the others by themselves are ``make quality WHAT=hostile``."""

pytestmark = pytest.mark.timeout(900)

SLOW = {"timeout", "connection"}
BROKEN = {*SLOW, "not-http"}
BIG = {"too-large", "timeout"}
HEAVY = {"too-heavy", "too-slow"}
FINE: set[str | None] = {None}
EXPECTED: dict[str, set[str | None] | set[str]] = {
    "never": SLOW,
    "drip": SLOW,
    "slow-headers": SLOW,
    "endless-headers": BROKEN,
    "endless-header": BROKEN,
    "endless-status": BROKEN,
    "endless-body": BIG,
    "endless-chunks": BIG,
    "endless-extension": SLOW,
    "no-http": BROKEN,
    "gzip-bomb": BIG,
    "deflate-bomb": BIG,
    "brotli-bomb": BIG,
    "not-gzip": FINE,
    "redirect-loop": {"redirect-loop"},
    "redirect-home": {"private-address"},
    "redirect-to-metadata": {"private-address"},
    "redirect-to-file": {"bad-address"},
    "many-entries": {"too-many", "timeout"},
    "large-entry": BIG,
    "rather-large-entry": {None, *BIG, *HEAVY},
    "zstd-bomb": BIG,
    "entity-bomb": {"entities"},
    "quadratic-entity": {"entities"},
    "external-parameter": FINE,
    "endless-doctype": {"not-a-feed", *HEAVY},
    "deep-json": {"not-a-feed"},
    "external-entity": FINE,
    "invalid-utf8": FINE,
    "nul-bytes": FINE,
    "quadratic-author": FINE,
    "quadratic-authors": FINE,
    "deep-nesting": {None, "unreadable", *HEAVY},
    "deep-html": {None, *HEAVY},
    "many-attributes": {None, "unreadable", *HEAVY},
    "open-tags": {None, *HEAVY},
    "not-a-feed": {"not-a-feed"},
    "empty": {"empty"},
}


def collected(address: str, *cases: str) -> list[dict[str, Any]]:
    """What a process tells of collecting from the good feeds, and then from all or from each."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.collect_hostile", address, *cases],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=800,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_case_ends_with_one_word_and_hurts_no_other() -> None:
    assert EXPECTED.keys() == CASES.keys()
    with hostile_server() as address:
        usual, hostile = collected(address)
    told = {name: hostile["problems"][name] for name in CASES}
    assert {name: code for name, code in told.items() if code not in EXPECTED[name]} == {}
    good = [name for name in hostile["problems"] if name.startswith("good")]
    assert len(good) == 8
    assert all(hostile["problems"][name] is None for name in good)
    assert {f"{name}: La halle rouvre" for name in good} <= set(hostile["titles"])
    assert all("root:" not in title for title in hostile["titles"])
    assert hostile["memory"] - usual["memory"] < EXTRA_MEMORY


def amiss(usual: dict[str, Any], alone: dict[str, Any]) -> list[str]:
    """What is not as it should be with a case that was collected by itself."""
    ((name, code),) = alone["problems"].items()
    found = [] if code in EXPECTED[name] else [f"{name}: {code}"]
    if alone["seconds"] > SECONDS_ALONE:
        found.append(f"{name}: {alone['seconds']} s")
    if alone["memory"] - usual["memory"] > EXTRA_MEMORY:
        found.append(f"{name}: {alone['memory'] - usual['memory']} bytes more")
    return found


def test_the_worst_by_themselves() -> None:
    with hostile_server() as address:
        usual, *each = collected(address, *WORST)
    assert len(each) == len(WORST)
    assert [words for alone in each for words in amiss(usual, alone)] == []

"""Everything that a server can do to those who fetch feeds, each by itself: what it takes, and its one word."""

from __future__ import annotations

from tests.feeds.collecting.test_hostile import amiss, collected
from tests.quality.data import tell
from tests.support.hostile_server import CASES, hostile_server

FILES = ()


def measure() -> bool:
    """Collect from each; whether all end in time, with the word expected and within their memory."""
    with hostile_server() as address:
        usual, *each = collected(address, *CASES)
    wrong = []
    for alone in each:
        ((name, code),) = alone["problems"].items()
        more = max(0, alone["memory"] - usual["memory"]) / 1e6
        tell(what=name, problem=code, seconds=alone["seconds"], extra_megabytes=round(more, 1))
        wrong += amiss(usual, alone)
    return not wrong

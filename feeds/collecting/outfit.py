"""What a collection works with: limits, rules, the timetable."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from feeds.collecting.schedule import Bounds
from feeds.fetching.fetch import FetchLimits
from feeds.fetching.network import Network
from feeds.judging.rules import Rule
from feeds.pages.sites import SiteRules
from feeds.workers import WorkLimits
from store.clock import Clock

RulesOf = Callable[[str], Sequence[Rule]]
"""The rules that a feed is judged by, given its id; asked for once in each collection."""


def no_rules(_feed_id: str) -> Sequence[Rule]:
    """Everything is taken in."""
    return ()


@dataclass(frozen=True, slots=True)
class Timing:
    """What tells when feeds are fetched again."""

    bounds: Bounds = field(default_factory=Bounds)
    resting: Mapping[str, datetime] = field(default_factory=dict)
    """Hosts that want no visits, and until when."""
    chance: Callable[[], float] = random.random
    """From 0 to 1, anew each time."""


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a collection works with."""

    limits: FetchLimits
    clock: Clock
    network: Network | None
    rules: RulesOf
    sites: SiteRules
    timing: Timing
    work: WorkLimits

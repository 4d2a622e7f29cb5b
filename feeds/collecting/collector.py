"""Collecting: all feeds at once, each by itself, into a sink.

A feed's way is fetch, parse, hand over. It fails alone: what goes wrong outside becomes its report. Its
validators are recorded together with its entries, so that a collection that is killed anywhere fetches
again what it had not handed over, and the sink recognises what it had.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from feeds.collecting.handover import EntrySink, Handover
from feeds.collecting.outfit import Outfit, RulesOf, Timing, no_rules
from feeds.collecting.reports import CollectProgress, CollectReport, FeedReport
from feeds.collecting.round import Round
from feeds.errors import FeedProblem
from feeds.fetching.fetch import FetchLimits
from feeds.fetching.network import Network
from feeds.pages.sites import SiteRules
from feeds.workers import WorkLimits
from store.clock import Clock, to_text, utc_now
from store.models import Feed

__all__ = [
    "CollectProgress",
    "CollectReport",
    "Collector",
    "EntrySink",
    "FeedProblem",
    "FeedReport",
    "FetchLimits",
    "Timing",
]


class Collector:
    """Fetches feeds and hands what is in them to a sink."""

    def __init__(
        self,
        intake: EntrySink,
        limits: FetchLimits,
        clock: Clock = utc_now,
        network: Network | None = None,
        rules: RulesOf = no_rules,
        sites: SiteRules | None = None,
        timing: Timing | None = None,
        work: WorkLimits | None = None,
    ) -> None:
        self._intake = intake
        self._clock = clock
        self._outfit = Outfit(
            limits=limits,
            clock=clock,
            network=network,
            rules=rules,
            sites=sites or SiteRules(),
            timing=timing or Timing(),
            work=work or WorkLimits(),
        )

    def collect(
        self,
        feeds: Sequence[Feed],
        progress: Callable[[CollectProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> CollectReport:
        """Fetch these feeds, paused or not, and take in what is new in them. Blocks.

        Args:
            feeds: in the order of the report.
            progress: called in this thread after each feed.
            cancelled: asked several times a second; once true, what is not handed over is left.

        Raises:
            StoreError: the sink cannot be written to. What was handed over before stays.
        """
        started = to_text(self._clock())
        with _rarely_looking_for_circles(), Handover(self._intake) as handover:
            round_ = Round(self._outfit, handover, feeds, progress)
            reports = asyncio.run(round_.collect(cancelled))
        return CollectReport(reports, started, to_text(self._clock()))


@contextmanager
def _rarely_looking_for_circles() -> Iterator[None]:
    """Let Python look for circles among its records less often: entries come by the thousand and have none."""
    before = gc.get_threshold()
    gc.set_threshold(max(50_000, before[0]), 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)

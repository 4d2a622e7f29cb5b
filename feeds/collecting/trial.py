"""What rules would do to the entries of a feed as it is now; nothing is taken in.

The feed goes the collector's own way, to a sink that only remembers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from feeds.collecting.collector import Collector
from feeds.errors import ParseError
from feeds.fetching.fetch import FetchLimits
from feeds.fetching.network import Network
from feeds.judging.rules import Rule, Verdict, judge
from store.clock import Clock, utc_now
from store.models import (
    Delivery,
    EntryOutcome,
    Feed,
    FeedState,
    FullText,
    KnownEntry,
    NewArticle,
)


@dataclass(frozen=True, slots=True)
class Tried:
    """An entry, and what the rules say of it."""

    entry: NewArticle
    verdict: Verdict


def try_rules(
    feed: Feed,
    rules: Sequence[Rule],
    limits: FetchLimits,
    clock: Clock = utc_now,
    network: Network | None = None,
) -> Sequence[Tried]:
    """Fetch a feed and judge its entries, in the feed's order. Blocks.

    Raises:
        ParseError: the feed cannot be fetched or read; it carries the problem of either.
    """
    details = replace(feed.details, full_text=FullText.NEVER)
    # Without what is remembered of it, it is fetched whole.
    fresh = replace(feed, details=details, state=FeedState())
    sink = _TrialSink()
    (report,) = Collector(sink, limits, clock, network).collect([fresh]).feeds
    if report.error is not None:
        raise ParseError(report.error)
    return [Tried(entry, judge(rules, entry)) for entry in sink.entries]


class _TrialSink:
    """Takes nothing in."""

    def __init__(self) -> None:
        self.entries: list[NewArticle] = []

    def prepare(self) -> None:
        """Nothing is to be done before."""

    def known(
        self, _feed_id: str, _guids: Sequence[str], _canonical_urls: Sequence[str]
    ) -> Sequence[KnownEntry]:
        """Nothing is."""
        return ()

    def take_deliveries(self, deliveries: Sequence[Delivery]) -> Sequence[Sequence[EntryOutcome]]:
        """Remember what the feed gave."""
        for delivery in deliveries:
            self.entries += delivery.entries
        return [()] * len(deliveries)

    def settle(self) -> None:
        """Nothing waits."""

    def move(self, _feed_id: str, _url: str) -> bool:
        """It stays where it is."""
        return False

    def pause(self, _feed_id: str) -> None:
        """It is not collected from anyway."""

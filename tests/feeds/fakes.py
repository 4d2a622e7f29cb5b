"""A sink that only remembers, and a network that is this machine under many names."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from feeds.fetching.fetch import FetchLimits
from feeds.fetching.network import Network
from store.errors import DeskBusyError, UnknownError
from store.feed_models import Outcome
from store.intake.recognise import content_hash
from store.models import (
    Blocked,
    Delivery,
    EntryOutcome,
    Feed,
    FeedDetails,
    FeedState,
    KnownEntry,
    NewArticle,
)

LOOPBACK = "127.0.0.1"
LIMITS = FetchLimits(timeout_seconds=20, max_bytes=2_000_000, allow_private_addresses=True)


def no_proxy(_scheme: str, _host: str) -> None:
    """Go straight, whatever the environment says."""


def everything_is_here(_host: str) -> Sequence[str]:
    """Every name is this machine."""
    return [LOOPBACK]


HERE = Network(look_up=everything_is_here, proxy_for=no_proxy)
"""Names lead to this machine, which is private as ever."""

OPEN_HERE = Network(
    look_up=everything_is_here, is_public=lambda ip: ip == LOOPBACK, proxy_for=no_proxy
)
"""Names lead to this machine, which counts as the open internet; nothing else does."""


def make_feed(
    url: str,
    state: FeedState | None = None,
    *,
    title: str | None = None,
    source: str | None = None,
    allow_private: bool = False,
) -> Feed:
    """A feed of a desk, its address being its id."""
    details = FeedDetails(url, title=title, source=source, allow_private=allow_private)
    return Feed(url, details, state or FeedState(), "2026-03-01T00:00:00Z", 0)


class FakeSink:
    """Takes entries as a desk does, by guid; what it took and noted can be looked at."""

    def __init__(self) -> None:
        self.articles: dict[tuple[str, str | None], NewArticle] = {}
        self.blocked: list[Blocked] = []
        self.states: dict[str, FeedState] = {}
        self.moves: dict[str, str] = {}
        self.paused: set[str] = set()
        self.threads: set[int] = set()
        self.calls: list[int] = []
        """How many feeds each call handed over."""
        self.is_prepared = False
        self.is_settled = False
        self.taking = threading.Event()
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self._removed: set[str] = set()
        self._is_busy = False

    # What it is told to do

    def forgets(self, feed_id: str) -> None:
        """Have somebody else remove the feed meanwhile."""
        self._removed.add(feed_id)

    def is_busy(self) -> None:
        """Have somebody else hold the desk."""
        self._is_busy = True

    def holds_on(self) -> None:
        """Take its time over the next entries, until ``goes_on``."""
        self._may_go_on.clear()

    def goes_on(self) -> None:
        """Finish what it is at."""
        self._may_go_on.set()

    # What it does

    def prepare(self) -> None:
        """Note that it was begun."""
        self.is_prepared = True

    def take_deliveries(
        self, deliveries: Sequence[Delivery]
    ) -> list[Sequence[EntryOutcome] | UnknownError]:
        """Take in what feeds gave."""
        assert self.is_prepared
        self.calls.append(len(deliveries))
        self.taking.set()
        self._may_go_on.wait(20)
        taken: list[Sequence[EntryOutcome] | UnknownError] = []
        for delivery in deliveries:
            try:
                taken.append(self._take_delivery(delivery))
            except UnknownError as error:
                taken.append(error)
        return taken

    def settle(self) -> None:
        """Note that all is there for good."""
        self.is_settled = True

    def known(
        self, feed_id: str, guids: Sequence[str], canonical_urls: Sequence[str]
    ) -> list[KnownEntry]:
        """What it took already, by guid."""
        self._check(feed_id)
        found = [self.articles[feed_id, guid] for guid in guids if (feed_id, guid) in self.articles]
        return [
            KnownEntry(f"article-{entry.guid}", entry.guid, None, content_hash(entry))
            for entry in found
        ]

    def move(self, feed_id: str, url: str) -> bool:
        """Follow a feed to another address."""
        self._check(feed_id)
        self.moves[feed_id] = url
        return True

    def pause(self, feed_id: str) -> None:
        """Collect from a feed no longer."""
        self._check(feed_id)
        self.paused.add(feed_id)

    def titles(self) -> list[str | None]:
        """Of all it took, in order."""
        return [article.title for article in self.articles.values()]

    def _check(self, feed_id: str) -> None:
        self.threads.add(threading.get_ident())
        if self._is_busy:
            raise DeskBusyError(5)
        if feed_id in self._removed:
            raise UnknownError("feed", feed_id)

    def _take_delivery(self, delivery: Delivery) -> list[EntryOutcome]:
        self._check(delivery.feed_id)
        outcomes = [self._take(delivery.feed_id, entry) for entry in delivery.entries]
        self.blocked += delivery.blocked
        outcomes += [EntryOutcome("", "blocked") for _ in delivery.blocked]
        if delivery.state is not None:
            self.states[delivery.feed_id] = delivery.state
        return outcomes

    def _take(self, feed_id: str, entry: NewArticle) -> EntryOutcome:
        known = self.articles.get((feed_id, entry.guid))
        self.articles[feed_id, entry.guid] = entry
        kind: Outcome = "new"
        if known is not None:
            kind = "known" if (known.title, known.body) == (entry.title, entry.body) else "changed"
        return EntryOutcome(f"article-{entry.guid}", kind)

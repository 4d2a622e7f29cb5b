"""What the desk's feeds need beside the store: settings of fetching, the timetable, trials, pages of the web.

``tui.services`` builds on it; what is slow is blocking and may be called from any thread.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from store.clock import utc_now
from store.errors import UnknownError
from tui import ruling
from tui.safe_text import is_web_address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from feeds.collecting.collector import Collector, CollectReport, Timing
    from feeds.fetching.fetch import FetchLimits
    from feeds.judging.rules import Rule
    from feeds.pages.extract import Extracted
    from feeds.pages.finding import FoundPlace
    from feeds.pages.sites import SiteRules
    from search.synonyms import SynonymFile, Synonyms
    from store.desk import Desk
    from store.models import (
        BlockedEntry,
        Delivery,
        EntryOutcome,
        Feed,
        KnownEntry,
        NewArticle,
        RuleKind,
    )
    from tui.settings import Settings


class FeedServices:
    """A desk with its settings, seen from its feeds."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.desk = desk
        self.settings = settings
        self._synonyms: SynonymFile | None = None

    def synonyms(self) -> Synonyms:
        """The names that mean the same, as the desk's file has them by now; with what is wrong in it."""
        return self._names().current()

    def _names(self) -> SynonymFile:
        if self._synonyms is None:
            from search.synonyms import SynonymFile  # noqa: PLC0415 - it brings the analyser along

            self._synonyms = SynonymFile(self.desk.folder)
        return self._synonyms

    def fetch_limits(self) -> FetchLimits:
        """How much fetching is allowed, by the settings."""
        from feeds.fetching.credentials import Credentials  # noqa: PLC0415 - it brings yarl along
        from feeds.fetching.fetch import FetchLimits  # noqa: PLC0415 - it brings the network along

        wanted = self.settings.collect
        known = self.settings.credentials.items()
        return FetchLimits(
            at_once=wanted.at_once,
            per_host=wanted.per_host,
            timeout_seconds=wanted.timeout_seconds,
            max_bytes=int(wanted.max_megabytes * 1_000_000),
            contact=wanted.contact,
            allow_private_addresses=wanted.allow_private_addresses,
            credentials={address: Credentials(*said) for address, said in known},
        )

    def sink(self) -> Sink:
        """Where a collection puts what it finds, by the rules as they are now."""
        return Sink(self.desk, self._names, ruling.rules_mark(self.desk))

    def collector(self, sink: Sink) -> Collector:
        """What fetches feeds into the desk, by its settings, rules and timetable."""
        from feeds.collecting.collector import Collector  # noqa: PLC0415 - it brings the network along

        return Collector(
            sink,
            self.fetch_limits(),
            rules=ruling.rules_of(self.desk, self._names),
            sites=self.site_rules(),
            timing=self._timing(),
        )

    def next_due(self, references: Sequence[str] = ()) -> datetime | None:
        """When the first of the feeds is due, now at the earliest; None where none ever is.

        Args:
            references: the feeds that are meant, all where there are none.
        """
        from feeds.collecting.schedule import next_due  # noqa: PLC0415 - few calls need it

        return next_due(self._meant(references), utc_now(), self._longest())

    def chosen(self, references: Sequence[str], *, due_only: bool) -> Sequence[Feed]:
        """The feeds that a collection is to fetch: those named, else all that are not paused.

        Args:
            references: The feeds named; they are meant even where they are paused.
            due_only: Whether, of all or of those named, only those are meant that are due.

        Raises:
            UnknownError, AmbiguousError: A reference that is not one feed.
        """
        from feeds.collecting.schedule import is_due  # noqa: PLC0415 - few calls need it

        now, longest = utc_now(), self._longest()
        return [
            feed
            for feed in self._meant(references)
            if (is_due(feed, now, longest) if due_only else references or not feed.details.paused)
        ]

    def _longest(self) -> timedelta:
        return timedelta(minutes=self.settings.collect.every_minutes_max)

    def _meant(self, references: Sequence[str]) -> Sequence[Feed]:
        feeds = self.desk.feeds
        # One that is named twice is fetched once.
        named = {feed.id: feed for feed in map(feeds.get, references)}
        return list(named.values()) if references else feeds.list()

    def _timing(self) -> Timing:
        from feeds.collecting.collector import Timing  # noqa: PLC0415 - it brings the network along
        from feeds.collecting.schedule import Bounds  # noqa: PLC0415
        from feeds.fetching.fetch import resting_hosts  # noqa: PLC0415

        wanted = self.settings.collect
        return Timing(
            Bounds(
                timedelta(minutes=wanted.every_minutes_min),
                self._longest(),
            ),
            resting_hosts(self.desk.feeds.resting()),
        )

    def last_report(self) -> CollectReport | None:
        """What the last collection of the desk brought, in whatever session; None before the first."""
        return ruling.last_report(self.desk)

    def try_rules(
        self, reference: str, more: Sequence[Rule] = (), *, without: str | None = None
    ) -> ruling.Trial:
        """What the rules would make of a feed's entries as they are now; nothing is taken in.

        Args:
            reference: A feed of the desk, or the address of one that it does not follow.
            more: Rules to try beside those there are.
            without: The id of a rule to leave out.
        """
        from feeds.collecting.trial import try_rules  # noqa: PLC0415 - it brings the network along

        feed = self._feed_to_try(reference)
        standing = ruling.rules_of(self.desk, self._names)(feed.id)
        rules = [*(rule for rule in standing if without is None or rule.id != without), *more]
        tried = try_rules(feed, rules, self.fetch_limits())
        return ruling.Trial(tuple(rules), tuple(tried), self.synonyms())

    def trial_rule(
        self, kind: RuleKind, query: str, tags: Sequence[str] = (), *, is_own: bool = True
    ) -> Rule:
        """A rule that nobody has made yet, the feed's own or one for all, as the desk understands it."""
        return ruling.trial_rule(kind, query, tags, is_own=is_own, synonyms=self.synonyms())

    def admit(self, entries: Sequence[BlockedEntry]) -> Sequence[EntryOutcome]:
        """Take in what was kept out, by a person's wish."""
        return ruling.admit(self.desk, entries, self._names)

    def _feed_to_try(self, reference: str) -> Feed:
        try:
            return self.desk.feeds.get(reference)
        except UnknownError:
            if not is_web_address(reference):
                raise
            from store.models import Feed, FeedDetails, FeedState  # noqa: PLC0415 - searches do without

            return Feed("", FeedDetails(reference), FeedState(), "", 0)

    def fetch_article(self, url: str) -> NewArticle:
        """The article of a page on the web, not taken in yet."""
        return self.check_page(url).article

    def check_page(self, url: str) -> Extracted:
        """What comes out of a page on the web, by the desk's rules for sites.

        Raises:
            SitesError: The rules cannot be read.
        """
        from feeds.pages.page import check_page  # noqa: PLC0415 - it brings the network along

        return check_page(url, self.fetch_limits(), self.site_rules())

    def find_in_page(self, url: str, words: str) -> tuple[FoundPlace, ...]:
        """Where some words stand on a page on the web, the outermost element first."""
        from feeds.pages.page import find_in_page  # noqa: PLC0415 - it brings the network along

        return find_in_page(url, words, self.fetch_limits())

    def site_rules(self) -> SiteRules:
        """The rules for sites that ``sites.toml`` holds; none where there is no such file.

        Raises:
            SitesError: They cannot be read.
        """
        from feeds.pages.sites import load_sites  # noqa: PLC0415 - few sessions read pages

        return load_sites(self.desk.folder)


class Sink:
    """Where the collector puts what it found: the intake, and what the desk remembers of feeds.

    The intake is loaded when the first fetches are under way.
    """

    def __init__(self, desk: Desk, names: ruling.Names, rules_mark: str) -> None:
        self._desk = desk
        self._names = names
        self.rules_mark = rules_mark
        """Of the rules that the entries are judged by."""
        self.let_in = 0
        """Articles that came in since rules keep them out no more."""
        self.move = desk.feeds.move
        self.pause = desk.feeds.pause

    def prepare(self) -> None:
        """Know the files that others put into the folder, and let in what rules keep out no more."""
        self._desk.intake.scan()
        self.let_in = len(ruling.let_in_released(self._desk, self._names, self.rules_mark))

    def known(
        self, feed_id: str, guids: Sequence[str], canonical_urls: Sequence[str]
    ) -> Sequence[KnownEntry]:
        """What the desk has already."""
        return self._desk.intake.known(feed_id, guids, canonical_urls)

    def take_deliveries(
        self, deliveries: Sequence[Delivery]
    ) -> Sequence[Sequence[EntryOutcome] | UnknownError]:
        """Have the desk take in what feeds gave."""
        return self._desk.intake.take_deliveries(deliveries)

    def settle(self) -> None:
        """Wait until it is on the disk."""
        self._desk.intake.settle()

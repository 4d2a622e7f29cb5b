"""How the feeds are: how much they give, how late, how much of it is kept, and which fell silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from store.acts import Acts
from store.clock import from_text, to_text
from store.database import Connection, Row
from store.models import FeedHealth, Triage

WEEKS = 12
"""How many weeks are looked back."""

_PATIENCE = timedelta(days=21)
"""How long any feed may be silent without anybody being told."""
_GAPS = 4
"""How many times its usual gap a feed may be silent."""
_ENOUGH = 10
"""Judged articles from which on it says something that none was kept."""

_TELLING = 100
"""Delays of a feed that say what is usual as well as all of them would."""

_FEEDS = """
    SELECT feed.id, feed.added, feed_state.newest, feed_state.last_success
    FROM feed LEFT JOIN feed_state ON feed_state.feed_id = feed.id WHERE feed.removed = 0
"""
# All that the dates tell in one walk through the articles: looking them up by the index on feeds, which
# ``|| ''`` keeps out of it, takes twice as long.
_DAYS = """
    SELECT feed_id || '' AS feed, CASE WHEN dated >= :since THEN substr(dated, 1, 10) ELSE '' END AS day,
           count(*) AS articles, min(dated) AS first, max(dated) AS last
    FROM article WHERE feed_id IS NOT NULL GROUP BY feed, day
"""
_JUDGED = """
    SELECT feed_id || '' AS feed, triage, count(*) AS articles
    FROM article_state JOIN article ON article.id = article_state.article_id
    WHERE triage IN ('kept', 'discarded') AND feed_id IS NOT NULL GROUP BY feed, triage
"""
# What was in a feed when it was added came late by no fault of the feed's.
_DELAYS = """
    SELECT feed_id, published, fetched FROM article JOIN feed ON feed.id = feed_id
    WHERE published IS NOT NULL AND published >= added AND fetched >= :since
"""
_BLOCKED = "SELECT feed_id AS feed, count(*) AS articles FROM blocked_entry GROUP BY feed_id"


@dataclass(slots=True)
class _Given:
    """What a feed gave so far, by the dates of its articles."""

    weeks: list[int] = field(default_factory=lambda: [0] * WEEKS)
    """How many articles are of each week, the last being the seven days up to now."""
    articles: int = 0
    first: str = ""
    last: str = ""

    def add(self, row: Row, today: date) -> None:
        """Take in what it gave on a day, or before the weeks that are told one by one."""
        self.articles += row["articles"]
        self.first = min(self.first or row["first"], row["first"])
        self.last = max(self.last, row["last"])
        if row["day"]:
            days_ago = (today - date.fromisoformat(row["day"])).days
            self.weeks[WEEKS - 1 - min(WEEKS - 1, max(0, days_ago) // 7)] += row["articles"]


@dataclass(slots=True)
class _Judged:
    """What editors made of a feed's articles."""

    kept: int = 0
    discarded: int = 0

    @property
    def says_nothing_kept(self) -> bool:
        """Whether enough was judged to say that nothing of it is kept."""
        return self.kept == 0 and self.discarded >= _ENOUGH


class FeedsHealth(Acts):
    """How the feeds of the desk are."""

    def all(self) -> Mapping[str, FeedHealth]:
        """How each feed is, by its id."""
        now = self._clock()
        since = to_text(now - timedelta(weeks=WEEKS))
        with self._database.reading() as connection:
            feeds = connection.rows(_FEEDS)
            given = _given(connection, now, since)
            judged = _judged(connection)
            blocked = {row["feed"]: int(row["articles"]) for row in connection.rows(_BLOCKED)}
            delays = _delays(connection, since)
        return {
            row["id"]: FeedHealth(
                feed_id=row["id"],
                entries_per_week=tuple(given[row["id"]].weeks),
                delay_minutes=delays.get(row["id"]),
                kept=judged[row["id"]].kept,
                judged=judged[row["id"]].kept + judged[row["id"]].discarded,
                blocked=blocked.get(row["id"], 0),
                newest=_newest(row, given[row["id"]]),
                is_silent=_is_silent(row, given[row["id"]], now),
                gives_nothing_kept=judged[row["id"]].says_nothing_kept,
            )
            for row in feeds
        }


def _judged(connection: Connection) -> defaultdict[str, _Judged]:
    found: defaultdict[str, _Judged] = defaultdict(_Judged)
    for row in connection.rows(_JUDGED):
        if row["triage"] == Triage.KEPT:
            found[row["feed"]].kept = row["articles"]
        else:
            found[row["feed"]].discarded = row["articles"]
    return found


def _given(connection: Connection, now: datetime, since: str) -> defaultdict[str, _Given]:
    found: defaultdict[str, _Given] = defaultdict(_Given)
    for row in connection.rows(_DAYS, since=since):
        found[row["feed"]].add(row, now.date())
    return found


def _delays(connection: Connection, since: str) -> dict[str, int]:
    """The usual minutes between publication and taking in, of each feed."""
    from statistics import median  # noqa: PLC0415 - it brings fractions and decimals along

    found: defaultdict[str, list[int]] = defaultdict(list)
    # Those that came last are mostly found last.
    for feed_id, published, fetched in reversed(connection.rows(_DELAYS, since=since)):
        if len(found[feed_id]) < _TELLING:
            minutes = _between(published, fetched)
            if minutes is not None:
                found[feed_id].append(minutes)
    return {feed_id: round(median(minutes)) for feed_id, minutes in found.items() if minutes}


def _between(published: str, fetched: str) -> int | None:
    try:
        delay = from_text(fetched) - from_text(published)
    except ValueError:
        return None
    return max(0, int(delay.total_seconds()) // 60)


def _newest(row: Row, gave: _Given) -> str | None:
    return max(gave.last, row["newest"] or "") or None


def _is_silent(row: Row, gave: _Given, now: datetime) -> bool:
    """Whether a feed that works has given nothing for much longer than it used to."""
    if row["last_success"] is None:
        return False
    newest = _newest(row, gave) or row["added"]
    patience = _PATIENCE
    if gave.articles > 1:
        span = from_text(gave.last) - from_text(gave.first)
        patience = max(patience, _GAPS * span / (gave.articles - 1))
    return now - from_text(newest) > patience

"""How the feeds are: how much they give, how late, how much of it is kept, and which fell silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median

from store.acts import Acts
from store.clock import from_text, to_text
from store.database import Connection, Row
from store.models import FeedHealth

WEEKS = 12
"""How many weeks are looked back."""

_PATIENCE = timedelta(days=21)
"""How long any feed may be silent without anybody being told."""
_GAPS = 4
"""How many times its usual gap a feed may be silent."""
_ENOUGH = 10
"""Judged articles from which on it says something that none was kept."""

_TOTALS = """
    SELECT feed.id, feed.added, feed_state.newest, feed_state.last_success,
           count(article.id) AS articles, min(article.dated) AS first, max(article.dated) AS last,
           coalesce(sum(CASE WHEN triage = 'kept' THEN 1 ELSE 0 END), 0) AS kept,
           coalesce(sum(CASE WHEN triage = 'discarded' THEN 1 ELSE 0 END), 0) AS discarded
    FROM feed
    LEFT JOIN feed_state ON feed_state.feed_id = feed.id
    LEFT JOIN article ON article.feed_id = feed.id
    LEFT JOIN article_state ON article_state.article_id = article.id
    WHERE feed.removed = 0
    GROUP BY feed.id, feed.added, feed_state.newest, feed_state.last_success
"""
_DAYS = """
    SELECT feed_id, substr(dated, 1, 10) AS day, count(*) AS articles FROM article
    WHERE feed_id IS NOT NULL AND dated >= :since GROUP BY feed_id, substr(dated, 1, 10)
"""
# What was in a feed when it was added came late by no fault of the feed's.
_DELAYS = """
    SELECT feed_id, published, fetched FROM article JOIN feed ON feed.id = feed_id
    WHERE published IS NOT NULL AND published >= added AND fetched >= :since
"""


class FeedsHealth(Acts):
    """How the feeds of the desk are."""

    def all(self) -> Mapping[str, FeedHealth]:
        """How each feed is, by its id."""
        now = self._clock()
        since = to_text(now - timedelta(weeks=WEEKS))
        with self._database.reading() as connection:
            totals = connection.rows(_TOTALS)
            weeks = _weeks(connection, now, since)
            delays = _delays(connection, since)
            blocked = {
                row[0]: int(row[1])
                for row in connection.rows(
                    "SELECT feed_id, count(*) FROM blocked_entry GROUP BY feed_id"
                )
            }
        return {
            row["id"]: FeedHealth(
                feed_id=row["id"],
                entries_per_week=tuple(weeks.get(row["id"], [0] * WEEKS)),
                delay_minutes=delays.get(row["id"]),
                kept=row["kept"],
                judged=row["kept"] + row["discarded"],
                blocked=blocked.get(row["id"], 0),
                newest=_newest(row),
                is_silent=_is_silent(row, now),
                gives_nothing_kept=row["kept"] == 0 and row["discarded"] >= _ENOUGH,
            )
            for row in totals
        }


def _weeks(connection: Connection, now: datetime, since: str) -> dict[str, list[int]]:
    """How many articles of each feed are of each week, the last being the seven days up to now."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0] * WEEKS)
    today = now.date()
    for row in connection.rows(_DAYS, since=since):
        days_ago = (today - date.fromisoformat(row["day"])).days
        week = min(WEEKS - 1, max(0, days_ago) // 7)
        found[row["feed_id"]][WEEKS - 1 - week] += row["articles"]
    return found


def _delays(connection: Connection, since: str) -> dict[str, int]:
    """The usual minutes between publication and taking in, of each feed."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row in connection.rows(_DELAYS, since=since):
        minutes = _between(row["published"], row["fetched"])
        if minutes is not None:
            found[row["feed_id"]].append(minutes)
    return {feed_id: round(median(minutes)) for feed_id, minutes in found.items()}


def _between(published: str, fetched: str) -> int | None:
    try:
        delay = from_text(fetched) - from_text(published)
    except ValueError:
        return None
    return max(0, int(delay.total_seconds()) // 60)


def _newest(row: Row) -> str | None:
    return max(_moments(row), default=None)


def _moments(row: Row) -> Sequence[str]:
    return [moment for moment in (row["last"], row["newest"]) if moment]


def _is_silent(row: Row, now: datetime) -> bool:
    """Whether a feed that works has given nothing for much longer than it used to."""
    if row["last_success"] is None:
        return False
    newest = _newest(row) or row["added"]
    patience = _PATIENCE
    if row["articles"] > 1:
        span = from_text(row["last"]) - from_text(row["first"])
        patience = max(patience, _GAPS * span / (row["articles"] - 1))
    return now - from_text(newest) > patience

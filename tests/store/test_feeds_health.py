"""How the feeds are, seen from what they gave and what became of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.clock import to_text
from store.desk import Desk
from store.models import Blocked, FeedDetails, FeedHealth, FeedState, NewArticle, Triage

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


class Hands:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = NOW - timedelta(weeks=20)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Desk:
    return Desk.create(tmp_path / "desk", editor="anne", clock=hands)


def give(desk: Desk, feed_id: str, *published: datetime) -> list[str]:
    """Take in an article for each moment, and note that the feed works."""
    entries = [
        NewArticle(f"Brève du {moment}", "Texte.", guid=str(moment), published=to_text(moment))
        for moment in published
    ]
    outcomes = desk.intake.take_entries(feed_id, entries, FeedState(last_success=to_text(NOW)))
    return [outcome.article_id for outcome in outcomes]


def follow(desk: Desk, name: str) -> str:
    return desk.feeds.add([FeedDetails(f"https://{name}.example/rss")])[0].id


def health(desk: Desk, feed_id: str) -> FeedHealth:
    return desk.feeds_health.all()[feed_id]


def test_a_feed_that_gave_nothing_yet(desk: Desk) -> None:
    feed_id = follow(desk, "a")
    seen = health(desk, feed_id)
    assert (sum(seen.entries_per_week), seen.delay_minutes, seen.newest) == (0, None, None)
    assert (seen.kept_share, seen.is_silent, seen.gives_nothing_kept) == (None, False, False)


def test_entries_are_counted_by_week(desk: Desk, hands: Hands) -> None:
    feed_id = follow(desk, "a")
    hands.now = NOW
    give(
        desk,
        feed_id,
        NOW - timedelta(hours=2),
        NOW - timedelta(days=6),
        NOW - timedelta(days=7),
        NOW - timedelta(weeks=11),
        NOW - timedelta(weeks=19),
    )
    weeks = health(desk, feed_id).entries_per_week
    assert (len(weeks), weeks[-1], weeks[-2], weeks[0], sum(weeks)) == (12, 2, 1, 1, 4)


def test_the_delay_is_that_of_what_appeared_since_the_feed_is_followed(
    desk: Desk, hands: Hands
) -> None:
    hands.now = NOW - timedelta(days=2)
    feed_id = follow(desk, "a")
    give(desk, feed_id, NOW - timedelta(days=30))
    assert health(desk, feed_id).delay_minutes is None
    hands.now = NOW
    give(desk, feed_id, *(NOW - timedelta(minutes=minutes) for minutes in (20, 30, 600)))
    assert health(desk, feed_id).delay_minutes == 30


def test_what_is_kept_of_a_feed_is_told(desk: Desk, hands: Hands) -> None:
    hands.now = NOW
    feed_id, other = follow(desk, "a"), follow(desk, "b")
    ids = give(desk, feed_id, *(NOW - timedelta(hours=hour) for hour in range(12)))
    desk.articles.set_triage(ids[:10], Triage.DISCARDED)
    assert health(desk, feed_id).gives_nothing_kept
    desk.articles.set_triage(ids[:5], Triage.KEPT)
    seen = health(desk, feed_id)
    assert (seen.kept, seen.judged, seen.kept_share) == (5, 10, 0.5)
    assert not seen.gives_nothing_kept
    desk.intake.take_entries(other, [], blocked=[Blocked(NewArticle("X", "", guid="x"), None, "")])
    assert (health(desk, other).blocked, health(desk, feed_id).blocked) == (1, 0)


@pytest.mark.parametrize(
    ("days_ago", "is_silent"),
    [
        ((1, 2, 3), False),
        ((20, 21, 22), False),
        ((30, 31, 32), True),
        ((30, 60, 90), False),
        ((), True),
    ],
)
def test_a_feed_is_silent_when_it_is_so_for_longer_than_it_used_to_be(
    desk: Desk, hands: Hands, days_ago: tuple[int, ...], is_silent: bool
) -> None:
    feed_id = follow(desk, "a")
    hands.now = NOW
    give(desk, feed_id, *(NOW - timedelta(days=days) for days in days_ago))
    assert health(desk, feed_id).is_silent is is_silent


def test_feeds_that_were_removed_are_not_looked_at(desk: Desk) -> None:
    feed_id = follow(desk, "a")
    desk.feeds.remove([feed_id])
    assert desk.feeds_health.all() == {}

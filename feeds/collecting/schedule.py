"""When a feed is fetched again. Pure.

A paper that publishes every hour is looked at more often than a federation that writes twice a year. What
the server and the feed say of themselves (``Cache-Control``, ``Expires``, ``ttl``, ``skipHours``) is
heeded within the bounds that the settings give, a wish of a server under load (``Retry-After``) always.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from store.clock import from_text, to_text
from store.models import Feed, FeedState

_LOOKED_AT = 20
"""Entries whose dates tell how often a feed publishes: the newest."""
_VISITS_A_GAP = 2
_SILENCE_SHARE = 10
"""A feed that was silent for ten days is looked at once a day."""
_SLOWER, _FASTER = 1.5, 0.5
_SPREAD = 0.1
"""How far chance moves a visit either way, so that feeds added together are not fetched together."""
_EARLY = timedelta(seconds=90)
"""A timer that goes off a moment too early is meant."""
_WEEK, _SUNDAY_NIGHT = timedelta(days=7), datetime(1970, 1, 4, 3, tzinfo=UTC)
_LASTING_TIMES, _LASTING = 3, timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How often a feed may be fetched."""

    shortest: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(days=1)

    def within(self, interval: timedelta) -> timedelta:
        """The interval, or the bound that it is beyond."""
        return max(self.shortest, min(interval, max(self.shortest, self.longest)))


def is_due(feed: Feed, now: datetime, longest: timedelta | None = None) -> bool:
    """Whether a feed should be fetched now; one that is paused never is.

    Args:
        feed: the feed.
        now: when.
        longest: how long a feed may be left alone by the settings, which may have changed since the moment
            was worked out.
    """
    if feed.details.paused:
        return False
    due = _due(feed.state, longest)
    checked = _moment(feed.state.last_checked)
    # Fetched in the future: the clock was set back, and what was worked out by it means nothing.
    if due is None or (checked is not None and checked > now + _EARLY):
        return True
    # Of a short rest, a moment is much.
    rest = due - checked if checked is not None else _EARLY / _SPREAD
    return due <= now + min(_EARLY, max(rest, timedelta(0)) * _SPREAD)


def _due(state: FeedState, longest: timedelta | None) -> datetime | None:
    due, checked = _moment(state.next_due), _moment(state.last_checked)
    if due is None or checked is None or longest is None:
        return due
    latest = _outside_pauses(state, checked + longest * (1 + _SPREAD))
    return min(due, max(latest, _moment(state.host_rests_until) or latest))


def next_due(
    feeds: Sequence[Feed], now: datetime, longest: timedelta | None = None
) -> datetime | None:
    """When the first of the feeds is due, now at the earliest; None where none ever is.

    Args:
        feeds: the feeds.
        now: when.
        longest: as for ``is_due``.
    """
    moments = [
        now if is_due(feed, now, longest) else _due(feed.state, longest) or now
        for feed in feeds
        if not feed.details.paused
    ]
    return max(now, min(moments)) if moments else None


def with_habits(state: FeedState, published: Sequence[str | None]) -> FeedState:
    """The state with what the dates of a feed's entries tell of how often it publishes."""
    dates = sorted({date for date in published if date})[-_LOOKED_AT:]
    if not dates:
        return replace(state, usual_gap_minutes=None, newest=None)
    from statistics import median  # noqa: PLC0415 - it brings fractions and decimals along

    moments = [from_text(date) for date in dates]
    gaps = [(later - earlier) / timedelta(minutes=1) for earlier, later in pairwise(moments)]
    return replace(state, usual_gap_minutes=round(median(gaps)) if gaps else None, newest=dates[-1])


def after_success(
    state: FeedState,
    now: datetime,
    bounds: Bounds,
    *,
    chance: float,
    has_news: bool,
    fresh_for: float = 0.0,
) -> FeedState:
    """The state of a feed that was fetched, with when it is due next.

    Args:
        state: what is remembered of it by now, habits included.
        now: when it was fetched.
        bounds: how often it may be.
        chance: from 0 to 1, anew each time.
        has_news: whether it had something new; tells where its entries have no dates.
        fresh_for: seconds for which the server says that what it gave holds.
    """
    interval = bounds.within(_learned(state, now, bounds, has_news=has_news))
    wished = max(timedelta(seconds=fresh_for), timedelta(minutes=state.ttl_minutes or 0))
    due = now + max(_spread(interval, chance), min(wished, bounds.within(bounds.longest)))
    return replace(
        state,
        every_minutes=round(interval / timedelta(minutes=1)),
        next_due=to_text(_outside_pauses(state, due)),
        host_rests_until=None,
    )


def after_failure(
    state: FeedState,
    now: datetime,
    bounds: Bounds,
    *,
    chance: float,
    rests_until: datetime | None = None,
    is_own: bool = True,
) -> FeedState:
    """The state of a feed that failed: after each failure in a row, it is left alone for longer.

    Args:
        state: what is remembered of it by now, this failure counted.
        now: when it was tried.
        bounds: how often it may be.
        chance: from 0 to 1, anew each time.
        rests_until: until when its server wants no visits.
        is_own: whether that is the server that its address names, so that all feeds there are concerned.
    """
    tries = min(max(state.failures - 1, 0), 16)
    due = now + _spread(bounds.within(bounds.shortest * 2**tries), chance)
    if rests_until is not None:
        due = max(due, rests_until)
    return replace(
        state,
        next_due=to_text(due),
        host_rests_until=to_text(rests_until) if rests_until and is_own else None,
    )


def after_redirect(state: FeedState, now: datetime, moved_to: str | None) -> FeedState:
    """The state with what a fetch told of where the feed is for good; None where it is where it was."""
    if moved_to is None:
        return replace(state, moved_to=None, moved_since=None, moved_times=0)
    since = _moment(state.moved_since)
    # What was said in the future was said before the clock was set back, and nobody knows when.
    if moved_to != state.moved_to or since is None or since > now + _EARLY:
        return replace(state, moved_to=moved_to, moved_since=to_text(now), moved_times=1)
    return replace(state, moved_times=state.moved_times + 1)


def is_to_be_had_whole(state: FeedState, now: datetime) -> bool:
    """Whether a feed is to be fetched even if it has not changed by what its server says: once a week.

    Some servers say for ever that nothing has changed.
    """
    last = _moment(state.last_success)
    return last is not None and _week(last) != _week(now)


def _week(moment: datetime) -> int:
    """The number of its week, which ends in the night to Sunday, when servers have least to do."""
    return (moment - _SUNDAY_NIGHT) // _WEEK


def has_moved(state: FeedState, now: datetime) -> bool:
    """Whether a feed's server has said often and long enough that it is elsewhere for good.

    A hotel's portal or a slip of the server's owner says so too, but not for days.
    """
    since = _moment(state.moved_since)
    lasted = since is not None and now - since >= _LASTING
    return state.moved_to is not None and lasted and state.moved_times >= _LASTING_TIMES


def _learned(state: FeedState, now: datetime, bounds: Bounds, *, has_news: bool) -> timedelta:
    newest = _moment(state.newest)
    if newest is None:
        usual = timedelta(minutes=state.every_minutes or bounds.shortest / timedelta(minutes=1) * 2)
        return usual * (_FASTER if has_news else _SLOWER)
    usual = timedelta(minutes=state.usual_gap_minutes or 0) / _VISITS_A_GAP
    return max(usual, (now - newest) / _SILENCE_SHARE)


def _spread(interval: timedelta, chance: float) -> timedelta:
    return interval * (1 - _SPREAD + 2 * _SPREAD * chance)


def _outside_pauses(state: FeedState, due: datetime) -> datetime:
    """The moment, or the end of the hours and days in which the feed says that nothing happens."""
    hours, days = set(state.skip_hours.split()), set(state.skip_days.split())
    for ahead in range(24 * 7):
        moment = due if not ahead else (due + timedelta(hours=ahead)).replace(minute=0, second=0)
        if str(moment.hour) not in hours and str(moment.weekday()) not in days:
            return moment
    return due


def _moment(text: str | None) -> datetime | None:
    return from_text(text) if text else None

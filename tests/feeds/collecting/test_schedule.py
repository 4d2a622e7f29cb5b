"""When feeds are due: by their habits, their wishes and their servers', within bounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.collecting.schedule import (
    Bounds,
    after_failure,
    after_redirect,
    after_success,
    has_moved,
    is_due,
    is_to_be_had_whole,
    next_due,
    with_habits,
)
from store.clock import from_text, to_text
from store.models import Feed, FeedState
from tests.feeds.fakes import make_feed

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
BOUNDS = Bounds(timedelta(minutes=15), timedelta(days=1))
MIDDLE = 0.5


def ago(**units: float) -> str:
    return to_text(NOW - timedelta(**units))


def minutes_until_due(state: FeedState) -> float:
    return (from_text(state.next_due or "") - NOW) / timedelta(minutes=1)


def fetched(state: FeedState, *, has_news: bool = True, fresh_for: float = 0) -> FeedState:
    return after_success(state, NOW, BOUNDS, chance=MIDDLE, has_news=has_news, fresh_for=fresh_for)


def feed(state: FeedState, *, paused: bool = False) -> Feed:
    made = make_feed("https://a.example/rss", state)
    return replace(made, details=replace(made.details, paused=paused))


@pytest.mark.parametrize(
    ("published", "minutes"),
    [
        ([ago(hours=hours) for hours in range(10)], 30),
        ([ago(minutes=minutes) for minutes in range(10)], 15),
        ([ago(days=days) for days in range(10)], 12 * 60),
        ([ago(days=30 * months) for months in range(10)], 24 * 60),
        ([ago(hours=50 + hours) for hours in range(10)], 5 * 60),
    ],
    ids=["each hour", "each minute", "each day", "each month", "each hour, silent for two days"],
)
def test_a_feed_is_visited_twice_in_its_usual_gap(published: list[str], minutes: float) -> None:
    state = fetched(with_habits(FeedState(), published))
    assert state.every_minutes == minutes
    assert minutes_until_due(state) == minutes


def test_the_longer_a_feed_is_silent_the_less_it_is_visited() -> None:
    state = with_habits(FeedState(), [ago(hours=hours) for hours in range(5)])
    later = after_success(state, NOW + timedelta(days=5), BOUNDS, chance=MIDDLE, has_news=False)
    assert later.every_minutes == 12 * 60


def test_without_dates_news_tells() -> None:
    state = fetched(with_habits(FeedState(), [None, None]))
    assert state.every_minutes == 15
    for expected in (22, 33, 50):
        state = fetched(state, has_news=False)
        assert state.every_minutes == expected
    assert fetched(state).every_minutes == 25


def test_server_and_feed_are_heeded_within_bounds() -> None:
    state = with_habits(FeedState(), [ago(minutes=minutes) for minutes in range(10)])
    assert minutes_until_due(fetched(state, fresh_for=3600)) == 60
    assert minutes_until_due(fetched(replace(state, ttl_minutes=120), fresh_for=3600)) == 120
    assert minutes_until_due(fetched(state, fresh_for=10**9)) == 24 * 60


def test_hours_and_days_in_which_nothing_happens() -> None:
    state = FeedState(skip_hours="12 13 14")
    assert from_text(fetched(state).next_due or "") == NOW.replace(hour=15)
    state = FeedState(skip_days="0 1")
    assert from_text(fetched(state).next_due or "") == datetime(2026, 3, 4, tzinfo=UTC)
    always = FeedState(skip_hours=" ".join(map(str, range(24))))
    assert minutes_until_due(fetched(always)) == 15


def test_failures_back_off_up_to_the_bound() -> None:
    waits = [
        minutes_until_due(after_failure(FeedState(failures=n), NOW, BOUNDS, chance=MIDDLE))
        for n in range(1, 10)
    ]
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]


def test_chance_moves_visits_a_little() -> None:
    dues = {
        after_failure(FeedState(failures=3), NOW, BOUNDS, chance=chance).next_due
        for chance in (0.0, 0.25, 0.999)
    }
    assert len(dues) == 3
    assert all(54 <= (from_text(due or "") - NOW).total_seconds() / 60 <= 66 for due in dues)


def test_a_server_that_wants_no_visits_gets_none() -> None:
    until = NOW + timedelta(hours=5)
    state = after_failure(FeedState(failures=1), NOW, BOUNDS, chance=0, rests_until=until)
    assert (state.next_due, state.host_rests_until) == (to_text(until), to_text(until))
    assert fetched(state).host_rests_until is None


def test_what_is_due() -> None:
    assert is_due(feed(FeedState()), NOW)
    assert is_due(feed(FeedState(next_due=to_text(NOW))), NOW)
    assert is_due(feed(FeedState(next_due=to_text(NOW + timedelta(seconds=60)))), NOW)
    assert not is_due(feed(FeedState(next_due=to_text(NOW + timedelta(minutes=2)))), NOW)
    assert not is_due(feed(FeedState(), paused=True), NOW)


def test_a_timer_that_goes_off_early_is_meant_but_not_much_of_a_short_rest() -> None:
    def is_due_at(minute: float, every: float) -> bool:
        state = FeedState(
            last_checked=to_text(NOW), next_due=to_text(NOW + timedelta(minutes=every))
        )
        return is_due(feed(state), NOW + timedelta(minutes=minute))

    assert [is_due_at(minute, 15) for minute in (13, 13.6, 15)] == [False, True, True]
    assert [is_due_at(minute, 2) for minute in (1, 1.7, 1.9, 2)] == [False, False, True, True]


def test_what_is_due_by_settings_that_were_changed_since() -> None:
    state = FeedState(last_checked=ago(hours=5), next_due=to_text(NOW + timedelta(days=9)))
    hour, week = timedelta(hours=1), timedelta(days=7)
    assert is_due(feed(state), NOW, hour)
    assert not is_due(feed(state), NOW, week)
    assert next_due([feed(state)], NOW, hour) == NOW
    assert next_due([feed(state)], NOW, week) == NOW - timedelta(hours=5) + week * 1.1
    resting = replace(state, host_rests_until=to_text(NOW + timedelta(hours=2)))
    assert next_due([feed(resting)], NOW, hour) == NOW + timedelta(hours=2)
    silent = replace(state, skip_hours=" ".join(map(str, range(8, 20))))
    assert next_due([feed(silent)], NOW, hour) == NOW.replace(hour=20)


def test_a_clock_that_was_set_back_keeps_nobody_waiting() -> None:
    state = FeedState(
        last_checked=to_text(NOW + timedelta(days=400)),
        next_due=to_text(NOW + timedelta(days=401)),
    )
    assert is_due(feed(state), NOW)


def test_the_first_that_is_due() -> None:
    early, late = (
        feed(FeedState(next_due=to_text(NOW + timedelta(hours=hours)))) for hours in (2, 5)
    )
    assert next_due([late, early], NOW) == NOW + timedelta(hours=2)
    assert next_due([late, feed(FeedState())], NOW) == NOW
    assert next_due([feed(FeedState(), paused=True)], NOW) is None


def test_a_feed_has_moved_once_it_was_said_often_and_for_long() -> None:
    state = FeedState()
    for hours in (0, 1, 2, 3):
        state = after_redirect(state, NOW + timedelta(hours=hours), "https://b.example/")
    assert not has_moved(state, NOW + timedelta(hours=3))
    assert has_moved(state, NOW + timedelta(days=3))


def test_what_was_said_before_the_clock_was_set_back_begins_anew() -> None:
    ahead = to_text(NOW + timedelta(days=300))
    state = FeedState(moved_to="https://b.example/", moved_since=ahead, moved_times=9)
    again = after_redirect(state, NOW, "https://b.example/")
    assert (again.moved_since, again.moved_times) == (to_text(NOW), 1)


def test_once_a_week_a_feed_is_had_whole() -> None:
    state = FeedState(last_success=to_text(NOW))
    whole = [
        is_to_be_had_whole(state, NOW + timedelta(hours=hours)) for hours in (0, 5 * 24, 134, 136)
    ]
    assert whole == [False, False, False, True]
    assert is_to_be_had_whole(state, NOW - timedelta(days=30))
    assert not is_to_be_had_whole(FeedState(), NOW)


def test_who_says_another_thing_begins_anew() -> None:
    state = FeedState(moved_to="https://b.example/", moved_since=ago(days=9), moved_times=9)
    other = after_redirect(state, NOW, "https://c.example/")
    assert (other.moved_since, other.moved_times) == (to_text(NOW), 1)
    assert after_redirect(state, NOW, None) == FeedState()


@given(
    st.lists(st.integers(1, int(NOW.timestamp()))),
    st.integers(0, 10**6),
    st.floats(0, 1),
    st.booleans(),
)
def test_the_bounds_always_hold(
    seconds: list[int], ttl: int, chance: float, has_news: bool
) -> None:
    published = [to_text(datetime.fromtimestamp(each, UTC)) for each in seconds]
    state = with_habits(FeedState(ttl_minutes=ttl), published)
    state = after_success(state, NOW, BOUNDS, chance=chance, has_news=has_news)
    assert 15 * 0.9 - 0.1 <= minutes_until_due(state) <= 24 * 60 * 1.1

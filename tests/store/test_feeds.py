"""The order of the feeds: by group, as editors put them, then by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.desk import Desk
from store.errors import AmbiguousError, InvalidError, TakenError, UnknownError
from store.models import FeedDetails, FeedState


@pytest.fixture
def ids(desk: Desk) -> dict[str, str]:
    """The ids of four feeds by their names, one of them in no group."""
    details = [
        FeedDetails(f"https://{name}.example/rss", title=name, group=group)
        for name, group in (("a", "Ouest"), ("b", "Ouest"), ("c", "Ouest"), ("z", None))
    ]
    return {feed.name: feed.id for feed in desk.feeds.add(details)}


def names(desk: Desk) -> str:
    return "".join(feed.name for feed in desk.feeds.list())


def test_a_feed_is_put_elsewhere_in_its_group_and_back(desk: Desk, ids: dict[str, str]) -> None:
    assert names(desk) == "zabc"
    desk.feeds.shift(ids["c"], -1)
    assert names(desk) == "zacb"
    desk.feeds.shift(ids["c"], -9)
    assert names(desk) == "zcab"
    assert desk.feeds.shift(ids["c"], -1) is None, "it is at the top"
    assert desk.feeds.shift(ids["z"], 1) is None, "it is alone"
    desk.journal.undo()
    desk.journal.undo()
    assert names(desk) == "zabc"


def test_new_feeds_come_after_those_that_were_put_somewhere(
    desk: Desk, ids: dict[str, str]
) -> None:
    desk.feeds.shift(ids["c"], -2)
    desk.feeds.add([FeedDetails("https://0.example/rss", title="0", group="Ouest")])
    assert names(desk) == "zcab0"


def test_a_feed_that_is_not_there_is_put_nowhere(desk: Desk) -> None:
    with pytest.raises(UnknownError):
        desk.feeds.shift("none", 1)


def test_an_address_with_a_password_is_refused_and_not_repeated(desk: Desk) -> None:
    secret = FeedDetails("https://claire:secret@a.example/rss?x=@")
    (feed,) = desk.feeds.add([FeedDetails("https://b.example/@claire?a@b")])
    for attempt in (lambda: desk.feeds.add([secret]), lambda: desk.feeds.edit(feed.id, secret)):
        with pytest.raises(InvalidError) as caught:
            attempt()
        assert (caught.value.kind, caught.value.value) == (
            "feed-credentials",
            "https://a.example/rss?x=@",
        )
    assert not desk.feeds.move(feed.id, secret.url)


def test_a_feed_is_known_by_a_word_of_its_name_where_none_begins_so(desk: Desk) -> None:
    names = ("Le Courrier du Ponant", "La Lettre de l’Estuaire", "Éco Littoral", "L’Éco du Rhin")
    desk.feeds.add(
        [FeedDetails(f"https://{at}.example/rss", title=name) for at, name in enumerate(names)]
    )
    assert desk.feeds.get("courrier").name == "Le Courrier du Ponant"
    assert desk.feeds.get("l'estuaire").name == "La Lettre de l’Estuaire"
    assert desk.feeds.get("éco").name == "Éco Littoral"
    with pytest.raises(AmbiguousError):
        desk.feeds.get("du")
    with pytest.raises(UnknownError):
        desk.feeds.get("ourrier")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "http://[",
        "http://[::1",
        "https://",
        "http://:80/",
        "http://a:99999/",
        "http://a b/",
        "https:a",
        "//a.example/",
        "http://a\x07/",
    ],
)
def test_what_is_no_address_of_the_web_is_not_followed(desk: Desk, url: str) -> None:
    before = desk.feeds.list()
    with pytest.raises(InvalidError):
        desk.feeds.add([FeedDetails("https://good.example/"), FeedDetails(url)])
    assert desk.feeds.list() == before


def test_servers_that_want_no_visits_are_known_by_their_feeds(
    desk: Desk, ids: dict[str, str]
) -> None:
    until = "2026-03-02T08:00:00Z"
    desk.feeds.record(ids["a"], FeedState(host_rests_until=until))
    desk.feeds.record(ids["b"], FeedState())
    assert desk.feeds.resting() == {"https://a.example/rss": until}


def test_a_desk_follows_no_feed_until_there_is_one_and_once_all_are_removed(desk: Desk) -> None:
    assert desk.feeds.is_empty()
    (feed,) = desk.feeds.add([FeedDetails("https://a.example/rss")])
    assert not desk.feeds.is_empty()
    desk.feeds.remove([feed.id])
    assert desk.feeds.is_empty()


def test_a_feed_that_is_put_right_is_fetched_at_the_next_round(
    desk: Desk, ids: dict[str, str]
) -> None:
    known = FeedState(
        etag='"1"', body_hash="0", own_title="A", failures=4, next_due="2036-01-01T00:00:00Z"
    )

    def after(**changes: object) -> FeedState:
        feed = desk.feeds.get(ids["a"])
        desk.feeds.record(feed.id, known)
        desk.feeds.edit(feed.id, replace(feed.details, **changes))  # type: ignore[arg-type] # any detail
        return desk.feeds.get(feed.id).state

    assert after(title="A", group="Est") == known
    assert after(allow_private=True) == replace(known, next_due=None)
    assert after(paused=True) == replace(known, next_due=None)
    elsewhere = after(url="https://new.example/rss")
    assert elsewhere == replace(known, next_due=None, etag=None, body_hash=None)


def test_several_feeds_are_changed_as_one_act_or_not_at_all(
    desk: Desk, ids: dict[str, str]
) -> None:
    before = {feed.id: feed.details for feed in desk.feeds.list()}
    paused = {ids[name]: replace(before[ids[name]], paused=True) for name in "abz"}
    entry = desk.feeds.edit_all(paused)
    assert entry is not None
    assert (entry.subject["count"], entry.subject["paused"]) == (3, True)
    moved = {each: replace(details, group="Sud") for each, details in before.items()}
    entry = desk.feeds.edit_all(moved | {ids["c"]: before[ids["c"]]})
    assert entry is not None
    assert entry.subject["count"] == 3, "what stays as it is does not count"
    assert "group" not in entry.subject, "they go on, too: that is no change of the group alone"
    taken = {
        ids["a"]: before[ids["a"]],
        ids["b"]: replace(before[ids["b"]], url="https://c.example/rss"),
    }
    with pytest.raises(TakenError):
        desk.feeds.edit_all(taken)
    assert [feed.details.group for feed in desk.feeds.list()] == ["Ouest", *["Sud"] * 3]
    desk.journal.undo()
    desk.journal.undo()
    assert {feed.id: feed.details for feed in desk.feeds.list()} == before


def test_when_the_last_round_was_over_is_known(desk: Desk) -> None:
    assert desk.rounds.last_ended() is None
    desk.rounds.keep("2025-01-01T00:00:00Z", "2025-01-01T00:01:00Z", {})
    desk.rounds.keep("2025-01-02T00:00:00Z", "2025-01-02T00:01:00Z", {})
    assert desk.rounds.last_ended() == "2025-01-02T00:01:00Z"

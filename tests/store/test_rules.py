"""Rules as editors keep them, and what they kept out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.desk import Desk
from store.errors import AmbiguousError, InvalidError, TakenError, UnknownError
from store.models import Blocked, Enclosure, FeedDetails, NewArticle, RuleKind


@pytest.fixture
def feed_id(desk: Desk) -> str:
    return desk.feeds.add([FeedDetails("https://a.example/rss", title="A")])[0].id


def entry(number: int, *, body: str = "Le stade accueille la finale.") -> NewArticle:
    return NewArticle(f"Nouvelle {number}", body, guid=f"n-{number}", categories=("Sport",))


def blocked(number: int, *, body: str = "Le stade accueille la finale.") -> Blocked:
    return Blocked(entry(number, body=body), "r", "sport")


def kept_out(desk: Desk) -> list[str | None]:
    return [each.article.title for each in desk.blocked.list()]


def test_a_feed_is_judged_by_its_own_rules_and_those_for_all(desk: Desk, feed_id: str) -> None:
    other = desk.feeds.add([FeedDetails("https://b.example/rss")])[0].id
    desk.rules.add(RuleKind.BLOCK, "sport")
    desk.rules.add(RuleKind.KEEP, "title:port", feed_id=feed_id, tags=["filière/mer"])
    desk.rules.add(RuleKind.TAG, "salon", feed_id=other, tags=["salons"])
    assert [rule.query for rule in desk.rules.list()] == ["sport", "title:port", "salon"]
    own = desk.rules.list(feed_id)
    assert [(rule.kind, rule.query) for rule in own] == [("block", "sport"), ("keep", "title:port")]
    assert own[1].tags == ("filière/mer",)


def test_a_rule_is_an_act_with_its_undoing(desk: Desk) -> None:
    rule = desk.rules.add(RuleKind.BLOCK, " sport ")
    assert rule.query == "sport"
    desk.rules.edit(rule.id, query="sport OR météo")
    assert desk.rules.get(rule.id[:6]).query == "sport OR météo"
    desk.rules.remove(rule.id)
    assert not desk.rules.list()
    desk.journal.undo()
    desk.journal.undo()
    assert desk.rules.list() == [rule]
    assert desk.rules.edit(rule.id, query="sport") is None


def test_what_cannot_be_a_rule_is_refused(desk: Desk) -> None:
    desk.rules.add(RuleKind.BLOCK, "sport")
    with pytest.raises(TakenError):
        desk.rules.add(RuleKind.BLOCK, "sport")
    with pytest.raises(InvalidError):
        desk.rules.add(RuleKind.BLOCK, "  ")
    with pytest.raises(UnknownError):
        desk.rules.add(RuleKind.BLOCK, "météo", feed_id="none")
    with pytest.raises(UnknownError):
        desk.rules.get("")
    for number in range(20):
        desk.rules.add(RuleKind.BLOCK, f"mot{number}")
    with pytest.raises(AmbiguousError):
        desk.rules.get(_shared_start([rule.id for rule in desk.rules.list()]))


def _shared_start(ids: list[str]) -> str:
    """A letter that several of more than sixteen ids begin with."""
    letters = [name[0] for name in ids]
    return max(letters, key=letters.count)


def test_the_rules_of_a_removed_feed_rest(desk: Desk, feed_id: str) -> None:
    desk.rules.add(RuleKind.BLOCK, "sport", feed_id=feed_id)
    desk.feeds.remove([feed_id])
    assert not desk.rules.list()
    desk.journal.undo()
    assert len(desk.rules.list()) == 1


def test_what_is_kept_out_is_counted_once_and_stays_to_be_looked_at(
    desk: Desk, feed_id: str
) -> None:
    first = desk.intake.take_entries(feed_id, [entry(1)], blocked=[blocked(2), blocked(3)])
    assert [outcome.outcome for outcome in first] == ["new", "blocked", "blocked"]
    again = desk.intake.take_entries(feed_id, [entry(1)], blocked=[blocked(2), blocked(3)])
    assert [outcome.outcome for outcome in again] == ["known"]
    assert desk.blocked.counts() == {feed_id: 2}
    seen = desk.blocked.list(feed_id, limit=1)[0]
    assert (seen.rule, seen.article.categories, seen.article.body) == (
        "sport",
        ("Sport",),
        "Le stade accueille la finale.",
    )
    assert desk.blocked.list("another") == []


def test_what_is_kept_out_can_be_taken_in_after_all_and_stays_in(desk: Desk, feed_id: str) -> None:
    desk.intake.take_entries(feed_id, [], blocked=[blocked(2), blocked(3)])
    chosen = next(each for each in desk.blocked.list() if each.article.title == "Nouvelle 2")
    (outcome,) = desk.blocked.take_in([chosen.id])
    assert desk.articles.get(outcome.article_id).title == "Nouvelle 2"
    assert kept_out(desk) == ["Nouvelle 3"]
    changed = blocked(2, body="Le stade accueille la finale, à guichets fermés.")
    outcomes = desk.intake.take_entries(feed_id, [], blocked=[changed, blocked(3)])
    assert [outcome.outcome for outcome in outcomes] == ["changed"]
    assert kept_out(desk) == ["Nouvelle 3"]
    with pytest.raises(UnknownError):
        desk.blocked.take_in([chosen.id])


def test_what_is_kept_out_keeps_what_its_feed_links_to(desk: Desk, feed_id: str) -> None:
    sound = Enclosure("https://a.example/finale.mp3", "audio/mpeg", 1_200)
    plan = Enclosure("https://a.example/stade.pdf")
    told = replace(blocked(2), article=replace(entry(2), enclosures=(sound, plan)))
    desk.intake.take_entries(feed_id, [], blocked=[told])
    (kept,) = desk.blocked.list()
    (outcome,) = desk.blocked.take_in([kept.id])
    assert desk.articles.enclosures(outcome.article_id) == [sound, plan]


def test_what_no_rule_keeps_out_any_more_comes_in(desk: Desk, feed_id: str) -> None:
    desk.intake.take_entries(feed_id, [], blocked=[blocked(2)])
    desk.intake.take_entries(feed_id, [entry(2)])
    assert not desk.blocked.list()


def test_a_rules_tags_are_given_beside_the_feeds(desk: Desk) -> None:
    feed = desk.feeds.add([FeedDetails("https://c.example/rss", tags=("presse",))])[0]
    tagged = NewArticle("Un quai neuf", "Le quai est neuf.", guid="q", tags=("filière/mer",))
    (outcome,) = desk.intake.take_entries(feed.id, [tagged])
    assert desk.articles.get(outcome.article_id).tags == ("filière/mer", "presse")


def test_the_last_round_is_kept(desk: Desk) -> None:
    assert desk.rounds.last() is None
    for number in range(40):
        desk.rounds.keep("2026-03-01T00:00:00Z", "2026-03-01T00:01:00Z", {"new": number})
    assert desk.rounds.last() == {"new": 39}


def test_a_rule_is_rewritten_where_it_stands(desk: Desk, feed_id: str) -> None:
    rule = desk.rules.add(RuleKind.BLOCK, "sport", feed_id=feed_id)
    desk.rules.add(RuleKind.BLOCK, "météo")
    desk.rules.rewrite(rule.id, RuleKind.KEEP, "port", tags=["mer"])
    changed = desk.rules.get(rule.id)
    assert (changed.kind, changed.query, changed.feed_id) == (RuleKind.KEEP, "port", None)
    assert (changed.tags, changed.created) == (("mer",), rule.created)
    with pytest.raises(TakenError):
        desk.rules.rewrite(rule.id, RuleKind.BLOCK, "météo")
    with pytest.raises(UnknownError):
        desk.rules.rewrite(rule.id, RuleKind.BLOCK, "port", feed_id="none")
    desk.journal.undo()
    assert desk.rules.get(rule.id) == rule

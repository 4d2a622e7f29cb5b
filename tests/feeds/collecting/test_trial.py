"""Trying rules on a feed as it is."""

from __future__ import annotations

import pytest

from feeds.collecting.trial import try_rules
from feeds.errors import ParseError
from feeds.judging.rules import Rule
from store.models import FeedState, RuleKind
from tests.feeds.fakes import HERE, LIMITS, make_feed
from tests.feeds.samples import numbered_rss
from tests.support.feed_server import FeedServer


def test_every_entry_comes_with_what_the_rules_say(server: FeedServer) -> None:
    url = server.serves("/flux", numbered_rss(range(3)), etag='"v1"')
    rule = Rule("r", RuleKind.BLOCK, "1", lambda entry: "1" in (entry.title or ""))
    seen = make_feed(url, FeedState(etag='"v1"'))
    tried = try_rules(seen, [rule], LIMITS, network=HERE)
    assert [each.verdict.is_admitted for each in tried] == [True, False, True]
    assert tried[1].verdict.decided_by == rule
    assert tried[0].entry.title == "Chantier numéro 0"


def test_a_feed_that_cannot_be_fetched_says_why(server: FeedServer) -> None:
    with pytest.raises(ParseError) as caught:
        try_rules(make_feed(server.url("/nichts")), [], LIMITS, network=HERE)
    assert caught.value.problem.code == "http-404"

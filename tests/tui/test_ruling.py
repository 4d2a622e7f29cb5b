"""When entries that rules kept out are judged anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.collecting.reports import CollectReport, FeedReport
from search.synonyms import SynonymFile
from store.clock import to_text, utc_now
from store.desk import Desk
from store.models import Blocked, FeedDetails, NewArticle, RuleKind
from tui import ruling


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "bureau", editor="anne") as made:
        yield made


def judged_anew(desk: Desk) -> int:
    """How many come in at the beginning of a round, after which its report is kept."""
    mark = ruling.rules_mark(desk)
    let_in = ruling.let_in_released(desk, lambda: SynonymFile(desk.folder), mark)
    now = to_text(utc_now())
    ruling.keep_report(desk, CollectReport((FeedReport("a", "b"),), now, now), mark)
    return len(let_in)


def keep_out(desk: Desk, number: int) -> None:
    """Have an entry kept out that no rule keeps out now."""
    feed = next(iter(desk.feeds.list()), None)
    feed = feed or desk.feeds.add([FeedDetails("https://rade.example/rss")])[0]
    article = NewArticle(f"Quai {number}", "Le port l’agrandit.", guid=str(number))
    desk.intake.take_entries(feed.id, [], blocked=[Blocked(article, None, "")])


def test_what_was_kept_out_is_judged_anew_where_the_rules_are_others(desk: Desk) -> None:
    keep_out(desk, 1)
    assert judged_anew(desk) == 1, "before the first round nobody knows"
    keep_out(desk, 2)
    assert judged_anew(desk) == 0, "the rules are those of the last round"
    rule = desk.rules.add(RuleKind.BLOCK, "football")
    assert judged_anew(desk) == 1
    keep_out(desk, 3)
    desk.journal.undo()
    desk.journal.redo()
    assert judged_anew(desk) == 0, "undone and done again they are the same"
    desk.rules.rewrite(rule.id, RuleKind.TAG, "football", tags=["sport"])
    assert judged_anew(desk) == 1, "it says the same and does something else"
    keep_out(desk, 4)
    desk.journal.undo()
    assert judged_anew(desk) == 1

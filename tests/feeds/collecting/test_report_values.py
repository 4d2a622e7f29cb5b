"""Reports that are kept and looked at again."""

from __future__ import annotations

import json

from feeds.collecting.report_values import report_from_values, report_to_values
from feeds.collecting.reports import CollectReport, FeedReport
from feeds.errors import FeedProblem

REPORT = CollectReport(
    (
        FeedReport("a", "https://a.example/rss", new=2, blocked=1, article_ids=("x", "y")),
        FeedReport("b", "https://b.example/rss", error=FeedProblem("timeout", "b.example")),
    ),
    "2026-03-01T00:00:00Z",
    "2026-03-01T00:01:00Z",
    let_in=3,
)


def test_a_report_comes_back_as_it_was() -> None:
    assert report_from_values(json.loads(json.dumps(report_to_values(REPORT)))) == REPORT


def test_a_report_of_another_release_is_read() -> None:
    values = report_to_values(REPORT)
    values["feeds"][0]["novelty"] = 3
    del values["feeds"][0]["blocked"]
    del values["let_in"]
    assert report_from_values(values).feeds[0].new == 2

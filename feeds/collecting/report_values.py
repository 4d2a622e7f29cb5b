"""Reports of collecting as JSON values, to be kept, and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from feeds.collecting.reports import CollectReport, FeedReport
from feeds.errors import FeedProblem

_KNOWN = frozenset(field.name for field in fields(FeedReport))


def report_to_values(report: CollectReport) -> dict[str, Any]:
    """A report as an object of JSON."""
    return {
        "feeds": [_feed_values(each) for each in report.feeds],
        "started": report.started,
        "ended": report.ended,
        "let_in": report.let_in,
    }


def _feed_values(report: FeedReport) -> dict[str, Any]:
    # Not by ``asdict``, which makes a copy of each of thousands of ids.
    values = {name: getattr(report, name) for name in _KNOWN}
    return values | {"error": report.error and asdict(report.error)}


def report_from_values(values: Mapping[str, Any]) -> CollectReport:
    """The report that ``report_to_values`` was given; what another release says more is left out."""
    feeds = tuple(_feed_report(each) for each in values["feeds"])
    return CollectReport(feeds, values["started"], values["ended"], values.get("let_in", 0))


def _feed_report(values: Mapping[str, Any]) -> FeedReport:
    known = {name: value for name, value in values.items() if name in _KNOWN}
    error = known.get("error")
    known["error"] = FeedProblem(error["code"], error["detail"]) if error else None
    known["article_ids"] = tuple(known.get("article_ids", ()))
    return FeedReport(**known)

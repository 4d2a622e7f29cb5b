"""The dates of a query."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.dates import parse_days

TODAY = date(2018, 3, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2016-2", "2016-02-01", "2016-02-29"),
        ("2017-03-14", "2017-03-14", "2017-03-14"),
        ("14/03/2017", "2017-03-14", "2017-03-14"),
        ("03/2017", "2017-03-01", "2017-03-31"),
        ("mars-2017", "2017-03-01", "2017-03-31"),
        ("Février-2017", "2017-02-01", "2017-02-28"),
        ("aout-2017", "2017-08-01", "2017-08-31"),
        ("1er-mai-2017", "2017-05-01", "2017-05-01"),
        ("14 mars 2017", "2017-03-14", "2017-03-14"),
        ("march-2017", "2017-03-01", "2017-03-31"),
        ("mars", "2018-03-01", "2018-03-31"),
        ("avril", "2017-04-01", "2017-04-30"),
        ("today", "2018-03-14", "2018-03-14"),
        ("aujourd’hui", "2018-03-14", "2018-03-14"),
        ("hier", "2018-03-13", "2018-03-13"),
        ("semaine", "2018-03-12", "2018-03-18"),
        ("this-month", "2018-03-01", "2018-03-31"),
        ("année", "2018-01-01", "2018-12-31"),
        ("2016..2017", "2016-01-01", "2017-12-31"),
        ("2017..2016", "2016-01-01", "2017-12-31"),
        ("mars-2017..hier", "2017-03-01", "2018-03-13"),
        ("..2017", None, "2017-12-31"),
        ("2017..", "2017-01-01", None),
        (">2017", "2018-01-01", None),
        (">=2017", "2017-01-01", None),
        ("<2017-03", None, "2017-02-28"),
        ("<=2017-03", None, "2017-03-31"),
        ("<30d", "2018-02-12", None),
        ("<30j", "2018-02-12", None),
        ("<2-semaines", "2018-02-28", None),
        ("<1m", "2018-02-14", None),
        ("<1an", "2017-03-14", None),
        (">7d", None, "2018-03-06"),
        (">=7d", None, "2018-03-07"),
    ],
)
def test_a_date_covers_its_days(text: str, first: str | None, last: str | None) -> None:
    days = parse_days(text, TODAY)
    assert days is not None
    assert days.first == (date.fromisoformat(first) if first else None)
    assert days.last == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "text",
    [
        ".",
        "..",
        "...",
        "demain-peut-être",
        "2017-13",
        "2017-02-30",
        "31/02/2017",
        "<",
        "<=",
        "<30x",
        "99999",
        "0000",
        "<99999y",
        "2017..x",
        "x..",
        "mars-20",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_days(text, TODAY) is None


def test_a_month_ago_from_a_long_month_ends_in_the_short_one() -> None:
    days = parse_days("<1m", date(2018, 3, 31))
    assert days is not None
    assert days.first == date(2018, 2, 28)


@given(st.text(alphabet="0123456789.<>=/-dmyja ", max_size=12))
def test_nothing_that_is_typed_raises(text: str) -> None:
    days = parse_days(text, TODAY)
    assert days is None or days.first is not None or days.last is not None

"""The dates of a query as people write them, as the days they cover. Pure.

``2017``, ``2017-03``, ``2017-03-14``, ``14/03/2017``, ``mars-2017``, ``14-mars-2017``, ``hier``,
``week``; ranges ``2017..2018``, ``..2018``, ``>2017-03``, ``<=2018``; ages ``<30d`` (younger than),
``>6m`` (older than). English and French words and units.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from search.language.folding import fold_name


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from ``first`` to ``last``, both included; None where that side is open."""

    first: date | None
    last: date | None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}

_UNITS = {
    "d": "day", "j": "day", "day": "day", "days": "day", "jour": "day", "jours": "day",
    "w": "week", "s": "week", "week": "week", "weeks": "week", "semaine": "week",
    "semaines": "week", "sem": "week",
    "m": "month", "month": "month", "months": "month", "mois": "month",
    "y": "year", "a": "year", "year": "year", "years": "year", "an": "year", "ans": "year",
}  # fmt: skip

_DAYS = {
    "today": 0, "aujourd'hui": 0, "aujourdhui": 0,
    "yesterday": 1, "hier": 1, "avant-hier": 2,
}  # fmt: skip

_PERIODS = {
    "week": "week", "this-week": "week", "semaine": "week", "cette-semaine": "week",
    "month": "month", "this-month": "month", "mois": "month", "ce-mois": "month",
    "year": "year", "this-year": "year", "annee": "year", "cette-annee": "year",
}  # fmt: skip

_AGE = re.compile(r"([<>])(=?)(\d{1,5})-?([a-z]+)")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NUMERIC = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?-)?([a-z]+)\.?(?:-(\d{4}))?")


def parse_days(text: str, today: date) -> DayRange | None:
    """Return the days that a date, a range or an age means from ``today``; None where none."""
    plain = "-".join(fold_name(text).split())
    try:
        return _age(plain, today) or _bounded(plain, today) or _period(plain, today)
    except (ValueError, OverflowError):
        return None


def _age(text: str, today: date) -> DayRange | None:
    """``<30d``: younger than thirty days."""
    match = _AGE.fullmatch(text)
    if not match or match[4] not in _UNITS:
        return None
    day = _ago(today, int(match[3]), _UNITS[match[4]])
    if match[1] == "<":
        return DayRange(day, None)
    return DayRange(None, day if match[2] else day - timedelta(days=1))


def _ago(today: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return today - timedelta(days=count * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _bounded(text: str, today: date) -> DayRange | None:
    """``a..b`` and comparisons."""
    if ".." in text:
        low, _, high = text.partition("..")
        high = high.lstrip(".")
        first = _period(low, today) if low else DayRange(None, None)
        last = _period(high, today) if high else DayRange(None, None)
        if first is None or last is None or not (low or high):
            return None
        return _ordered(DayRange(first.first, last.last), DayRange(last.first, first.last))
    operator = text[: 2 if text[1:2] == "=" else 1]
    if operator not in {"<", ">", "<=", ">="}:
        return None
    days = _period(text[len(operator) :], today)
    if days is None or days.first is None or days.last is None:
        return None
    return {
        "<": lambda: DayRange(None, days.first - timedelta(days=1)),
        "<=": lambda: DayRange(None, days.last),
        ">": lambda: DayRange(days.last + timedelta(days=1), None),
        ">=": lambda: DayRange(days.first, None),
    }[operator]()


def _ordered(days: DayRange, turned: DayRange) -> DayRange:
    """Whoever gives the later end first means the same range."""
    if days.first and days.last and days.first > days.last:
        return turned
    return days


def _period(text: str, today: date) -> DayRange | None:
    """One date at its precision."""
    if text in _DAYS:
        day = today - timedelta(days=_DAYS[text])
        return DayRange(day, day)
    if text in _PERIODS:
        return _current(_PERIODS[text], today)
    if match := _ISO.fullmatch(text):
        return _calendar(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(text):
        return _calendar(match[3], match[2], match[1])
    match = _NAMED.fullmatch(text)
    if not match or match[2] not in _MONTHS:
        return None
    month = _MONTHS[match[2]]
    # A month without a year is the last one that has begun.
    year = match[3] or str(today.year - (month > today.month))
    return _calendar(year, str(month), match[1])


def _current(unit: str, today: date) -> DayRange:
    if unit == "week":
        monday = today - timedelta(days=today.weekday())
        return DayRange(monday, monday + timedelta(days=6))
    return _calendar(str(today.year), str(today.month) if unit == "month" else None, None)


def _calendar(year: str, month: str | None, day: str | None) -> DayRange:
    """The days of a year, a month or a day.

    Raises:
        ValueError: there is no such month or day.
    """
    if month is None:
        return DayRange(date(int(year), 1, 1), date(int(year), 12, 31))
    first = date(int(year), int(month), int(day or 1))
    last = first if day else first.replace(day=monthrange(first.year, first.month)[1])
    return DayRange(first, last)

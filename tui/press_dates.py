"""Dates as a person writes them beside the words of the press. Pure."""

from __future__ import annotations

import re
from calendar import monthrange

from store.errors import InvalidError
from store.models import PressDate

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_PRECISIONS = ("year", "month", "day")


def press_date(text: str | None, first: str | None, last: str | None) -> PressDate:
    """A date from the press's words and the days that a person understood by them.

    ``first`` and ``last`` are a day, a month or a year; a month stands for all its days. Without
    them the words themselves are tried; without words the days are the words.

    Raises:
        InvalidError: One of them is no date.
    """
    if first is None and last is None:
        if text is None or not _DATE.fullmatch(text.strip()):
            return PressDate((text or "").strip())
        first = text
    begin, end = first or last or "", last or first or ""
    words = text or (begin if begin == end else f"{begin} – {end}")
    return PressDate(words.strip(), _days(begin)[0], _days(end)[1], _precision(begin, end))


def written_date(words: str) -> PressDate:
    """What a person wrote in a form: a day, a month or a year where it is one, else the press's words."""
    try:
        return press_date(words, None, None)
    except InvalidError:
        return PressDate(words.strip())


def _days(date: str) -> tuple[str, str]:
    """The first and the last day that a date means."""
    match = _DATE.fullmatch(date.strip())
    if match is None:
        raise InvalidError("date", date)
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        raise InvalidError("date", date)
    if month is None:
        return f"{year:04d}-01-01", f"{year:04d}-12-31"
    last_day = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last_day:
        raise InvalidError("date", date)
    return (
        f"{year:04d}-{month:02d}-{day or 1:02d}",
        f"{year:04d}-{month:02d}-{day or last_day:02d}",
    )


def _precision(first: str, last: str) -> str:
    return _PRECISIONS[min(first.strip().count("-"), last.strip().count("-"))]

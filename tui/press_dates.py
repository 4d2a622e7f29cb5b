"""Dates as a person writes them beside the words of the press. Pure."""

from __future__ import annotations

import re
from calendar import monthrange

from store.errors import InvalidError
from store.models import PressDate
from store.text.folding import fold

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_PRECISIONS = ("year", "month", "day")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january",
            "fevrier february",
            "mars march",
            "avril april",
            "mai may",
            "juin june",
            "juillet july",
            "aout august",
            "septembre september",
            "octobre october",
            "novembre november",
            "decembre december",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERIC = re.compile(r"(?:le )?(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_MONTH = "|".join(_MONTHS)
_SPAN = re.compile(
    rf"(?:(?:du |from |de |d'|d’)?(?P<day_before>\d{{1,2}})?(?:er|st|nd|rd|th)? ?"
    rf"(?P<month_before>{_MONTH})?(?: (?P<year_before>\d{{4}}))?(?: (?:au|a|to|et) | ?[-–] ?))?"
    rf"(?:le |en )?(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?P<month>{_MONTH}) (?P<year>\d{{4}})",
    re.ASCII,
)


def press_date(text: str | None, first: str | None, last: str | None) -> PressDate:
    """A date from the press's words and the days that a person understood by them.

    ``first`` and ``last`` are a day, a month or a year; a month stands for all its days. Without
    them the words themselves are tried; without words the days are the words.

    Raises:
        InvalidError: One of them is no date.
    """
    if first is None and last is None:
        first, last = _spelled(text or "")
        if first is None:
            return PressDate((text or "").strip())
    begin, end = first or last or "", last or first or ""
    words = text or (begin if begin == end else f"{begin} – {end}")
    return PressDate(words.strip(), _days(begin)[0], _days(end)[1], _precision(begin, end))


def written_date(words: str) -> PressDate:
    """What a person wrote in a form: a day, a month or a year where it is one, else the press's words."""
    try:
        return press_date(words, None, None)
    except InvalidError:
        return PressDate(words.strip())


def _spelled(text: str) -> tuple[str | None, str | None]:
    """The first and the last day, month or year that words name in full, as ``2026-03-09``; None for none.

    ``9 mars 2026``, ``09/03/2026``, ``du 28 février au 3 mars 2026``, ``mars-avril 2026``.
    """
    words = " ".join(fold(text).split())
    if _DATE.fullmatch(words):
        return words, words
    first, last = _named_days(words)
    try:
        is_clear = first is not None and last is not None and _days(first)[0] <= _days(last)[1]
    except InvalidError:
        is_clear = False
    return (first, last) if is_clear else (None, None)


def _named_days(words: str) -> tuple[str | None, str | None]:
    if match := _NUMERIC.fullmatch(words):
        day, month, year = match.groups()
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    match = _SPAN.fullmatch(words)
    if match is None:
        return None, None
    year, end_month = match["year"], match["month"]
    end = _joined(year, end_month, match["day"])
    if match["month_before"] is None and match["day_before"] is None:
        return end, end
    months = match["month_before"] or end_month
    return _joined(match["year_before"] or year, months, match["day_before"]), end


def _joined(year: str, month: str, day: str | None) -> str:
    date = f"{year}-{_MONTHS[month]:02d}"
    return f"{date}-{int(day):02d}" if day else date


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

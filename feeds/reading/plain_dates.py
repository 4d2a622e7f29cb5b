"""The two usual ways to write a date, as feedparser reads them; other ways are read by feedparser. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from time import struct_time

from feeds.reading import quick_feedparser

# fmt: off
_MONTHS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10,
    "Nov": 11, "Dec": 12,
}
# fmt: on
_TIME = "([0-9]{2}):([0-9]{2}):([0-9]{2})"
_INTERNET_DATE = re.compile(
    f"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})T{_TIME}(?:Z|([+-])([0-9]{{2}}):([0-9]{{2}}))"
)
"""RFC 3339."""
_MAIL_DATE = re.compile(
    f"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}}) {_TIME}"
    " (?:GMT|([+-])([0-9]{2})([0-9]{2}))"
)
"""RFC 5322, as most write it."""


def parse_date(text: str) -> struct_time | None:
    """A moment in UTC; None where the text is no date."""
    moment = _parsed(text)
    found: struct_time | None = (
        moment.utctimetuple() if moment else quick_feedparser.parse_date(text)
    )
    return found


def _parsed(text: str) -> datetime | None:
    if match := _INTERNET_DATE.fullmatch(text):
        year, month, day, *others = match.groups()
    elif match := _MAIL_DATE.fullmatch(text):
        day, month, year, *others = match.groups()
    else:
        return None
    hour, minute, second, sign, hours, minutes = others
    try:
        date = (int(year), _MONTHS.get(month) or int(month), int(day))
        moment = datetime(*date, int(hour), int(minute), int(second), tzinfo=UTC)
        if not sign:
            return moment
        ahead = timedelta(hours=int(hours), minutes=int(minutes))
        return moment - ahead if sign == "+" else moment + ahead
    except (ValueError, OverflowError):
        return None

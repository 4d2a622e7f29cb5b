"""Dates as feeds of the French press have them that feedparser does not know, and zones by their names. Pure.

``lun., 16 févr. 2026 18:45:00 +0100``, ``lundi 16 février 2026 à 18h45``, ``16/02/2026 18:45``, ``CET``.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from time import struct_time

# fmt: off
MONTHS = {
    name: number
    for number, names in enumerate((
        "janvier janv jan january", "fevrier fevr fev february feb", "mars mar march", "avril avr april apr",
        "mai may", "juin june jun", "juillet juil july jul", "aout august aug",
        "septembre sept sep september", "octobre oct october", "novembre nov november",
        "decembre dec december",
    ), 1)
    for name in names.split()
}
# fmt: on
"""By their names, folded."""
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
"""These names as a pattern."""

_LONGEST = 100
_TIME = r"(?:\D{1,4}(?P<hour>\d{1,2}) ?[:h] ?(?P<minute>\d{2})?(?:[:m](?P<second>\d{2}))?)?"
_ZONE = (
    r"(?: ?(?P<zone>z|ut|(?:utc|gmt)?(?:[+-]\d{1,2}:?(?:\d{2})?)?|ce?s?t|mes?[tz]|europe/paris))?"
)
_WORDS = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,? )?(?:le )?(?P<day>\d{{1,2}})(?:er)? (?P<month>{MONTH})\.? (?P<year>\d{{4}})"
    rf"{_TIME}{_ZONE}"
)
_FIGURES = re.compile(
    rf"(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2(?P<year>\d{{4}}){_TIME}{_ZONE}"
)
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?")
_HOURS = {"cet": 1, "met": 1, "mez": 1, "cest": 2, "mest": 2, "mesz": 2}


def folded(text: str) -> str:
    """A text in small letters, without accents, with single plain spaces and plain apostrophes."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).split())


def parse_french_date(text: str) -> struct_time | None:
    """The moment in UTC; None where the text is none of these dates.

    An hour without a zone is that of Paris: those who write so are there.
    """
    if len(text) > _LONGEST:
        return None
    line = folded(text)
    match = _WORDS.fullmatch(line) or _FIGURES.fullmatch(line)
    if match is None:
        return None
    month = match["month"]
    try:
        day = datetime(
            int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]), tzinfo=UTC
        )
        clock = timedelta(
            hours=int(match["hour"] or 0),
            minutes=int(match["minute"] or 0),
            seconds=int(match["second"] or 0),
        )
        return (
            day + clock - _ahead(match["zone"], day + clock, has_hour=bool(match["hour"]))
        ).utctimetuple()
    except (ValueError, OverflowError):
        return None


def _ahead(zone: str | None, local: datetime, *, has_hour: bool) -> timedelta:
    """How far a zone is ahead of UTC."""
    if not zone:
        return _paris(local) if has_hour else timedelta()
    if zone in _HOURS:
        return timedelta(hours=_HOURS[zone])
    if zone == "europe/paris":
        return _paris(local)
    offset = _OFFSET.fullmatch(zone)
    if offset is None:
        return timedelta()
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return ahead if offset[1] == "+" else -ahead


def _paris(local: datetime) -> timedelta:
    """Summer time is from the last Sunday of March to that of October."""
    begin, end = (_last_sunday(local.year, month) for month in (3, 10))
    is_summer = begin + timedelta(hours=2) <= local < end + timedelta(hours=3)
    return timedelta(hours=2 if is_summer else 1)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)

"""What the headers of an answer say of when to come again. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_REST = timedelta(days=1)
"""What a server may ask for at the most."""
_USUAL_REST = timedelta(minutes=15)
_TOO_OFTEN = 429


def fresh_seconds(cache_control: str, expires: str, date: str, age: str) -> float:
    """For how long a server says that an answer holds, by its headers; 0 where it does not."""
    wishes = [wish.strip().lower() for wish in cache_control.split(",")]
    if "no-cache" in wishes or "no-store" in wishes:
        return 0.0
    for wish in wishes:
        name, _, value = wish.partition("=")
        if name.strip() == "max-age":
            return max(0.0, _number(value.strip('" ')) - _number(age))
    until, given = _http_date(expires), _http_date(date)
    return max(0.0, (until - given).total_seconds()) if until and given else 0.0


def rests_until(retry_after: str, status: int, now: datetime) -> datetime | None:
    """Until when a server wants no visits, by its ``Retry-After``; a day at most.

    One that is asked too often (429) and does not say for how long is left alone for a while all the same.
    """
    if retry_after.strip().isdecimal() and retry_after.isascii():
        until = now + timedelta(seconds=_number(retry_after))
    else:
        until = _http_date(retry_after) or now
    if until <= now:
        return now + _USUAL_REST if status == _TOO_OFTEN else None
    return min(until, now + LONGEST_REST)


def _number(text: str) -> float:
    digits = text.strip()
    return float(digits[:9]) if digits.isascii() and digits.isdecimal() else 0.0


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

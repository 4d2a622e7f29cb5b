"""When an article was published, as pages and the rules for them have it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from feeds.reading.french_dates import MONTH, MONTHS, folded
from store.clock import to_text

_DAYS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:er)?[ ](?P<month>{MONTH})\.?[ ](?P<year>\d{{4}})(?!\d)"
    ),
    re.compile(rf"\b(?P<month>{MONTH})\.?[ ](?P<day>\d{{1,2}}),?[ ](?P<year>\d{{4}})(?!\d)"),
)
_LONGEST = 200


def moment_of(text: str) -> str | None:
    """A moment of a desk: the very one where the text has hour and zone, else noon of its day.

    Without a zone an hour cannot be trusted, and noon is that day nearly everywhere.
    """
    exact = _exact(text)
    if exact is not None:
        return to_text(exact.astimezone(UTC))
    day = day_in(text)
    return f"{day.isoformat()}T12:00:00Z" if day else None


def day_in(text: str) -> date | None:
    """The first day that a text names: 2026-02-16, 16/02/2026, 16 février 2026, February 16, 2026."""
    line = folded(text[:_LONGEST])
    found = [match for pattern in _DAYS if (match := pattern.search(line))]
    for match in sorted(found, key=re.Match.start):
        month = match["month"]
        try:
            return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
        except ValueError:
            continue
    return None


def moment_on(day: str | None, told: Iterable[str]) -> str | None:
    """The moment on a day that one of several texts tells; noon where none does.

    Args:
        day: as a date of ISO 8601; where it is None, the first moment counts.
        told: what a page has in the places for it.
    """
    for exact in _all_exact(told):
        if day is None or exact.date().isoformat() == day:
            return to_text(exact.astimezone(UTC))
    return moment_of(day or "")


def _all_exact(told: Iterable[str]) -> Iterator[datetime]:
    for text in told:
        exact = _exact(text)
        if exact is not None:
            yield exact


def _exact(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None

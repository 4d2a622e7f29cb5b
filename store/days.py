"""Days as the store keeps them. Pure."""

from __future__ import annotations

from datetime import date

from store.errors import InvalidError


def check_day(day: str | None) -> None:
    """See that a day is one, or none.

    Raises:
        InvalidError: it is not of the form ``2026-03-31``, or there is no such day.
    """
    if day is None:
        return
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise InvalidError("date", day) from error

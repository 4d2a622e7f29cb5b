"""Days and times of the store as people of the language write them, by the clocks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.clock import from_text
from tui.i18n import _

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo


def moment(text: str, timezone: tzinfo | None = None) -> str:
    """The day and the minute of a moment of the store.

    Args:
        text: as the store has it.
        timezone: in which it is shown; the system's where none is given.
    """
    at = _here(text, timezone)
    return f"{day_words(at)} {at:%H:%M}"


def day(text: str) -> str:
    """The day of a moment of the store."""
    return day_words(_here(text, None))


def day_words(at: date) -> str:
    """A day in figures."""
    return _("{year}-{month}-{day}").format(
        year=f"{at.year:04}", month=f"{at.month:02}", day=f"{at.day:02}"
    )


def _here(text: str, timezone: tzinfo | None) -> datetime:
    return from_text(text).astimezone(timezone)

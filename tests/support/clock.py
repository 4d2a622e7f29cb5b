"""A clock that tests wind themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class TickingClock:
    """Starts on a fixed morning and goes on by a second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def passes(self, span: timedelta) -> None:
        """Let time go by."""
        self.now += span

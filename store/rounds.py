"""What each round of the feeds brought: the last few reports, for a look later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from store.acts import Acts

KEPT_ROUNDS = 30
"""How many reports are kept."""


class Rounds(Acts):
    """The reports of collecting."""

    def keep(self, started: str, ended: str, report: Mapping[str, Any]) -> None:
        """Keep the report of a round that is over. No act.

        Args:
            started: when it began, in UTC.
            ended: when it was over.
            report: JSON values.
        """
        with self._database.writing() as connection:
            number = int(
                connection.value("SELECT coalesce(max(number), 0) + 1 FROM collect_report")
            )
            connection.run(
                "INSERT INTO collect_report (number, started, ended, report)"
                " VALUES (:number, :started, :ended, :report)",
                number=number,
                started=started,
                ended=ended,
                report=json.dumps(report, ensure_ascii=False),
            )
            connection.run(
                "DELETE FROM collect_report WHERE number <= :oldest", oldest=number - KEPT_ROUNDS
            )

    def last_ended(self) -> str | None:
        """When the last round was over, None where there was none."""
        with self._database.reading() as connection:
            row = connection.row("SELECT ended FROM collect_report ORDER BY number DESC LIMIT 1")
        return None if row is None else str(row["ended"])

    def last(self) -> Mapping[str, Any] | None:
        """The report of the last round, None where there was none."""
        with self._database.reading() as connection:
            row = connection.row("SELECT report FROM collect_report ORDER BY number DESC LIMIT 1")
        found: Mapping[str, Any] | None = None if row is None else json.loads(row["report"])
        return found

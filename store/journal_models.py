"""The record of the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One editorial act."""

    number: int
    at: str
    editor: str
    act: str
    """What was done, as a code such as ``tag-articles``; ``tui`` has the words."""
    subject: dict[str, Any] = field(default_factory=dict)
    """What it was done to, for the words: names, ids, counts. JSON values only."""
    undone_by: str | None = None
    undone_at: str | None = None

"""What makes a folder a desk, and what stands where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MARBRE = ".marbre"
"""The folder of all that is no article."""

DATABASE = "desk.db"
"""The database, in that folder and in each backup."""


def is_desk(folder: Path) -> bool:
    """Whether this very folder is a desk: one that was left half made is none."""
    return (folder / MARBRE / DATABASE).exists()

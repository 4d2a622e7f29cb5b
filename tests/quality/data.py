"""Real texts that nobody here wrote, where they are on this machine: measured on, never copied from."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(
    os.environ.get("MARBRE_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data"
)
"""Beside the repository, or where ``MARBRE_DATA`` says."""


def has(*names: str) -> bool:
    """Whether these files are there."""
    return all((FOLDER / name).exists() for name in names)


def lines(name: str) -> Iterator[dict[str, Any]]:
    """The objects of a compressed file, one a line."""
    with gzip.open(FOLDER / name, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def tell(**figures: object) -> None:
    """Print one JSON object on one line."""
    print(json.dumps(figures, ensure_ascii=False), flush=True)


def share(part: int, whole: int) -> float:
    """A part as a share, rounded for people."""
    return round(part / whole, 4) if whole else 0.0

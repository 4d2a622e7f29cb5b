"""Measure on real texts what no invented one can show; one JSON object a line, status 1 below a floor."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.quality import (
    collecting,
    duplicates,
    fulltext,
    fuzz,
    hostile,
    kills,
    noise,
    plain_feeds,
    power,
    ranking,
    search,
    suggestions,
)
from tests.quality.data import FOLDER, has

SUBJECTS: dict[str, tuple[tuple[str, ...], Callable[[], bool]]] = {
    "collecting": (collecting.FILES, collecting.measure),
    "duplicates": (duplicates.FILES, duplicates.measure),
    "fulltext": (fulltext.FILES, fulltext.measure),
    "fuzz": (fuzz.FILES, fuzz.measure),
    "hostile": (hostile.FILES, hostile.measure),
    "kills": (kills.FILES, kills.measure),
    "noise": (noise.FILES, noise.measure),
    "plain_feeds": (plain_feeds.FILES, plain_feeds.measure),
    "power": (power.FILES, power.measure),
    "ranking": (ranking.FILES, ranking.measure),
    "search": (search.FILES, search.measure),
    "suggestions": (suggestions.FILES, suggestions.measure),
}
"""The files that each needs, and what measures it."""


def main(names: list[str]) -> int:
    """Measure the subjects named, or all, as far as their texts are here."""
    failed = []
    for name in names or SUBJECTS:
        files, measure = SUBJECTS[name]
        if not has(*files):
            print(f"{name}: {', '.join(files)} missing in {FOLDER}", file=sys.stderr)
        elif not measure():
            failed.append(name)
    for name in failed:
        print(f"{name}: below its floor or over its ceiling", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

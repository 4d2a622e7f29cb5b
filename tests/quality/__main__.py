"""Measure on real texts what no invented one can show; one JSON object a line, status 1 below a floor."""

from __future__ import annotations

import sys

from tests.quality import duplicates
from tests.quality.data import FOLDER, has

SUBJECTS = {"duplicates": duplicates}


def main(names: list[str]) -> int:
    """Measure the subjects named, or all, as far as their texts are here."""
    failed = []
    for name in names or list(SUBJECTS):
        subject = SUBJECTS[name]
        if not has(*subject.FILES):
            print(f"{name}: {', '.join(subject.FILES)} missing in {FOLDER}", file=sys.stderr)
        elif not subject.measure():
            failed.append(name)
    for name in failed:
        print(f"{name}: below its floor or over its ceiling", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

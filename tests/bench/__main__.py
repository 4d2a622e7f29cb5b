"""``make bench WHAT=…``: run one of the measurements, or all of them.

Each is a module beside this one with ``main(count)``, which prints one JSON object per line.
``N`` in the environment says for how many articles.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

_OWN = {"__init__", "__main__"}
_COUNT = 10_000


def measurements() -> list[str]:
    """The names of what can be measured."""
    names = (path.stem for path in Path(__file__).parent.glob("*.py"))
    return sorted(name for name in names if name not in _OWN and not name.startswith("_"))


def main() -> int:
    """Run what was asked for."""
    wanted = sys.argv[1:] or ["all"]
    known = measurements()
    names = known if wanted == ["all"] else wanted
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names:
        import_module(f"tests.bench.{name}").main(int(os.environ.get("N") or _COUNT))
    return 0


if __name__ == "__main__":
    sys.exit(main())

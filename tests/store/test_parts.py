"""Parts that are made when they are asked for, by whichever thread asks first."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from store.desk import Desk
from store.intake.intake import Intake

LOADED = """
import sys
from pathlib import Path
from store.desk import Desk
with Desk.open(Path(sys.argv[1])) as desk:
    print("store.missions" in sys.modules, desk.missions.list(), "store.missions" in sys.modules)
    desk.articles.counts()
print("store.intake.intake" in sys.modules, "store.text.noise" in sys.modules)
"""


def test_a_part_is_made_once_whoever_asks_first(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = {id(part) for part in threads.map(lambda _: desk.blocked, range(64))}
    assert made == {id(desk.blocked)}
    assert isinstance(desk.intake, Intake)


def test_what_a_part_is_made_of_is_loaded_with_it_and_nothing_else(desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(desk.folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "[]", "True", "False", "False"]

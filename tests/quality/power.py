"""The power fails while articles come in: what was confirmed is there, and no file is half without a mark.

The desk lies on a small file system in an image. A copy of the image, made while the writer stands still, is
what a disk would hold had the power failed then: what the system had not written out yet is not in it. Only
root may mount; without, nothing is measured.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store.desk import Desk
from tests.quality.data import tell

FILES: tuple[str, ...] = ()
FAILURES = 20
ROOT = Path(__file__).parents[2]
_BATCHES, _SIZE = 60, 200
_LONGEST = 3.0
"""Seconds after the first batch in which the power fails."""


def measure() -> bool:
    """Let the power fail; whether all that was confirmed is there, whole or marked, and whole in the end."""
    if os.geteuid() or not shutil.which("mkfs.ext4"):
        print("power: only root can mount, with mkfs.ext4", file=sys.stderr)
        return True
    chance, seen = random.Random(7), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="marbre-power-") as folder:
        for _ in range(FAILURES):
            seen += _fail(Path(folder), chance.uniform(0, _LONGEST))
    wrong = {name: seen[name] for name in ("lost", "torn_unmarked", "wrong_afterwards")}
    right = {name: seen[name] for name in ("confirmed", "there", "marked", "torn")}
    tell(what="power failures", failures=FAILURES, **right, **wrong)
    return not any(wrong.values())


def _fail(folder: Path, seconds: float) -> Counter[str]:
    image, copy = folder / "disk", folder / "copy"
    image.unlink(missing_ok=True)
    _run("truncate", "-s", "600M", str(image))
    _run("mkfs.ext4", "-q", "-F", str(image))
    with _mounted(image, folder / "there") as there:
        said = _write(there / "desk", seconds, lambda: _run("cp", "--sparse=always", image, copy))
    with _mounted(copy, folder / "there") as there:
        return _look(there / "desk", said)


def _write(folder: Path, seconds: float, fail: Callable[[], None]) -> list[str]:
    """Have articles taken in, and the power fail after some time; gives what the writer had said then."""
    command = [sys.executable, "-m", "tests.support.intake_under_power", str(folder)]
    with subprocess.Popen(
        [*command, str(_BATCHES), str(_SIZE)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        try:
            writer.wait(seconds)
        except subprocess.TimeoutExpired:
            writer.send_signal(signal.SIGSTOP)
        fail()
        writer.kill()
        return [first, *writer.stdout]


def _look(folder: Path, said: list[str]) -> Counter[str]:
    confirmed = max(int(line.split()[1]) for line in said if line.startswith("taken"))
    incoming = folder / ".marbre" / "incoming"
    marked = {path.name.rpartition(".")[0] for path in incoming.iterdir()}
    with closing(sqlite3.connect(folder / ".marbre" / "desk.db")) as database:
        texts = dict(database.execute("SELECT article_id, text FROM article_version"))
    names = {f"{each}.txt": text.encode() for each, text in texts.items()}
    torn = {name for name, data in names.items() if _bytes(folder / name) != data}
    with Desk.open(folder) as desk:
        desk.intake.scan()
        desk.intake.add_articles([])
        wrong = [each for each in desk.doctor.examine() if each.code != "index-behind"]
    return Counter(
        confirmed=confirmed,
        there=len(texts),
        lost=max(0, confirmed - len(texts)),
        marked=len(marked),
        torn=len(torn),
        torn_unmarked=len(torn - marked),
        wrong_afterwards=len(wrong),
    )


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@contextmanager
def _mounted(image: Path, place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    _run("mount", "-o", "loop", str(image), str(place))
    try:
        yield place
    finally:
        _run("umount", str(place))


def _run(*command: str | Path) -> None:
    subprocess.run([*command], check=True)

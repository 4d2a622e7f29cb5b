"""``make bench WHAT=keys N=…``: from a key in the search bar to the frames that it brings.

Marbre itself runs on a pseudo-terminal of 160 × 48; queries are typed key by key, each once the screen
rests. Measured is the time from the writing of the key to the end of the frame that shows its letter, and
of the frame that shows what the query as typed so far finds; and the CPU time that all of it took, which
other programs on the machine lengthen less. ``KEEP`` in the environment names a folder to work in and to
keep: a desk that was made there before is taken again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median

from search import Indexer
from store.desk import Desk
from store.models import IndexDocument, NewArticle
from tests.bench._corpus import make_corpus, read_corpus
from tests.bench._terminal import Terminal
from tui.services import Services
from tui.settings import Settings

QUERIES = (
    "mission économique",
    "zone portuaire chiffre",
    "filière nautique",
    "câble sous-marin",
    "création d’emplois",
    "salon professionnel énergie",
)
"""Expressions of the corpus; each of their letters is a key."""

ROOT = Path(__file__).resolve().parents[2]
_BATCH = 500
_OPEN_SECONDS = 600.0
_PATIENCE_SECONDS = 30.0
_ESCAPE = "\x1b"


def main(count: int) -> None:
    """Measure on a desk of ``count`` articles."""
    with tempfile.TemporaryDirectory(prefix="marbre-bench-") as temporary:
        folder = Path(os.environ.get("KEEP") or temporary) / str(count)
        folder.mkdir(parents=True, exist_ok=True)
        desk = folder / "desk"
        if not (folder / "made").exists():
            # In a process of its own, so that this one stays small.
            command = [sys.executable, "-m", "tests.bench.keys", str(folder), str(count)]
            subprocess.run(command, check=True, cwd=ROOT)
        measure(desk)


def make_desk(folder: Path, count: int) -> None:
    """Make a desk of the bench's corpus, and its index."""
    corpus = folder / "articles.jsonl"
    if not corpus.exists():
        make_corpus(corpus, count)
    started = time.perf_counter()
    documents = read_corpus(corpus)
    with Desk.create(folder / "desk") as desk:
        while batch := list(islice(documents, _BATCH)):
            desk.intake.add_articles([_article(each) for each in batch])
    with Services.open(folder / "desk", Settings()) as services:
        Indexer(services.index, services.desk.changes).catch_up()
        services.catch_up()
    _say(kind="desk made", articles=count, seconds=round(time.perf_counter() - started, 1))
    (folder / "made").touch()


def _article(document: IndexDocument) -> NewArticle:
    address = f"https://corpus.example/{document.id}"
    return NewArticle(
        document.title,
        document.text,
        source=document.source,
        url=address,
        canonical_url=address,
        published=document.published,
        tags=document.tags,
    )


def measure(desk: Path) -> None:
    """Type the queries and print how long the frames took."""
    letters: list[float] = []
    results: list[float] = []
    work: list[float] = []
    with Terminal(["-m", "tui", str(desk)], ROOT) as terminal:
        terminal.listen(lambda: "1 / " in "\n".join(terminal.lines), seconds=_OPEN_SECONDS)
        _await_rest(terminal)
        for query in QUERIES:
            terminal.press("/")
            terminal.listen(lambda: "Everywhere" in terminal.lines[-1])
            for end in range(1, len(query) + 1):
                before = terminal.worked()
                letter, result = _type(terminal, query[:end])
                work.append(terminal.worked() - before)
                letters.append(letter)
                if query[end - 1] != " ":
                    # A space changes nothing of what is asked for.
                    results.append(result)
            terminal.press(_ESCAPE)
            terminal.listen(lambda: "/ to search" in terminal.lines[0])
    _tell("key to letter", letters)
    _tell("key to results", results)
    _tell("CPU of a key", work)


def _await_rest(terminal: Terminal) -> None:
    """Wait until what the desk does by itself when it is opened is done."""
    before = -1.0
    while terminal.worked() - before > 0.05:
        before = terminal.worked()
        for _ in range(6):
            terminal.listen()


def _type(terminal: Terminal, typed: str) -> tuple[float, float]:
    """Type the last letter; returns the seconds to its frame and to that of its results."""
    pressed = terminal.press(typed[-1])

    def shows_letter() -> bool:
        return _typed_in(terminal) == typed.strip()

    def shows_results() -> bool:
        return any(f"“{typed.strip()}”" in line for line in terminal.lines[1:4])

    letter = result = None
    while letter is None or result is None:
        if time.perf_counter() > pressed + _PATIENCE_SECONDS:
            raise TimeoutError(f"{typed!r}\n" + "\n".join(terminal.lines[:6]))
        seen = terminal.moments(terminal.read(), (shows_letter, shows_results))
        letter = seen[0] if letter is None else letter
        result = seen[1] if result is None else result
    return letter - pressed, result - pressed


def _typed_in(terminal: Terminal) -> str:
    """What stands in the search bar in the colour of what was typed: what is only offered is paler."""
    row = terminal.screen.buffer[0]
    line = terminal.lines[0]
    start = line.index("› ") + 2
    colour = row[start].fg
    end = start
    while end < len(line) and row[end].fg == colour:
        end += 1
    return line[start:end].split("   ")[0].strip()


def _tell(kind: str, seconds: list[float]) -> None:
    counted = sorted(each * 1e3 for each in seconds)
    _say(
        kind=kind,
        p50_ms=round(median(counted), 1),
        p95_ms=round(counted[int(len(counted) * 0.95)], 1),
        max_ms=round(counted[-1], 1),
        keys=len(counted),
    )


def _say(**figures: object) -> None:
    print(json.dumps({"engine": "marbre", **figures}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    make_desk(Path(sys.argv[1]), int(sys.argv[2]))

"""kill -9 at random points: the desk opens, nothing confirmed is lost, nothing is there twice.

The command runs in processes of its own, as users run it; the screen on a real pseudo-terminal. How long a
whole run takes is measured first, and the kills fall evenly at random within that time.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path

import pytest

from search import ArticleIndex
from store.desk import Desk
from store.models import NewArticle, Triage, View

ROOT = Path(__file__).parent.parent
REINDEXES, SCREENS = 15, 15

pytestmark = pytest.mark.timeout(900)


def environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "MARBRE_EDITOR": "anne",
    }


def marbre(desk: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tui", "--desk", str(desk), *arguments],
        env=environment(desk.parent),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish(process: subprocess.Popen[bytes]) -> float:
    """Let a command end well; gives the seconds that it took."""
    begun = time.monotonic()
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors.decode()
    return time.monotonic() - begun


def kill_within(process: subprocess.Popen[bytes], seconds: float, chance: random.Random) -> None:
    """kill -9 at a random moment of the time that a whole run takes; it may have ended by then."""
    try:
        process.wait(timeout=chance.uniform(0.02, seconds))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk_folder = tmp_path / "desk"
    desk_folder.mkdir()
    Desk.create(desk_folder, editor="anne").close()
    return desk_folder


def is_whole(folder: Path) -> None:
    """The doctor finds nothing, or nothing that it cannot mend."""
    with Desk.open(folder) as desk:
        desk.doctor.repair(desk.doctor.examine())
        assert desk.doctor.examine() == []


def test_a_killed_indexer_goes_on_where_it_was(folder: Path) -> None:
    with Desk.open(folder) as desk:
        desk.intake.add_articles(
            [
                NewArticle(
                    f"Article {number}", f"Le quai numéro{number} du port de commerce. " * 40
                )
                for number in range(400)
            ]
        )
        numbers = desk.changes.numbers()
    whole_run = finish(marbre(folder, "reindex"))
    chance = random.Random(2)
    for round_number in range(REINDEXES):
        command = ("reindex",) if round_number % 2 else ("search", "commerce", "--limit", "1")
        kill_within(marbre(folder, *command), whole_run, chance)
        with Desk.open(folder) as desk:
            desk.tags.apply([sorted(numbers)[round_number]], add=[f"tour/{round_number}"])
    finish(marbre(folder, "search", "commerce"))
    with Desk.open(folder) as desk:
        index = ArticleIndex(desk.index_folder)
        assert index.change_numbers() == desk.changes.numbers()
        assert index.document_count() == len(numbers)
        index.close()
        assert desk.doctor.examine(desk.changes.numbers()) == []


class Screen:
    """The desk's screen on a pseudo-terminal, its output read and thrown away."""

    def __init__(self, folder: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui", str(folder)],
            env=environment(folder.parent),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._drain)
        self._reader.start()

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._reader.join()
        os.close(self._master)

    def _drain(self) -> None:
        while self.process.poll() is None:
            ready, _, _ = select.select([self._master], [], [], 0.1)
            try:
                if ready:
                    os.read(self._master, 65536)
            except OSError:
                return


def test_a_killed_screen_keeps_what_it_had_confirmed(folder: Path) -> None:
    with Desk.open(folder) as desk:
        desk.intake.add_articles(
            [NewArticle(f"Article {number}", f"Le texte numéro {number}.") for number in range(40)]
        )
    chance = random.Random(3)
    acts = 0
    for _ in range(SCREENS):
        with Desk.open(folder) as watching:
            before = len(watching.journal.list(10_000))
            screen = Screen(folder)
            deadline = time.monotonic() + 120
            while len(watching.journal.list(10_000)) == before and time.monotonic() < deadline:
                screen.press("s")
                watching.data_version()
                select.select([], [], [], 0.2)
            screen.press("jsKsjDsujs"[: chance.randrange(1, 11)])
            select.select([], [], [], chance.uniform(0, 0.3))
            confirmed = watching.journal.list(10_000)
            screen.kill()
            assert len(confirmed) > before, "the screen took no key"
            after = {entry.number: entry for entry in watching.journal.list(10_000)}
            assert all(after[entry.number].act == entry.act for entry in confirmed)
            acts = len(after)
        is_whole(folder)
    with Desk.open(folder, editor="anne") as desk:
        assert acts >= SCREENS
        while any(entry.undone_at is None for entry in desk.journal.list(10_000)):
            desk.journal.undo()
        articles = desk.articles.rows(desk.articles.ids(View()))
        assert len(articles) == 40
        assert {(each.triage, each.starred) for each in articles} == {(Triage.NEW, False)}

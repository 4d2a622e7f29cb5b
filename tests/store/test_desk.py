"""Desks: made, found, shared by several."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from store.database import migrations
from store.desk import Desk
from store.errors import (
    AmbiguousError,
    DeskBusyError,
    DeskDamagedError,
    DeskExistsError,
    DeskFromFutureError,
    DeskNotFoundError,
    UnknownError,
)
from store.models import Triage, View
from tests.support.desks import ARTICLES

IDS = sorted(ARTICLES)


def test_a_folder_becomes_a_desk_and_its_files_stay_as_they_are(desk: Desk, folder: Path) -> None:
    assert set(desk.articles.ids(View())) == set(IDS)
    for article_id, text in ARTICLES.items():
        assert (folder / f"{article_id}.txt").read_text(encoding="utf-8") == text
    titled, untitled = desk.articles.get(IDS[0]), desk.articles.get(IDS[2])
    assert titled.title == "Le port de Kerlouan signe avec Halifax"
    assert untitled.title is None
    assert untitled.headline.startswith("Le salon Mer et Climat")
    with pytest.raises(DeskExistsError):
        Desk.create(folder)


def test_a_desk_is_found_from_below(desk: Desk, folder: Path, tmp_path: Path) -> None:
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    assert Desk.find(below) == folder
    with pytest.raises(DeskNotFoundError):
        Desk.find(tmp_path)
    with pytest.raises(DeskNotFoundError):
        Desk.open(tmp_path)


@pytest.mark.parametrize("reference", ["000", "000_", "00aa", IDS[0], f"{IDS[0]}.txt"])
def test_an_article_goes_by_any_start_of_its_id(desk: Desk, reference: str) -> None:
    assert desk.articles.resolve(reference) == IDS[0]


def test_a_start_that_fits_several_or_none_is_told(desk: Desk) -> None:
    with pytest.raises(AmbiguousError) as caught:
        desk.articles.resolve("00")
    assert set(caught.value.candidates) == set(IDS)
    for reference in ("", "zz", "%"):
        with pytest.raises(UnknownError):
            desk.articles.resolve(reference)


def test_views_hold_what_their_conditions_say(desk: Desk) -> None:
    desk.articles.set_triage(IDS[:2], Triage.KEPT)
    desk.articles.set_starred(IDS[1:3], True)
    desk.articles.mark_opened(IDS[3])
    assert set(desk.articles.ids(View(triage=Triage.NEW))) == set(IDS[2:])
    assert desk.articles.ids(View(triage=Triage.KEPT, starred=True)) == [IDS[1]]
    assert set(desk.articles.ids(View(unread=True))) == set(IDS[:3])
    counts = desk.articles.counts()
    assert (counts.inbox, counts.kept, counts.starred, counts.unread) == (2, 2, 2, 3)


def test_two_desks_see_each_others_acts(desk: Desk, folder: Path) -> None:
    with Desk.open(folder, editor="basile") as other:
        before = other.data_version()
        desk.articles.set_starred(IDS[:1], True)
        assert other.data_version() != before
        assert other.articles.get(IDS[0]).starred


def test_a_writer_waits_for_its_limit_and_says_so(desk: Desk, folder: Path) -> None:
    blocker = sqlite3.connect(folder / ".marbre" / "desk.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with Desk.open(folder, busy_seconds=0.1) as other:
        with pytest.raises(DeskBusyError):
            other.articles.set_starred(IDS[:1], True)
        assert len(other.articles.ids(View())) == len(IDS), "readers never wait"
        blocker.execute("ROLLBACK")
        assert other.articles.set_starred(IDS[:1], True) is not None
    blocker.close()


def test_threads_of_one_process_share_a_desk(desk: Desk) -> None:
    def work(place: int) -> None:
        for _ in range(5):
            desk.tags.apply([IDS[place % 4]], add=[f"fil/{place}"])
            desk.articles.rows(IDS)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {tag.name for tag in desk.tags.list()} == {
        "fil",
        *(f"fil/{place}" for place in range(8)),
    }
    assert len(desk.journal.list(100)) == 8


def test_processes_share_a_desk(desk: Desk, folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from store.desk import Desk\n"
        "with Desk.open(Path(sys.argv[1]), editor=sys.argv[2], busy_seconds=60) as desk:\n"
        "    for round in range(10):\n"
        "        desk.annotations.add_note([sys.argv[3]], f'{sys.argv[2]} {round}')\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(folder), editor, IDS[0]], cwd=Path.cwd()
        )
        for editor in ("anne", "basile", "chloé")
    ]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert len(desk.annotations.notes(IDS[0])) == 30
    entries = desk.journal.list(100)
    assert [entry.number for entry in entries] == list(range(30, 0, -1))
    assert {entry.editor for entry in entries} == {"anne", "basile", "chloé"}


def test_a_shared_desk_stays_writable_for_its_group(folder: Path) -> None:
    folder.chmod(0o2775)
    before = os.umask(0o077)
    try:
        with Desk.create(folder, editor="anne") as desk:
            desk.tags.apply(IDS[:1], add=["export"])
            desk.backups.make()
            made = [path for path in (folder / ".marbre").rglob("*") if path.exists()]
            modes = {path: path.stat().st_mode & 0o777 for path in made}
    finally:
        os.umask(before)
    assert (folder / ".marbre").stat().st_mode & 0o2777 == 0o2770 | (
        folder / ".marbre"
    ).stat().st_mode & 0o7
    for path, mode in modes.items():
        wanted = 0o070 if path.is_dir() else 0o060
        assert mode & wanted == wanted, path


def test_a_desk_of_a_newer_release_is_refused(desk: Desk, folder: Path) -> None:
    raw = sqlite3.connect(folder / ".marbre" / "desk.db")
    raw.execute("INSERT INTO schema_step (number) VALUES (999)")
    raw.commit()
    raw.close()
    with pytest.raises(DeskFromFutureError) as caught:
        Desk.open(folder)
    assert caught.value.found == 999


@pytest.mark.parametrize("step", range(1, len(migrations())))
def test_a_desk_of_an_older_release_is_backed_up_and_brought_up_to_date(
    folder: Path, step: int
) -> None:
    (folder / ".marbre").mkdir()
    raw = sqlite3.connect(folder / ".marbre" / "desk.db")
    raw.execute("CREATE TABLE schema_step (number INTEGER PRIMARY KEY)")
    for number, script in enumerate(migrations()[:step], start=1):
        raw.executescript(script.read_text(encoding="utf-8"))
        raw.execute("INSERT INTO schema_step (number) VALUES (?)", [number])
    raw.commit()
    raw.close()
    with Desk.open(folder) as desk:
        assert set(desk.intake.scan().added) == set(IDS)
        desk.tags.apply(IDS[:1], add=["export"])
        (backup,) = desk.backups.list()
    kept = sqlite3.connect(folder / ".marbre" / "backups" / backup.name / "desk.db")
    assert kept.execute("SELECT max(number) FROM schema_step").fetchone() == (step,)
    kept.close()
    with Desk.open(folder) as desk:
        assert len(desk.backups.list()) == 1, "it is up to date now"


def test_a_damaged_database_is_told(folder: Path) -> None:
    Desk.create(folder).close()
    (folder / ".marbre" / "desk.db").write_bytes(b"no database at all, just words" * 400)
    for suffix in ("-wal", "-shm"):
        (folder / ".marbre" / f"desk.db{suffix}").unlink(missing_ok=True)
    with pytest.raises(DeskDamagedError):
        Desk.open(folder)

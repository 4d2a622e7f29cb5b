"""Backups and restores."""

from __future__ import annotations

import resource
from datetime import timedelta
from pathlib import Path

import pytest

from store.backup import KEPT, restore
from store.desk import Desk
from store.errors import DeskUnwritableError, UnknownError
from store.models import Triage
from tests.support.clock import TickingClock
from tests.support.desks import ARTICLES

IDS = sorted(ARTICLES)


def test_a_backup_is_due_once_a_day(desk: Desk, clock: TickingClock) -> None:
    assert desk.backups.make_if_due() is not None
    assert desk.backups.make_if_due() is None
    clock.passes(timedelta(days=1))
    assert desk.backups.make_if_due() is not None
    assert len(desk.backups.list()) == 2


def test_the_last_ten_are_kept(desk: Desk, clock: TickingClock) -> None:
    made = []
    for _ in range(KEPT + 3):
        clock.passes(timedelta(days=2))
        made.append(desk.backups.make().name)
    assert [backup.name for backup in desk.backups.list()] == made[-KEPT:][::-1]
    assert desk.backups.list()[0].article_count == len(IDS)


def test_a_backup_that_fails_leaves_nothing_behind(desk: Desk, folder: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(DeskUnwritableError):
            desk.backups.make()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list((folder / ".marbre" / "backups").iterdir()) == []
    assert desk.backups.make().is_dir()


def test_a_restore_brings_back_what_editors_had_made(desk: Desk, folder: Path) -> None:
    desk.tags.apply(IDS[:1], add=["export"])
    name = desk.backups.make().name
    desk.tags.delete("export")
    desk.articles.set_triage(IDS, Triage.DISCARDED)
    number = desk.changes.current()
    report = restore(folder, name)
    assert desk.articles.get(IDS[0]).tags == ("export",), "a desk that is open sees it too"
    assert desk.articles.counts().inbox == len(IDS)
    assert desk.changes.pending(number) == len(IDS), "indexes are told of every article"
    assert report.safety in [backup.name for backup in desk.backups.list()]
    desk.journal.undo()
    assert desk.articles.get(IDS[0]).tags == ()


def test_a_restore_can_be_taken_back_by_another(desk: Desk, folder: Path) -> None:
    name = desk.backups.make().name
    desk.tags.apply(IDS[:1], add=["export"])
    safety = restore(folder, name).safety
    assert desk.tags.list() == []
    restore(folder, safety)
    assert [tag.name for tag in desk.tags.list()] == ["export"]


def test_a_restore_writes_lost_files_again_and_leaves_changed_ones(
    desk: Desk, folder: Path
) -> None:
    desk.backups.make()
    (folder / f"{IDS[0]}.txt").unlink()
    (folder / f"{IDS[1]}.txt").write_text("Tout autre chose.\n")
    report = restore(folder)
    assert (report.rewritten, report.differing) == ((IDS[0],), (IDS[1],))
    assert (folder / f"{IDS[0]}.txt").read_text(encoding="utf-8") == ARTICLES[IDS[0]]
    assert (folder / f"{IDS[1]}.txt").read_text() == "Tout autre chose.\n"


def test_a_damaged_database_is_put_aside_and_restored(folder: Path) -> None:
    with Desk.create(folder, editor="anne") as desk:
        desk.tags.apply(IDS[:1], add=["export"])
        desk.backups.make()
    (folder / ".marbre" / "desk.db").write_bytes(b"words, words, words " * 500)
    report = restore(folder)
    assert report.safety is not None
    assert (folder / ".marbre" / report.safety).exists()
    with Desk.open(folder) as desk:
        assert desk.articles.get(IDS[0]).tags == ("export",)


def test_a_backup_that_is_not_there(desk: Desk, folder: Path) -> None:
    with pytest.raises(UnknownError):
        restore(folder, "1999")
    assert desk.backups.list() == []

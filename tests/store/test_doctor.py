"""What does not fit together is found, and mended without loss."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from store.desk import Desk
from store.models import Finding
from tests.support.desks import ARTICLES

IDS = sorted(ARTICLES)


def codes(desk: Desk) -> list[tuple[str, str, str | None]]:
    return [(each.code, each.subject, each.repair) for each in desk.doctor.examine()]


def mend(desk: Desk) -> list[Finding]:
    return list(desk.doctor.repair(desk.doctor.examine()))


def test_a_whole_desk_has_nothing(desk: Desk) -> None:
    desk.annotations.add(IDS[0], desk.annotations.find_quote(IDS[0], "deux implantations"))
    assert desk.doctor.examine(desk.changes.numbers()) == []


def test_files_and_rows_that_miss_each_other(desk: Desk, folder: Path) -> None:
    (folder / f"{IDS[0]}.txt").unlink()
    (folder / "004_44ee55ff66007711.txt").write_text("Un cinquième.\n")
    assert codes(desk) == [
        ("file-without-row", "004_44ee55ff66007711", "take-in"),
        ("row-without-file", IDS[0], "write-file"),
    ]
    assert not (folder / f"{IDS[0]}.txt").exists(), "looking changes nothing"
    assert all(finding.repaired for finding in mend(desk))
    assert (folder / f"{IDS[0]}.txt").read_text(encoding="utf-8") == ARTICLES[IDS[0]]
    assert codes(desk) == []


def test_what_is_no_text_is_no_damage(desk: Desk, folder: Path) -> None:
    (folder / "image.txt").write_bytes(bytes(range(256)) * 9)
    assert desk.intake.scan().unreadable == ("image.txt",)
    assert codes(desk) == []


def test_a_text_changed_behind_size_and_time(desk: Desk, folder: Path) -> None:
    path = folder / f"{IDS[1]}.txt"
    status, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("soixante", "quarante"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert desk.intake.scan().changed == ()
    assert codes(desk) == [("hash-differs", IDS[1], "take-in-version")]
    mend(desk)
    assert codes(desk) == []
    assert "quarante" in desk.articles.text(IDS[1]).text
    assert "soixante" in desk.articles.text(IDS[1], 1).text


def test_an_anchor_that_does_not_hold_goes_to_the_orphans(desk: Desk, folder: Path) -> None:
    made = desk.annotations.add(
        IDS[0], desk.annotations.find_quote(IDS[0], "deux implantations"), note="?"
    )
    raw = sqlite3.connect(folder / ".marbre" / "desk.db")
    raw.execute("UPDATE annotation SET start_offset = 3, end_offset = 9")
    raw.commit()
    raw.close()
    assert codes(desk) == [("anchor-broken", made.id, "to-orphans")]
    mend(desk)
    orphan = desk.annotations.get(made.id)
    assert (orphan.is_orphan, orphan.note, orphan.quote.exact) == (True, "?", "deux implantations")
    assert codes(desk) == []


def test_an_index_out_of_step_is_told(desk: Desk) -> None:
    numbers = desk.changes.numbers()
    indexed = {IDS[0]: numbers[IDS[0]], IDS[1]: numbers[IDS[1]] - 1, "gone": 1}
    findings = desk.doctor.examine(indexed)
    assert {(each.code, each.subject) for each in findings} == {
        ("index-behind", IDS[1]),
        ("index-behind", IDS[2]),
        ("index-behind", IDS[3]),
        ("index-behind", "gone"),
    }


def test_what_a_killed_writer_left_is_taken_away(desk: Desk, folder: Path) -> None:
    incoming = folder / ".marbre" / "incoming"
    incoming.mkdir(exist_ok=True)
    (incoming / "004_x.txt.99").write_text("à moitié")
    assert codes(desk) == [("leftover-file", "004_x.txt.99", "remove-file")]
    mend(desk)
    assert codes(desk) == []


def test_a_damaged_page_is_told(folder: Path) -> None:
    with Desk.create(folder, editor="anne") as desk:
        for number in range(60):
            desk.annotations.add_note(IDS, f"note {number} " + "x" * 500)
        desk.backups.make()
    path = folder / ".marbre" / "desk.db"
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    root = raw.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'article_note_by_article'"
    ).fetchone()[0]
    size = raw.execute("PRAGMA page_size").fetchone()[0]
    raw.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * size + 200 : (root - 1) * size + size] = bytes(size - 200)
    path.write_bytes(data)
    with Desk.open(folder) as desk:
        assert "integrity" in {finding.code for finding in desk.doctor.examine()}


def test_lookups_that_lost_rows_are_rebuilt(folder: Path) -> None:
    with Desk.create(folder, editor="anne") as desk:
        desk.tags.apply(IDS, add=["export"])
    raw = sqlite3.connect(folder / ".marbre" / "desk.db")
    raw.execute("PRAGMA writable_schema = ON")
    partial = "CREATE INDEX article_tag_by_tag ON article_tag (tag_id) WHERE tag_id = ''"
    raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'article_tag_by_tag'", (partial,))
    raw.commit()
    raw.close()
    raw = sqlite3.connect(folder / ".marbre" / "desk.db")
    raw.execute("REINDEX article_tag_by_tag")
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(
        "UPDATE sqlite_master SET sql = 'CREATE INDEX article_tag_by_tag ON article_tag (tag_id)'"
        " WHERE name = 'article_tag_by_tag'"
    )
    raw.commit()
    raw.close()
    with Desk.open(folder) as desk:
        assert {(each.code, each.repair) for each in desk.doctor.examine()} == {
            ("integrity", "rebuild-lookups")
        }
        mend(desk)
        assert desk.doctor.examine() == []

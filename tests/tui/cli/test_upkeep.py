from __future__ import annotations

import shutil

from tests.tui.cli.conftest import FIRM, PORT, CommandLine


def test_a_desk_that_is_well_is_said_to_be(marbre: CommandLine) -> None:
    marbre.done("keep", "000")
    assert marbre.done("doctor").lines == ["the desk is well"]
    assert marbre.done("doctor", "--json").output == ""


def test_what_is_wrong_is_told_and_repaired(marbre: CommandLine) -> None:
    marbre.done("search", "accords")
    (marbre.desk / f"{FIRM}.txt").unlink()
    outcome = marbre("doctor")
    assert outcome.status == 1
    assert outcome.lines == [f"{FIRM}: the article's file is missing — --repair writes it again"]
    repaired = marbre.done("doctor", "--repair", "--json").record
    assert (repaired["code"], repaired["subject"]) == ("row-without-file", FIRM)
    assert repaired["repaired"] is True
    assert (marbre.desk / f"{FIRM}.txt").is_file()
    assert marbre.done("doctor").lines == ["the desk is well"]


def test_backups_are_made_listed_and_restored(marbre: CommandLine) -> None:
    marbre.done("tag", "000", "+mer")
    name = marbre.done("backup", "--json").record["name"]
    assert name in [each["name"] for each in marbre.done("backup", "list", "--json").records]
    marbre.done("tag", "000", "-mer", "+perdu")
    (marbre.desk / f"{PORT}.txt").unlink()
    record = marbre.done("restore", name, "--json").record
    assert (record["name"], record["rewritten"]) == (name, [PORT])
    assert record["safety"]
    assert marbre.done("show", "000", "--json").record["tags"] == ["mer"]
    assert marbre.done("search", "tag:perdu", "--json").output == ""
    assert marbre.done("search", "tag:mer", "--json").record["id"] == PORT


def test_the_last_backup_is_restored_unless_one_is_named(marbre: CommandLine) -> None:
    marbre.done("keep", "000")
    marbre.done("backup")
    assert marbre.done("restore").lines[0].startswith("the desk is as it was in the backup")
    assert "backup list" in marbre.failed("restore", "1999")


def test_without_a_backup_one_is_told_how_to_make_it(marbre: CommandLine) -> None:
    shutil.rmtree(marbre.desk / ".marbre" / "backups", ignore_errors=True)
    assert "“marbre backup”" in marbre.failed("restore")


def test_a_damaged_desk_says_what_to_do_and_is_restored(marbre: CommandLine) -> None:
    marbre.done("keep", "000")
    marbre.done("backup")
    database = marbre.desk / ".marbre" / "desk.db"
    for path in marbre.desk.glob(".marbre/desk.db-*"):
        path.unlink()
    database.write_bytes(b"not a database at all, by no means" * 100)
    assert "marbre restore" in marbre.failed("tags", "list")
    marbre.done("restore")
    assert marbre.done("show", "000", "--json").record["triage"] == "kept"


def test_the_index_is_written_anew(marbre: CommandLine) -> None:
    assert marbre.done("reindex").lines == ["4 articles indexed"]
    assert marbre.done("reindex", "--json").record == {"articles": 4}


def test_a_file_that_is_no_text_is_named_and_left_out(marbre: CommandLine) -> None:
    (marbre.desk / "photo.txt").write_bytes(b"\x89PNG\x00\x00\x00")
    outcome = marbre("reindex")
    assert outcome.status == 0
    assert "photo" in outcome.errors

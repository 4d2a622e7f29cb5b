from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.tui.cli.conftest import CommandLine
from tui.commands import COMMANDS


def test_a_folder_becomes_a_desk_with_its_articles(anywhere: CommandLine, folder: Path) -> None:
    done = anywhere.done("init", str(folder))
    assert done.lines == [f"{folder} is a desk with 4 articles: open it with “marbre {folder}”"]
    assert anywhere.done("search", "chilienne", "--json").record["triage"] == "new"


def test_a_folder_that_is_not_there_is_made(anywhere: CommandLine, tmp_path: Path) -> None:
    record = anywhere.done("init", str(tmp_path / "new" / "desk"), "--json").record
    assert record == {"desk": str(tmp_path / "new" / "desk"), "articles": 0}


def test_a_desk_is_not_made_twice(marbre: CommandLine, folder: Path) -> None:
    assert f"“marbre {folder}”" in marbre.failed("init", str(folder))


def test_what_is_no_folder_cannot_be_a_desk(anywhere: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "file" in anywhere.misused("init", str(tmp_path / "file"))


def test_articles_are_left_as_they_are(anywhere: CommandLine, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.glob("*.txt")}
    anywhere.done("init", str(folder))
    assert {path: path.read_bytes() for path in folder.glob("*.txt")} == before


def test_every_key_is_listed(marbre: CommandLine) -> None:
    records = marbre.done("keys", "--json").records
    assert [record["id"] for record in records] == [command.id for command in COMMANDS]
    output = marbre.done("keys").output
    assert all(command.help in output for command in COMMANDS)


def test_keys_of_ones_own_are_listed_in_place(
    marbre: CommandLine, write_settings: Callable[[str], None]
) -> None:
    write_settings('[keys]\nkeep = "f9"\n')
    keys = {record["id"]: record["keys"] for record in marbre.done("keys", "--json").records}
    assert keys["keep"] == ["f9"]


def test_keys_are_listed_where_there_is_no_desk(anywhere: CommandLine, tmp_path: Path) -> None:
    assert anywhere.done("keys", "--desk", str(tmp_path)).output


def test_the_demo_tells_what_it_does(anywhere: CommandLine, tmp_path: Path) -> None:
    done = anywhere.done("demo", str(tmp_path / "demo"))
    assert str(tmp_path / "demo") in done.output
    assert anywhere.done("mission", "list", MARBRE_DESK=str(tmp_path / "demo")).lines

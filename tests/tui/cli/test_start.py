from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.tui.cli.conftest import CommandLine
from tui.cli.session import Session
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


def test_papers_are_offered_by_region_where_a_person_can_be_asked(anywhere: CommandLine) -> None:
    session = Session(environ=anywhere.environ, is_at_terminal=lambda: True)
    outcome = anywhere("init", str(anywhere.desk), obj=session, typed="Atlantide\n1, occitanie\n")
    assert outcome.status == 0
    assert "Grand Est" in outcome.output
    groups = {record["group"] for record in anywhere.done("feeds", "list", "--json").records}
    assert groups == {"Auvergne-Rhône-Alpes", "Occitanie"}


def test_no_paper_is_followed_unasked(anywhere: CommandLine) -> None:
    session = Session(environ=anywhere.environ, is_at_terminal=lambda: True)
    assert anywhere("init", str(anywhere.desk), obj=session, typed="\n").status == 0
    assert anywhere.done("feeds", "list").lines == []


def test_papers_to_begin_with_are_listed_and_followed_by_region(marbre: CommandLine) -> None:
    assert len(marbre.done("feeds", "starter").lines) > 30
    records = marbre.done("feeds", "starter", "--region", "grand est", "--json").records
    assert {record["region"] for record in records} == {"Grand Est"}
    assert marbre.done("feeds", "list").lines == []
    marbre.done("feeds", "starter", "--region", "grand est", "--add")
    assert len(marbre.done("feeds", "list").lines) == len(records)
    assert marbre.done("feeds", "starter", "--region", "Grand", "--add").lines == ["0 feeds added"]
    assert "Occitanie" in marbre.failed("feeds", "starter", "--region", "Atlantide")
    assert "--region" in marbre.misused("feeds", "starter", "--add")

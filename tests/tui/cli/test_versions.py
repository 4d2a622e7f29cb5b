"""What changed in an article, from the command line."""

from __future__ import annotations

from pathlib import Path

from store.desk import Desk
from tests.tui.cli.conftest import FIRM, PORT, CommandLine


def change(folder: Path, article_id: str, old: str, new: str) -> None:
    """Let an article have a newer text."""
    path = folder / f"{article_id}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with Desk.open(folder, editor="bruno") as desk:
        desk.intake.scan()


def test_what_changed_since_one_read_it_is_told_word_by_word(
    marbre: CommandLine, folder: Path
) -> None:
    marbre.done("read", "000")
    change(folder, PORT, "Trois accords", "Cinq accords")
    assert [hit["id"] for hit in marbre.done("search", "is:changed", "--json").records] == [PORT]
    shown = marbre.done("show", "000", "--json").record
    assert (shown["read_version"], shown["changed"]) == (1, True)

    lines = marbre.done("diff", "000").lines
    assert lines[0].startswith("Version 1 of ")
    assert "You read version 1" in lines[0]
    assert any("[-Trois-]{+Cinq+} accords" in line for line in lines)
    assert "récolter" in lines[-1], "what is beside a change is shown"

    marbre.done("read", "000")
    assert marbre.done("search", "is:changed", "--json").records == []
    assert "[-Trois-]{+Cinq+}" in marbre.done("diff", "000").output, "it can still be seen"


def test_any_two_versions_can_be_compared(marbre: CommandLine, folder: Path) -> None:
    change(folder, PORT, "Trois accords", "Cinq accords")
    change(folder, PORT, "samedi", "dimanche")
    assert "Trois" not in marbre.done("diff", "000").output
    whole = marbre.done("diff", "000", "--versions", "1..3", "--whole").output
    assert "[-samedi-]{+dimanche+}" in whole
    record = marbre.done("diff", "000", "--versions", "1..", "--json").record
    assert (record["older"], record["newer"], record["changed"]) == (1, 3, True)
    kinds = [piece["kind"] for piece in record["pieces"]]
    assert set(kinds) == {"same", "removed", "added"}
    old = "".join(each["text"] for each in record["pieces"] if each["kind"] != "added")
    assert old.startswith("Le port de Kerlouan signe avec Halifax\n\nLa délégation")
    assert " 9" in marbre.failed("diff", "000", "--versions", "1..9")
    assert "1..3" in marbre.misused("diff", "000", "--versions", "trois")
    assert "2..3" in marbre.misused("diff", "000", "--versions", "3..2")


def test_an_article_that_never_changed_says_so(marbre: CommandLine) -> None:
    assert marbre.done("diff", "001").lines == [
        "this article has not changed since it was taken in"
    ]
    assert marbre.done("diff", FIRM, "--json").record["changed"] is False


def test_what_an_earlier_version_said_is_found_with_the_version(
    marbre: CommandLine, folder: Path
) -> None:
    change(folder, PORT, "Trois accords", "Cinq accords")
    assert marbre.done("search", "text:trois", "--json").records == []
    offered = marbre("search", "trois accords").errors
    assert "1 article said so before it changed: “version:trois version:accords”" in offered
    (hit,) = marbre.done("search", "version:trois", "--json").records
    assert (hit["id"], hit["snippet_version"]) == (PORT, 1)
    assert hit["snippet_taken_in"].endswith("Z")
    assert "Trois accords" in hit["snippet"]
    lines = marbre.done("search", "version:trois").lines
    assert f"marbre diff {PORT} --versions 1.." in lines[2]
    assert "[-Trois-]" in marbre.done("diff", PORT, "--versions", "1..").output
    (still,) = marbre.done("search", "version:accords versions:2", "--json").records
    assert (still["id"], still["snippet_version"], still["snippet_taken_in"]) == (PORT, None, None)


def test_a_saved_search_and_a_query_of_a_command_understand_it(
    marbre: CommandLine, folder: Path
) -> None:
    change(folder, PORT, "Trois accords", "Cinq accords")
    marbre.done("searches", "save", "Retirés", "version:trois")
    assert [hit["id"] for hit in marbre.done("search", "--saved", "Retirés", "--json").records] == [
        PORT
    ]
    marbre.done("tag", "--query", "version:trois", "+retiré")
    assert [hit["id"] for hit in marbre.done("search", "tag:retiré", "--json").records] == [PORT]

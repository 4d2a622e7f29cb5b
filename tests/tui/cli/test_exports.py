from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.cli.conftest import CommandLine


@pytest.fixture
def curated(marbre: CommandLine) -> CommandLine:
    """A desk with a mission, a collection and an annotated passage."""
    marbre.done("mission", "new", "Halifax")
    marbre.done("mission", "link", "halifax", "000")
    marbre.done("note", "000", "à vérifier", "--quote", "Trois accords de coopération")
    marbre.done("collection", "new", "Revue de mars")
    marbre.done("collection", "add", "revue-de-mars", "000", "003", "--section", "À la une")
    return marbre


def test_a_mission_goes_out_with_its_passages(curated: CommandLine) -> None:
    document = curated.done("export", "mission:halifax", "--format", "markdown").output
    assert "Le port de Kerlouan signe avec Halifax" in document
    assert "Trois accords de coopération" in document
    assert "à vérifier" in document


def test_a_collection_goes_out_in_every_format(curated: CommandLine) -> None:
    exported = ("export", "collection:revue-de-mars", "--format")
    assert "## À la une" in curated.done(*exported, "markdown").output
    assert "À la une" in json.dumps(
        json.loads(curated.done(*exported, "json").output), ensure_ascii=False
    )
    rows = list(csv.reader(io.StringIO(curated.done(*exported, "csv").output.lstrip("\ufeff"))))
    assert len(rows) == 3


def test_a_query_goes_out_too(curated: CommandLine) -> None:
    document = curated.done("export", "chambre de commerce", "--format", "markdown").output
    assert "Une antenne à Valparaíso" in document
    assert "Kerlouan" not in document


def test_the_mode_says_how_much_goes_out(curated: CommandLine) -> None:
    passage = "il faut maintenant récolter"
    modes = {
        mode: curated.done("export", "mission:halifax", "--mode", mode).output
        for mode in ("references", "extracts", "full")
    }
    assert passage in modes["full"]
    assert passage not in modes["references"] + modes["extracts"]


def test_the_settings_say_what_is_meant_where_nothing_is_said(
    curated: CommandLine, write_settings: Callable[[str], None]
) -> None:
    write_settings('[export]\nformat = "json"\nmode = "full"\n')
    assert "il faut maintenant" in json.dumps(
        json.loads(curated.done("export", "mission:halifax").output), ensure_ascii=False
    )


def test_an_export_is_written_to_a_file_or_into_a_folder(
    curated: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "revue.md"
    file.write_text("old", encoding="utf-8")
    done = curated.done("export", "collection:revue-de-mars", "--out", str(file))
    assert done.lines == [f"2 articles written to {file}"]
    assert "Valparaíso" in file.read_text(encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    record = curated.done(
        "export", "collection:revue-de-mars", "--out", str(folder), "--format", "csv", "--json"
    ).record
    assert record == {"file": str(folder / "revue-de-mars.csv"), "format": "csv", "articles": 2}
    assert [path.name for path in folder.iterdir()] == ["revue-de-mars.csv"]


def test_what_cannot_be_exported_is_told(curated: CommandLine, tmp_path: Path) -> None:
    assert "mission list" in curated.failed("export", "mission:nulle-part")
    assert "collection list" in curated.failed("export", "collection:rien")
    assert "markdown, json or csv" in curated.failed("export", "accords", "--format", "epub")
    nowhere = tmp_path / "nowhere" / "x.md"
    told = curated.failed("export", "accords", "--out", str(nowhere))
    assert f"{nowhere}: there is no such file or folder" in told


@pytest.mark.parametrize("target", ["mission:", "collection: ", "((( ", "nulle:part"])
def test_what_is_not_understood_is_not_handed_out(curated: CommandLine, target: str) -> None:
    curated.failed("export", target)


def test_the_words_around_the_articles_are_the_readers(
    curated: CommandLine, write_settings: Callable[[str], None]
) -> None:
    write_settings('[desk]\nlanguage = "fr"\n')
    assert "Fait le" in curated.done("export", "mission:halifax").output

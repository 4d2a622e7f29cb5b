"""Facts of missions on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.cli.conftest import BRANCH, PORT, CommandLine


@pytest.fixture
def mission(marbre: CommandLine) -> CommandLine:
    marbre.done("mission", "new", "Délégation à Halifax", "--slug", "halifax")
    return marbre


def _add(
    marbre: CommandLine, *words: str, quote: str = "Trois accords", article: str = "000"
) -> str:
    passage = ("--article", article, "--quote", quote)
    record = marbre.done("facts", "add", "halifax", *passage, *words, "--json").record
    return str(record["id"])


def test_a_fact_is_recorded_with_its_passage_and_found(mission: CommandLine) -> None:
    mission.done("entities", "new", "Halifax", "--kind", "place")
    fact = _add(
        mission, "--type", "agreement", "--status", "done", "--party", "halifax", "--party", "Kelp",
        "--value", "3", "--unit", "accords", "--dates", "mi-février", "--speaker", "Maëlle Le Goff",
        "--note", "à suivre",
    )  # fmt: skip
    assert mission.done("mission", "facts", "halifax").lines == [
        f"{fact[:8]} agreement (done)  Halifax, Kelp · 3 accords · mi-février · "
        "according to Maëlle Le Goff · à suivre",
        f"  {PORT} “Trois accords”",
        "",
        "agreement: 1 (done)",
        "1 fact",
    ]
    record, counts = mission.done("mission", "facts", "halifax", "--json").records
    assert record["parties"][1] == {"name": "Kelp", "entity": None}
    assert record["parties"][0]["entity"] is not None
    assert record["passages"][0]["article"] == PORT
    assert counts == {
        "counts": [{"type": "agreement", "count": 1, "statuses": {"done": 1}, "aggregates": 0}]
    }
    found = mission.done("search", "fact:accord status:done", "--json").records
    assert [hit["id"] for hit in found] == [PORT]
    assert mission.done("show", "000", "--json").record["facts"][0]["id"] == fact
    assert f"{fact[:8]} agreement (done)" in mission.done("show", "000").output
    assert mission.done("mission", "show", "halifax", "--json").record["facts"][0]["id"] == fact
    assert mission.done("mission", "show", "halifax").lines[-1] == "agreement: 1 (done)"


def test_a_fact_changes_and_goes_and_comes_back(mission: CommandLine) -> None:
    fact = _add(mission, "--type", "event", "--party", "Kelp", "--value", "3", "--note", "vu")
    mission.done("facts", "edit", fact, "--type", "meeting", "--status", "wished", "--party", "")
    mission.done("facts", "edit", fact, "--value", "", "--speaker", "Kelp", "--first", "2026-02")
    record = mission.done("facts", "show", fact[:6], "--json").record
    assert (record["type"], record["status"], record["parties"]) == ("meeting", "wished", [])
    assert (record["figure"], record["speaker"], record["note"]) == (None, "Kelp", "vu")
    assert record["date"]["last"] == "2026-02-28"
    assert mission.done("facts", "edit", fact).lines == ["nothing to change"]
    mission.done("facts", "support", fact, "--article", "003", "--quote", "bureau commun")
    record = mission.done("facts", "show", fact, "--json").record
    assert [each["article"] for each in record["passages"]] == [PORT, BRANCH]
    mission.done("facts", "support", fact, "--without", record["passages"][0]["id"])
    assert "rests on a passage" in mission.failed(
        "facts", "support", fact, "--without", record["passages"][1]["id"]
    )
    assert "removed" in mission.done("facts", "remove", fact).output
    assert mission.done("mission", "facts", "halifax").lines == ["0 facts"]
    mission.done("undo")
    assert mission.done("facts", "show", fact, "--json").record["type"] == "meeting"


def test_a_sum_is_not_counted_beside_its_parts(mission: CommandLine) -> None:
    one = _add(mission, "--type", "implantation-in", quote="deux")
    other = _add(mission, "--type", "implantation-in", quote="implantations")
    _add(
        mission, "--type", "implantation-in", "--part", one, "--part", other[:8],
        quote="deux implantations",
    )  # fmt: skip
    assert mission.done("mission", "facts", "halifax").lines[-2:] == [
        "settling here: 2 (stated) + 1 in sum",
        "3 facts",
    ]


def test_a_mission_is_handed_out_with_its_facts(mission: CommandLine, tmp_path: Path) -> None:
    _add(mission, "--type", "agreement", "--note", "*gras*")
    page = mission.done(
        "export", "mission:halifax", "--format", "markdown", "--mode", "extracts"
    ).output
    assert "## Facts\n" in page
    assert "**agreement (stated)**: \\*gras\\*" in page
    assert "> Trois accords" in page
    bare = mission.done(
        "export", "mission:halifax", "--format", "markdown", "--mode", "references"
    ).output
    assert "**agreement (stated)**" in bare
    assert "> Trois accords" not in bare


def test_what_cannot_be_is_said(mission: CommandLine) -> None:
    assert "say what it rests on" in mission.misused("facts", "add", "halifax", "--type", "event")
    assert "go together" in mission.misused(
        "facts", "add", "halifax", "--type", "event", "--quote", "Trois"
    )
    assert "mission list" in mission.failed(
        "facts", "add", "nulle-part", "--type", "event", "--article", "000", "--quote", "Trois"
    )
    assert "mission facts" in mission.failed("facts", "show", "zzz")
    fact = _add(mission, "--type", "event")
    assert "number" in mission.failed("facts", "edit", fact, "--unit", "emplois")

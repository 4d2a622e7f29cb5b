"""``similar``, ``suggest`` and ``passages``."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.desk import Desk
from tests.support import related
from tests.tui.cli.conftest import CommandLine

MISSION = "mission-economique-a-halifax"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "related"


@pytest.fixture
def ids(desk: Path) -> dict[str, str]:
    with Desk.create(desk, editor="camille") as opened:
        return related.fill(opened)


@pytest.fixture
def marbre(desk: Path, tmp_path: Path) -> CommandLine:
    return CommandLine(desk, tmp_path / "data")


def test_similar_articles_are_shown_with_what_both_have(
    marbre: CommandLine, ids: dict[str, str]
) -> None:
    records = marbre.done("similar", ids["new"], "--json").records
    assert {each["id"] for each in records[:3]} == {ids[n] for n in ("halifax", "regate", "salon")}
    assert ids["new"] not in {each["id"] for each in records}
    assert list(records[0]) == ["id", "title", "source", "published", "url", "likeness", "words",
                                "tags", "missions", "triage"]  # fmt: skip
    assert "Halifax" in records[0]["words"]
    lines = marbre.done("similar", ids["new"], "--limit", "1").lines
    assert lines[0] == records[0]["title"]
    assert "% alike" in lines[1]
    assert "Halifax" in lines[2]


def test_an_article_like_no_other_is_told_so(marbre: CommandLine, ids: dict[str, str]) -> None:
    assert marbre.done("similar", ids["other"]).lines == ["No article is much like it."]


def test_what_suits_is_suggested_with_its_reason(marbre: CommandLine, ids: dict[str, str]) -> None:
    found = {each["name"]: each for each in marbre.done("suggest", ids["new"], "--json").records}
    assert set(found) == {"filière/nautisme", MISSION}
    tag, mission = found["filière/nautisme"], found[MISSION]
    assert set(tag["articles"]) == {ids[n] for n in ("halifax", "regate", "salon")}
    assert (tag["kind"], mission["kind"]) == ("tag", "mission")
    assert mission["title"] == "Mission économique à Halifax"
    assert "Halifax" in mission["words"]
    lines = marbre.done("suggest", ids["new"]).lines
    assert "#filière/nautisme" in lines
    assert "◇ Mission économique à Halifax" in lines
    assert any("Halifax ouvre ses quais" in line for line in lines)


def test_nothing_is_suggested_where_nothing_speaks_for_it(
    marbre: CommandLine, ids: dict[str, str]
) -> None:
    assert marbre.done("suggest", ids["other"]).lines == [
        "Nothing speaks clearly for a tag or a mission."
    ]
    assert marbre.done("suggest", ids["other"], "--json").output == ""


def test_what_was_taken_or_refused_is_not_suggested_again(
    marbre: CommandLine, ids: dict[str, str]
) -> None:
    marbre.done("tag", ids["new"], "+filière/nautisme")
    told = marbre.done("suggest", ids["new"], "--refuse-mission", MISSION).lines
    assert told == ["suggestion “Mission économique à Halifax” refused for 1 article"]
    assert marbre.done("suggest", ids["new"], "--json").records == []
    marbre.done("undo")
    assert [each["name"] for each in marbre.done("suggest", ids["new"], "--json").records] == [
        MISSION
    ]
    assert "none" in marbre.failed("suggest", ids["new"], "--refuse", "none")


def test_passages_are_shown_best_first_with_their_place(
    marbre: CommandLine, ids: dict[str, str]
) -> None:
    words = ("passages", ids["new"], "délégation", "commande")
    records = marbre.done(*words, "--json").records
    assert records[0]["text"].startswith("La délégation de la région Bretagne avait préparé")
    text = (marbre.desk / f"{ids['new']}.txt").read_text(encoding="utf-8")
    assert text[records[0]["start"] : records[0]["end"]] == records[0]["text"]
    marked = [text[each["start"] : each["end"]] for each in records[0]["matches"]]
    assert marked == ["délégation", "commande"]
    assert marbre.done(*words).lines[0].endswith(records[0]["text"])


def test_a_title_is_no_passage(marbre: CommandLine, ids: dict[str, str]) -> None:
    records = marbre.done("passages", ids["new"], "Lorient", "--json").records
    assert records == []
    assert marbre.done("passages", ids["new"], "Lorient").lines == [
        "No passage of the article answers that."
    ]


def test_a_mistake_in_the_query_is_told(marbre: CommandLine, ids: dict[str, str]) -> None:
    outcome = marbre("passages", ids["new"], "délégation", "(commande")
    assert outcome.status == 0
    assert "parenthesis" in outcome.errors

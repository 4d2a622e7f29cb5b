"""Facts as they are handed out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from store.export import EXPORTERS
from store.export.facts import count_line, fact_line
from store.fact_counts import count_facts
from store.models import (
    ExportMode,
    Fact,
    FactDetails,
    FactStatus,
    FactType,
    Figure,
    Party,
    PressDate,
    SelectedFact,
    Selection,
)
from tests.support.selections import FRENCH, MADE, MISSION, WOOD_ARTICLE, selection

DETAILS = FactDetails(
    FactType.AGREEMENT,
    FactStatus.ANNOUNCED,
    parties=(Party("Monts-Clairs"), Party("Bois & Fils")),
    figure=Figure("40", "plus de", "entreprises", "délégation"),
    date=PressDate("mi-mars"),
    speaker="Odile Marchenoir",
    is_aggregate=True,
    note="À revoir.",
)
FACT = Fact("fait-1", MISSION.slug, DETAILS, WOOD_ARTICLE.annotations[:1], "odile", MADE)


def _handed_out(fact: Fact = FACT) -> Selection:
    chosen = selection(("", (WOOD_ARTICLE,)), kind="mission", mission=MISSION)
    return replace(chosen, facts=(SelectedFact(fact, (WOOD_ARTICLE.article,)),))


def test_a_fact_is_said_on_one_line() -> None:
    assert fact_line(DETAILS, FRENCH) == (
        "Monts-Clairs, Bois & Fils · plus de 40 entreprises (délégation) · mi-mars · "
        "selon Odile Marchenoir · en somme · À revoir."
    )
    assert fact_line(FactDetails(FactType.DATE, FactStatus.STATED), FRENCH) == ""


def test_sums_are_told_apart() -> None:
    part = replace(FACT, id="fait-2", details=replace(DETAILS, is_aggregate=False))
    total = replace(FACT, details=replace(DETAILS, parts=("fait-2",)))
    (count,) = count_facts([total, part])
    assert count_line(count, FRENCH) == "type agreement\u00a0: 1 (statut announced) + 1 en somme"


def test_markdown_lists_facts_with_their_sources() -> None:
    page = EXPORTERS["markdown"].render(_handed_out(), ExportMode.EXTRACTS, FRENCH)
    assert page.index("## Faits") < page.index("### ")
    assert "**type agreement (statut announced)**\u00a0: Monts-Clairs, Bois & Fils" in page
    assert f"> {FACT.passages[0].quote.exact}\n>\n> — [" in page
    bare = EXPORTERS["markdown"].render(_handed_out(), ExportMode.REFERENCES, FRENCH)
    assert FACT.passages[0].quote.exact not in bare


def test_nothing_in_a_fact_is_markup() -> None:
    hostile = replace(DETAILS, note="# [x](javascript:1)\n<script>", parties=(Party("*a*\x1b[2J"),))
    page = EXPORTERS["markdown"].render(
        _handed_out(replace(FACT, details=hostile)), ExportMode.EXTRACTS, FRENCH
    )
    assert "\\[x\\](javascript:1) \\<script>" in page
    assert "\\*a\\*\\[2J" in page


def test_json_has_facts_with_passages() -> None:
    document = json.loads(EXPORTERS["json"].render(_handed_out(), ExportMode.EXTRACTS, FRENCH))
    (fact,) = document["facts"]
    assert (fact["type"], fact["status"], fact["is_aggregate"]) == ("agreement", "announced", True)
    assert fact["figure"] == {
        "value": "40",
        "qualifier": "plus de",
        "unit": "entreprises",
        "of": "délégation",
    }
    (passage,) = fact["passages"]
    assert passage["exact"] == FACT.passages[0].quote.exact
    assert passage["article_id"] == WOOD_ARTICLE.article.id
    bare = json.loads(EXPORTERS["json"].render(_handed_out(), ExportMode.REFERENCES, FRENCH))
    assert "exact" not in bare["facts"][0]["passages"][0]


def _table(what: Selection, mode: ExportMode = ExportMode.EXTRACTS) -> list[dict[str, str]]:
    table = EXPORTERS["csv"].render(what, mode, FRENCH)
    source = io.StringIO(table.removeprefix("\ufeff"), newline="")
    return list(csv.DictReader(source, delimiter=";", strict=True))


def test_a_table_has_facts_beside_the_articles_that_they_rest_on() -> None:
    (passage,) = FACT.passages
    twice = replace(FACT, id="fait-2", passages=(passage, passage))
    plain = replace(FACT, id="fait-3", details=FactDetails(FactType.DATE, FactStatus.STATED))
    article = WOOD_ARTICLE.article
    facts = (
        SelectedFact(FACT, (article,)),
        SelectedFact(twice, (article, article)),
        SelectedFact(plain, (article,)),
    )
    for mode in ExportMode:
        (row,) = _table(replace(_handed_out(), facts=facts), mode)
        words = "type agreement (statut announced)\u00a0: Monts-Clairs, Bois & Fils · plus de 40"
        assert row["Faits"].count(words) == 2
        assert row["Faits"].endswith("; type date (statut stated)")


def test_articles_that_only_facts_rest_on_come_last_in_a_table() -> None:
    far = replace(WOOD_ARTICLE.article, id="009_ffffffffffffffff", source="=Loin")
    what = replace(_handed_out(), facts=(SelectedFact(FACT, (far,)),))
    for mode in ExportMode:
        linked, other = _table(what, mode)
        assert (linked["Article"], linked["Faits"]) == (WOOD_ARTICLE.article.id, "")
        assert (other["Rubrique"], other["Article"]) == ("Faits", far.id)
        assert other["Source"] == "'=Loin"
        assert other["Faits"].startswith("type agreement")
        assert other.get("Texte intégral", "") == ""
    quoted = _table(what)[1]["Passages annotés"]
    assert FACT.passages[0].quote.exact[:30] in quoted


def test_the_table_of_a_mission_without_facts_has_the_column_too() -> None:
    assert [row["Faits"] for row in _table(replace(_handed_out(), facts=()))] == [""]
    assert "Faits" not in _table(selection(("", (WOOD_ARTICLE,))))[0]

"""People, organisations and places on the command line."""

from __future__ import annotations

from tests.tui.cli.conftest import BRANCH, FIRM, PORT, CommandLine


def _found(marbre: CommandLine, query: str) -> list[str]:
    return [hit["id"] for hit in marbre.done("search", query, "--json").records]


def test_one_is_confirmed_and_found_in_all_texts(marbre: CommandLine) -> None:
    assert marbre.done("entities", "new", "Halifax", "--kind", "place").lines == [
        "place “Halifax” confirmed, in 1 article"
    ]
    marbre.done("entities", "new", "Ostréa", "--kind", "organisation", "--alias", "La métropole")
    assert marbre.done("entities", "list").lines == [
        "place         Halifax  1",
        "organisation  Ostréa   2  = La métropole",
    ]
    assert _found(marbre, "place:halifax") == [PORT]
    assert set(_found(marbre, "organisation:metropole")) == {FIRM, BRANCH}
    assert _found(marbre, 'has:place org:"ostréa"') == []
    shown = marbre.done("entities", "show", "ostrea", "--json").record
    assert (shown["kind"], shown["aliases"]) == ("organisation", ["La métropole"])
    assert set(shown["ids"]) == {FIRM, BRANCH}
    (mention,) = marbre.done("show", PORT, "--json").record["entities"]
    assert (mention["name"], len(mention["mentions"])) == ("Halifax", 2)
    assert "place Halifax" in marbre.done("show", PORT).lines


def test_names_and_kinds_change_and_are_undone(marbre: CommandLine) -> None:
    marbre.done("entities", "new", "Ostréa", "--kind", "place")
    marbre.done("entities", "new", "Morlaix", "--kind", "place")
    marbre.done("entities", "kind", "Ostréa", "organisation")
    marbre.done("entities", "rename", "Ostréa", "Ostréa SAS")
    marbre.done("entities", "alias", "Ostréa", "L’entreprise Ostréa")
    assert _found(marbre, "org:sas") == [FIRM]
    assert marbre.done("entities", "merge", "Morlaix", "Ostréa SAS").lines == [
        "“Morlaix” merged into “Ostréa SAS”"
    ]
    (only,) = marbre.done("entities", "list", "--json").records
    assert only["aliases"] == ["L’entreprise Ostréa", "Morlaix", "Ostréa"]
    for _ in range(4):
        marbre.done("undo")
    assert [each["kind"] for each in marbre.done("entities", "list", "--json").records] == [
        "place",
        "place",
    ]
    assert _found(marbre, "org:sas") == []


def test_an_article_is_left_out_and_let_back(marbre: CommandLine) -> None:
    marbre.done("entities", "new", "Halifax", "--kind", "place")
    assert marbre.done("entities", "leave-out", "Halifax", "000").lines == [
        "“Halifax” left out of 1 article"
    ]
    assert _found(marbre, "place:halifax") == []
    marbre.done("entities", "leave-out", "Halifax", "--back", "000")
    assert _found(marbre, "place:halifax") == [PORT]
    assert marbre.done("entities", "forget", "halifax").lines == ["“Halifax” forgotten"]
    assert _found(marbre, "place:halifax") == []


def test_names_are_suggested_until_they_are_known_or_refused(marbre: CommandLine) -> None:
    def suggested() -> dict[str, str | None]:
        records = marbre.done("entities", "suggest", "000", "--json").records
        return {record["name"]: record["kind"] for record in records}

    assert suggested() == {
        "Kerlouan": "place",
        "Halifax": None,
        "Maëlle Le Goff": "person",
        "Nouvelle-Écosse": None,
    }
    marbre.done("entities", "new", "Halifax", "--kind", "place", "--alias", "Kerlouan")
    marbre.done("entities", "suggest", "000", "--refuse", "nouvelle-écosse")
    assert suggested() == {"Maëlle Le Goff": "person"}
    assert marbre.done("entities", "suggest", "000").lines == ["person  Maëlle Le Goff  1"]
    marbre.done("entities", "new", "Maëlle Le Goff", "--kind", "person")
    assert marbre.done("entities", "suggest", "000").lines == [
        "No name in it waits to be confirmed."
    ]


def test_names_of_many_articles_come_with_the_commonest_first(marbre: CommandLine) -> None:
    (first, *_others) = records = marbre.done(
        "entities", "suggest", "000", "001", "002", "000", "--json"
    ).records
    assert first["articles"] == 1
    assert {"Ostréa", "Halifax"} <= {record["name"] for record in records}
    assert all(record["mentions"] == [] for record in records)
    lines = marbre.done("entities", "suggest", "--query", "Halifax OR Ostréa").lines
    assert any(line.split() == ["?", "Halifax", "1"] for line in lines)
    assert "name an article" in marbre.misused("entities", "suggest")


def test_what_cannot_be_is_said(marbre: CommandLine) -> None:
    marbre.done("entities", "new", "Ostréa", "--kind", "place")
    assert "entities merge" in marbre.failed("entities", "new", "OSTREA", "--kind", "place")
    assert "entities list" in marbre.failed("entities", "show", "Brest")
    assert "needs letters" in marbre.failed("entities", "new", "…", "--kind", "place")
    marbre.done("entities", "new", "Ostréa", "--kind", "person")
    assert "person Ostréa" in marbre.failed("entities", "forget", "ostrea")
    marbre.done("entities", "forget", "ostrea", "--kind", "person")
    assert "“accrod”" in marbre("search", "fact:accrod").errors

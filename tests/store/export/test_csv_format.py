from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.export import EXPORTERS
from store.models import AnnotationKind, ExportMode, Selection
from tests.support.selections import FRENCH, REVIEW, article, selected, selection


def rendered(what: Selection, mode: ExportMode = ExportMode.EXTRACTS) -> str:
    return EXPORTERS["csv"].render(what, mode, FRENCH)


def rows_of(table: str) -> list[dict[str, str]]:
    source = io.StringIO(table.removeprefix("\ufeff"), newline="")
    return list(csv.DictReader(source, delimiter=";", strict=True))


def test_table_begins_with_a_byte_order_mark_and_has_windows_line_ends() -> None:
    table = rendered(REVIEW, ExportMode.REFERENCES)
    assert table.startswith("\ufeffRubrique;Article;Titre;Source;")
    assert table.count("\r\n") == 4


def test_each_article_is_one_row_in_order() -> None:
    rows = rows_of(rendered(REVIEW))
    assert [row["Rubrique"] for row in rows] == ["", "Départs", "Arrivées"]
    wood = rows[1]
    assert wood["Article"] == "003_5c0d77aa01b2c3d4"
    assert wood["Date"] == "2024-03-11"
    assert wood["Adresse"] == "https://courrier.example/bois?id=7"
    assert wood["Étiquettes"] == "export; filière/bois"
    assert wood["Missions"] == "Mission Québec 2024 (annonce)"
    assert wood["Commentaire"].startswith("À suivre")
    assert wood["Notes de la rédaction"] == "Rappeler l’agence."
    assert [row["Nature"] for row in rows] == ["article", "article", "communiqué de presse"]


def test_passages_stand_with_kind_place_and_note() -> None:
    passages = rows_of(rendered(REVIEW))[1]["Passages annotés"]
    assert passages.startswith("«\u00a0Elle emploie 3\u202f400 personnes")
    assert "département\u00a0» (Fait, caractères " in passages
    assert "Source à citer); «\u00a0Un accord" in passages


@pytest.mark.parametrize(
    ("mode", "there", "missing"),
    [
        (ExportMode.REFERENCES, {"Extrait"}, {"Passages annotés", "Texte intégral"}),
        (ExportMode.EXTRACTS, {"Extrait", "Passages annotés"}, {"Texte intégral"}),
        (ExportMode.FULL, {"Extrait", "Passages annotés", "Texte intégral"}, set()),
    ],
)
def test_columns_are_those_of_the_mode(
    mode: ExportMode, there: set[str], missing: set[str]
) -> None:
    columns = set(rows_of(rendered(REVIEW, mode))[0])
    assert there <= columns
    assert not missing & columns


def test_full_text_is_one_cell_without_noise() -> None:
    body = rows_of(rendered(REVIEW, ExportMode.FULL))[1]["Texte intégral"]
    assert body.startswith("Onze scieries")
    assert "Partager" not in body
    assert "\n" in body


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://mal.example")',
        "+33 4 00",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "  =1+1",
        "\n=1",
        "\u00a0=1",
        "＝1",
        "\x1b=1",
        "\u200b=1",
    ],
)
def test_formulas_are_text(text: str) -> None:
    known = replace(article("007_00aa00aa01b2c3d4", text, source=text, author=text), tags=(text,))
    quoted = selected(
        known, f"Rien.\n{text}", (text, AnnotationKind.FACT, text), comment=text, note=text
    )
    for row in rows_of(rendered(selection((text, (quoted,))), ExportMode.FULL)):
        for cell in row.values():
            assert not cell.strip().startswith(("=", "+", "-", "@", "＝"))


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_keeps_to_its_cell(title: str, comment: str) -> None:
    known = article("007_00aa00aa01b2c3d4", title)
    table = rendered(selection(("Départs", (selected(known, "Rien.", comment=comment),))))
    (row,) = rows_of(table)
    assert row["Article"] == "007_00aa00aa01b2c3d4"
    assert row["Extrait"] == "Rien."
    assert not any(char in table for char in "\x00\x1b\x7f\x9b\u202e")
    table.encode()

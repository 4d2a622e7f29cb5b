"""Names as they are selected and suggested."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.models import EntityKind
from tests.support.desks import ARTICLES, write_articles
from tui.naming import bare_name, common_names, kind_of, name_suggestions, named_by_kind
from tui.services import Services
from tui.settings import Settings

PORT, FIRM, FAIR, BRANCH = sorted(ARTICLES)


@pytest.mark.parametrize(
    ("selected", "name"),
    [
        ("l’Université de Brest", "Université de Brest"),
        ("« Ostréa »,", "Ostréa"),
        ("d'Ostréa", "Ostréa"),
        ("Maëlle\n Le  Goff", "Maëlle Le Goff"),
        ("R&D Ouest.", "R&D Ouest"),
        ("D’", "D’"),
    ],
)
def test_what_stands_around_a_name_is_not_part_of_it(selected: str, name: str) -> None:
    assert bare_name(selected) == name


@pytest.fixture
def services(tmp_path: Path) -> Services:
    write_articles(tmp_path)
    return Services.create(tmp_path, Settings(), editor="anne")


def _suggested(services: Services, article_id: str) -> dict[str, str | None]:
    """The names suggested, each with the name of what it is like."""
    advice = name_suggestions(services, article_id)
    return {each.name: each.alike.name if each.alike else None for each in advice}


def test_what_is_known_left_out_or_refused_is_not_suggested(services: Services) -> None:
    entities = services.desk.entities
    assert set(_suggested(services, PORT)) == {
        "Halifax",
        "Kerlouan",
        "Maëlle Le Goff",
        "Nouvelle-Écosse",
    }
    entities.create(EntityKind.PLACE, "Kerlouan")
    entities.create(EntityKind.PLACE, "Halifax")
    entities.leave_out("Halifax", [PORT])
    entities.refuse(["NOUVELLE-ECOSSE"])
    assert set(_suggested(services, PORT)) == {"Maëlle Le Goff"}
    services.close()


def test_another_spelling_and_a_family_name_are_like_what_is_known(
    services: Services, tmp_path: Path
) -> None:
    text = "Pour l’élue, Mme Le Goff, et pour OSTRÉA, rien ne change à Halifax.\n"
    (tmp_path / "004_autre.txt").write_text(text, encoding="utf-8")
    services.scan()
    services.desk.entities.create(EntityKind.PERSON, "Maëlle Le Goff")
    services.desk.entities.create(EntityKind.ORGANISATION, "Ostréa")
    assert _suggested(services, "004_autre") == {
        "Le Goff": "Maëlle Le Goff",
        "OSTRÉA": "Ostréa",
        "Halifax": None,
    }
    assert kind_of(services, "004_autre", "Halifax") is EntityKind.PLACE
    assert kind_of(services, "004_autre", "rien") is None
    services.close()


def test_the_names_of_most_articles_come_first(services: Services, tmp_path: Path) -> None:
    text = "Le maire de Halifax et la société OSTRÉA attendent.\n"
    (tmp_path / "004_autre.txt").write_text(text, encoding="utf-8")
    services.scan()
    found = common_names(services, [PORT, FIRM, "004_autre"])
    assert {each.name for each in found[:2]} == {"Halifax", "Ostréa"}
    assert [each.article_count for each in found[:3]] == [2, 2, 1]
    kinds = {each.name: each.guess.kind for each in found}
    assert kinds["Ostréa"] is EntityKind.ORGANISATION
    services.close()


def test_names_are_told_kind_by_kind(services: Services) -> None:
    for kind, name in ((EntityKind.PLACE, "Halifax"), (EntityKind.PERSON, "Maëlle Le Goff")):
        services.desk.entities.create(kind, name)
    assert list(named_by_kind(services.desk.entities.mentioned(PORT))) == [
        (EntityKind.PERSON, ["Maëlle Le Goff"]),
        (EntityKind.PLACE, ["Halifax"]),
    ]
    services.close()

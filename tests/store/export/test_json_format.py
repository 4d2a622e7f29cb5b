from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.export import EXPORTERS
from store.models import AnnotationKind, ExportMode, Selection
from tests.support.selections import (
    FRENCH,
    MISSION,
    REVIEW,
    WOOD_ARTICLE,
    article,
    selected,
    selection,
)

REFERENCE_KEYS = {
    *("id", "title", "headline", "source", "author", "published", "fetched", "url", "language"),
    *("version", "kind", "tags", "missions", "comment", "extract"),
}


def rendered(what: Selection, mode: ExportMode = ExportMode.EXTRACTS) -> dict[str, Any]:
    document = json.loads(EXPORTERS["json"].render(what, mode, FRENCH))
    assert isinstance(document, dict)
    return document


def article_of(document: dict[str, Any], section: int, index: int = 0) -> dict[str, Any]:
    found = document["sections"][section]["articles"][index]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("mode", "keys"),
    [
        (ExportMode.REFERENCES, REFERENCE_KEYS),
        (ExportMode.EXTRACTS, REFERENCE_KEYS | {"notes", "passages"}),
        (ExportMode.FULL, REFERENCE_KEYS | {"notes", "passages", "body"}),
    ],
)
def test_keys_are_those_of_the_mode(mode: ExportMode, keys: set[str]) -> None:
    document = rendered(REVIEW, mode)
    assert list(document) == [
        *("format", "format_version", "mode", "selection", "mission", "facts", "sections")
    ]
    assert document["mode"] == mode.value
    assert all(set(a) == keys for s in document["sections"] for a in s["articles"])


def test_selection_and_sections_are_told() -> None:
    document = rendered(REVIEW)
    assert document["selection"] == {
        "kind": "collection",
        "name": "revue-de-mai",
        "title": "Revue de mai",
        "introduction": "Trois articles.\n\nUn premier bilan.",
        "made": "2024-05-01T09:30:00Z",
    }
    assert [section["title"] for section in document["sections"]] == ["", "Départs", "Arrivées"]
    assert document["mission"] is None


def test_article_has_all_that_is_known_of_it() -> None:
    found = article_of(rendered(REVIEW), 1)
    assert found["source"] == "Le Courrier des Monts"
    assert found["published"] == "2024-03-11T06:00:00Z"
    assert found["tags"] == ["export", "filière/bois"]
    assert found["missions"] == [{"title": "Mission Québec 2024", "role": "announcement"}]
    assert found["comment"].startswith("À suivre")
    assert found["notes"][0]["text"] == "Rappeler l’agence."
    assert len(found["extract"]) <= 150
    assert article_of(rendered(REVIEW), 2)["kind"] == "press-release"


def test_passage_can_be_looked_up_in_the_stored_text() -> None:
    passage = article_of(rendered(REVIEW), 1)["passages"][0]
    text = WOOD_ARTICLE.text.text
    assert text[passage["start"] : passage["end"]] == passage["exact"] == passage["text"]
    assert text[: passage["start"]].endswith(passage["prefix"])
    assert passage["article_id"] == WOOD_ARTICLE.article.id
    assert (passage["kind"], passage["note"]) == ("fact", "Source à citer")
    assert (passage["version"], passage["is_orphan"], passage["editor"]) == (1, False, "odile")


def test_body_is_without_title_and_noise() -> None:
    body = article_of(rendered(REVIEW, ExportMode.FULL), 1)["body"]
    assert body.startswith("Onze scieries")
    assert body.endswith("de publier les deux.")


def test_mission_is_there_whole() -> None:
    mission = rendered(selection(kind="mission", mission=MISSION))["mission"]
    assert mission["slug"] == "mission-quebec-2024"
    assert mission["direction"] == "outbound"
    assert mission["destinations"] == ["Trois-Rivières", "Shawinigan"]
    assert mission["dates"] == {
        "text": "mi-mars 2024",
        "first": "2024-03-14",
        "last": "2024-03-20",
        "precision": "about",
    }
    assert mission["programme"] is None
    assert mission["reviews_due"] == ["2024-04-19", "2025-03-20"]


@given(st.text(min_size=1))
@example("\ud800")
def test_any_text_comes_back_whole_and_does_nothing_on_the_way(text: str) -> None:
    known = replace(article("007_00aa00aa01b2c3d4", text), tags=(text,))
    what = selection((text, (selected(known, "Rien.", comment=text, note=text),)), title=text)
    document = EXPORTERS["json"].render(what, ExportMode.EXTRACTS, FRENCH)
    assert not any(char in document for char in "\x1b\x7f\x85\x9b\u202e\u2028\ud800")
    found = json.loads(document)["sections"][0]
    assert found["title"] == found["articles"][0]["title"] == text
    assert found["articles"][0]["tags"] == [text]
    assert found["articles"][0]["notes"][0]["text"] == text
    document.encode()


def test_addresses_that_are_none_of_the_web_are_null() -> None:
    known = article("007_00aa00aa01b2c3d4", "Titre", url="javascript:alert(1)")
    assert article_of(rendered(selection(("", (selected(known, "Rien."),)))), 0)["url"] is None


def test_passage_over_noise_keeps_its_exact_text_and_tells_the_visible_one() -> None:
    first, rest = WOOD_ARTICLE.text.text.split("séchage.\n\n", 1)
    text = f"{first}séchage.\n\nPublicité\n\n{rest}"
    passage = "le séchage.\n\nPublicité\n\nLe départ"
    shown = selected(WOOD_ARTICLE.article, text, (passage, AnnotationKind.FACT, ""))
    found = article_of(rendered(selection(("", (shown,)))), 0)["passages"][0]
    assert found["exact"].split() == ["le", "séchage.", "Publicité", "Le", "départ"]
    assert found["text"] == "le séchage.\n\nLe départ"

"""What seems to be a name in a text, and of whom or what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.names import guess_names
from store.models import EntityKind, Span

TEXT = (
    "La délégation bretonne revient de Halifax\n\n"
    "Partie lundi, la mission conduite par Yves-Marie Kerjean, président de la Région, a visité le port "
    "de Halifax. « Nos voisins nous attendent », explique Soizic Morvan, 41 ans, qui dirige l’entreprise "
    "Algométrie à Lannion. Selon Mme Prigent, l’Université de Bretagne occidentale et l’ADEME signeront "
    "avec Kelp Technologies au Salon de la mer. Les Bretons espèrent deux implantations. Halifax aussi.\n"
)


def _kinds(text: str) -> dict[str, EntityKind | None]:
    return {guess.name: guess.kind for guess in guess_names(text)}


def test_names_are_found_with_what_they_name() -> None:
    person, organisation, place = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
    assert _kinds(TEXT) == {
        "Halifax": place,
        "Yves-Marie Kerjean": person,
        "Région": None,
        "Soizic Morvan": person,
        "Algométrie": organisation,
        "Lannion": place,
        "Prigent": person,
        "Université de Bretagne": organisation,
        "ADEME": organisation,
        "Kelp Technologies": organisation,
    }


def test_the_surer_cue_tells() -> None:
    kinds = _kinds("Reçus au Chili puis au CNRS, les élus de Brest rentrent avec l’ADEME.")
    assert kinds["Chili"] is EntityKind.PLACE
    assert kinds["CNRS"] is kinds["ADEME"] is EntityKind.ORGANISATION


def test_each_name_has_its_places() -> None:
    (halifax,) = [guess for guess in guess_names(TEXT) if guess.name == "Halifax"]
    assert len(halifax.spans) == 3
    assert {TEXT[span.start : span.end] for span in halifax.spans} == {"Halifax"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Demain, le quai rouvre. Tout va bien.", []),
        ("L’Institut Pasteur ouvre.", ["Institut Pasteur"]),
        ("D’Ostréa à Vannes.", ["Ostréa", "Vannes"]),
        ("L’entreprise Ostréa recrute.", ["Ostréa"]),
        ("L’agence de Lorient ferme.", ["Lorient"]),
        ("Selon Loïc Le Bris et Anne Tanguy, rien.", ["Loïc Le Bris", "Anne Tanguy"]),
        ("Le lycée Jean Moulin recrute.", ["Jean Moulin"]),
        ("Le Lycée Jean Moulin recrute.", ["Lycée Jean Moulin"]),
        ("Les élus de la Côte d’Émeraude.", ["Côte d’Émeraude"]),
        ("Le maire de Saint-Quay-Portrieux.", ["Saint-Quay-Portrieux"]),
        ("Le groupe R&D Ouest embauche.", ["R&D Ouest"]),
        ("Les Canadiens sont venus.", []),
        ("Le quai du Havre, à Le Faou, et Mme Le Goff.", ["Havre", "Le Faou", "Le Goff"]),
        ("Pour La Rochelle, rien.", ["La Rochelle"]),
    ],
)
def test_what_is_a_name(text: str, names: list[str]) -> None:
    assert [guess.name for guess in guess_names(text)] == names


def test_a_text_in_capitals_is_not_one_name() -> None:
    names = [guess.name for guess in guess_names("PORT DE BREST " * 2_000)]
    assert max(len(name.split()) for name in names) <= 36


def test_nothing_is_looked_for_in_what_is_hidden() -> None:
    assert [each.name for each in guess_names("À Brest. À Vannes.", [Span(0, 8)])] == ["Vannes"]


@given(st.text("AaÉé’' -.\n«»&,dl", max_size=80))
def test_any_text_has_names_that_stand_in_it(text: str) -> None:
    for guess in guess_names(text):
        assert {text[span.start : span.end] for span in guess.spans} == {guess.name}

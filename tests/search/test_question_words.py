"""Which words of a question say what is asked for, and which only ask."""

from __future__ import annotations

import pytest

from search.language import analyzer_for
from search.language.questions import answer_kinds, frame_words, is_question


def kinds(text: str) -> list[str]:
    """The words of a question that say of what kind the answer is."""
    tokens = [token for token in analyzer_for("fr").tokens(text) if not token.is_joined]
    places = answer_kinds([(token.surface, token.is_stop) for token in tokens])
    return [tokens[place].surface for place in sorted(places)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("En quelle année l’usine a-t-elle ouvert ?", ["annee"]),
        ("Combien de soudeurs le chantier recrute-t-il ?", ["soudeurs"]),
        ("Combien d’emplois sont promis ?", ["emplois"]),
        ("Quel est le nom de la repreneuse ?", ["nom"]),
        ("Quelles autres communes l’ont refusé ?", ["communes"]),
        ("À quelle date, et pour quel montant ?", ["date", "montant"]),
        ("Quelle est la commune qui accueille l’usine ?", []),
        ("Qui a signé l’accord ?", []),
    ],
)
def test_the_kind_of_answer_is_told_from_what_it_is_about(question: str, said: list[str]) -> None:
    assert kinds(question) == said


@pytest.mark.parametrize("word", ["faut", "peut", "devra", "existe", "comment"])
def test_auxiliaries_only_ask(word: str) -> None:
    assert word in frame_words(f"{word} il une usine ?")
    assert word not in frame_words("usine de Lannion")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("comment exporter", True),
        ("comment", False),
        ("usine Lannion ?", True),
        ("usine Lannion", False),
        ("", False),
    ],
)
def test_a_question_is_known_by_its_mark_or_its_first_word(text: str, *, asks: bool) -> None:
    assert is_question(text) == asks

import pickle

import pytest

from store.models import NewArticle
from store.text.layout import prepare, prepared


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Une grue de plus", "Le port en a trois.\n\nElles viennent d’Anvers."),
        ("Une  grue\nde plus", "  Avec du blanc autour. \n"),
        ("Fins de ligne", "Un.\r\n\r\nDeux.\rTrois."),
        ("Sans texte", ""),
        (None, "Sans titre."),
        (None, ""),
        ("L’été 🌞", "Abonnez-vous à notre lettre\n\nUn texte.\n\nPartager cet article"),
        ("Nul", "Un\0texte."),
    ],
)
def test_what_was_prepared_travels_between_processes_as_it_is(title: str | None, body: str) -> None:
    known = prepare(title, body)
    assert known.data.decode() == known.text
    assert pickle.loads(pickle.dumps(known)) == known


def test_what_was_prepared_of_another_text_does_not_count() -> None:
    known = prepare("Un titre", "Un texte.")
    assert prepared(NewArticle("Un titre", "Un texte.", prepared=known)) is known
    assert prepared(NewArticle("Un titre", "Autre.", prepared=known)).text == "Un titre\n\nAutre.\n"

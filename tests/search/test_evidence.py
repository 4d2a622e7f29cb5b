"""What puts one article before another with the same words."""

from __future__ import annotations

from tests.search.conftest import Find
from tests.support.fake_desk import FakeDesk

FILLER = (
    "Le conseil a voté hier soir le texte que la commission avait préparé au printemps dernier. "
)


def test_words_near_each_other_count_for_more(desk: FakeDesk, find: Find) -> None:
    for _ in range(3):
        desk.publishes(text=FILLER * 4)
    desk.publishes(text=f"{FILLER}Une usine. {FILLER * 3} Des bouées.")
    near = desk.publishes(text=f"{FILLER} Une usine de bouées. {FILLER * 3} Fin.")
    assert find("usine bouées")[0] == near


def test_the_order_of_the_query_counts(desk: FakeDesk, find: Find) -> None:
    for _ in range(3):
        desk.publishes(text=FILLER)
    desk.publishes(text="Le port de la pêche et le commerce.")
    ordered = desk.publishes(text="Le commerce et la pêche du port.")
    assert find("pêche port")[0] == ordered


def test_what_comes_first_is_what_it_is_about(desk: FakeDesk, find: Find) -> None:
    for _ in range(3):
        desk.publishes(text=FILLER)
    desk.publishes(text=f"{FILLER * 5} La goémonerie.")
    about = desk.publishes(text=f"La goémonerie. {FILLER * 5}")
    assert find("goémonerie")[0] == about


def test_titles_of_a_few_do_not_outweigh_the_texts_of_all(desk: FakeDesk, find: Find) -> None:
    for number in range(40):
        desk.publishes(text=f"Halifax, article {number} : une délégation, un accord. {FILLER}")
    answer = desk.publishes(text=f"Halifax accueille une délégation de goémoniers. {FILLER}")
    desk.publishes("Halifax", f"Une délégation, sans goémoniers ni autre chose. {FILLER * 3}")
    assert find("délégation de goémoniers à Halifax")[0] == answer


def test_words_of_one_family_speak_for_an_article(desk: FakeDesk, find: Find) -> None:
    for _ in range(3):
        desk.publishes(text=FILLER)
    desk.publishes(text=f"Les riverains de Lannion ont leurs horaires. {FILLER}")
    kin = desk.publishes(text=f"Les riverains de Lannion ont une opposition. {FILLER}")
    desk.publishes(text=f"Les riverains de Lannion ont leurs raisons. {FILLER}")
    assert find("Lannion riverains opposer", limit=20)[0] == kin


def test_kin_is_less_than_the_word_itself(desk: FakeDesk, find: Find) -> None:
    for _ in range(3):
        desk.publishes(text=FILLER)
    desk.publishes(text=f"Les riverains ont une opposition. {FILLER}")
    word = desk.publishes(text=f"Les riverains ont voulu opposer. {FILLER}")
    desk.publishes(text=f"Les riverains ont une opposition, sans opposition à la suite. {FILLER}")
    assert find("Les riverains veulent-ils opposer un refus ?", limit=20)[0] == word


def test_what_kind_of_answer_is_asked_for_counts_for_less(desk: FakeDesk, find: Find) -> None:
    for _ in range(4):
        desk.publishes(text=FILLER)
    desk.publishes(text=f"Quimperlé compte chaque année ses bateaux. {FILLER}")
    answer = desk.publishes(text=f"Quimperlé a ouvert son chantier en 1998. {FILLER}")
    assert find("En quelle année Quimperlé ouvre-t-elle un chantier ?", limit=20)[0] == answer


def test_a_misspelt_word_still_speaks(desk: FakeDesk, find: Find) -> None:
    for _ in range(3):
        desk.publishes(text=FILLER)
    desk.publishes(text=f"Les riverains de la vallée ont voté. {FILLER}")
    meant = desk.publishes(text=f"Les riverains de Quimperlé ont voté. {FILLER}")
    desk.publishes(text=f"Les riverains de Cancale ont voté. {FILLER}")
    assert find("Les riverains de Quimperllé ont-ils voté ?", limit=20)[0] == meant

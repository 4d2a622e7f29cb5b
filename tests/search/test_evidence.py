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

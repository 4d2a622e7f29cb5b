"""Articles that lack some of the words that were asked for."""

from __future__ import annotations

import pytest

from search import ArticleIndex, Indexer, SearchQuery, SearchResults
from tests.search.conftest import Find
from tests.support.fake_desk import FakeDesk


def search(index: ArticleIndex, desk: FakeDesk, text: str, **options: object) -> SearchResults:
    Indexer(index, desk).catch_up()
    sort = str(options.pop("sort", "relevance"))
    query = SearchQuery.parse(text, sort=sort, typing=bool(options.pop("typing", False)))
    return index.search(query, limit=50, **options)  # type: ignore[arg-type]  # whatever a test asks for


def test_what_lacks_a_word_follows_what_has_them_all(desk: FakeDesk, index: ArticleIndex) -> None:
    lacking = desk.publishes(text="Halifax, Halifax, Halifax : la mission rentre.")
    full = desk.publishes(
        text="La mission est partie mardi. Loin de là, un accord attend à Halifax."
    )
    results = search(index, desk, "mission accord Halifax")
    assert [hit.id for hit in results.hits] == [full, lacking]
    assert [hit.lacks for hit in results.hits] == [(), ("accord",)]
    assert (results.total, results.full_matches) == (1, 1)


def test_enough_articles_with_all_words_leave_no_room_for_others(
    desk: FakeDesk, index: ArticleIndex
) -> None:
    for _ in range(10):
        desk.publishes(text="Une mission à Halifax.")
    desk.publishes(text="Une mission à Boston.")
    results = search(index, desk, "mission Halifax")
    assert len(results.hits) == results.total == 10


def test_a_question_is_answered_by_what_answers_it_best(
    desk: FakeDesk, index: ArticleIndex
) -> None:
    filler = "Le conseil a voté hier soir le texte que la commission avait préparé. " * 8
    strewn = desk.publishes(
        text=f"Un chantier. {filler} Une bouée. {filler} Le budget. {filler} Lannion, la mairie."
    )
    answer = desk.publishes(text="Le chantier de Lannion vend sa bouée à la mairie.")
    results = search(
        index, desk, "Quel budget la mairie de Lannion a-t-elle au chantier de bouées ?"
    )
    assert [(hit.id, hit.lacks) for hit in results.hits] == [(answer, ("budget",)), (strewn, ())]
    assert (results.total, results.full_matches, results.first_lacking) == (1, 1, 0)
    assert results.is_mixed
    words = search(index, desk, "budget mairie Lannion chantier bouées")
    assert [hit.id for hit in words.hits] == [strewn, answer]
    assert not words.is_mixed


def test_a_question_is_answered_alike_however_many_are_wanted(
    desk: FakeDesk, index: ArticleIndex
) -> None:
    for number in range(12):
        desk.publishes(text=f"Un marché à Halifax{', un accord' * (number % 3)}, en mai.")
    Indexer(index, desk).catch_up()
    query = SearchQuery.parse("Quel accord y a-t-il au marché d’Halifax en mai ?")
    whole = [hit.id for hit in index.search(query, limit=12).hits]
    assert [hit.id for hit in index.search(query, limit=2).hits] == whole[:2]


def test_two_words_do_not_drown(desk: FakeDesk, index: ArticleIndex) -> None:
    desk.publishes(text="Une mission à Halifax.")
    for _ in range(40):
        desk.publishes(text="Une mission ailleurs.")
    results = search(index, desk, "mission Halifax")
    assert results.total == 1
    assert len(results.hits) == 11


def test_all_that_is_asked_for_lacks_nothing(desk: FakeDesk, find: Find) -> None:
    desk.publishes(text="Une mission à Boston.")
    full = desk.publishes(text="Une mission à Halifax.")
    assert find("mission Halifax") == [full]


def test_a_long_question_finds_its_answer(desk: FakeDesk, index: ArticleIndex) -> None:
    for place in ("Brest", "Quimper", "Vannes"):
        desk.publishes(text=f"À {place}, la mairie cherche des volontaires pour les vendanges.")
    answer = desk.publishes(
        text="L’usine de Lannion produit des bouées ; elle emploie trente personnes."
    )
    question = "Combien de personnes l’usine de bouées de Lannion compte-t-elle embaucher en mai ?"
    results = search(index, desk, question)
    assert results.hits[0].id == answer
    assert results.total == 0


@pytest.mark.parametrize(
    "condition", ["is:kept", "-Boston", "title:bilan", "tag:export", "lang:fr"]
)
def test_conditions_are_meant_as_written(
    desk: FakeDesk, index: ArticleIndex, condition: str
) -> None:
    known = {"triage": "kept", "tags": ("export",), "language": "fr"}
    kept = desk.publishes("Le bilan", "Une mission en Acadie.", **known)
    desk.publishes("La suite", "Une mission à Boston.", language="en")
    results = search(index, desk, f"mission Halifax {condition}")
    assert [hit.id for hit in results.hits] == [kept]


def test_one_word_or_one_phrase_is_wanted_whole(desk: FakeDesk, index: ArticleIndex) -> None:
    desk.publishes(text="La chaîne de montage et le froid.")
    assert not search(index, desk, '"chaîne du froid"').hits
    assert not search(index, desk, "Saint-Malo").hits


def test_a_phrase_may_be_what_lacks(desk: FakeDesk, index: ArticleIndex) -> None:
    close = desk.publishes(text="La chaîne de montage et le froid, au port.")
    hit = search(index, desk, 'port "chaîne du froid"').hits[0]
    assert (hit.id, hit.lacks) == (close, ("chaîne du froid",))


def test_stop_words_and_the_words_of_a_question_are_never_lacking(
    desk: FakeDesk, index: ArticleIndex
) -> None:
    found = desk.publishes(text="Vendre au Chili demande de la patience.")
    results = search(index, desk, "Comment peut-on vendre au Chili ?")
    assert [(hit.id, hit.lacks) for hit in results.hits] == [(found, ())]


def test_the_word_that_is_being_typed_is_not_lacking(desk: FakeDesk, index: ArticleIndex) -> None:
    found = desk.publishes(text="Les ostréiculteurs de Cancale exportent.")
    results = search(index, desk, "Cancale ostréic", typing=True)
    assert [(hit.id, hit.lacks) for hit in results.hits] == [(found, ())]


def test_what_lacks_is_by_date_too_where_that_is_wanted(
    desk: FakeDesk, index: ArticleIndex
) -> None:
    old = desk.publishes(text="Halifax, mission et accord.", published="2019-01-01T00:00:00Z")
    new = desk.publishes(text="Halifax.", published="2021-01-01T00:00:00Z")
    middle = desk.publishes(text="Halifax et la mission.", published="2020-01-01T00:00:00Z")
    results = search(index, desk, "mission accord Halifax", sort="date")
    assert [hit.id for hit in results.hits] == [old, new, middle]


def test_the_pages_of_a_search_are_parts_of_one_order(desk: FakeDesk, index: ArticleIndex) -> None:
    for number in range(30):
        desk.publishes(text=f"Mission {'Halifax ' * (number % 3)} numéro {number}.")
    Indexer(index, desk).catch_up()
    query = SearchQuery.parse("mission Halifax accord")
    whole = [hit.id for hit in index.search(query, limit=20).hits]
    parts = [
        hit.id
        for offset in range(0, 20, 5)
        for hit in index.search(query, limit=5, offset=offset).hits
    ]
    assert parts == whole


def test_what_has_but_words_of_a_family_is_found_too(desk: FakeDesk, index: ArticleIndex) -> None:
    desk.publishes(text="Le marché de Brest.")
    kin = desk.publishes(text="L’opposition des riverains, un bochardien de Quimper.")
    results = search(index, desk, "Qui peut-il opposer à bochardian ?")
    assert [(hit.id, hit.lacks) for hit in results.hits] == [(kin, ("opposer", "bochardian"))]

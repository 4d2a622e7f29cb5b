"""What a search finds, and in which order."""

from __future__ import annotations

import pytest

from search import ArticleIndex, Indexer, SearchQuery
from store.models import AnnotationKind, ArticleKind, Triage
from tests.search.conftest import Find
from tests.support.fake_desk import FakeDesk

NAVAL = "Le chantier naval de La Ciotat embauche deux cents soudeurs pour ses yachts."
BUDGET = "Le conseil régional vote un budget de 40\u202f000 euros pour le chantier de l’école."


def test_every_spelling_of_a_word_finds_the_same(desk: FakeDesk, find: Find) -> None:
    for text in ("L’Économie régionale.", "ECONOMIE REGIONALE", "e\u0301conomies régionales"):
        desk.publishes("", text)
    everything = sorted(desk.numbers())
    for typed in ("économie", "economie", "l’Économie", "ECONOMIE", "E\u0301CONOMIES"):
        assert sorted(find(typed)) == everything


def test_all_words_are_wanted_in_any_field(desk: FakeDesk, find: Find) -> None:
    naval = desk.publishes("La construction navale recrute", NAVAL, author="Solène Kerbrat")
    desk.publishes("Un budget", BUDGET)
    assert find("chantier soudeur") == [naval]
    assert find("construction soudeurs kerbrat") == [naval]
    assert len(find("chantier")) == 2
    assert find("chantier tramway") == []


def test_a_word_in_the_title_weighs_more(desk: FakeDesk, find: Find) -> None:
    desk.publishes("Un budget", f"Un mot sur la pêche, puis la suite. {BUDGET}")
    titled = desk.publishes("La pêche", f"Un mot sur la mer, puis la suite. {BUDGET}")
    desk.publishes("La mer", BUDGET)
    assert find("pêche")[0] == titled


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"conseil régional"', [1]),
        ('"chantier de la"', []),
        ('"chantier de l’école"', [1]),
        ('"la ciotat"', [0]),
        ("chantier -naval", [1]),
        ("soudeur OR budget", [0, 1]),
        ("(soudeur OU budget) conseil", [1]),
        ("40000", [1]),
        ("40 000", [1]),
        ("sou*", [0]),
        ("soudeurz~", [0]),
        ("sodeur~2", [0]),
        ("title:naval", []),
        ("text:naval", [0]),
        ("title:chan*", [1]),
        ("titre:(chantier OR mer)", [1]),
        ("de", [0, 1]),
        ("le chantier", [0, 1]),
        ("!!!", []),
        ("-budget", [0]),
        ("", [0, 1]),
        ("is:nonsense", []),
        ("chantier is:nonsense", [0, 1]),
        ("id:000", [0]),
        ("id:0", [0, 1]),
        ("id:0000", [0]),
    ],
)
def test_the_query_language(desk: FakeDesk, find: Find, query: str, expected: list[int]) -> None:
    ids = [desk.publishes("Recrutements", NAVAL), desk.publishes("Le chantier voté", BUDGET)]
    assert sorted(find(query)) == [ids[place] for place in expected]


def test_what_is_known_of_an_article_can_be_asked_for(desk: FakeDesk, find: Find) -> None:
    marked = desk.publishes(
        "La filière navale",
        NAVAL,
        tags=("filière", "filière/mer", "filière/mer/navale"),
        missions=(("quebec-2018", "Mission bois au Québec"),),
        collections=("revue-de-mars",),
        source="La Dépêche des Calanques",
        author="Solène Kerbrat",
        notes=("À recouper avec la préfecture.",),
        quotes=("deux cents soudeurs",),
        published="2018-03-14T08:00:00Z",
        added="2018-03-15T09:00:00Z",
        language="fr",
        kind=ArticleKind.PRESS_RELEASE,
        triage=Triage.KEPT,
        is_read=True,
        starred=True,
        annotation_kinds=(AnnotationKind.FACT,),
    )
    desk.publishes("Un budget", BUDGET)
    for query in (
        "tag:filière", "tag:FILIERE/MER", "tag:mer", "tag:mer/navale", "tag:navale", "tag:nav*",
        "mission:quebec-2018", "mission:québec", 'mission:"bois au Québec"',
        "collection:revue-de-mars", "source:calanques", 'source:"la dépêche"', "author:kerbrat",
        "note:prefecture", "quote:soudeurs", "recouper", "calanques", "date:2018",
        "date:mars-2018", "date:2018-03-14", "date:2018-03-14..2018-03-20", "date:>2018-02",
        "added:2018-03-15", "lang:fr kind:press-release", "kind:communiqué", "is:kept", "is:read",
        "is:starred", "has:fact", "has:note", "has:tag", "has:mission", "has:collection",
        "has:author", "has:date", "-is:new", "est:gardé a:note",
    ):  # fmt: skip
        assert find(query) == [marked], query
    for query in (
        "tag:bois", "tag:filière/navale", "tag:fil", "mission:miami", "source:provence",
        "date:2017", "date:<2018-03-14", "is:discarded", "has:doubt", "lang:en",
    ):  # fmt: skip
        assert find(query) == [], query


def test_the_conditions_of_a_list_narrow_a_query(desk: FakeDesk, find: Find) -> None:
    mine = desk.publishes(
        "Le port",
        NAVAL,
        tags=("filière", "filière/mer"),
        missions=(("quebec", "Québec"),),
        collections=("revue",),
        source="Le Quai",
        triage=Triage.KEPT,
        starred=True,
        is_read=True,
    )
    other = desk.publishes("Le port", NAVAL)
    assert find("port", triage=Triage.KEPT) == [mine]
    assert find("port", tag="filière") == [mine]
    assert find("port", tag="mer") == []
    assert find("port", mission="quebec") == [mine]
    assert find("port", collection="revue") == [mine]
    assert find("port", source="Le Quai") == [mine]
    assert find("port", starred=True) == [mine]
    assert find("port", starred=False) == [other]
    assert find("port", unread=True) == [other]
    assert find("port", unread=False) == [mine]
    assert find("port", ids=[other, "unknown"]) == [other]
    assert find("", triage=Triage.KEPT) == [mine]


def test_equals_come_newest_first_and_always_in_one_order(desk: FakeDesk, find: Find) -> None:
    old = desk.publishes("Le port", "Le port.", published="2016-05-01T00:00:00Z")
    new = desk.publishes("Le port", "Le port.", published="2018-05-01T00:00:00Z")
    same = desk.publishes("Le port", "Le port.", published="2018-05-01T00:00:00Z")
    undated = desk.publishes("Le port", "Le port.", added="2019-05-01T00:00:00Z")
    assert find("port") == [undated, new, same, old]
    assert find("port", sort="date") == [undated, new, same, old]
    assert find("") == [undated, new, same, old]


def test_by_date_the_better_answer_does_not_come_first(desk: FakeDesk, find: Find) -> None:
    better = desk.publishes("Le port", "Le port et le port.", published="2016-05-01T00:00:00Z")
    newer = desk.publishes("La ville", "Le port de la ville.", published="2018-05-01T00:00:00Z")
    assert find("port") == [better, newer]
    assert find("port", sort="date") == [newer, better]


def test_pages_of_hits_join_to_the_whole(desk: FakeDesk, index: ArticleIndex) -> None:
    for place in range(25):
        desk.publishes("Le port", "Le port " * (place % 4 + 1))
    Indexer(index, desk).catch_up()
    query = SearchQuery.parse("port")
    whole = index.search(query, limit=None)
    assert whole.total == len(whole.hits) == 25
    pages = [index.search(query, limit=10, offset=offset) for offset in (0, 10, 20, 30)]
    assert [hit.id for page in pages for hit in page.hits] == [hit.id for hit in whole.hits]
    assert [page.total for page in pages] == [25] * 4
    assert index.search(query, limit=0).hits == ()


def test_a_word_being_typed_finds_what_it_may_become(desk: FakeDesk, find: Find) -> None:
    exact = desk.publishes("Portée", "La portée d’un accord, une portée réelle.")
    longer = desk.publishes("Portefeuille", "Un portefeuille de contrats.")
    assert find("portefeui", typing=True) == [longer]
    assert find("porté", typing=True)[0] == exact
    assert set(find("por", typing=True)) == {exact, longer}
    assert find("portefeui") == []
    assert find("accord por", typing=True) == [exact]
    assert find("title:portef", typing=True) == [longer]
    assert find("aix-en-por", typing=True) == []


def test_typing_past_the_stem_still_finds(desk: FakeDesk, find: Find) -> None:
    article = desk.publishes("", "L’économie et les entreprises régionales.")
    for length in range(3, len("economie") + 1):
        assert find("economie"[:length], typing=True) == [article]
    for length in range(3, len("entreprises") + 1):
        assert find("entreprises"[:length], typing=True) == [article]


def test_near_an_article_are_those_that_share_its_words(desk: FakeDesk, find: Find) -> None:
    yachts = desk.publishes("Des yachts", f"{NAVAL} Les soudeurs de yachts manquent.")
    alike = desk.publishes("Soudeurs", "On cherche des soudeurs pour des yachts.")
    desk.publishes("Un vote", "Le conseil vote la subvention au théâtre.")
    assert find(f"near:{yachts}") == [alike]
    assert find("near:000") == [alike]
    assert find("near:nowhere") == []


def test_each_article_is_analysed_in_its_language(desk: FakeDesk, find: Find) -> None:
    english = desk.publishes("", "Several companies are hiring.", language="en")
    french = desk.publishes("", "La compagnie embauche.", language="fr")
    assert find("company") == [english]
    assert find("compagnies") == [french]


def test_snippets_are_made_for_the_articles_asked_for(desk: FakeDesk, index: ArticleIndex) -> None:
    naval = desk.publishes("", NAVAL)
    noted = desk.publishes("", BUDGET, notes=("Voir les soudeurs.",))
    Indexer(index, desk).catch_up()
    query = SearchQuery.parse("soudeurs")
    assert all(hit.snippet.text == "" for hit in index.search(query, snippets=False).hits)
    snippets = index.snippets(query, [naval, noted, "unknown"])
    assert set(snippets) == {naval, noted}
    for snippet in snippets.values():
        assert [snippet.text[m.start : m.end] for m in snippet.matches] == ["soudeurs"]
    assert snippets[noted].text == "Voir les soudeurs."


def test_an_empty_index_answers_nothing(find: Find) -> None:
    for query in ("", "port", "po*", "port~", "near:0", '"le port"', "date:2018", "-port"):
        assert find(query) == []


@pytest.mark.parametrize("text", ["is:duplicate", "est:doublon", "is:copies"])
def test_copies_are_found(desk: FakeDesk, find: Find, text: str) -> None:
    copied = desk.publishes("Le port", has_copies=True)
    desk.publishes("La gare")
    assert find(text) == [copied]


def test_what_changed_since_is_found_the_latest_first(desk: FakeDesk, index: ArticleIndex) -> None:
    ids = [desk.publishes(f"Le port {number}") for number in range(4)]
    desk.publishes("La gare")
    number = desk.current()
    desk.changes(ids[2], starred=True)
    desk.changes(ids[0], starred=True)
    new = desk.publishes("Un port de plus")
    Indexer(index, desk).catch_up()
    query = SearchQuery.parse("port")
    assert index.changed_after(query, number) == [new, ids[0], ids[2]]
    assert index.changed_after(query, number, 2) == [new, ids[0]]
    assert index.changed_after(query, desk.current()) == []

"""What the list is asked, and how the desk and its index answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.models import NewArticle, Triage, View
from tests.support import texts
from tests.support.desks import ARTICLES
from tui.article_lines import article_lines
from tui.listing import (
    Ask,
    Order,
    answer,
    count_searches,
    read_overview,
    window,
)
from tui.places import (
    DISCARDED,
    EVERYTHING,
    INBOX,
    Place,
    PlaceKind,
    collection_place,
    outline,
    source_place,
    tag_place,
)
from tui.services import Services
from tui.settings import Settings

if TYPE_CHECKING:
    pass

PORT, OSTREA, FAIR, BRANCH = sorted(ARTICLES)


def test_a_place_is_listed_newest_first(services: Services) -> None:
    found = answer(services, Ask())
    assert list(found.ids) == list(services.desk.articles.ids(View(triage=Triage.NEW)))
    assert [row.id for row in found.rows] == list(found.ids)
    assert found.total == 4
    other = answer(services, Ask(order=Order.OTHER))
    assert list(other.ids) == list(reversed(found.ids))


def test_a_query_is_answered_in_its_place(services: Services) -> None:
    services.desk.articles.set_triage([BRANCH], Triage.DISCARDED)
    services.catch_up()
    here = answer(services, Ask(INBOX, "metropole"))
    assert (list(here.ids), here.total, here.elsewhere) == ([], 0, 1)
    assert list(answer(services, Ask(DISCARDED, "metropole")).ids) == [BRANCH]
    assert list(answer(services, Ask(INBOX, "metropole", everywhere=True)).ids) == [BRANCH]


def test_rows_of_a_query_come_with_their_passages(services: Services) -> None:
    found = answer(services, Ask(EVERYTHING, "Halifax"))
    assert list(found.ids) == [PORT]
    snippet = found.snippets[PORT]
    assert any(snippet.text[span.start : span.end] == "Halifax" for span in snippet.matches)
    assert found.query is not None
    assert window(services, [PORT], found.query).snippets[PORT].matches


def test_a_saved_search_is_a_place_of_its_own(services: Services) -> None:
    place = Place(PlaceKind.SEARCH, "Ports", "Ports", query="Halifax")
    assert list(answer(services, Ask(place)).ids) == [PORT]
    assert list(answer(services, Ask(place, "Ostréa")).ids) == [OSTREA]


@pytest.mark.parametrize(
    ("ask", "query"),
    [
        (Ask(EVERYTHING), ""),
        (Ask(EVERYTHING, "port"), "port*"),
        (Ask(EVERYTHING, "port "), "port "),
        (Ask(EVERYTHING, "title:port"), "title:port"),
        (Ask(EVERYTHING, '"port de'), '"port de'),
        (Ask(INBOX, "port"), "is:new port*"),
        (Ask(INBOX, "port", everywhere=True), "port*"),
        (Ask(tag_place("filière/mer")), 'tag:"filière/mer"'),
        (Ask(tag_place("mer"), "port OR salon"), 'tag:"mer" (port OR salon*)'),
        (Ask(source_place('Le "Fil"'), "port"), "port*"),
        (Ask(Place(PlaceKind.SEARCH, "Ports", "Ports", query="Halifax")), "Halifax"),
        (Ask(Place(PlaceKind.SEARCH, "Ports", "Ports", query="Halifax"), "Brest"), "Brest*"),
    ],
)
def test_what_is_shown_has_a_query_of_its_own(ask: Ask, query: str) -> None:
    assert ask.whole_query == query


def test_the_query_of_what_is_shown_finds_it_anywhere(services: Services) -> None:
    services.desk.tags.apply([PORT, FAIR], ["mer"])
    services.desk.articles.set_triage([FAIR], Triage.KEPT)
    services.catch_up()
    for ask in (Ask(tag_place("mer")), Ask(INBOX), Ask(tag_place("mer"), "ouvre OR port")):
        again = Ask(EVERYTHING, ask.whole_query)
        assert set(answer(services, again).ids) == set(answer(services, ask).ids)


def test_a_collection_keeps_its_order(services: Services) -> None:
    collection = services.desk.collections.create("Revue")
    services.desk.collections.add(collection.slug, [FAIR, PORT, BRANCH])
    assert list(answer(services, Ask(collection_place(collection))).ids) == [FAIR, PORT, BRANCH]


def test_only_the_rows_around_the_cursor_come_with_the_ids(services: Services) -> None:
    found = answer(services, Ask(), first=10_000)
    assert len(found.rows) == 4
    assert [row.id for row in answer(services, Ask(), first=-5).rows] == list(found.ids)


def test_the_overview_counts_what_saved_searches_find(services: Services) -> None:
    services.desk.searches.save("Ports", "Halifax OR Ostréa")
    overview = count_searches(services, read_overview(services))
    assert overview.search_totals == {"Ports": 2}
    assert overview.counts.inbox == 4


def test_what_is_like_the_kept_comes_first_and_shows_it(services: Services) -> None:
    desk = services.desk
    port = "Le port agrandit son quai pour le fret et les armateurs."
    town = "La mairie rénove son école et vote le budget."
    kept = [
        desk.intake.add_articles([NewArticle(f"Gardé {n}", f"{port} {n}")])[0] for n in range(6)
    ]
    desk.articles.set_triage([outcome.article_id for outcome in kept], Triage.KEPT)
    near = desk.intake.add_articles([NewArticle("Nouveau quai", f"{port} Bientôt.")])[0].article_id
    desk.intake.add_articles([NewArticle(f"Ville {n}", f"{town} {n}") for n in range(9)])
    unknown = answer(services, Ask())
    assert {row.nearness for row in unknown.rows} == {None}
    services.catch_up()
    found = answer(services, Ask(order=Order.NEAREST))
    assert found.ids[0] == near
    assert found.rows[0].nearness is not None
    assert found.rows[0].nearness > (found.rows[-1].nearness or 0.0)
    lines = list(article_lines(services, near))
    assert len(lines) == 1
    assert "quai" in lines[0], "why it is near stands above its text"
    assert not list(article_lines(services, found.rows[-1].id))
    assert not list(article_lines(services, kept[0].article_id)), "it was decided on"
    searched = answer(services, Ask(query="mairie OR quai", order=Order.NEAREST))
    assert searched.ids[0] == near


def test_the_overview_counts_what_came_since_a_search_was_looked_at(services: Services) -> None:
    desk = services.desk
    desk.searches.save("Ports", "Halifax OR quai")
    assert count_searches(services, read_overview(services)).search_news == {"Ports": 0}
    desk.intake.add_articles([NewArticle("Un quai de plus", "Le quai attend ses grues à Lampaul.")])
    desk.articles.set_starred([PORT], starred=True)
    services.catch_up()
    overview = count_searches(services, read_overview(services))
    assert overview.search_news == {"Ports": 1}
    labels = [row.label for row in outline(overview) if row.key == "search:Ports"]
    assert labels == ["Ports (1)"]
    with Services.open(desk.folder, Settings(), editor="bruno") as other:
        assert count_searches(other, read_overview(other)).search_news == {}


def test_articles_with_one_text_share_a_row_of_a_search(services: Services) -> None:
    body = texts.PORT.partition("\n\n")[2]
    services.desk.intake.add_articles(
        [
            NewArticle(f"Vu de {name}", body, canonical_url=f"https://{name}.example/1")
            for name in ("Brest", "Lorient", "Vannes")
        ]
    )
    services.catch_up()
    services.group_duplicates()
    apart = answer(services, Ask(EVERYTHING, "vu", copies=True))
    assert (len(apart.ids), apart.total, apart.hidden) == (3, 3, 0)
    found = answer(services, Ask(EVERYTHING, "vu"))
    assert found.ids == apart.ids[:1]
    assert (found.total, found.hidden) == (3, 2)
    assert found.rows[0].others == 2
    services.desk.tags.apply(apart.ids, add=["mer"])
    services.catch_up()
    assert len(answer(services, Ask(tag_place("mer"), "vu")).ids) == 3, "each was put there"
    assert len(answer(services, Ask(tag_place("mer"), "vu", everywhere=True)).ids) == 1

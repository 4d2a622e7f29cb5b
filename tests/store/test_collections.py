"""Collections: order, sections, comments."""

from __future__ import annotations

import pytest

from store.desk import Desk
from store.errors import TakenError, UnknownError
from store.models import View
from tests.support.desks import ARTICLES

IDS = sorted(ARTICLES)


def order(desk: Desk, slug: str) -> list[tuple[str | None, str]]:
    collection = desk.collections.get(slug)
    titles = {section.id: section.title for section in collection.sections}
    return [(titles.get(item.section_id or ""), item.article_id) for item in collection.items]


def test_articles_stand_in_sections_in_the_order_of_people(desk: Desk) -> None:
    slug = desk.collections.create("Revue du 2 mars").slug
    desk.collections.add(slug, IDS[:2], "À la une")
    desk.collections.add(slug, IDS[2:], "Brèves")
    desk.collections.add(slug, IDS)
    assert order(desk, slug) == [
        ("À la une", IDS[0]),
        ("À la une", IDS[1]),
        ("Brèves", IDS[2]),
        ("Brèves", IDS[3]),
    ]
    desk.collections.move(slug, IDS[3], 0, "À la une")
    desk.collections.move(slug, IDS[0], 9, "Brèves")
    desk.collections.move(slug, IDS[1], 0)
    assert order(desk, slug) == [
        (None, IDS[1]),
        ("À la une", IDS[3]),
        ("Brèves", IDS[2]),
        ("Brèves", IDS[0]),
    ]
    assert desk.articles.ids(View(collection=slug)) == [IDS[1], IDS[3], IDS[2], IDS[0]]


def test_comments_and_introduction_go_into_the_selection(desk: Desk) -> None:
    slug = desk.collections.create("Revue", "La semaine du port.").slug
    desk.collections.add(slug, IDS[:2], "À la une")
    desk.collections.comment(slug, IDS[1], " le chiffre à retenir ")
    selection = desk.selections.collection(slug)
    assert selection.introduction == "La semaine du port."
    assert [section.title for section in selection.sections] == ["À la une"]
    assert [each.comment for each in selection.sections[0].articles] == ["", "le chiffre à retenir"]


def test_a_section_that_goes_leaves_its_articles(desk: Desk) -> None:
    slug = desk.collections.create("Revue").slug
    desk.collections.add(slug, IDS[:1])
    desk.collections.add(slug, IDS[1:3], "Brèves")
    desk.collections.rename_section(slug, "Brèves", "En bref")
    desk.collections.remove_section(slug, "En bref")
    assert order(desk, slug) == [(None, IDS[0]), (None, IDS[1]), (None, IDS[2])]
    desk.journal.undo()
    assert order(desk, slug)[1] == ("En bref", IDS[1])


def test_what_is_not_there_is_told(desk: Desk) -> None:
    slug = desk.collections.create("Revue").slug
    desk.collections.add(slug, IDS[:1], "Une")
    desk.collections.add(slug, IDS[1:2], "Deux")
    with pytest.raises(UnknownError):
        desk.collections.comment(slug, IDS[3], "?")
    with pytest.raises(UnknownError):
        desk.collections.rename_section(slug, "Trois", "Quatre")
    with pytest.raises(TakenError):
        desk.collections.rename_section(slug, "Une", "Deux")
    with pytest.raises(UnknownError):
        desk.collections.add("rien", IDS)


def test_a_collection_made_with_articles_is_one_act(desk: Desk) -> None:
    slug = desk.collections.create("Revue", articles=IDS[:2], section="À la une").slug
    assert order(desk, slug) == [("À la une", IDS[0]), ("À la une", IDS[1])]
    (entry,) = desk.journal.list()
    assert entry.subject["articles"] == IDS[:2]
    desk.journal.undo()
    assert desk.collections.list() == []
    desk.journal.redo()
    assert order(desk, slug) == [("À la une", IDS[0]), ("À la une", IDS[1])]

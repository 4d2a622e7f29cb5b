"""Tags: a tree with aliases."""

from __future__ import annotations

import pytest

from store.desk import Desk
from store.errors import InvalidError, TakenError, UnknownError
from store.models import TagPlan, View
from tests.support.desks import ARTICLES

IDS = sorted(ARTICLES)


def names(desk: Desk) -> dict[str, int]:
    return {tag.name: tag.article_count for tag in desk.tags.list()}


def test_a_parent_counts_the_articles_below_it_once(desk: Desk) -> None:
    desk.tags.apply(IDS[:2], add=["filière/santé", "filière/mer"])
    desk.tags.apply(IDS[2:3], add=["filière"])
    assert names(desk) == {"filière": 3, "filière/mer": 2, "filière/santé": 2}
    assert set(desk.articles.ids(View(tag="filière"))) == set(IDS[:3])


def test_case_and_accents_do_not_make_another_tag(desk: Desk) -> None:
    desk.tags.apply(IDS[:1], add=["Économie"])
    desk.tags.apply(IDS[1:2], add=["economie"])
    assert names(desk) == {"Économie": 2}


def test_a_rename_takes_the_subtree_along_and_keeps_old_names(desk: Desk) -> None:
    desk.tags.apply(IDS[:2], add=["filière/santé"])
    desk.tags.apply(IDS[:1], add=["filière"])
    plan = desk.tags.plan_rename("filiere", "secteur")
    assert plan == TagPlan((("filière", "secteur"), ("filière/santé", "secteur/santé")), (), 2)
    assert set(names(desk)) == {"filière", "filière/santé"}, "a plan changes nothing"
    desk.tags.rename("filiere", "secteur")
    assert set(names(desk)) == {"secteur", "secteur/santé"}
    desk.tags.apply(IDS[2:3], add=["filière/santé"])
    assert desk.articles.get(IDS[2]).tags == ("secteur/santé",)
    desk.tags.rename("secteur", "filière")
    assert set(names(desk)) == {"filière", "filière/santé"}


def test_a_rename_onto_another_tag_is_refused(desk: Desk) -> None:
    desk.tags.apply(IDS[:1], add=["export", "commerce"])
    with pytest.raises(TakenError):
        desk.tags.rename("export", "Commerce")
    with pytest.raises(InvalidError):
        desk.tags.rename("export", "export/chili")
    with pytest.raises(UnknownError):
        desk.tags.rename("import", "achat")


def test_a_merge_moves_articles_children_and_aliases(desk: Desk) -> None:
    desk.tags.apply(IDS[:2], add=["santé", "santé/biotech"])
    desk.tags.apply(IDS[1:3], add=["filière/santé"])
    plan = desk.tags.plan_merge("santé", "filière/santé")
    assert plan.merged == (("santé", "filière/santé"),)
    assert plan.renamed == (("santé/biotech", "filière/santé/biotech"),)
    desk.tags.merge("santé", "filière/santé")
    assert names(desk) == {"filière": 3, "filière/santé": 3, "filière/santé/biotech": 2}
    merged = next(tag for tag in desk.tags.list() if tag.name == "filière/santé")
    assert merged.aliases == ("santé",)
    desk.journal.undo()
    assert names(desk) == {"filière": 2, "filière/santé": 2, "santé": 2, "santé/biotech": 2}


@pytest.mark.parametrize("name", ["", " / ", "a\x1b[31m", "x" * 101, "bidi\u202e"])
def test_names_that_cannot_be_are_refused_whole(desk: Desk, name: str) -> None:
    with pytest.raises(InvalidError):
        desk.tags.apply(IDS[:1], add=["bon", name])
    assert names(desk) == {}


def test_deleting_a_tag_leaves_those_below(desk: Desk) -> None:
    desk.tags.apply(IDS[:1], add=["filière", "filière/mer"])
    desk.tags.delete("filière")
    assert desk.articles.get(IDS[0]).tags == ("filière/mer",)


def test_names_are_told_without_what_only_begins_others(desk: Desk) -> None:
    first, second = desk.articles.ids(View())[:2]
    desk.tags.apply([first], add=["filière/mer", "accords"])
    desk.tags.apply([second], add=["filière/santé"])
    desk.tags.rename("accords", "ententes")
    assert desk.tags.names() == {"ententes": ["accords"], "filière/mer": [], "filière/santé": []}
    assert {tag.name: tag.article_count for tag in desk.tags.list()} == {
        "ententes": 1,
        "filière": 2,
        "filière/mer": 1,
        "filière/santé": 1,
    }

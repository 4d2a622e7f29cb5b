"""Saved searches, and up to where each editor has looked at what they find."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.desk import Desk
from store.errors import UnknownError
from store.models import NewArticle, View


def _arrives(desk: Desk, title: str) -> str:
    article = NewArticle(title, f"{title} : les travaux commencent à Douarnenez.")
    return desk.intake.add_articles([article])[0].article_id


def test_nothing_is_looked_at_before_somebody_does(desk: Desk) -> None:
    desk.searches.save("Ports", "port")
    with Desk.open(desk.folder, editor="bruno") as other:
        assert other.searches.looks() == {}
        assert other.searches.look("ports", 3)
        assert other.searches.looks() == {"Ports": 3}
    assert desk.searches.looks() == {"Ports": desk.changes.current()}


@pytest.mark.parametrize("name", ["Écoles d’été", "écoles d’été", " ECOLES D’ETE "])
def test_a_search_is_found_however_its_name_is_written(desk: Desk, name: str) -> None:
    desk.searches.save("Écoles d’été", "école été")
    assert desk.searches.get(name).query == "école été"


def test_a_search_that_is_not_there_is_unknown(desk: Desk) -> None:
    with pytest.raises(UnknownError):
        desk.searches.get("Ports")


def test_who_keeps_a_search_has_seen_what_it_finds(desk: Desk) -> None:
    ids = list(desk.articles.ids(View()))
    desk.searches.save("Ports", "port")
    number = desk.searches.looks()["Ports"]
    assert desk.searches.arrived(ids, number) == []
    new = _arrives(desk, "Le port agrandi")
    assert desk.searches.arrived([*ids, new], number) == [new]


def test_looking_resets_and_is_no_act(desk: Desk) -> None:
    desk.searches.save("Ports", "port")
    _arrives(desk, "Le port agrandi")
    acts = len(desk.journal.list())
    assert desk.searches.look("Ports", desk.changes.current())
    assert not desk.searches.look("ports", 1), "what was seen stays seen"
    assert desk.searches.looks()["Ports"] == desk.changes.current()
    assert len(desk.journal.list()) == acts


def test_an_article_that_was_judged_since_did_not_arrive_since(desk: Desk) -> None:
    ids = list(desk.articles.ids(View()))
    number = desk.changes.current()
    desk.articles.set_starred(ids, starred=True)
    assert desk.changes.current() > number
    assert desk.searches.arrived(ids, number) == []


def test_a_search_that_comes_back_is_as_far_as_it_was(desk: Desk) -> None:
    desk.searches.save("Ports", "port")
    desk.searches.look("Ports", 99)
    desk.searches.remove("Ports")
    assert desk.searches.looks() == {}
    desk.journal.undo()
    assert desk.searches.looks() == {"Ports": 99}


def test_a_search_that_there_is_not_cannot_be_looked_at(desk: Desk) -> None:
    with pytest.raises(UnknownError):
        desk.searches.look("Ports", 1)


def test_articles_that_were_there_before_are_not_new(folder: Path) -> None:
    with Desk.create(folder, editor="anne") as desk:
        ids = list(desk.articles.ids(View()))
        assert set(desk.searches.arrived(ids, 0)) == set(ids)
        assert desk.searches.arrived(ids, desk.changes.current()) == []

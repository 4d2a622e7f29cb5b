"""Refusing what was suggested: remembered, undone, and outlived by nothing that is gone."""

from __future__ import annotations

import pytest

from store.desk import Desk
from store.errors import UnknownError
from store.models import MissionDetails
from store.suggestions import Refused
from tests.support.desks import ARTICLES

A, B, C, D = sorted(ARTICLES)


@pytest.fixture
def halifax(desk: Desk) -> str:
    desk.tags.apply([A], add=["filière/mer", "accords"])
    return desk.missions.create(MissionDetails("Mission à Halifax")).slug


def test_nothing_is_refused_at_first(desk: Desk) -> None:
    assert desk.suggestions.refused() == {}


def test_refusals_are_remembered_by_article(desk: Desk, halifax: str) -> None:
    entry = desk.suggestions.refuse([B, D], tags=["Filière/MER"], missions=[halifax])
    assert entry is not None
    assert entry.act == "refuse-suggestions"
    assert entry.subject["tags"] == ["filière/mer"]
    assert entry.subject["missions"] == ["Mission à Halifax"]
    assert entry.subject["count"] == 2
    refused = Refused(frozenset({"filière/mer"}), frozenset({halifax}))
    assert desk.suggestions.refused() == {B: refused, D: refused}


def test_refusing_again_changes_nothing(desk: Desk, halifax: str) -> None:
    desk.suggestions.refuse([B], missions=[halifax])
    assert desk.suggestions.refuse([B], missions=[halifax, halifax]) is None
    entry = desk.suggestions.refuse([B, C], tags=["accords"], missions=[halifax])
    assert entry is not None
    assert entry.subject["articles"] == [B, C]


def test_a_refusal_is_undone_and_redone(desk: Desk, halifax: str) -> None:
    desk.suggestions.refuse([B], tags=["accords"], missions=[halifax])
    desk.journal.undo()
    assert desk.suggestions.refused() == {}
    desk.journal.redo()
    assert desk.suggestions.refused() == {B: Refused(frozenset({"accords"}), frozenset({halifax}))}


def test_a_refusal_follows_a_tag_that_gets_another_name(desk: Desk, halifax: str) -> None:
    assert halifax
    desk.suggestions.refuse([B], tags=["filière/mer"])
    desk.tags.rename("filière", "secteur")
    assert desk.suggestions.refused()[B].tags == {"secteur/mer"}


def test_a_refusal_waits_for_what_was_removed(desk: Desk, halifax: str) -> None:
    desk.suggestions.refuse([B], tags=["accords"], missions=[halifax])
    desk.tags.delete("accords")
    desk.missions.remove(halifax)
    assert desk.suggestions.refused() == {}
    desk.journal.undo()
    desk.journal.undo()
    assert desk.suggestions.refused()[B] == Refused(frozenset({"accords"}), frozenset({halifax}))


def test_the_index_has_nothing_to_do_after_a_refusal(desk: Desk, halifax: str) -> None:
    before = desk.changes.current()
    desk.suggestions.refuse([B], missions=[halifax])
    assert desk.changes.current() == before


@pytest.mark.parametrize("refused", [{"tags": ["none"]}, {"missions": ["none"]}])
def test_what_is_not_there_is_not_refused(desk: Desk, refused: dict[str, list[str]]) -> None:
    with pytest.raises(UnknownError):
        desk.suggestions.refuse([A], **refused)
    with pytest.raises(UnknownError):
        desk.suggestions.refuse(["none"])

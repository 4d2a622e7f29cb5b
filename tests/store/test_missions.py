"""Missions and their articles."""

from __future__ import annotations

import pytest

from store.desk import Desk
from store.errors import InvalidError, TakenError, UnknownError
from store.missions import reviews_due
from store.models import Direction, MissionDetails, PressDate, Role, View
from tests.support.desks import ARTICLES

IDS = sorted(ARTICLES)
HALIFAX = MissionDetails(
    title="Délégation bretonne à Halifax",
    direction=Direction.OUTBOUND,
    origin="Bretagne",
    destinations=("Halifax", "Lunenburg"),
    organisers=("Région", "CCI"),
    leader="Maëlle Le Goff",
    dates=PressDate("mi-février", "2026-02-12", "2026-02-19", "about"),
    sectors=("filière/mer",),
)


def test_a_mission_keeps_what_is_known_of_it(desk: Desk) -> None:
    made = desk.missions.create(HALIFAX)
    assert made.slug == "delegation-bretonne-a-halifax"
    assert desk.missions.get(made.slug).details == HALIFAX
    assert made.reviews_due == ("2026-03-21", "2027-02-19", "2029-02-19")


def test_two_of_one_title_get_two_slugs(desk: Desk) -> None:
    slugs = [desk.missions.create(HALIFAX).slug for _ in range(2)]
    assert slugs[1] == f"{slugs[0]}-2"
    with pytest.raises(TakenError):
        desk.missions.create(HALIFAX, slugs[0])
    with pytest.raises(InvalidError):
        desk.missions.create(HALIFAX, "Pas un slug")


def test_links_have_roles_that_can_change(desk: Desk) -> None:
    slug = desk.missions.create(HALIFAX).slug
    desk.missions.link(slug, IDS[:2], Role.ANNOUNCEMENT)
    entry = desk.missions.link(slug, IDS[:3], Role.ANNOUNCEMENT)
    assert entry is not None
    assert entry.subject["count"] == 1, "those linked already did not change"
    desk.missions.link(slug, IDS[:1], Role.ASSESSMENT)
    roles = {link.article_id: link.role for link in desk.missions.links(slug)}
    assert roles == {IDS[0]: Role.ASSESSMENT, IDS[1]: Role.ANNOUNCEMENT, IDS[2]: Role.ANNOUNCEMENT}
    assert set(desk.articles.ids(View(mission=slug))) == set(IDS[:3])
    assert desk.articles.get(IDS[0]).missions == (slug,)
    assert [(m.slug, role) for m, role in desk.missions.links_of(IDS[0])] == [
        (slug, Role.ASSESSMENT)
    ]
    desk.missions.unlink(slug, IDS)
    assert desk.missions.get(slug).article_count == 0


def test_a_mission_goes_with_its_links_and_comes_back_with_them(desk: Desk) -> None:
    slug = desk.missions.create(HALIFAX).slug
    desk.missions.link(slug, IDS[:2])
    desk.missions.remove(slug)
    with pytest.raises(UnknownError):
        desk.missions.get(slug)
    desk.journal.undo()
    assert desk.missions.get(slug).article_count == 2


@pytest.mark.parametrize(
    "details",
    [MissionDetails("  "), MissionDetails("Titre", dates=PressDate("hier", "2026-13-40"))],
)
def test_what_cannot_be_is_refused(desk: Desk, details: MissionDetails) -> None:
    with pytest.raises(InvalidError):
        desk.missions.create(details)


def test_reviews_of_a_mission_that_ends_on_a_leap_day() -> None:
    assert reviews_due("2024-02-29") == ("2024-03-30", "2025-02-28", "2027-02-28")
    assert reviews_due(None) == ()


def test_a_mission_made_with_articles_is_one_act(desk: Desk) -> None:
    made = desk.missions.create(HALIFAX, articles=IDS[:2], role=Role.ANNOUNCEMENT)
    assert [(link.article_id, link.role) for link in desk.missions.links(made.slug)] == [
        (IDS[0], Role.ANNOUNCEMENT),
        (IDS[1], Role.ANNOUNCEMENT),
    ]
    (entry,) = desk.journal.list()
    assert entry.subject["articles"] == IDS[:2]
    desk.journal.undo()
    assert desk.missions.list() == []
    assert desk.articles.get(IDS[0]).missions == ()
    desk.journal.redo()
    assert desk.articles.get(IDS[0]).missions == (made.slug,)
    with pytest.raises(UnknownError):
        desk.missions.create(HALIFAX, articles=["none"])
    assert len(desk.missions.list()) == 1

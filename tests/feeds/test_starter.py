"""The feeds to begin with."""

from __future__ import annotations

import pytest

from feeds.canonical import web_address
from feeds.starter import EVERYWHERE, feeds_of_region, starter_feeds, starter_regions


def test_each_feed_has_a_name_a_region_and_an_address_of_its_own() -> None:
    found = starter_feeds()
    assert len(found) > 30
    assert len({feed.url for feed in found}) == len(found)
    assert len({feed.name for feed in found}) == len(found)
    assert all(web_address(feed.url) == feed.url for feed in found)
    assert {feed.subject for feed in found} == {"business", "general", "public"}
    assert starter_regions()[-1] == EVERYWHERE
    assert found[0].details.group == found[0].region


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("Occitanie", "Occitanie"),
        ("provence", "Provence-Alpes-Côte d’Azur"),
        ("cote d'azur", "Provence-Alpes-Côte d’Azur"),
        ("RHÔNE", "Auvergne-Rhône-Alpes"),
        ("France", "France"),
        ("île-de-france", "Île-de-France"),
        ("PACA", "Provence-Alpes-Côte d’Azur"),
        ("Région Sud", "Provence-Alpes-Côte d’Azur"),
    ],
)
def test_a_region_is_found_by_a_part_of_its_name(said: str, region: str) -> None:
    assert {feed.region for feed in feeds_of_region(said)} == {region}


@pytest.mark.parametrize("said", ["", "Corse", "alpes"])
def test_what_names_no_region_or_several_names_none(said: str) -> None:
    assert not feeds_of_region(said)

"""Feeds to begin with: French regional and business papers, by region. Facts, kept in ``starter.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from store.models import FeedDetails
from store.text.folding import fold

_OTHER_NAMES = {
    "aura": "Auvergne-Rhône-Alpes",
    "idf": "Île-de-France",
    "paca": "Provence-Alpes-Côte d’Azur",
    "région sud": "Provence-Alpes-Côte d’Azur",
    "sud": "Provence-Alpes-Côte d’Azur",
}
"""What regions are called for short."""

EVERYWHERE = "France"
"""What stands for the region of papers that have none."""


@dataclass(frozen=True, slots=True)
class StarterFeed:
    """A feed that a desk may want."""

    name: str
    url: str
    region: str
    subject: str
    """``business``, ``general`` or ``public``: a ministry or an office."""
    checked: bool
    """Whether it was seen to answer when the list was made."""

    @property
    def details(self) -> FeedDetails:
        """How it is followed: in a group named after its region."""
        return FeedDetails(self.url, title=self.name, group=self.region)


@cache
def starter_feeds() -> Sequence[StarterFeed]:
    """All of them, by region, those of the whole country last."""
    text = (resources.files("feeds") / "starter.toml").read_text(encoding="utf-8")
    return tuple(StarterFeed(**entry) for entry in tomllib.loads(text)["feed"])


def starter_regions() -> Sequence[str]:
    """The regions there are feeds of, in the order of the list."""
    return tuple(dict.fromkeys(feed.region for feed in starter_feeds()))


def feeds_of_region(name: str) -> Sequence[StarterFeed]:
    """The feeds of a region, by a part of its name or a short one; none where it could be several."""
    said = name.strip().replace("'", "’")
    key = fold(_OTHER_NAMES.get(said.lower(), said))
    exact = [region for region in starter_regions() if fold(region) == key]
    within = [region for region in starter_regions() if key and key in fold(region)]
    found = exact or within
    if len(found) != 1:
        return ()
    return tuple(feed for feed in starter_feeds() if feed.region == found[0])

"""How many of the tags that would be suggested are those that editors gave, each article asked without its own.

Also how often a mission is suggested for articles that have nothing to do with any: never should be the aim.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from store.models import MissionDetails, NewArticle, PressDate
from tests.quality.data import lines, share, tell
from tui import suggesting
from tui.services import Services
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FILES = ("news_fr.jsonl.gz",)

FLOORS = {1_000: 0.72, 100: 0.8}
"""The least share of right tags among those suggested, by the number of tagged articles on the desk."""

MISSIONS_CEILING = 0.01
"""The most articles that name a mission's destination and have nothing to do with it, yet get it suggested."""

_ASKED = 300
_BATCH = 500


@dataclass(slots=True)
class Tally:
    """What was suggested, and what of it was right."""

    suggested: int = 0
    right: int = 0
    among_three: int = 0
    right_among_three: int = 0
    wanted: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def count(self, suggested: Sequence[str], given: frozenset[str], known: int) -> None:
        """Take in what was suggested for one article.

        Args:
            suggested: the tags, the surest first.
            given: those that editors gave it.
            known: how many of these other articles have too: the rest can only be guessed by its name.
        """
        self.suggested += len(suggested)
        self.right += len(given.intersection(suggested))
        self.among_three += len(suggested[:3])
        self.right_among_three += len(given.intersection(suggested[:3]))
        self.wanted += known

    @property
    def precision(self) -> float:
        """The share of right ones among those suggested."""
        return share(self.right, self.suggested)

    @property
    def recall(self) -> float:
        """As a share of the tags that editors gave and other articles have, how many were suggested rightly."""
        return share(self.right, self.wanted)


def measure() -> bool:
    """Ask desks of several sizes, print a line for each; whether all floors hold."""
    with tempfile.TemporaryDirectory() as name:
        services = Services.create(Path(name) / "desk", Settings())
        with services:
            tagged = _take_in(services)
            sizes = [_measure(services, tagged, size) for size in sorted(FLOORS)]
            return all([*sizes, _measure_missions(services)])


def ask_without(services: Services, article_id: str, tags: Sequence[str]) -> list[str]:
    """The tags suggested for an article while it has none of its own."""
    desk = services.desk
    desk.tags.apply([article_id], remove=tags)
    advice = suggesting.suggestions(services, article_id)
    desk.tags.apply([article_id], add=tags)
    return [each.name for each in advice if each.is_tag]


def _take_in(services: Services) -> dict[str, frozenset[str]]:
    """Take in the corpus; gives the tags of those articles that have some, by our ids."""
    found = list(lines("news_fr.jsonl.gz"))
    copies = Counter(each["dup_group"] for each in found)
    tagged: dict[str, frozenset[str]] = {}
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        articles = [
            NewArticle(
                each["title"],
                each["text"],
                url=f"https://corpus.example/{each['id']}",
                canonical_url=f"https://corpus.example/{each['id']}",
                published=each["date"],
            )
            for each in batch
        ]
        for each, outcome in zip(batch, services.desk.intake.add_articles(articles), strict=True):
            # Of texts that are there several times one would tell the tags of the others.
            if each["labels"].get("tags") and copies[each["dup_group"]] == 1:
                tagged[outcome.article_id] = frozenset(each["labels"]["tags"])
    return tagged


def _measure(services: Services, tagged: Mapping[str, frozenset[str]], size: int) -> bool:
    chance = random.Random(size)
    chosen = chance.sample(sorted(tagged), min(size, len(tagged)))
    _tag(services, ((each, tagged[each]) for each in chosen))
    bearers = Counter(tag for each in chosen for tag in tagged[each])
    tally = Tally()
    for article_id in chosen[:_ASKED]:
        known = sum(bearers[tag] > 1 for tag in tagged[article_id])
        begun = time.process_time()
        suggested = ask_without(services, article_id, sorted(tagged[article_id]))
        tally.milliseconds.append((time.process_time() - begun) * 1e3)
        tally.count(suggested, tagged[article_id], known)
    for tag in services.desk.tags.list():
        services.desk.tags.delete(tag.name)
    tell(
        what="suggestions",
        tagged_articles=len(chosen),
        asked=min(_ASKED, len(chosen)),
        precision=tally.precision,
        precision_at_3=share(tally.right_among_three, tally.among_three),
        recall=tally.recall,
        suggested_per_article=round(tally.suggested / min(_ASKED, len(chosen)), 2),
        cpu_ms=round(sorted(tally.milliseconds)[len(tally.milliseconds) // 2], 1),
    )
    return tally.precision >= FLOORS[size]


def _tag(services: Services, tagged: Iterable[tuple[str, frozenset[str]]]) -> None:
    bearers: dict[str, list[str]] = {}
    for article_id, tags in tagged:
        for tag in tags:
            bearers.setdefault(tag, []).append(article_id)
    for tag, ids in bearers.items():
        services.desk.tags.apply(ids, add=[tag])
    services.catch_up()


def _measure_missions(services: Services) -> bool:
    """Make real missions, of which none of the articles reports."""
    cities = []
    for city, organiser, day in _MISSIONS:
        cities.append(city)
        services.desk.missions.create(
            MissionDetails(
                title=f"Mission économique à {city}",
                destinations=(city,),
                organisers=(organiser,),
                dates=PressDate(day, day, day, "day"),
            )
        )
    naming = dict.fromkeys(
        hit.id
        for city in cities
        for hit in services.search(f'"{city}"', limit=_ASKED, snippets=False).hits
    )
    wrong = sum(
        any(not each.is_tag for each in suggesting.suggestions(services, article_id))
        for article_id in naming
    )
    tell(what="suggestions", articles_naming_destinations=len(naming), given_a_mission=wrong)
    return wrong <= MISSIONS_CEILING * len(naming)


_MISSIONS = (
    ("Miami", "Métropole Aix-Marseille-Provence", "2019-11-05"),
    ("San Diego", "Région Provence-Alpes-Côte d’Azur", "2019-02-15"),
    ("Tel-Aviv", "Provence Promotion", "2019-09-04"),
    ("Londres", "Métropole Aix-Marseille-Provence", "2019-05-15"),
)
"""Destinations, organisers and first days, so that the articles come out while they are followed."""

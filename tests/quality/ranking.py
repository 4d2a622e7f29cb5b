"""How well the ranking's measures hold on questions that they were not chosen by.

The same questions as ``search`` asks, of the same texts. Each is gathered once and weighed by many measures:
those of the search bar, the same with one of them halved or doubled, and some drawn at random. Of each
random half of the questions the best measures are taken and looked at on the other half: what they score
there is what choosing by these questions is worth. Questions with one answer stay in one half. Measures that
were tuned to these very questions would be better than all their neighbours, those with one of them changed.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, fields, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from search.measures import MEASURES, Measures
from search.ranking import Scales
from tests.quality import search
from tests.quality.data import lines, tell
from tui.services import Services
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

FILES = search.FILES

_SPLITS = 40
_DRAWS = 12
_FIRST = 10
_MISSED = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A set of questions and what came of it by different measures."""

    groups: NDArray[np.int64]
    """For each question, the number of the answer that it shares with others."""
    ranks: Mapping[Measures, NDArray[np.int64]]
    """For each question, the place of its answer, from 0."""

    def hits(self, measures: Measures, first: int) -> NDArray[np.bool_]:
        """Which questions find their answer among the first so many."""
        hits: NDArray[np.bool_] = self.ranks[measures] < first
        return hits


def measure() -> bool:
    """Print a line for each set and each measure; whether those of the search bar hold their floors."""
    tried = variants(int(os.environ.get("DRAWS") or _DRAWS))
    asked = {each.name: _ask(each, tried) for each in search.SETS}
    held_out = measured_apart(asked, tried, _SPLITS)
    held = True
    for each in search.SETS:
        figures = _figures(asked[each.name])
        tell(
            what="ranking",
            set=each.name,
            questions=len(asked[each.name].groups),
            answers=len(set(asked[each.name].groups.tolist())),
            **figures,
            held_out_hit_at_1=round(held_out[each.name][0], 4),
            held_out_hit_at_10=round(held_out[each.name][1], 4),
            neighbours_hit_at_1=_mean(asked[each.name], _neighbours(), 1),
            neighbours_hit_at_10=_mean(asked[each.name], _neighbours(), _FIRST),
        )
        held &= figures["hit_at_1"] >= each.first and figures["hit_at_10"] >= each.among_ten
    for measures in tried[1:]:
        _tell_difference(measures, asked)
    return held


def variants(draws: int) -> list[Measures]:
    """Return the measures to try: those of the search bar first, then others."""
    names = [field.name for field in fields(Measures)]
    chance = Random(7)
    drawn = [_scaled({name: 2 ** chance.uniform(-1, 1) for name in names}) for _ in range(draws)]
    return list(dict.fromkeys([MEASURES, *_neighbours(), *drawn]))


def _neighbours() -> list[Measures]:
    """The measures of the search bar with one of them halved or doubled."""
    names = [field.name for field in fields(Measures)]
    return [_scaled({name: factor}) for name in names for factor in (0.5, 2.0)]


def _scaled(factors: Mapping[str, float]) -> Measures:
    """The measures of the search bar with some of them multiplied; shares stay shares."""
    values: dict[str, float] = {}
    for name, factor in factors.items():
        value = getattr(MEASURES, name)
        scaled = value * factor
        if isinstance(value, int):
            scaled = max(1, round(scaled))
        values[name] = min(1.0, scaled) if name == "length_share" else scaled
    return replace(MEASURES, **values)  # type: ignore[arg-type]  # each as it was, int or float


def measured_apart(
    asked: Mapping[str, Asked], tried: Sequence[Measures], splits: int
) -> dict[str, tuple[float, float]]:
    """Return what measures that are chosen on random halves score on the other halves, in the mean.

    Args:
        asked: the sets of questions, by name.
        tried: the measures to choose among.
        splits: how often the questions are parted; each half is chosen by once.

    Returns:
        For each set the shares of answers that come first, and among the first ten.
    """
    chance = np.random.default_rng(11)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
    for _ in range(splits):
        halves = {name: _half(each.groups, chance) for name, each in asked.items()}
        for side in (False, True):
            chosen = {name: half == side for name, half in halves.items()}
            best = max(tried, key=lambda measures: _worth(measures, asked, chosen))
            for name, each in asked.items():
                rest = ~chosen[name]
                first, ten = each.hits(best, 1)[rest], each.hits(best, _FIRST)[rest]
                found[name].append((float(first.mean()), float(ten.mean())))
    return {
        name: (
            float(np.mean([first for first, _ in shares])),
            float(np.mean([ten for _, ten in shares])),
        )
        for name, shares in found.items()
    }


def _half(groups: NDArray[np.int64], chance: np.random.Generator) -> NDArray[np.bool_]:
    half: NDArray[np.bool_] = (chance.random(int(groups.max()) + 1) < 0.5)[groups]
    return half


def _worth(
    measures: Measures, asked: Mapping[str, Asked], chosen: Mapping[str, NDArray[np.bool_]]
) -> float:
    """What measures are chosen by: all sets count alike, and so do the first place and the first ten."""
    shares = [
        each.hits(measures, first)[chosen[name]].mean()
        for name, each in asked.items()
        for first in (1, _FIRST)
    ]
    return float(np.mean(shares))


def standard_error(values: NDArray[np.float64], groups: NDArray[np.int64]) -> float:
    """Return the standard error of a mean whose values come in groups that are alike."""
    sums = np.bincount(groups, weights=values - values.mean())
    return float(np.sqrt((sums**2).sum()) / len(values))


def _figures(asked: Asked) -> dict[str, float]:
    figures = {}
    for first in (1, _FIRST):
        hits = asked.hits(MEASURES, first).astype(np.float64)
        figures[f"hit_at_{first}"] = round(float(hits.mean()), 4)
        figures[f"standard_error_{first}"] = round(standard_error(hits, asked.groups), 4)
    return figures


def _mean(asked: Asked, tried: Sequence[Measures], first: int) -> float:
    """The share of answers among the first so many, in the mean over some measures."""
    return round(float(np.mean([asked.hits(each, first).mean() for each in tried])), 4)


def _tell_difference(measures: Measures, asked: Mapping[str, Asked]) -> None:
    """Print by how much other measures are better than those of the search bar, with standard errors."""
    changed = {
        field.name: round(getattr(measures, field.name), 3)
        for field in fields(Measures)
        if getattr(measures, field.name) != getattr(MEASURES, field.name)
    }
    gains: dict[str, list[float]] = {}
    for name, each in asked.items():
        for first in (1, _FIRST):
            gain = each.hits(measures, first).astype(np.float64) - each.hits(MEASURES, first)
            error = standard_error(gain, each.groups)
            gains[f"{name} {first}"] = [round(float(gain.mean()), 4), round(error, 4)]
    tell(what="ranking", measures=changed, **gains)


def _ask(questions: search.QuestionSet, tried: Sequence[Measures]) -> Asked:
    texts = {each["id"]: each["text"] for each in lines(questions.texts)}
    asked = [
        search.Question(each["query"], frozenset(each["relevant"]))
        for each in lines(questions.questions)
    ]
    numbers = {answers: number for number, answers in enumerate({each.answers for each in asked})}
    with (
        tempfile.TemporaryDirectory() as folder,
        Services.create(Path(folder) / "desk", Settings()) as services,
    ):
        ours = search.take_in(services.desk, texts)
        services.catch_up()
        ranks = [
            _places(services, each.query, {ours[theirs] for theirs in each.answers}, tried)
            for each in asked
        ]
    return Asked(
        np.array([numbers[each.answers] for each in asked]),
        dict(zip(tried, np.array(ranks).T, strict=True)),
    )


def _places(
    services: Services, text: str, answers: set[str], tried: Sequence[Measures]
) -> list[int]:
    """The place of the first answer by each of the measures, as the search bar would have it."""
    snapshot = services.index._require_snapshot()
    scales = Scales(services.read_query(text, typing=True), snapshot)
    places = []
    for measures in tried:
        ranked = scales.rank(_FIRST, measures).ranked
        found = (snapshot.id(each.document) in answers for each in ranked)
        places.append(next((place for place, is_hit in enumerate(found) if is_hit), _MISSED))
    return places

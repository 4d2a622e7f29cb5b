"""The arithmetic of choosing measures on one half of the questions and looking at the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from search.measures import MEASURES
from tests.quality.ranking import Asked, measured_apart, standard_error, variants


def test_all_measures_are_tried_halved_and_doubled() -> None:
    tried = variants(3)
    assert tried[0] == MEASURES
    assert replace(MEASURES, early=MEASURES.early / 2) in tried
    assert replace(MEASURES, passage_words=MEASURES.passage_words * 2) in tried
    assert all(each.length_share <= 1 and each.answers >= 1 for each in tried)
    assert len(set(tried)) == len(tried)
    assert variants(3) == tried


def test_what_is_better_by_chance_alone_is_no_better_on_the_other_half() -> None:
    chance = np.random.default_rng(1)
    tried = variants(20)
    ranks = {each: np.where(chance.random(400) < 0.5, 0, 99) for each in tried}
    asked = {"coins": Asked(np.arange(400), ranks)}
    best = max(float((each == 0).mean()) for each in ranks.values())
    apart = measured_apart(asked, tried, 20)["coins"]
    assert apart[0] == apart[1] < best
    assert apart[0] == pytest.approx(0.5, abs=0.04)


def test_what_is_better_is_chosen() -> None:
    better = replace(MEASURES, early=0.0)
    ranks = {MEASURES: np.full(40, 20), better: np.zeros(40, np.int64)}
    asked = {"clear": Asked(np.arange(40) // 4, ranks)}
    assert measured_apart(asked, [MEASURES, better], 5) == {"clear": (1.0, 1.0)}


def test_questions_with_one_answer_say_less_than_as_many_with_their_own() -> None:
    values = np.array([0.0, 1.0] * 50).repeat(4)
    alone = standard_error(values, np.arange(400))
    together = standard_error(values, np.arange(400) // 4)
    assert alone == pytest.approx(0.025)
    assert together == pytest.approx(2 * alone)

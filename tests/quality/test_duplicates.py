"""Pairs of real articles that people sorted; only where they are on this machine."""

from __future__ import annotations

from collections import defaultdict

import pytest

from feeds.judging.duplicates import Fingerprint, fingerprint, overlap
from tests.quality.data import has, lines
from tests.quality.duplicates import CEILINGS, FILES, FLOORS


def is_found(one: Fingerprint, other: Fingerprint) -> bool:
    return overlap(one, other).is_same_text and len({*one.terms} & {*other.terms}) >= 2


@pytest.mark.skipif(not has(*FILES), reason="the texts are not here")
def test_copies_are_found_and_bulletins_are_not() -> None:
    prints = {
        each["id"]: fingerprint(each["title"], each["text"]) for each in lines("news_fr.jsonl.gz")
    }
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for pair in lines("near_duplicates.jsonl.gz"):
        found[pair["class"]].append(is_found(prints[pair["a"]], prints[pair["b"]]))
    shares = {name: sum(decided) / len(decided) for name, decided in found.items()}
    assert all(shares[name] >= floor for name, floor in FLOORS.items())
    assert all(shares[name] <= ceiling for name, ceiling in CEILINGS.items())

"""The engine finds what Whoosh finds: the same documents with the same scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from search.engine.searcher import ArraySearcher, Found
from tests.search.engine.oracle import whoosh_finds
from tests.search.engine.worlds import World, few_clauses

QUERIES = 5_000
WORLDS = 10
CHANGES = 10
QUERIES_PER_CHANGE = QUERIES // WORLDS // CHANGES


def assert_same(ours: Found, theirs: Found, query: object) -> None:
    assert ours.documents.tolist() == theirs.documents.tolist(), query
    np.testing.assert_allclose(ours.scores, theirs.scores, rtol=0, atol=1e-9, err_msg=repr(query))
    assert np.all(np.diff(order_of(theirs, ours.scores)) <= 1e-9), query


def order_of(found: Found, scores: Any) -> Any:
    """The engine's scores in Whoosh's order, best first."""
    return scores[np.lexsort((found.documents, -found.scores))]


@pytest.mark.parametrize("seed", range(WORLDS))
def test_finds_what_whoosh_finds_while_the_index_changes(tmp_path: Path, seed: int) -> None:
    world = World(tmp_path, seed)
    previous: ArraySearcher | None = None
    for _ in range(CHANGES):
        world.change()
        with world.index.searcher() as searcher, few_clauses(8 if seed % 2 else 1024):
            engine = ArraySearcher(searcher, previous=previous)
            if previous is not None:
                previous.close(engine)
            previous = engine
            assert engine.lacking == 0
            for _ in range(QUERIES_PER_CHANGE):
                query = world.query()
                assert_same(engine.find(query), whoosh_finds(searcher, query), query)
            assert engine.lacking == 0
    assert previous is not None
    previous.close()


@pytest.mark.parametrize("seed", range(2))
def test_finds_the_same_without_arrays(tmp_path: Path, seed: int) -> None:
    world = World(tmp_path, seed)
    for _ in range(4):
        world.change()
    for path in tmp_path.glob("*.arr"):
        path.unlink()
    with world.index.searcher() as searcher, few_clauses(8):
        engine = ArraySearcher(searcher)
        assert engine.lacking
        for _ in range(40):
            query = world.query(1)
            assert_same(engine.find(query), whoosh_finds(searcher, query), query)
        assert engine.mend()
        assert not engine.lacking
        for _ in range(100):
            query = world.query()
            assert_same(engine.find(query), whoosh_finds(searcher, query), query)
        engine.close()

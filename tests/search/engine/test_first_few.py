"""The first few of what is found, its number, and what of it is among given documents.

All of these are worked out in shorter ways than by looking at everything that is found. The index is
large enough for each of the ways to be taken, in several segments, some documents deleted.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from whoosh import query
from whoosh.searching import Searcher
from whoosh.writing import NO_MERGE, SegmentWriter

from search.engine.codec import ArrayCodec
from search.engine.searcher import ArraySearcher, Found
from search.engine.selection import rounded_scores
from tests.search.engine.oracle import whoosh_finds
from tests.search.engine.worlds import World

SIZES = (4_000, 900, 100)
ROUNDS = 60


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("large"), 1)
    chance = world.chance
    added = 0
    for size in SIZES:
        writer = SegmentWriter(world.index, codec=ArrayCodec(), compound=False)
        for _ in range(size):
            writer.add_document(
                id=str(added),
                body=world.text(5),
                tags=",".join(chance.sample(world.tags, chance.randint(0, 2))) or None,
                number=chance.randint(0, 2_000),
                order=chance.randint(0, 3_000),
            )
            added += 1
        writer.commit(mergetype=NO_MERGE)
    writer = SegmentWriter(world.index, codec=ArrayCodec(), compound=False)
    for number in range(0, added, 9):
        writer.delete_document(number)
    writer.commit(mergetype=NO_MERGE)
    return world


@pytest.fixture
def searcher(world: World) -> Iterator[Searcher]:
    with world.index.searcher() as searcher:
        yield searcher


@pytest.fixture
def engine(searcher: Searcher) -> Iterator[ArraySearcher]:
    engine = ArraySearcher(searcher)
    yield engine
    engine.close()


def expected(found: Found, count: int, engine: ArraySearcher, *, by_score: bool) -> set[int]:
    """The first documents of a whole answer, with all that tie with the last of them."""
    seconds = engine.order("order").values[found.documents].tolist()
    firsts = rounded_scores(found.scores).tolist() if by_score else [0.0] * len(seconds)
    keys = list(zip(firsts, seconds, strict=True))
    if len(keys) <= count:
        return set(found.documents.tolist())
    least = sorted(keys, reverse=True)[count - 1]
    chosen = np.array([key >= least for key in keys])
    return set(found.documents[chosen].tolist())


@pytest.mark.parametrize("count", [1, 20, 400])
def test_the_first_few_are_those_of_all(world: World, searcher: Searcher, count: int) -> None:
    asked = ArraySearcher(searcher)
    whole = ArraySearcher(searcher)
    order = asked.order("order")
    for _ in range(ROUNDS):
        wanted = world.query()
        everything = whole.find(wanted)
        best = asked.find(wanted).best(count, order)
        assert set(best.documents.tolist()) == expected(everything, count, whole, by_score=True)
        scores = dict(zip(everything.documents.tolist(), everything.scores.tolist(), strict=True))
        found = [scores[number] for number in best.documents.tolist()]
        np.testing.assert_allclose(best.scores, found, rtol=0, atol=1e-9)
        latest = asked.find(wanted).highest(count, order)
        assert set(latest.documents.tolist()) == expected(everything, count, whole, by_score=False)
        assert len(asked.find(wanted)) == len(everything.documents)
    asked.close()
    whole.close()


def test_finds_what_whoosh_finds_in_a_large_index(
    world: World, searcher: Searcher, engine: ArraySearcher
) -> None:
    for _ in range(40):
        wanted = world.query(1)
        ours, theirs = engine.find(wanted), whoosh_finds(searcher, wanted)
        assert ours.documents.tolist() == theirs.documents.tolist(), wanted
        np.testing.assert_allclose(ours.scores, theirs.scores, rtol=0, atol=1e-9)


def test_conditions_narrow_what_is_found(world: World, engine: ArraySearcher) -> None:
    for _ in range(ROUNDS):
        parts = [world.query() for _ in range(world.chance.randint(2, 3))]
        together = engine.find(query.And(parts))
        each = [engine.find(part) for part in parts]
        common = set.intersection(*(set(found.documents.tolist()) for found in each))
        assert set(together.documents.tolist()) == common
        total = sum(found.scores[np.isin(found.documents, together.documents)] for found in each)
        np.testing.assert_allclose(together.scores, total, rtol=0, atol=1e-9)


def test_counts_terms_in_what_is_found(world: World, engine: ArraySearcher) -> None:
    for word in world.words[:12]:
        found = engine.find(query.Term("body", word)).documents
        counts = engine.count_by_term("tags", found)
        for tag in world.tags:
            both = engine.find(query.And([query.Term("body", word), query.Term("tags", tag)]))
            assert counts.get(tag.encode(), 0) == len(both)
    # So many terms to a document that none is kept as bits.
    found = engine.find(query.Term("tags", world.tags[0])).documents
    counts = engine.count_by_term("body", found)
    for word in world.words:
        both = engine.find(query.And([query.Term("tags", world.tags[0]), query.Term("body", word)]))
        assert counts.get(word.encode(), 0) == len(both)

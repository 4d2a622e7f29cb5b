"""Merging beside the use of an index: what is searched stays the same, whatever happens meanwhile."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from search import ArticleIndex, Indexer, SearchQuery
from tests.support.fake_desk import FakeDesk

QUERIES = ("port", "quai*", '"port de plaisance"', "tag:nautisme", "note:cale", "")


def never() -> bool:
    return False


def publish(desk: FakeDesk, index: ArticleIndex, count: int) -> None:
    """So many articles, a commit each."""
    for number in range(count):
        desk.publishes(f"Le port {number}", f"Le quai {number} du port de plaisance, côté ville.")
        Indexer(index, desk).catch_up()


def answers(index: ArticleIndex) -> list[list[tuple[str, float]]]:
    return [
        [(hit.id, round(hit.score, 9)) for hit in index.search(SearchQuery.parse(text)).hits]
        for text in QUERIES
    ]


def test_many_commits_become_few_segments(desk: FakeDesk, index: ArticleIndex) -> None:
    publish(desk, index, 10)
    for number, article_id in enumerate(list(desk.numbers())[:3]):
        desk.changes(article_id, tags=("nautisme",), notes=(f"la cale {number}",))
        Indexer(index, desk).catch_up()
    assert index.segment_count() == 10
    before = [[article_id for article_id, _ in found] for found in answers(index)]
    assert index.merge(never) == 10
    assert index.segment_count() == 1
    assert index.merge(never) == 0
    assert [[article_id for article_id, _ in found] for found in answers(index)] == before
    assert index.change_numbers() == desk.numbers()
    assert index.verify() == []


def test_what_changes_during_a_merge_is_not_lost(
    desk: FakeDesk, index: ArticleIndex, index_folder: Path
) -> None:
    publish(desk, index, 9)
    desk.changes(next(iter(desk.numbers())), text="Le texte du premier, corrigé.")
    Indexer(index, desk).catch_up()
    changed: list[str] = []
    other = ArticleIndex(index_folder)

    def change_meanwhile() -> bool:
        if len(changed) < 3:
            article_id = list(desk.numbers())[2 + len(changed)]
            changed.append(article_id)
            desk.changes(article_id, notes=("la cale sèche",))
            Indexer(other if len(changed) == 2 else index, desk).catch_up()
        return False

    assert index.merge(change_meanwhile) >= 8
    # As often as the merge was asked whether to stop: at least when it began.
    assert changed
    assert index.change_numbers() == desk.numbers()
    found = index.search(SearchQuery.parse("note:cale")).hits
    assert sorted(hit.id for hit in found) == sorted(changed)
    assert index.search(SearchQuery.parse("port")).total == 9
    assert index.verify() == []
    other.refresh()
    assert answers(other) == answers(index)
    other.close()


def test_a_merge_that_is_stopped_leaves_everything_as_it_was(
    desk: FakeDesk, index: ArticleIndex, index_folder: Path
) -> None:
    publish(desk, index, 9)
    before = sorted(path.name for path in index_folder.iterdir())
    assert index.merge(lambda: True) == 0
    left = {path.name for path in index_folder.iterdir()} - set(before)
    assert all(name.endswith("_MERGELOCK") for name in left)
    assert index.merge(never) == 9


def test_what_was_built_anew_during_a_merge_stays(desk: FakeDesk, index: ArticleIndex) -> None:
    publish(desk, index, 9)
    rebuilt: list[int] = []

    def rebuild_meanwhile() -> bool:
        if not rebuilt:
            rebuilt.append(Indexer(index, desk).rebuild())
        return False

    assert index.merge(rebuild_meanwhile) == 0
    assert rebuilt == [9]
    assert index.change_numbers() == desk.numbers()
    assert index.verify() == []


def test_only_one_process_merges_at_a_time(
    desk: FakeDesk, index: ArticleIndex, index_folder: Path
) -> None:
    publish(desk, index, 9)
    other = ArticleIndex(index_folder)
    meanwhile: list[int] = []

    def merge_meanwhile() -> bool:
        if not meanwhile:
            meanwhile.append(other.merge(never))
        return False

    assert index.merge(merge_meanwhile) == 9
    assert meanwhile == [0]
    other.close()


def test_the_segments_stay_few_whatever_is_changed(
    desk: FakeDesk, index: ArticleIndex, find: Callable[..., list[str]]
) -> None:
    chance = random.Random(3)
    for _ in range(12):
        for _ in range(chance.randrange(1, 6)):
            desk.publishes("Le phare", "Le phare du port.")
            Indexer(index, desk).catch_up()
        desk.changes(chance.choice(list(desk.numbers())), tags=("phare",))
        assert find("phare")
        if index.is_scattered:
            index.merge(never)
        assert not index.is_scattered
    assert index.change_numbers() == desk.numbers()
    assert len(find("phare")) == len(desk.numbers())

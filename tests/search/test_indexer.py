"""The index follows the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from search import ArticleIndex, Indexer, IndexProgress, IndexState, SearchQuery
from tests.support.fake_desk import FakeDesk

TEXT = "Le port accueille un armateur. "


def total(index: ArticleIndex, query: str) -> int:
    return index.search(SearchQuery.parse(query)).total


def test_it_takes_in_what_is_new_and_what_changed(desk: FakeDesk, index: ArticleIndex) -> None:
    indexer = Indexer(index, desk)
    first = desk.publishes("Un port", TEXT)
    second = desk.publishes("Un aéroport", TEXT)
    assert indexer.pending() == 2
    assert indexer.catch_up() == 2
    assert (indexer.pending(), indexer.catch_up()) == (0, 0)
    desk.changes(first, title="Un phare")
    assert indexer.catch_up() == 1
    assert (total(index, "phare"), total(index, "title:port")) == (1, 0)
    assert index.change_numbers() == desk.numbers() == {first: 3, second: 2}
    assert (index.change_number(), index.document_count()) == (3, 2)


def test_it_goes_on_where_it_stopped_in_another_process(
    desk: FakeDesk, index: ArticleIndex, index_folder: Path
) -> None:
    desk.publishes("Un port", TEXT)
    Indexer(index, desk).catch_up()
    index.close()
    desk.publishes("Un phare", TEXT)
    later = ArticleIndex(index_folder)
    assert later.state is IndexState.READY
    assert later.change_number() == 1
    assert Indexer(later, desk).catch_up() == 1
    assert later.change_numbers() == desk.numbers()
    later.close()


def test_it_shows_its_progress_and_can_be_stopped(desk: FakeDesk, index: ArticleIndex) -> None:
    for _ in range(450):
        desk.publishes("Un port", "Un port.")
    seen: list[IndexProgress] = []
    indexer = Indexer(index, desk)
    assert indexer.catch_up(seen.append, lambda: len(seen) == 2) == 400
    assert seen == [IndexProgress(200, 450), IndexProgress(400, 450)]
    assert (index.document_count(), indexer.pending()) == (400, 50)
    assert indexer.catch_up() == 50
    assert index.change_numbers() == desk.numbers()


def test_an_article_that_changes_while_it_is_taken_in_is_there_once(
    desk: FakeDesk, index: ArticleIndex
) -> None:
    ids = [desk.publishes("Un port", "Un port.") for _ in range(300)]

    def change(progress: IndexProgress) -> None:
        if progress.done in {200, 300}:
            desk.changes(ids[0], title=f"Un phare {progress.done}")

    Indexer(index, desk).catch_up(change)
    assert index.change_numbers() == desk.numbers()
    assert index.document_count() == 300
    assert (total(index, "phare"), total(index, "200")) == (1, 0)


def test_rebuilding_gives_the_same(desk: FakeDesk, index: ArticleIndex) -> None:
    for place in range(5):
        desk.publishes(f"Le port {place}", TEXT)
    indexer = Indexer(index, desk)
    indexer.catch_up()
    assert indexer.rebuild() == 5
    assert index.change_numbers() == desk.numbers()
    assert total(index, "port") == 5


def test_a_desk_from_before_has_its_index_built_anew(desk: FakeDesk, index: ArticleIndex) -> None:
    for _ in range(3):
        desk.publishes("Le port", TEXT)
    indexer = Indexer(index, desk)
    indexer.catch_up()
    desk.forgets_everything()
    desk.publishes("Le phare", TEXT, id="other")
    assert indexer.pending() == 1
    assert indexer.catch_up() == 1
    assert index.change_numbers() == {"other": 1}
    assert total(index, "title:port") == 0


def test_articles_that_the_desk_lost_leave_the_index(desk: FakeDesk, index: ArticleIndex) -> None:
    lost, *_ = [desk.publishes("Le port", TEXT) for _ in range(3)]
    indexer = Indexer(index, desk)
    indexer.catch_up()
    desk.loses(lost)
    desk.publishes("Le phare", TEXT, id="new")
    assert indexer.pending() == 3
    indexer.catch_up()
    assert index.change_numbers() == desk.numbers()
    assert total(index, f"id:{lost}") == 0


def test_many_small_commits_keep_the_files_few(
    desk: FakeDesk, index: ArticleIndex, index_folder: Path
) -> None:
    indexer = Indexer(index, desk)
    article = desk.publishes("Le port", TEXT)
    for place in range(40):
        desk.publishes(f"Le port {place}", TEXT)
        desk.changes(article, title=f"Le phare {place}")
        indexer.catch_up()
        while index.is_scattered:
            index.merge(lambda: False)
    assert len(list(index_folder.glob("*.trm"))) < 20
    assert index.change_numbers() == desk.numbers()
    assert (total(index, "title:phare"), total(index, "title:port")) == (1, 40)
    assert index.verify() == []


def test_a_source_that_fails_leaves_the_index_as_it_was(
    desk: FakeDesk, index: ArticleIndex
) -> None:
    desk.publishes("Le port", TEXT)
    indexer = Indexer(index, desk)
    indexer.catch_up()
    desk.publishes("Le phare", TEXT)

    def fail(_: IndexProgress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        indexer.catch_up(fail)
    assert index.document_count() == 1
    assert indexer.catch_up() == 1
    assert index.change_numbers() == desk.numbers()

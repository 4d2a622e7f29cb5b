"""An index takes in very many articles at a time, whatever happens meanwhile."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from search import ArticleIndex, Indexer, IndexProgress, IndexState, SearchQuery
from search.building.crew import CrewLostError
from search.building.rounds import BulkBuilding
from search.errors import IndexBusyError, IndexUnwritableError
from tests.support.fake_desk import FakeDesk
from tests.support.index_builder import ARTICLES, ROUND
from tests.support.sprawling_desk import sprawling_desk

ROOT = Path(__file__).resolve().parents[3]
QUERIES = (
    "port",
    "navire OR ville",
    "emplois",
    '"port mer"',
    "tag:filière",
    "lang:en",
    "40 000",
    "po*",
)


def build(
    index: ArticleIndex,
    desk: FakeDesk,
    progress: Callable[[int], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    round_size: int = 400,
) -> int:
    building = BulkBuilding(index.commits, desk, progress, should_stop, round_size)
    building.run(1)
    return building.done


def answers(index: ArticleIndex) -> list[list[tuple[str, float]]]:
    return [
        [
            (hit.id, round(hit.score, 9))
            for hit in index.search(SearchQuery.parse(text), limit=None, snippets=False).hits
        ]
        for text in QUERIES
    ]


def assert_holds(index: ArticleIndex, desk: FakeDesk) -> None:
    assert index.change_numbers() == desk.numbers()
    assert index.document_count() == len(desk.numbers())
    assert index.verify() == []


def segments(folder: Path) -> int:
    return len(list(folder.glob("*.trm")))


def test_the_indexer_has_many_articles_built_and_finds_the_same(
    index: ArticleIndex, index_folder: Path, tmp_path: Path
) -> None:
    desk = sprawling_desk(900)
    seen: list[IndexProgress] = []
    assert Indexer(index, desk).catch_up(seen.append) == 900
    done = [progress.done for progress in seen]
    assert done == sorted(done)
    assert seen[-1] == IndexProgress(900, 900)
    assert {progress.total for progress in seen} == {900}
    assert_holds(index, desk)
    assert segments(index_folder) <= 2
    other = ArticleIndex(tmp_path / "other")
    with other.write() as writer:
        for document in desk.after(0, 900):
            writer.add(document)
    assert answers(index) == answers(other)
    other.close()


def test_rounds_are_commits_and_few_segments_stay(index: ArticleIndex, index_folder: Path) -> None:
    desk = sprawling_desk(1_500)
    held: list[int] = []
    assert build(index, desk, lambda _: held.append(index.document_count())) == 1_500
    assert sorted(set(held)) == [0, 400, 800, 1_200]
    assert_holds(index, desk)
    assert segments(index_folder) <= 2


def test_articles_that_changed_are_replaced(index: ArticleIndex, index_folder: Path) -> None:
    desk = sprawling_desk(700)
    build(index, desk)
    ids = list(desk.numbers())
    for article_id in random.Random(1).sample(ids, 500):
        desk.changes(article_id, title="Un phare au large")
    desk.publishes("Un phare")
    assert build(index, desk) == 501
    assert_holds(index, desk)
    assert index.search(SearchQuery.parse("title:phare"), limit=1).total == 501
    assert segments(index_folder) <= 3


def test_an_article_that_changes_meanwhile_is_there_once(index: ArticleIndex) -> None:
    desk = sprawling_desk(600)
    ids = list(desk.numbers())

    def change(done: int) -> None:
        if done <= 600:
            desk.changes(ids[0], title=f"Un phare {done}")

    build(index, desk, change)
    assert_holds(index, desk)
    assert index.search(SearchQuery.parse("title:phare")).total == 1


def test_it_stops_when_asked_to_and_goes_on_later(index: ArticleIndex, index_folder: Path) -> None:
    desk = sprawling_desk(1_500)
    seen: list[int] = []
    kept = build(index, desk, seen.append, lambda: bool(seen) and seen[-1] > 500, 1_000)
    # What was given out when it was to stop is kept too, where writing it does not take long.
    assert kept in {0, 600, 800, 1_000}
    assert index.document_count() == kept
    assert not psutil.Process().children()
    assert_no_leftovers(index_folder, index)
    indexer = Indexer(index, desk)
    assert indexer.pending() == 1_500 - kept
    assert indexer.catch_up() == 1_500 - kept
    assert_holds(index, desk)


def test_one_that_is_to_stop_at_once_takes_nothing_in(index: ArticleIndex) -> None:
    assert build(index, sprawling_desk(300), should_stop=lambda: True) == 0
    assert index.document_count() == 0


def assert_no_leftovers(folder: Path, index: ArticleIndex) -> None:
    names = {path.name.partition(".")[0] for path in folder.iterdir()}
    used = index.commits.read(lambda snapshot: set(snapshot.files))
    assert {name for name in names if "_" in name[1:] and "LOCK" not in name} - used == {
        path.stem for path in folder.glob("*.toc")
    }


def test_a_worker_that_is_killed_loses_one_round_and_no_article(index: ArticleIndex) -> None:
    desk = sprawling_desk(900)
    killed: list[int] = []

    def kill(progress: IndexProgress) -> None:
        for child in psutil.Process().children():
            if not killed:
                child.kill()
                killed.append(child.pid)

    assert Indexer(index, desk).catch_up(kill) == 900
    assert killed
    assert not psutil.Process().children()
    assert_holds(index, desk)


def test_losing_a_worker_is_told(index: ArticleIndex, index_folder: Path) -> None:
    desk = sprawling_desk(900)

    def kill(done: int) -> None:
        if done > 400:
            psutil.Process().children()[0].kill()

    with pytest.raises(CrewLostError):
        build(index, desk, kill)
    assert index.document_count() == 400
    assert_no_leftovers(index_folder, index)


def test_whoever_builds_holds_the_lock(index: ArticleIndex, index_folder: Path) -> None:
    desk = sprawling_desk(500)
    refused = []

    def write(_: int) -> None:
        other = ArticleIndex(index_folder)
        with pytest.raises(IndexBusyError), other.write(wait_seconds=0):
            pass
        other.close()
        refused.append(True)

    build(index, desk, write)
    assert refused
    assert_holds(index, desk)


def test_a_failing_source_leaves_the_index_as_it_was(
    index: ArticleIndex, index_folder: Path
) -> None:
    desk = sprawling_desk(600)
    build(index, desk)
    desk.publishes("Un phare")

    def fail(_: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build(index, desk, fail)
    assert index.document_count() == 600
    assert not psutil.Process().children()
    assert_no_leftovers(index_folder, index)
    assert build(index, desk) == 1


def test_being_killed_costs_one_round_at_most(index_folder: Path) -> None:
    chance = random.Random(11)
    desk = sprawling_desk(ARTICLES)
    confirmed = 0
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.index_builder", str(index_folder)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        for _ in range(chance.randint(1, 4)):
            process.stdout.readline()
        children = psutil.Process(process.pid).children()
        process.kill()
        process.communicate()
        index = ArticleIndex(index_folder)
        assert index.state is IndexState.READY
        reached = index.change_number()
        assert reached >= confirmed
        assert reached % ROUND in {0, ARTICLES % ROUND}
        expected = {document.id: document.change_number for document in desk.after(0, reached)}
        assert index.change_numbers() == expected
        assert index.verify() == []
        index.close()
        confirmed = reached
        _, alive = psutil.wait_procs(children, timeout=30)
        assert not alive, "nobody goes on building for one who is gone"
    index = ArticleIndex(index_folder)
    Indexer(index, desk).catch_up()
    assert_holds(index, desk)
    assert_no_leftovers(index_folder, index)
    index.close()


FULL_DISK = """
import resource, sys
from pathlib import Path
from search import ArticleIndex, Indexer
from search.errors import IndexUnwritableError
from tests.support.sprawling_desk import sprawling_desk
index, desk = ArticleIndex(Path(sys.argv[1])), sprawling_desk(700)
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
try:
    Indexer(index, desk).catch_up()
except IndexUnwritableError as error:
    print(index.document_count(), error.path)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
Indexer(index, desk).catch_up()
print(index.change_numbers() == desk.numbers(), index.verify())
"""


def test_a_full_disk_is_said_to_be_and_gone_on_from(index_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(index_folder)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    refused, gone_on = done.stdout.splitlines()
    assert refused.startswith("0 ")
    assert str(index_folder) in refused
    assert gone_on == "True []"


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_to_be(
    index: ArticleIndex, index_folder: Path
) -> None:
    index_folder.chmod(0o500)
    with pytest.raises(IndexUnwritableError):
        build(index, sprawling_desk(600))
    index_folder.chmod(0o700)

"""The index through kills, other processes, damage, and hands that delete or share its folder."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from search import ArticleIndex, Indexer, IndexState, SearchQuery
from search.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexUntrustedError,
    IndexUnwritableError,
)
from search.schema import index_name
from tests.support.fake_desk import FakeDesk
from tests.support.index_follower import desk_after

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Le port accueille un armateur et la filière navale recrute. " * 20


def filled(desk: FakeDesk, folder: Path, count: int = 30) -> ArticleIndex:
    for place in range(count):
        desk.publishes(f"Le port {place}", TEXT)
    index = ArticleIndex(folder)
    Indexer(index, desk).catch_up()
    return index


KILLS = 16


def test_it_survives_being_killed_at_any_point(index_folder: Path) -> None:
    """``make quality WHAT=kills`` does it a hundred times."""
    command = [
        sys.executable,
        "-m",
        "tests.support.index_killer",
        str(index_folder),
        str(KILLS),
        "7",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "merging" in done.stdout
    assert "committing" in done.stdout


def test_another_process_that_writes_is_an_error_and_no_wait(
    desk: FakeDesk, index_folder: Path
) -> None:
    index = filled(desk, index_folder)
    with index.write() as writer:
        other = ArticleIndex(index_folder)
        assert other.search(SearchQuery.parse("port")).total == 30
        with pytest.raises(IndexBusyError), other.write(wait_seconds=0.05):
            pass
        assert writer.count == 0
    with other.write(wait_seconds=0):
        pass
    other.close()
    index.close()


def test_what_another_process_commits_is_taken_in(desk: FakeDesk, index_folder: Path) -> None:
    index = filled(desk, index_folder)
    other = ArticleIndex(index_folder)
    assert not other.refresh()
    for place in range(12):
        desk.publishes(f"Le phare {place}", TEXT)
        Indexer(index, desk).catch_up()
    # Segments that the other still reads are gone by now; what it asks for it gets nonetheless.
    assert other.search(SearchQuery.parse("port")).total in {30, 42}
    assert other.refresh() or other.document_count() == 42
    assert other.search(SearchQuery.parse("phare")).total == 12
    assert not other.refresh()
    index.close()
    other.close()


def test_a_failed_commit_releases_the_lock_and_leaves_no_files(
    desk: FakeDesk, index_folder: Path
) -> None:
    index = filled(desk, index_folder)
    before = sorted(path.name for path in index_folder.iterdir())
    article = desk.after(0)[0]

    def fail() -> None:
        with index.write() as writer:
            writer.add(article)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert sorted(path.name for path in index_folder.iterdir()) == before
    with index.write(wait_seconds=0) as writer:
        writer.add(article)
    assert index.change_numbers() == desk.numbers()
    index.close()


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from search import ArticleIndex, Indexer
from search.errors import IndexUnwritableError
from tests.support.index_follower import desk_after
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
index, desk = ArticleIndex(Path(sys.argv[1])), desk_after(400)
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
try:
    Indexer(index, desk).catch_up()
except IndexUnwritableError as error:
    print(index.document_count(), error.path)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
Indexer(index, desk).catch_up()
print(index.change_numbers() == desk.numbers(), index.verify())
"""


@pytest.mark.parametrize("limit", [100, 5_000, 20_000])
def test_a_full_disk_is_said_to_be_and_gone_on_from(index_folder: Path, limit: int) -> None:
    filled(desk_after(60), index_folder, 0).close()
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(index_folder), str(limit)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    refused, gone_on = done.stdout.splitlines()
    assert refused.startswith(f"{len(desk_after(60).numbers())} ")
    assert str(index_folder) in refused
    assert gone_on == "True []"


FULL_DISK_MERGE = """
import resource, signal, sys
from pathlib import Path
from search import ArticleIndex
from search.errors import IndexUnwritableError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
index = ArticleIndex(Path(sys.argv[1]))
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
try:
    index.merge(lambda: False)
except IndexUnwritableError as error:
    print(index.segment_count(), error.path)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print(index.verify(), list(index.folder.glob("*.merge")))
print(index.merge(lambda: False), index.segment_count(), index.verify())
"""


@pytest.mark.parametrize("limit", [300, 5_000])
def test_a_disk_that_is_full_for_a_merge_leaves_the_index_as_it_was(
    desk: FakeDesk, index_folder: Path, limit: int
) -> None:
    index = filled(desk, index_folder, 1)
    for place in range(8):
        desk.publishes(f"Le phare {place}", TEXT)
        Indexer(index, desk).catch_up()
    index.close()
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK_MERGE, str(index_folder), str(limit)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    refused, unharmed, gone_on = done.stdout.splitlines()
    assert refused.startswith(f"9 {index_folder}")
    assert unharmed == "[] []"
    assert gone_on == "9 1 []"


def test_a_deleted_folder_is_built_again_at_the_next_start(
    desk: FakeDesk, index_folder: Path
) -> None:
    filled(desk, index_folder).close()
    shutil.rmtree(index_folder)
    index = ArticleIndex(index_folder)
    assert (index.state, index.document_count()) == (IndexState.CREATED, 0)
    seen: list[int] = []
    assert Indexer(index, desk).catch_up(lambda progress: seen.append(progress.done)) == 30
    assert seen == [30]
    index.close()


def test_a_folder_deleted_under_a_running_desk_is_built_again(
    desk: FakeDesk, index_folder: Path
) -> None:
    index = filled(desk, index_folder)
    shutil.rmtree(index_folder)
    assert Indexer(index, desk).catch_up() == 30
    assert index.change_numbers() == desk.numbers()
    index.close()


@pytest.mark.parametrize("suffix", [".toc", ".trm", ".pst", ".texts.col", ".sum"])
@pytest.mark.parametrize("harm", ["truncated", "deleted"])
def test_damage_is_seen_at_the_start_and_the_index_built_again(
    desk: FakeDesk, index_folder: Path, suffix: str, harm: str
) -> None:
    filled(desk, index_folder).close()
    victim = next(path for path in index_folder.iterdir() if path.name.endswith(suffix))
    if harm == "deleted":
        victim.unlink()
    else:
        os.truncate(victim, victim.stat().st_size // 2)
    index = ArticleIndex(index_folder)
    lost_contents = suffix == ".toc" and harm == "deleted"
    assert index.state is (IndexState.CREATED if lost_contents else IndexState.DAMAGED)
    assert index.document_count() == 0
    Indexer(index, desk).catch_up()
    assert index.change_numbers() == desk.numbers()
    assert index.search(SearchQuery.parse("port")).total == 30
    assert index.verify() == []
    index.close()


def flip_bytes(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 4, len(data) // 2):
        data[place] ^= 0x55
    path.write_bytes(data)


def test_damage_that_keeps_the_size_is_seen_by_looking(desk: FakeDesk, index_folder: Path) -> None:
    filled(desk, index_folder).close()
    victim = next(index_folder.glob("*.texts.col"))
    flip_bytes(victim)
    index = ArticleIndex(index_folder)
    assert index.verify() == [victim.name]
    with pytest.raises(IndexDamagedError):
        index.search(SearchQuery.parse("port"))
    assert Indexer(index, desk).rebuild() == 30
    assert index.search(SearchQuery.parse("port")).total == 30
    assert index.verify() == []
    index.close()


def test_a_running_index_that_is_damaged_catches_up_by_starting_anew(
    desk: FakeDesk, index_folder: Path
) -> None:
    index = filled(desk, index_folder)
    contents = next(index_folder.glob("*.toc"))
    os.truncate(contents, 20)
    desk.publishes("Le phare", TEXT)
    assert Indexer(index, desk).catch_up() == 31
    assert index.change_numbers() == desk.numbers()
    index.close()


def test_an_index_of_another_version_starts_anew(desk: FakeDesk, index_folder: Path) -> None:
    filled(desk, index_folder).close()
    for path in list(index_folder.iterdir()):
        path.rename(path.with_name(path.name.replace(index_name(), "articles0s1")))
    index = ArticleIndex(index_folder)
    assert (index.state, index.document_count()) == (IndexState.OUTDATED, 0)
    assert not list(index_folder.glob("*articles0s1*.trm"))
    assert Indexer(index, desk).catch_up() == 30
    index.close()


def test_nothing_else_in_its_folder_is_touched(desk: FakeDesk, index_folder: Path) -> None:
    index_folder.mkdir()
    kept = index_folder / "000_0123456789abcdef.txt"
    kept.write_text("Un article.")
    index = filled(desk, index_folder)
    index.start_anew()
    index.close()
    assert kept.read_text() == "Un article."


def test_a_folder_that_anybody_can_write_is_refused(desk: FakeDesk, index_folder: Path) -> None:
    filled(desk, index_folder).close()
    index_folder.chmod(0o777)
    with pytest.raises(IndexUntrustedError) as refused:
        ArticleIndex(index_folder)
    assert refused.value.reason == "world-writable"
    index_folder.chmod(0o755)
    next(index_folder.glob("*.pst")).chmod(0o666)
    with pytest.raises(IndexUntrustedError):
        ArticleIndex(index_folder)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused_unless_a_group_shares_it(
    desk: FakeDesk, index_folder: Path
) -> None:
    filled(desk, index_folder).close()
    os.chown(index_folder, 12345, os.getgid())
    with pytest.raises(IndexUntrustedError) as refused:
        ArticleIndex(index_folder)
    assert refused.value.reason == "foreign-owner"
    index_folder.chmod(0o775)
    ArticleIndex(index_folder).close()


def test_files_of_a_shared_desk_are_the_groups_to_write(desk: FakeDesk, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2775)
    filled(desk, shared / "index").close()
    for path in (shared / "index", *(shared / "index").iterdir()):
        mode = path.stat().st_mode
        assert mode & stat.S_IWGRP, path
        assert not mode & stat.S_IWOTH, path


def test_files_of_a_desk_of_ones_own_are_not(desk: FakeDesk, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir(mode=0o700)
    filled(desk, own / "index").close()
    for path in (own / "index", *(own / "index").iterdir()):
        assert not path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH), path


def test_a_place_that_cannot_be_written_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where the folder should be")
    with pytest.raises(IndexUnwritableError):
        ArticleIndex(tmp_path / "index")

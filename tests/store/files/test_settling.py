from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from store.errors import DeskUnwritableError
from store.files.file_systems import FileSystem
from store.files.settling import Settler, settle


@pytest.fixture
def settler(tmp_path: Path) -> Iterator[Settler]:
    made = Settler(tmp_path)
    yield made
    made.close()


def named_twice(folder: Path, first: int, count: int) -> list[str]:
    """New files under two names each; gives the second ones."""
    (folder / "incoming").mkdir(exist_ok=True)
    names = []
    for number in range(first, first + count):
        path, second = folder / f"{number}.txt", folder / "incoming" / f"{number}.txt.7k"
        path.write_text(f"Le quai numéro {number}.", encoding="utf-8")
        second.hardlink_to(path)
        names.append(str(second))
    return names


@pytest.mark.parametrize("count", [1, 40, 200])
def test_second_names_go_once_their_files_are_settled(tmp_path: Path, count: int) -> None:
    with FileSystem(tmp_path) as file_system:
        names = named_twice(tmp_path, 0, count)
        settle(names, file_system)
    assert not list((tmp_path / "incoming").iterdir())
    assert len(list(tmp_path.glob("*.txt"))) == count


@pytest.mark.parametrize("count", [1, 200])
def test_names_that_somebody_else_took_away_are_settled(tmp_path: Path, count: int) -> None:
    names = named_twice(tmp_path, 0, count)
    for name in names[::2]:
        Path(name).unlink()
    with FileSystem(tmp_path) as file_system:
        settle(names, file_system)
    assert not list((tmp_path / "incoming").iterdir())


@pytest.mark.parametrize("count", [1, 200])
def test_a_refusal_is_told_once_and_keeps_no_other_file_from_being_settled(
    tmp_path: Path, settler: Settler, count: int
) -> None:
    settler.watch()
    in_the_way = tmp_path / "dossier"
    in_the_way.mkdir()
    settler.add([*named_twice(tmp_path, 0, count), str(in_the_way)])
    with pytest.raises(DeskUnwritableError, match="dossier"):
        settler.finish()
    settler.add(named_twice(tmp_path, count, count))
    settler.finish()
    assert len(list(tmp_path.glob("*.txt"))) == 2 * count


def test_threads_share_a_settler(tmp_path: Path, settler: Settler) -> None:
    def add(first: int) -> None:
        for start in range(first, first + 300, 100):
            settler.watch()
            settler.add(named_twice(tmp_path, start, 100))

    threads = [Thread(target=add, args=(number * 1000,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    settler.finish()
    assert settler.watch() == set()
    assert not list((tmp_path / "incoming").iterdir())


def test_what_nobody_waited_for_is_settled_before_the_end(tmp_path: Path) -> None:
    settler = Settler(tmp_path)
    settler.watch()
    settler.add(named_twice(tmp_path, 0, 300))
    settler.close()
    assert not list((tmp_path / "incoming").iterdir())

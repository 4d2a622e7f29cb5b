"""An index damaged anywhere never answers wrongly: it says so, and is built again."""

from __future__ import annotations

import gc
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search import ArticleIndex, Indexer, SearchQuery
from search.errors import IndexDamagedError
from tests.support.fake_desk import FakeDesk

# Whoosh leaves files open where it fails to open an index.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

PLACES = 200
SHARES = 8
QUERIES = (
    "port", "quai*", "réparer~", '"port de plaisance"', "port -bateau", "date:2019..2021",
    "tag:filière navire", "title:quai OR note:cale", "",
)  # fmt: skip
WORDS = [
    "port",
    "plaisance",
    "quai",
    "bateau",
    "navire",
    "cale",
    "réparer",
    "réparation",
    "chantier",
    "voile",
    "mât",
    "de",
    "la",
]

Answers = list[list[tuple[str, str]]]
Damage = Callable[[bytearray, random.Random], bytearray | None]


def flip(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 1, 20))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def zero(data: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(data))
    length = min(chance.choice((8, 64, 4096)), len(data) - start)
    data[start : start + length] = bytes(length)
    return data


def cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(len(data))]


def delete(data: bytearray, chance: random.Random) -> None:
    return None


@pytest.fixture(scope="module")
def desk() -> FakeDesk:
    chance = random.Random(4)
    desk = FakeDesk()
    for number in range(60):
        desk.publishes(
            " ".join(chance.choices(WORDS, k=4)),
            " ".join(chance.choices(WORDS, k=chance.randint(5, 60))),
            tags=("filière/nautisme",) if number % 3 else (),
            notes=("la cale sèche",) if number % 7 == 0 else (),
            published=f"20{17 + number % 6}-03-{1 + number % 27:02d}T00:00:00Z",
        )
    return desk


@pytest.fixture(scope="module")
def sound(desk: FakeDesk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of several segments, with a replaced article."""
    folder: Path = tmp_path_factory.mktemp("sound") / "index"
    index = ArticleIndex(folder)
    few = FakeDesk()
    few._articles = dict(list(desk._articles.items())[:25])
    few._number = 25
    Indexer(index, few).catch_up()
    Indexer(index, desk).catch_up()
    index.close()
    return folder


def ask(index: ArticleIndex) -> Answers:
    return [
        [(hit.id, hit.snippet.text) for hit in index.search(SearchQuery.parse(text), limit=30).hits]
        for text in QUERIES
    ]


@pytest.fixture(autouse=True)
def close_what_whoosh_left_open() -> Iterator[None]:
    yield
    gc.collect()


@pytest.mark.parametrize("share", range(SHARES))
def test_damage_is_noticed_wherever_it_is(
    share: int, sound: Path, desk: FakeDesk, tmp_path: Path
) -> None:
    index = ArticleIndex(sound)
    expected = ask(index)
    index.close()
    names = sorted(path.name for path in sound.iterdir() if path.stat().st_size)
    for place in range(share, PLACES, SHARES):
        chance = random.Random(place)
        folder = tmp_path / str(place)
        shutil.copytree(sound, folder)
        damaged = folder / names[place % len(names)]
        damage: Damage = (flip, flip, zero, cut, delete)[place // len(names) % 5]
        data = damage(bytearray(damaged.read_bytes()), chance)
        if data is None:
            damaged.unlink()
        else:
            damaged.write_bytes(data)
        assert answers_rightly_or_says_so(folder, desk, expected), (damaged.name, damage.__name__)


def answers_rightly_or_says_so(folder: Path, desk: FakeDesk, expected: Answers) -> bool:
    index = ArticleIndex(folder)
    try:
        answers = ask(index) if index.document_count() else None
    except IndexDamagedError:
        answers = None
    Indexer(index, desk).catch_up()
    after = ask(index)
    index.close()
    return answers in (None, expected) and after == expected


def test_missing_arrays_are_made_again_from_the_segment(
    sound: Path, desk: FakeDesk, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sound, folder)
    paths = sorted(folder.glob("*.arr"))
    written = [path.read_bytes() for path in paths]
    first = paths[0]
    first.unlink()
    paths[1].write_bytes(written[1][:-500] + bytes(500))
    index = ArticleIndex(folder)
    before = ask(index)
    Indexer(index, desk).catch_up()
    assert [path.read_bytes() for path in paths] == written
    assert ask(index) == before
    index.close()


def test_arrays_cut_short_under_a_running_index_are_done_without(
    sound: Path, desk: FakeDesk, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sound, folder)
    index = ArticleIndex(folder)
    before = ask(index)
    for path in folder.glob("*.arr"):
        os.truncate(path, path.stat().st_size // 2)
    assert not index.refresh()
    assert ask(index) == before
    Indexer(index, desk).catch_up()
    assert ask(index) == before
    assert index.verify() == []
    index.close()


def test_files_cut_short_under_a_running_index_are_noticed(
    sound: Path, desk: FakeDesk, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sound, folder)
    index = ArticleIndex(folder)
    before = ask(index)
    os.truncate(next(folder.glob("*.trm")), 10)
    with pytest.raises(IndexDamagedError):
        index.refresh()
    Indexer(index, desk).catch_up()
    assert ask(index) == before
    index.close()

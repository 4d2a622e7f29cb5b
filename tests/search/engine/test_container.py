"""Arrays come back as they were written, or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search.engine.container import ArraysDamagedError, Container, Section, write_container

NUMBERS = np.arange(100_000, dtype="<u4")
SMALL = np.array([3, 1, 4], "|u1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "arrays"
    data = NUMBERS.tobytes()
    sections = [
        Section("small", "|u1", [SMALL.tobytes()], 3),
        Section("numbers", "<u4", [data[:1001], data[1001:]], len(data)),
        Section("nothing", "<u4", [], 0),
    ]
    with path.open("wb") as file:
        write_container(file, sections, {"who": "é"})
    return path


def test_gives_back_what_was_written(path: Path) -> None:
    container = Container(path)
    assert container.facts == {"who": "é"}
    assert container.array("small").whole().tolist() == [3, 1, 4]
    assert np.array_equal(container.array("numbers").whole(), NUMBERS)
    assert container.array("numbers").part(70_000, 70_003).tolist() == [70_000, 70_001, 70_002]
    assert len(container.array("nothing")) == 0
    assert container.array("nothing").whole().tolist() == []
    assert container.has("small")
    assert not container.has("large")
    container.verify()
    container.close()


@pytest.mark.parametrize("place", range(0, 400_000, 7_919))
def test_hands_out_no_damaged_value(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x10
    path.write_bytes(data)
    try:
        container = Container(path)
        read = [container.array("small").whole(), container.array("numbers").whole()]
    except ArraysDamagedError:
        return
    # What stands between two arrays is no value.
    assert all(
        np.array_equal(ours, true) for ours, true in zip(read, (SMALL, NUMBERS), strict=True)
    )


def test_damage_elsewhere_does_no_harm(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-30_000] ^= 0x10
    path.write_bytes(data)
    container = Container(path)
    assert container.array("numbers").part(0, 10).tolist() == list(range(10))
    with pytest.raises(ArraysDamagedError):
        container.array("numbers").whole()
    with pytest.raises(ArraysDamagedError):
        container.verify()


@pytest.mark.parametrize("size", [0, 1, 20, 100, 5_000, 400_000])
def test_a_file_cut_short_is_refused(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ArraysDamagedError):
        Container(path)


def test_what_is_no_such_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("Le port de Marseille." * 20)
    for path in (tmp_path / "text", tmp_path / "missing", tmp_path):
        with pytest.raises(ArraysDamagedError):
            Container(path)

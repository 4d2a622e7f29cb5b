"""Desks for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.desk import Desk
from tests.support.clock import TickingClock
from tests.support.desks import write_articles


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with four articles, the third without a title."""
    desk_folder = tmp_path / "desk"
    desk_folder.mkdir()
    write_articles(desk_folder)
    return desk_folder


@pytest.fixture
def desk(folder: Path, clock: TickingClock) -> Iterator[Desk]:
    with Desk.create(folder, editor="anne", clock=clock) as opened:
        yield opened

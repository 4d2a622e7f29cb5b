"""Fixtures for the tests of the interface."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from store.desk import Desk
from tests.support.desks import write_articles
from tui.services import Services
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARIS = "CET-1CEST,M3.5.0,M10.5.0/3"
"""Written out, since a bare machine knows no zones by name."""


@pytest.fixture
def in_paris() -> Iterator[None]:
    """Days are shown as people there count them, wherever the test runs."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TZ", PARIS)
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """A desk with the sample articles, all of them found."""
    write_articles(tmp_path)
    with Desk.create(tmp_path, editor="anne"):
        pass
    with Services.open(tmp_path, Settings(), editor="anne") as services:
        services.catch_up()
        yield services

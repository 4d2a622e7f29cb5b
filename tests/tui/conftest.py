"""Fixtures for the tests of the interface."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

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

"""What the tests of feeds share: a server on this machine and a clock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.clock import TickingClock
from tests.support.feed_server import FeedServer


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()

"""When garbage is looked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tui.garbage import AGAIN_SECONDS, LONG_REST_SECONDS, SHORT_REST_SECONDS, Garbage


class Clock:
    """A clock that stands still until somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Looks:
    """How often Python looked at all there is."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, phase: str, info: dict[str, int]) -> None:
        self.count += phase == "stop" and info["generation"] == 2


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def garbage(clock: Clock) -> Iterator[Garbage]:
    garbage = Garbage(clock)
    garbage.begin()
    yield garbage
    garbage.end()


@pytest.fixture
def looks() -> Iterator[Looks]:
    looks = Looks()
    gc.callbacks.append(looks)
    yield looks
    gc.callbacks.remove(looks)


def make_much() -> list[list[int]]:
    """Make so much that Python counts it."""
    much: list[list[int]] = [[] for _ in range(3 * gc.get_threshold()[0])]
    return much


def test_nothing_old_is_looked_at_while_somebody_types(
    garbage: Garbage, clock: Clock, looks: Looks
) -> None:
    kept = make_much()
    for _ in range(20):
        clock.now += SHORT_REST_SECONDS / 4
        garbage.key_pressed()
        garbage.look()
    assert len(kept)
    assert looks.count == 0


def test_what_is_new_is_looked_at_once_the_keys_rest(
    garbage: Garbage, clock: Clock, looks: Looks
) -> None:
    kept = make_much()
    garbage.key_pressed()
    clock.now += SHORT_REST_SECONDS
    garbage.look()
    garbage.look()
    assert len(kept)
    assert looks.count == 1


def test_in_a_long_rest_what_is_left_is_set_apart(
    garbage: Garbage, clock: Clock, looks: Looks
) -> None:
    kept = make_much()
    clock.now += LONG_REST_SECONDS
    garbage.look()
    garbage.look()
    assert len(kept)
    assert looks.count == 1
    assert gc.get_freeze_count() >= len(kept)


def test_in_a_rest_that_goes_on_it_is_looked_at_again_now_and_then(
    garbage: Garbage, clock: Clock, looks: Looks
) -> None:
    for _ in range(10):
        clock.now += AGAIN_SECONDS / 4
        garbage.look()
    assert looks.count == 3


def test_cycles_that_were_set_apart_go_in_the_next_long_rest(
    garbage: Garbage, clock: Clock
) -> None:
    class Node:
        own: object = None

    gone: list[None] = []

    class Ring(Node):
        def __del__(self) -> None:
            gone.append(None)

    ring = Ring()
    ring.own = ring
    clock.now += LONG_REST_SECONDS
    garbage.look()
    del ring
    kept = make_much()
    garbage.key_pressed()
    clock.now += SHORT_REST_SECONDS
    garbage.look()
    assert len(kept)
    assert not gone
    clock.now += LONG_REST_SECONDS
    garbage.look()
    assert gone


def test_the_process_is_left_as_it_was() -> None:
    before = gc.get_threshold()
    garbage = Garbage()
    garbage.begin()
    assert gc.get_threshold() != before
    garbage.end()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0

"""Python looks for garbage while nobody is at the keys.

A look at all that an open desk holds takes as long as two keys, and left to itself Python takes one at every
other key. What is there once the desk is open is set apart, so that a look at what came since is short.
"""

from __future__ import annotations

import gc
import math
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_SECONDS = 0.25
"""How often to see whether the keys rest."""

PAUSE_SECONDS = 0.2
"""After how long without a key to look at what the last keys made."""

SHORT_REST_SECONDS = 1.0
"""After how long without a key to look at all that is new."""

LONG_REST_SECONDS = 4.0
"""After how long without a key to look at everything, and to set apart what is left."""

AGAIN_SECONDS = 60.0
"""After how long to look again in the same rest."""

# Young objects are looked at as ever, in larger portions; all of them only where keys never rest.
_THRESHOLDS = (50_000, 20, 1_000)

_WORTH_A_LOOK = 10_000
"""Objects that are worth a look in a pause."""


class Garbage:
    """When garbage is looked for, in the whole process, from ``begin`` to ``end``.

    Args:
        clock: tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last_key = clock()
        self._last_look = self._last_whole_look = -math.inf
        self._thresholds = gc.get_threshold()

    def begin(self) -> None:
        """Have Python leave what is old to ``look``."""
        self._thresholds = gc.get_threshold()
        gc.set_threshold(*_THRESHOLDS)

    def end(self) -> None:
        """Have Python do as it did before."""
        gc.set_threshold(*self._thresholds)
        gc.unfreeze()

    def key_pressed(self) -> None:
        """Note that somebody is at the keys."""
        self._last_key = self._clock()

    def look(self) -> None:
        """Look for garbage where it is time to: once in a rest, and now and then in one that goes on."""
        now = self._clock()
        rest = now - self._last_key
        if rest >= LONG_REST_SECONDS and self._is_due(now, self._last_whole_look):
            self._last_look = self._last_whole_look = now
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        elif rest >= SHORT_REST_SECONDS and self._is_due(now, self._last_look):
            self._last_look = now
            gc.collect()
        elif rest >= PAUSE_SECONDS and gc.get_count()[0] >= _WORTH_A_LOOK:
            gc.collect(0)

    def _is_due(self, now: float, last: float) -> bool:
        return last <= self._last_key or now >= last + AGAIN_SECONDS
